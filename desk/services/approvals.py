"""The approval of a cooperative: one act over five rooms, in one transaction, whole or not at all."""

from datetime import date

from django.db import transaction

from cooperatives.models import Cooperative, Registration, SchoolYear
from cooperatives.services.registration import mark_approved
from desk.services.years import begin_year
from members.services.notifications import notify
from occe.kit.actors import Adult


@transaction.atomic
def approve_registration(
    registration: Registration,
    *,
    by: Adult,
    board_decision_on: date,
    number: int | None = None,
    though_alike: bool = False,
) -> Cooperative:
    """Approve a request with the date of the board's decision.

    Opens the cooperative with its classes and mandates, its affiliation of the year to be prepared (the counts are to
    be confirmed, as when a year opens), its councils, its book of the year, a fund for each class of a school's
    cooperative; the same in a later year that is open already (the request was sent in June or August). Tells the
    applicant, in the portal and by mail. The cooperative is then *approved, account being opened*: everything works but
    payment from the bank.

    Raises RegistrationAlreadyDecided when somebody acted first, RegistrationRefused for a date, a number, a likeness.
    """
    cooperative = mark_approved(
        registration, by=by, board_decision_on=board_decision_on, number=number, though_alike=though_alike
    )
    asked = registration.year
    later = SchoolYear.objects.filter(federation=cooperative.federation_id, starts__gt=asked.starts)
    for year in (asked, *later.filter(closed_at__isnull=True).order_by("starts")):
        begin_year([cooperative], year, by=by)
    if registration.applicant is None:
        raise TypeError("a request that was sent has an applicant")
    notify(
        registration.applicant,
        "desk.approved",
        key=f"desk.approved:{registration.public_id}",
        parameters={"cooperative": cooperative.name},
        url_id=cooperative.public_id,
    )
    return cooperative
