"""The two signatures under a decision: the president's and an adult's. Once both stand nothing of it changes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.errors import NotPresident, NotThisCouncil
from councils.models import Council, Decision, MeetingRole
from members.models import ClassJob
from members.queries_pupils import jobs_held
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import today


@transaction.atomic
def sign_as_president(decisions: Iterable[Decision], *, by: Actor) -> list[Decision]:
    """Sign in one go: a pupil who presides with the own turn, or an adult who says that it was signed on paper.

    What was signed stays as it is. Raises NotPresident for another pupil, NotThisCouncil for an adult of elsewhere.
    """
    rows = _locked(decisions)
    for decision in rows:
        if isinstance(by, PupilActor):
            if not presides(by, decision):
                raise NotPresident(_("C’est la présidente ou le président du conseil qui signe ici."))
        else:
            _refuse_stranger(decision, by)
    return [_sign(row, by) for row in rows]


def _sign(row: Decision, by: Actor) -> Decision:
    if row.president_signed_at is None:
        row.president_signed_at = timezone.now()
        row.president_on_paper = not isinstance(by, PupilActor)
        row.save(update_fields=["president_signed_at", "president_on_paper"])
    return row


@transaction.atomic
def sign_as_adult(decisions: Iterable[Decision], *, by: Actor) -> list[Decision]:
    """Sign in one go as an adult who holds the council, by name. What was signed stays. Raises NotThisCouncil."""
    rows, now = _locked(decisions), timezone.now()
    for decision in rows:
        _refuse_stranger(decision, by)
    return [_sign_by_name(row, by, now) for row in rows]


def _sign_by_name(row: Decision, by: Actor, now: datetime) -> Decision:
    if row.adult_signed_at is None and isinstance(by, Adult):
        row.adult_signed_at, row.signed_by_id = now, by.user_id
        row.save(update_fields=["adult_signed_at", "signed_by"])
    return row


def presides(actor: PupilActor, decision: Decision) -> bool:
    """Whether this pupil presides: at the decision's sitting, or (decided on paper) as the class's president today."""
    if decision.item and decision.item.meeting_id:
        roles = MeetingRole.objects.filter(meeting=decision.item.meeting_id, role=MeetingRole.Role.PRESIDENT)
        if roles.exists():
            return roles.filter(pupil=actor.pupil_id).exists()
    if decision.council.classroom_id != actor.classroom_id:
        return False
    jobs = jobs_held(actor.pupil_id, actor.classroom_id, on=today())
    return any(job.kind == ClassJob.Kind.PRESIDENT for job in jobs)


def _locked(decisions: Iterable[Decision]) -> list[Decision]:
    rows = Decision.objects.select_for_update(of=("self",)).filter(pk__in=[decision.pk for decision in decisions])
    return list(rows.select_related("council", "item").order_by("pk"))


def _refuse_stranger(decision: Decision, by: Actor) -> None:
    if not isinstance(by, Adult) or not Council.objects.run_by(by).filter(pk=decision.council_id).exists():
        raise NotThisCouncil(_("Seul un adulte qui tient ce conseil signe ses décisions."))
