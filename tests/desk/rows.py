"""Rows that only the association's space needs: a request that was sent, with all its parts."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from cooperatives.models import (
    CommitmentText,
    Cooperative,
    Federation,
    Registration,
    RegistrationClass,
    RegistrationDocument,
    RegistrationEvent,
    RegistrationMandataire,
    School,
    SchoolYear,
)
from members.models import User

NOON = timezone.make_aware(datetime(2026, 3, 2, 12))
DECIDED = date(2026, 2, 20)
BOARD = date(2026, 3, 10)


def make_request(
    federation: Federation, year: SchoolYear, applicant: User, school: School | None, **fields
) -> Registration:
    """A request that waits for the association: two classes, one mandataire (the applicant), one paper to come."""
    sent_at = fields.pop("sent_at", NOON)
    state = fields.pop("state", Registration.State.SENT)
    if school is None:
        fields.setdefault("described_name", "École du Bout-du-Monde")
        fields.setdefault("described_commune", "Polminhac")
        fields.setdefault("described_postcode", "15800")
    registration = Registration.objects.create(
        federation=federation,
        year=year,
        state=state,
        applicant=applicant,
        applicant_first_name=applicant.first_name,
        applicant_last_name=applicant.last_name,
        applicant_email=applicant.email,
        school=school,
        kind=fields.pop("kind", Cooperative.Kind.SCHOOL),
        decision_on=DECIDED,
        decision_present=24,
        commitment=CommitmentText.objects.filter(federation=federation).first(),
        commitment_accepted_at=sent_at,
        sent_at=sent_at,
        **fields,
    )
    for name, levels, pupils in (("PS-CE1", ["PS", "CE1"], 18), ("CE2-CM2", ["CE2", "CM2"], 20)):
        RegistrationClass.objects.create(registration=registration, name=name, levels=levels, pupil_count=pupils)
    RegistrationMandataire.objects.create(
        registration=registration,
        rank=1,
        first_name=applicant.first_name,
        last_name=applicant.last_name,
        email=applicant.email,
        is_applicant=True,
    )
    for kind in RegistrationDocument.Kind.values:
        RegistrationDocument.objects.create(registration=registration, kind=kind, promised=True)
    RegistrationEvent.objects.create(registration=registration, kind="sent", at=sent_at, by=applicant)
    return registration


def days_ago(count: int) -> datetime:
    return timezone.now() - timedelta(days=count)
