"""The jobs of a class and who does them: a voice and a draft, never a legal power. The only door for both tables."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from members.errors_pupils import JobRefused
from members.models import ClassJob, JobTerm, Pupil
from members.models.jobs import LONGEST_TERM
from members.names import tidy_name
from occe.kit.actors import Actor


@transaction.atomic
def add_job(classroom: Classroom, *, kind: str, title: str = "", by: Actor) -> ClassJob:
    """Give the class a job; one that it has is returned. A job of its own (`kind="own"`) needs a title.

    Raises JobRefused.
    """
    Classroom.objects.select_for_update(of=("self",)).get(pk=classroom.pk)
    name = tidy_name(title) if kind == ClassJob.Kind.OWN else ""
    if kind == ClassJob.Kind.OWN and not name:
        raise JobRefused(_("Donnez un nom à ce métier, par exemple « Responsable des poules »."), field="title")
    job, _made = ClassJob.objects.get_or_create(classroom=classroom, kind=kind, title=name, retired_on=None)
    return job


@transaction.atomic
def retire_job(job: ClassJob, *, on: date, by: Actor) -> ClassJob:
    """Nobody does this job any more: its running terms end, its past ones stay."""
    locked = _locked(job)
    if locked.retired_on is None:
        terms = JobTerm.objects.filter(job=locked)
        terms.filter(starts_on__gt=on).delete()
        terms.filter(ends_on__gt=on).update(ends_on=on)
        locked.retired_on = on
        locked.save(update_fields=["retired_on"])
    return locked


@transaction.atomic
def give_job(job: ClassJob, *, pupils: Sequence[Pupil], starts_on: date, ends_on: date, by: Actor) -> list[JobTerm]:
    """Hand a job over to these pupils, for a term of a year at most (both days included).

    Who did it stops the day before; who goes on goes on. Nobody at all is allowed: the job is free. Raises JobRefused
    for a wrong term or somebody who is not of the class.
    """
    if ends_on < starts_on:
        raise JobRefused(_("La fin vient après le début."), field="ends_on")
    if ends_on - starts_on > LONGEST_TERM:
        raise JobRefused(_("Un métier dure un an au plus."), field="ends_on")
    locked = _locked(job)
    if locked.retired_on:
        raise JobRefused(_("Ce métier n’existe plus dans la classe."))
    here = set(locked.classroom.enrolments.here().values_list("pupil_id", flat=True))
    if not {pupil.pk for pupil in pupils} <= here:
        raise JobRefused(_("Cet élève n’est pas dans la classe."), field="pupils")
    running = JobTerm.objects.filter(job=locked, ends_on__gte=starts_on)
    _stop_before(running, starts_on)
    try:
        return [
            JobTerm.objects.create(job=locked, pupil=pupil, starts_on=starts_on, ends_on=ends_on) for pupil in pupils
        ]
    except IntegrityError as twice:
        raise JobRefused(_("Cet élève est choisi deux fois."), field="pupils") from twice


def _stop_before(terms: QuerySet[JobTerm], day: date) -> None:
    """Terms that had not begun are undone; the others end on the eve."""
    terms.filter(starts_on__gte=day).delete()
    terms.update(ends_on=day - timedelta(days=1))


def _locked(job: ClassJob) -> ClassJob:
    return ClassJob.objects.select_for_update(of=("self",)).get(pk=job.pk)
