"""Cooperatives by the hundred: each with a school, a class and a mandataire."""

import datetime
from collections.abc import Sequence

from allauth.account.models import EmailAddress

from cooperatives.models import Classroom, Cooperative, Federation, Mandate, School, SchoolYear
from members.models import User

COMMUNES = 246
"""As many as the Cantal has: beyond, several schools share one."""
MANDATE_AGE = datetime.timedelta(days=700)


def raise_cooperatives(federation: Federation, year: SchoolYear, numbers: Sequence[int]) -> list[Cooperative]:
    """Active cooperatives under these numbers, with a class in the year and a mandate in force before it began."""
    approved = year.starts - MANDATE_AGE
    users = _mandataires(federation, numbers)
    schools = School.objects.bulk_create(
        School(name=f"École {n} du Banc d’essai", kind=School.Kind.PRIMARY, source=School.Source.DEMO,
               commune=f"Commune {n % COMMUNES}", postcode="15000", department="015", uai=None,
               latitude=44.7 + n % 10 * 0.06, longitude=2.2 + n // 10 % 14 * 0.07)
        for n in numbers
    )  # fmt: skip
    cooperatives = Cooperative.objects.bulk_create(
        Cooperative(federation=federation, school=school, number=n, name=f"Coopérative {n}", approved_on=approved,
                    account_opened_on=approved, folded=f"{n} cooperative {n} commune {n % COMMUNES}")
        for n, school in zip(numbers, schools, strict=True)
    )  # fmt: skip
    Classroom.objects.bulk_create(
        Classroom(cooperative=cooperative, school=cooperative.school, year=year, name="CP-CE1", levels=["CP", "CE1"],
                  pupil_count=20, adult_count=1)
        for cooperative in cooperatives
    )  # fmt: skip
    Mandate.objects.bulk_create(
        Mandate(cooperative=cooperative, user=user, state=Mandate.State.ACTIVE, starts_on=approved,
                approved_on=approved, accepted_on=approved, signature_active_on=approved)
        for cooperative, user in zip(cooperatives, users, strict=True)
    )  # fmt: skip
    return cooperatives


def _mandataires(federation: Federation, numbers: Sequence[int]) -> list[User]:
    users = User.objects.bulk_create(
        User(email=f"mandataire{n}@{federation.slug}.example", first_name="Camille", last_name=f"Mandataire {n}")
        for n in numbers
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in users
    )
    return users
