"""What the association records about a cooperative once approved: its bank account, its school, a suspension."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, Cooperative, Mandate, School
from desk.errors import AccountStepRefused, CooperativeRefused, SchoolRefused
from members.services.notifications import notify_all
from occe.kit.actors import Actor

State = Cooperative.State


@transaction.atomic
def pass_account_step(cooperative: Cooperative, *, holder: str, since: date, by: Actor) -> Cooperative:
    """Say who holds the opening of the bank account, and since when: the papers were sent, signed, given back.

    The holder is a word that the teacher reads ("la banque", "l'AD", a person's name). Raises AccountStepRefused once
    the account is open, for a day to come, or before the approval.
    """
    locked = _locked(cooperative)
    if locked.account_opened_on:
        raise AccountStepRefused(_("Le compte est déjà ouvert."))
    _check_day(locked, since, field="since")
    if not holder.strip():
        raise AccountStepRefused(_("Écrivez qui tient le dossier : l’école le lira."), field="holder")
    locked.account_step_holder, locked.account_step_since = holder.strip(), since
    locked.save(update_fields=["account_step_holder", "account_step_since"])
    return locked


@transaction.atomic
def record_account_open(cooperative: Cooperative, *, opened_on: date, by: Actor) -> Cooperative:
    """Record that the bank account is open: the cooperative may pay from it, and its mandataires are told once.

    Another day given again corrects it.
    """
    locked = _locked(cooperative)
    _check_day(locked, opened_on, field="opened_on")
    locked.account_opened_on = opened_on
    locked.account_step_holder, locked.account_step_since = "", None
    locked.save(update_fields=["account_opened_on", "account_step_holder", "account_step_since"])
    in_office = locked.mandates.filter(state__in=[Mandate.State.APPROVED, Mandate.State.ACTIVE]).select_related("user")
    notify_all(
        [mandate.user for mandate in in_office],
        "desk.account_open",
        key=f"desk.account_open:{locked.public_id}",
        parameters={"cooperative": locked.name, "day": opened_on},
        url_id=locked.public_id,
    )
    return locked


@transaction.atomic
def suspend_cooperative(cooperative: Cooperative, *, by: Actor) -> Cooperative:
    """Suspend: one goes on reading, nothing is posted. Suspending twice is suspending once."""
    return change_state(cooperative, State.SUSPENDED, expected=(State.ACTIVE, State.SUSPENDED))


@transaction.atomic
def reactivate_cooperative(cooperative: Cooperative, *, by: Actor) -> Cooperative:
    """End a suspension."""
    return change_state(cooperative, State.ACTIVE, expected=(State.ACTIVE, State.SUSPENDED))


@transaction.atomic
def link_cooperative_to_school(cooperative: Cooperative, *, school: School, by: Actor) -> Cooperative:
    """Replace a school that a teacher described by the one of the directory, for the cooperative and its classes.

    Raises SchoolRefused when the cooperative's school is of the directory already, or when the new one cannot have a
    cooperative here.
    """
    locked = _locked(cooperative)
    described = School.objects.get(pk=locked.school_id)
    if described == school:
        return locked
    if described.source != School.Source.DESCRIBED:
        raise SchoolRefused(_("Cette coopérative est déjà reliée à une école de l’annuaire."))
    if not school.is_eligible or school.department not in locked.federation.departments:
        raise SchoolRefused(_("Cette école ne peut pas avoir de coopérative ici."), field="school")
    Classroom.objects.filter(cooperative=locked, school=described).update(school=school)
    locked.school = school
    locked.save(update_fields=["school", "folded"])
    return locked


def _locked(cooperative: Cooperative) -> Cooperative:
    return (
        Cooperative.objects.select_for_update(of=("self",))
        .select_related("federation", "school")
        .get(pk=cooperative.pk)
    )


def _check_day(cooperative: Cooperative, day: date, *, field: str) -> None:
    if day > timezone.localdate():
        raise AccountStepRefused(
            _("Ce jour n’est pas encore arrivé. Écrivez une date passée ou celle d’aujourd’hui."), field=field
        )
    if day < cooperative.approved_on:
        raise AccountStepRefused(_("Cette date vient avant l’agrément de la coopérative."), field=field)


def change_state(cooperative: Cooperative, state: str, *, expected: tuple[str, ...]) -> Cooperative:
    """Bring a cooperative to a state from one of those `expected`. Raises CooperativeRefused."""
    locked = _locked(cooperative)
    if locked.state not in expected:
        raise CooperativeRefused(
            _("Cette coopérative est %(state)s : ce geste n’est plus possible.") % {"state": locked.get_state_display()}
        )
    if locked.state != state:
        locked.state = state
        locked.save(update_fields=["state"])
    return locked
