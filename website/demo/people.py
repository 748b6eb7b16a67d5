"""The association, its years and the adults of the demonstration; their passwords are printed on the home page."""

from datetime import date

from allauth.account.models import EmailAddress
from django.db import transaction

from cooperatives.models import CommitmentText, Federation, SchoolYear, StaffRole
from members.models import User
from occe.kit.actors import Role

from .clock import Clock, noon
from .launcher import PASSWORD

SLUG = "cantal"
FOUNDED = date(2012, 3, 14)
COMMITMENT_FR = """\
Je tiens les comptes de la coopérative au jour le jour, avec une pièce pour chaque recette et chaque dépense.

Je rends les comptes de l’année dans le mois qui suit la rentrée, vérifiés par deux personnes qui ne les ont pas tenus.

Je n’ouvre pas de compte, je n’emprunte pas, je ne signe pas de contrat sans l’association départementale.

Aucun enfant n’est laissé de côté parce que sa famille n’a pas versé.
"""
COMMITMENT_EN = """\
I keep the cooperative’s accounts day by day, with a voucher for each sum that comes in or goes out.

I hand over the year’s accounts in the month after the start of the school year, reviewed by two people who did not \
keep them.

I open no account, I do not borrow, I sign no contract without the departmental association.

No child is left out because a family did not contribute.
"""
STAFF = [
    ("staff@demo.example", "Martine", "Chaudefour", [Role.ADMINISTRATOR]),
    ("treasurer@demo.example", "Tristan", "Bressanges", [Role.TREASURER]),
    ("lecture@demo.example", "Rita", "Valmaure", [Role.READER]),
]


@transaction.atomic
def raise_federation(clock: Clock) -> Federation:
    """The association with its three years and the engagement that mandataires accept."""
    federation = Federation.objects.create(
        slug=SLUG,
        name="Office central de la coopération à l’école, association départementale du Cantal",
        short_name="OCCE 15",
        siret="00000000000000",
        founded_on=FOUNDED,
        address="1, place de la Démonstration",
        city="15000 Aurillac",
        email="contact@occe15.example",
        phone="04 00 00 00 15",
        departments=["015"],
        academic_mail_domains=["ac-clermont.fr"],
        languages=["fr", "en"],
    )
    for bounds in clock.open_years:
        SchoolYear.objects.create(
            federation=federation,
            starts=bounds.start,
            ends=bounds.end,
            fee_per_member="2.00",
            insurance_per_member="0.25",
            affiliation_due_on=date(bounds.start.year, 11, 10),
            report_due_on=date(bounds.end.year, 9, 30),
        )
    CommitmentText.objects.create(federation=federation, version=1, text_fr=COMMITMENT_FR, text_en=COMMITMENT_EN)
    first_day = noon(clock.year(2).start)
    federation.commitment_texts.update(published_at=first_day)
    return federation


def raise_staff(federation: Federation) -> dict[str, User]:
    """The two people of the office, one who only reads, and a teacher who belongs nowhere yet."""
    people = {}
    for email, first_name, last_name, roles in STAFF:
        user = raise_user(email, first_name, last_name)
        for role in roles:
            StaffRole.objects.create(federation=federation, user=user, role=role, starts_on=FOUNDED)
        people[email] = user
    raise_user("new@demo.example", "Nadia", "Ferrières")
    return people


def raise_user(email: str, first_name: str, last_name: str, **fields) -> User:
    """An adult who can sign in at once."""
    user = User.objects.create_user(email, PASSWORD, first_name=first_name, last_name=last_name, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
