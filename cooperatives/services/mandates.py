"""The life of a mandate: proposed, accepted, approved by the board, signature active at the bank, suspended, ended.

The mandataire holds the mandate from the association (Civil code, art. 1984: the mandataire's acceptance makes the
contract); its board approves and may withdraw it. Each function here locks the mandate, looks at its state, and says
what it found when that does not allow the change: two people at work on the same mandate never undo each other.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.errors import MandateRefused
from cooperatives.models import Cooperative, Mandate
from occe.kit.actors import Actor

State = Mandate.State

# From which states an act is possible.
PENDING = (State.PROPOSED, State.ACCEPTED)
IN_OFFICE = (State.APPROVED, State.ACTIVE)
NOT_OVER = (*PENDING, *IN_OFFICE, State.SUSPENDED)


@transaction.atomic
def propose_mandate(cooperative: Cooperative, *, user, rank: int, starts_on: date, by: Actor) -> Mandate:
    """Propose an adult as mandataire; nothing is allowed by it until the board approves.

    `rank` is 1 or 2 (most cooperatives have one, some two). Proposing the same person again returns the mandate that
    stands. Raises MandateRefused when that mandate has gone further, or when the cooperative is closed.
    """
    locked = Cooperative.objects.select_for_update(of=("self",)).get(pk=cooperative.pk)
    if locked.state == Cooperative.State.CLOSED:
        raise MandateRefused(_("Cette coopérative est fermée : elle ne reçoit plus de mandataire."))
    standing = Mandate.objects.filter(cooperative=locked, user=user, state__in=NOT_OVER).first()
    if standing is None:
        return Mandate.objects.create(cooperative=locked, user=user, rank=rank, starts_on=starts_on)
    if standing.state in PENDING:
        return standing
    raise MandateRefused(
        _("%(person)s a déjà un mandat dans cette coopérative.") % {"person": user.get_full_name()}, field="user"
    )


@transaction.atomic
def accept_mandate(mandate: Mandate, *, accepted_on: date, by: Actor) -> Mandate:
    """Record that the person accepts: online, or on a paper that came in. `accepted_on` is today at the latest."""
    locked = _locked(mandate, PENDING)
    if locked.state == State.PROPOSED:
        _refuse_future(accepted_on, field="accepted_on")
        locked.state, locked.accepted_on = State.ACCEPTED, accepted_on
        locked.save(update_fields=["state", "accepted_on"])
    return locked


@transaction.atomic
def approve_mandate(mandate: Mandate, *, approved_on: date, by: Actor, accepted_on: date | None = None) -> Mandate:
    """Record the board's approval. `approved_on` is the day of the board's decision; the mandate begins at its
    `starts_on`, or on that day if it is later.

    The acceptance must be known: on the mandate already, or given here as `accepted_on`. Raises MandateRefused when it
    is missing, when a date is to come, or when somebody else holds the same rank.
    """
    locked = _locked(mandate, PENDING)
    _refuse_future(approved_on, field="approved_on")
    accepted = locked.accepted_on or accepted_on
    if accepted is None:
        raise MandateRefused(
            _("Sans acceptation, il n’y a pas de mandat : écrivez le jour où la personne a accepté."),
            field="accepted_on",
        )
    _refuse_future(accepted, field="accepted_on")
    _refuse_taken_rank(locked)
    locked.state, locked.accepted_on, locked.approved_on = State.APPROVED, accepted, approved_on
    locked.starts_on = max(locked.starts_on, approved_on)
    locked.save(update_fields=["state", "accepted_on", "approved_on", "starts_on"])
    return locked


@transaction.atomic
def activate_signature(mandate: Mandate, *, active_on: date, by: Actor) -> Mandate:
    """Record the day from which the bank knows this signature. Again with another day: the day is corrected."""
    locked = _locked(mandate, IN_OFFICE)
    _refuse_future(active_on, field="active_on")
    if locked.approved_on and active_on < locked.approved_on:
        raise MandateRefused(_("La banque ne peut pas connaître une signature avant l’agrément."), field="active_on")
    locked.state, locked.signature_active_on = State.ACTIVE, active_on
    locked.save(update_fields=["state", "signature_active_on"])
    return locked


@transaction.atomic
def suspend_mandate(mandate: Mandate, *, reason: str, by: Actor) -> Mandate:
    """Suspend a mandate in office (a leave): the person goes on reading, and may no longer agree or post.

    `reason` is kept with the mandate while it lasts, and in its history. Suspending twice keeps the first reason.
    """
    locked = _locked(mandate, (*IN_OFFICE, State.SUSPENDED))
    if locked.state != State.SUSPENDED:
        locked.state, locked.suspension_reason = State.SUSPENDED, _written(reason)
        locked.save(update_fields=["state", "suspension_reason"])
    return locked


@transaction.atomic
def resume_mandate(mandate: Mandate, *, by: Actor) -> Mandate:
    """End a suspension: the mandate is again what it was before, with or without an active signature."""
    locked = _locked(mandate, (*IN_OFFICE, State.SUSPENDED))
    if locked.state == State.SUSPENDED:
        locked.state = State.ACTIVE if locked.signature_active_on else State.APPROVED
        locked.suspension_reason = ""
        locked.save(update_fields=["state", "suspension_reason"])
    return locked


@transaction.atomic
def end_mandate(mandate: Mandate, *, ends_on: date, reason: str, by: Actor) -> Mandate:
    """End a mandate. `ends_on` is the first day without it, today at the latest; the years held stay readable."""
    return _finish(mandate, State.ENDED, ends_on=ends_on, reason=reason)


@transaction.atomic
def withdraw_mandate(mandate: Mandate, *, ends_on: date, reason: str, by: Actor) -> Mandate:
    """The board takes the mandate back. `ends_on` as in `end_mandate`; nothing of the cooperative stays readable."""
    return _finish(mandate, State.WITHDRAWN, ends_on=ends_on, reason=reason)


def _finish(mandate: Mandate, state: str, *, ends_on: date, reason: str) -> Mandate:
    locked = _locked(mandate, NOT_OVER)
    _refuse_future(ends_on, field="ends_on")
    written = _written(reason)
    if ends_on < locked.starts_on and locked.state not in PENDING:
        raise MandateRefused(_("La fin du mandat vient après son début."), field="ends_on")
    locked.state, locked.end_reason = state, written
    locked.starts_on, locked.ends_on = min(locked.starts_on, ends_on), ends_on
    locked.save(update_fields=["state", "starts_on", "ends_on", "end_reason"])
    return locked


def _written(reason: str) -> str:
    if not reason.strip():
        raise MandateRefused(
            _("Écrivez le motif : la personne et le conseil d’administration le liront."), field="reason"
        )
    return reason.strip()


def _locked(mandate: Mandate, expected: tuple[str, ...]) -> Mandate:
    """The mandate as it stands now, locked. Raises MandateRefused with what it has become when that is not expected."""
    locked = Mandate.objects.select_for_update(of=("self",)).select_related("user").get(pk=mandate.pk)
    if locked.state not in expected:
        raise MandateRefused(
            _("Le mandat de %(person)s est « %(state)s » : ce geste n’est plus possible. Relisez la page.")
            % {"person": locked.user.get_full_name(), "state": locked.get_state_display()}
        )
    return locked


def _refuse_future(day: date, *, field: str) -> None:
    if day > timezone.localdate():
        raise MandateRefused(
            _("Ce jour n’est pas encore arrivé. Écrivez une date passée ou celle d’aujourd’hui."), field=field
        )


def _refuse_taken_rank(mandate: Mandate) -> None:
    """One person a rank: the cooperative's row is locked, so that two approvals follow each other."""
    Cooperative.objects.select_for_update(of=("self",)).get(pk=mandate.cooperative_id)
    holder = (
        Mandate.objects.filter(cooperative=mandate.cooperative_id, rank=mandate.rank)
        .filter(state__in=(*IN_OFFICE, State.SUSPENDED))
        .exclude(pk=mandate.pk)
        .select_related("user")
        .first()
    )
    if holder:
        raise MandateRefused(
            _("%(person)s tient déjà ce rang. Mettez d’abord fin à son mandat.")
            % {"person": holder.user.get_full_name()}
        )
