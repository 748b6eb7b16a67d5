"""What the association does with a request that was sent: have it completed, refuse it, approve it.

Each act locks the request's row, then looks at its state: of two people at work on one request the second is told what
the first did, and nothing is done twice. The applicant's own acts are in `applying`.
"""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.errors import RegistrationAlreadyDecided, RegistrationRefused
from cooperatives.models import (
    Classroom,
    Cooperative,
    Federation,
    Registration,
    RegistrationEvent,
    RegistrationMandataire,
    School,
)
from cooperatives.queries import default_name, department_of_postcode, open_request_for, resembling
from cooperatives.services import letters
from cooperatives.services.accounts import account_for
from cooperatives.services.mandates import accept_mandate, approve_mandate, propose_mandate
from occe.kit.actors import Adult
from occe.kit.dates import format_moment

State = Registration.State
Kind = RegistrationEvent.Kind


@transaction.atomic
def ask_for_correction(registration: Registration, *, by: Adult, message: str) -> Registration:
    """Give the request back to its applicant, with the words that say what to complete; the history keeps them.

    Raises RegistrationAlreadyDecided when somebody acted first, RegistrationRefused without a message.
    """
    locked = _waiting_for_staff(registration)
    _require_words(message, field="message")
    locked.state = State.TO_CORRECT
    locked.save(update_fields=["state", "updated_at"])
    _remember(locked, Kind.CORRECTION, by=by, message=message)
    letters.correction_asked(locked, message=message.strip())
    return locked


@transaction.atomic
def refuse_registration(registration: Registration, *, by: Adult, reason: str) -> Registration:
    """End the request with a reason, which its applicant reads as it is written here.

    Raises RegistrationAlreadyDecided when somebody acted first, RegistrationRefused without a reason.
    """
    locked = _waiting_for_staff(registration)
    _require_words(reason, field="reason")
    locked.state = State.REFUSED
    locked.decided_by_id, locked.decided_at = by.user_id, timezone.now()
    locked.save(update_fields=["state", "decided_by", "decided_at", "updated_at"])
    _remember(locked, Kind.REFUSED, by=by, message=reason)
    letters.refused(locked, reason=reason.strip())
    return locked


@transaction.atomic
def mark_approved(
    registration: Registration,
    *,
    by: Adult,
    board_decision_on: date,
    number: int | None = None,
    though_alike: bool = False,
) -> Cooperative:
    """Turn the request into a cooperative: its classes of the year, its mandates, the decision's date.

    `board_decision_on` is the day of the board's decision (not to come, not before the founding decision). `number` is
    the cooperative's number in the association; without it, the next free one. An applicant who accepted the commitment
    holds the mandate at once; another mandataire is proposed, and written to. `though_alike` says that a described
    school is not the one of the same name and place which another request or cooperative has. Runs in the caller's
    transaction, which opens the book, the council and the class funds beside it.

    Raises RegistrationAlreadyDecided when somebody acted first, RegistrationRefused for a date, a number, a likeness.
    """
    locked = _waiting_for_staff(registration)
    _check_board_decision(locked, board_decision_on)
    if locked.school is None and not though_alike and resembling(locked):
        raise RegistrationRefused(
            _("Dites que ce n’est pas la même école, ou reliez d’abord la demande à l’annuaire."), field="though_alike"
        )
    cooperative = _open_cooperative(locked, board_decision_on, number)
    _open_classrooms(locked, cooperative)
    locked.state, locked.cooperative, locked.school = State.APPROVED, cooperative, cooperative.school
    locked.board_decision_on = board_decision_on
    locked.decided_by_id, locked.decided_at = by.user_id, timezone.now()
    locked.save()
    for proposed in locked.mandataires.all():
        _give_mandate(locked, cooperative, proposed, by=by)
    _remember(locked, Kind.APPROVED, by=by)
    letters.approved(locked)
    return cooperative


@transaction.atomic
def link_school(registration: Registration, *, by: Adult, school: School) -> Registration:
    """Say which school of the directory is the one that the applicant described; the description stays beside it.

    Raises RegistrationRefused when the school cannot have a cooperative, or lies in another department.
    """
    locked = _waiting_for_staff(registration)
    if not school.is_eligible or school.department not in locked.federation.departments:
        raise RegistrationRefused(_("Cette école ne peut pas avoir de coopérative ici."), field="school")
    locked.school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)  # as `send_registration` does
    if open_request_for(locked):
        raise RegistrationRefused(_("Une autre demande est déjà ouverte pour cette école."), field="school")
    locked.save(update_fields=["school", "updated_at"])
    return locked


def _waiting_for_staff(registration: Registration) -> Registration:
    """The request, locked, if it still waits for the association; else RegistrationAlreadyDecided."""
    locked = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if locked.state == State.SENT:
        return locked
    raise RegistrationAlreadyDecided(what_happened(locked))


def what_happened(registration: Registration) -> str:
    """The last act on a request as a sentence: who did what, and when."""
    event = registration.events.exclude(kind=Kind.DOCUMENT).select_related("by").last()
    sentence = _SENTENCES.get(event.kind) if event else None
    if event is None or sentence is None:
        return _("Cette demande n’attend rien de l’association : relisez la page.")
    who = event.by.get_full_name() if event.by else _("Quelqu’un")
    return sentence() % {"who": who, "when": format_moment(event.at)}


_SENTENCES: dict[str, Callable[[], str]] = {
    Kind.CORRECTION: lambda: _(
        "%(who)s a demandé un complément le %(when)s : la demande attend la personne qui l’a envoyée."
    ),
    Kind.APPROVED: lambda: _("%(who)s a agréé cette demande le %(when)s : il n’y a plus rien à faire."),
    Kind.REFUSED: lambda: _("%(who)s a refusé cette demande le %(when)s."),
    Kind.WITHDRAWN: lambda: _("%(who)s a retiré cette demande le %(when)s."),
}


def _require_words(text: str, *, field: str) -> None:
    if not text.strip():
        raise RegistrationRefused(_("Écrivez au moins une phrase : la personne qui attend la lira."), field=field)


def _remember(registration: Registration, kind: str, *, by: Adult, message: str = "") -> None:
    RegistrationEvent.objects.create(registration=registration, kind=kind, by_id=by.user_id, message=message.strip())


def _check_board_decision(registration: Registration, day: date) -> None:
    if day > timezone.localdate():
        raise RegistrationRefused(
            _("Ce jour n’est pas encore arrivé. Écrivez la date de la réunion qui a décidé."), field="board_decision_on"
        )
    if registration.decision_on and day < registration.decision_on:
        raise RegistrationRefused(
            _("L’école a décidé après cette date : le conseil d’administration n’a pas pu agréer avant."),
            field="board_decision_on",
        )


def _open_cooperative(registration: Registration, approved_on: date, number: int | None) -> Cooperative:
    """The cooperative itself, approved while its bank account is being opened."""
    federation = Federation.objects.select_for_update(of=("self",)).get(pk=registration.federation_id)
    taken = Cooperative.objects.filter(federation=federation)
    if number is not None and taken.filter(number=number).exists():
        raise RegistrationRefused(_("Une coopérative porte déjà ce numéro."), field="number")
    return Cooperative.objects.create(
        federation=federation,
        number=number or (taken.aggregate(last=Max("number"))["last"] or 0) + 1,
        name=registration.name or default_name(registration),
        kind=registration.kind,
        school=registration.school or _described_school(registration),
        approved_on=approved_on,
        account_step_holder=federation.short_name,
        account_step_since=timezone.localdate(),
    )


def _described_school(registration: Registration) -> School:
    """The school as its teacher described it: it waits there until the directory knows it."""
    return School.objects.create(
        name=registration.described_name,
        commune=registration.described_commune,
        postcode=registration.described_postcode,
        department=department_of_postcode(registration.described_postcode),
        kind=School.Kind.OTHER,
        source=School.Source.DESCRIBED,
    )


def _open_classrooms(registration: Registration, cooperative: Cooperative) -> None:
    for asked in registration.classes.all():
        Classroom.objects.create(
            cooperative=cooperative,
            school=cooperative.school,
            year_id=registration.year_id,
            name=asked.name,
            levels=asked.levels,
            pupil_count=asked.pupil_count,
            adult_count=asked.adult_count,
        )


def _give_mandate(
    registration: Registration, cooperative: Cooperative, proposed: RegistrationMandataire, *, by: Adult
) -> None:
    """The applicant accepted in the request itself; anybody else accepts on the page that the letter leads to."""
    user = (
        registration.applicant
        if proposed.is_applicant
        else account_for(proposed.email, first_name=proposed.first_name, last_name=proposed.last_name)
    )
    assert user  # held, as the two below, by the checks above and by the constraints
    assert registration.board_decision_on
    assert registration.commitment_accepted_at
    mandate = propose_mandate(
        cooperative, user=user, rank=proposed.rank, starts_on=registration.board_decision_on, by=by
    )
    if user.pk == registration.applicant_id:
        accepted_on = timezone.localdate(registration.commitment_accepted_at)
        accept_mandate(mandate, accepted_on=accepted_on, by=by)
        approve_mandate(mandate, approved_on=registration.board_decision_on, by=by)
    else:
        letters.mandate_proposed(mandate)
