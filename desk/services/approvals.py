"""The approval of a cooperative: one act over five rooms, in one transaction, whole or not at all."""

from datetime import date

from django.db import transaction

from cooperatives.models import Cooperative, Registration
from cooperatives.services.registration import mark_approved
from councils.services import open_council
from desk.services.years import prepare_affiliations
from finance.services.books import open_book
from finance.services.class_funds import open_class_funds
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
    cooperative; tells the applicant, in the portal and by mail. The cooperative is then *approved, account
    being opened*: everything works but payment from the bank.

    Raises RegistrationAlreadyDecided when somebody acted first, RegistrationRefused for a date, a number, a likeness.
    """
    cooperative = mark_approved(
        registration, by=by, board_decision_on=board_decision_on, number=number, though_alike=though_alike
    )
    year = registration.year
    prepare_affiliations([cooperative], year)
    open_council(cooperative, year, by=by)
    open_book(cooperative, year, by=by)
    if cooperative.kind == Cooperative.Kind.SCHOOL:
        open_class_funds(cooperative.classrooms.of_year(year).select_related("cooperative"), by=by)
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
