"""Jobs that go round: each child in turn, for the weeks that the class chose."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from members.errors_pupils import JobRefused
from members.models import ClassJob, JobTerm, Pupil
from members.models.jobs import LONGEST_ROTA
from members.queries_pupils import next_in_rota
from occe.kit.actors import Actor, System

from .jobs import give_job


@transaction.atomic
def set_rota(job: ClassJob, *, weeks: int | None, by: Actor) -> ClassJob:
    """Let a job go round, `weeks` for each child; None: it is given or elected again. Raises JobRefused."""
    if weeks is not None and not 1 <= weeks <= LONGEST_ROTA:
        raise JobRefused(_("À tour de rôle : d’une à dix semaines chacun."), field="weeks")
    locked = ClassJob.objects.select_for_update(of=("self",)).get(pk=job.pk)
    locked.rota_weeks = weeks
    locked.save(update_fields=["rota_weeks"])
    return locked


@transaction.atomic
def pass_on(job: ClassJob, *, on: date, by: Actor) -> Pupil | None:
    """Give a job that goes round to who has had it least and longest ago, from a day; returns who has it from then.

    Passed on twice on one day it goes round once. None when the class has nobody, or the year is over. Raises
    JobRefused for a job that does not go round.
    """
    locked = ClassJob.objects.select_for_update(of=("self",)).select_related("classroom__year").get(pk=job.pk)
    if locked.rota_weeks is None:
        raise JobRefused(_("Ce métier ne tourne pas : il se confie, ou s’élit."))
    begun = JobTerm.objects.filter(job=locked, starts_on=on).select_related("pupil").first()
    if begun:
        return begun.pupil
    following = next_in_rota(locked)
    last_day = locked.classroom.year.ends
    if following is None or on > last_day:
        return None
    ends_on = min(on + timedelta(weeks=locked.rota_weeks, days=-1), last_day)
    give_job(locked, pupils=[following], starts_on=on, ends_on=ends_on, by=by)
    return following


def turn_rotas(*, on: date) -> int:
    """Pass on, in all open classes, what goes round and that nobody has on a day; returns how many jobs went on."""
    running = Q(terms__starts_on__lte=on, terms__ends_on__gte=on)
    standing = ClassJob.objects.filter(rota_weeks__isnull=False, retired_on__isnull=True)
    standing = standing.filter(classroom__year__closed_at__isnull=True, classroom__year__starts__lte=on)
    free = standing.filter(classroom__year__ends__gte=on).exclude(pk__in=ClassJob.objects.filter(running).values("pk"))
    return sum(pass_on(job, on=on, by=System()) is not None for job in free.order_by("pk"))
