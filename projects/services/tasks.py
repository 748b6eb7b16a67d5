"""The task board: what is to do, who does it, what is done. Pupils and the adults who lead the project write on it."""

from datetime import date

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from members.models import ClassJob, Pupil
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import today
from projects.errors import PlanRefused
from projects.models import Project, Task
from projects.services.wording import children_near, tidy_line

MOST_TASKS = 60


@transaction.atomic
def add_task(
    project: Project, *, title: str, by: Actor, due_on: date | None = None, job: ClassJob | None = None
) -> Task:
    """Write a task on the board, to do. The same words on one board are one task.

    With a `job`, whoever holds it in the class does it. Raises PlanRefused when the words are missing or name a child
    (who does it is told by the pictures), and for a job of a class that does not take part.
    """
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    words = tidy_line(title, children_near(locked), field="title", missing=_("Qu’est-ce qu’il y a à faire ?"))
    if job is not None and not jobs_near(locked).filter(pk=job.pk).exists():
        raise PlanRefused(_("Ce métier est d’une classe qui ne participe pas."), field="job")
    standing = locked.tasks.filter(title=words).first()
    if standing:
        return standing
    if locked.tasks.count() >= MOST_TASKS:
        raise PlanRefused(_("Le tableau est plein\u00a0: %(most)s tâches au plus.") % {"most": MOST_TASKS})
    last = locked.tasks.aggregate(last=Max("position"))["last"] or 0
    return Task.objects.create(
        project=locked, title=words, due_on=due_on, job=job, position=last + 1,
        written_by_user_id=by.user_id if isinstance(by, Adult) else None,
        written_by_pupil_id=by.pupil_id if isinstance(by, PupilActor) else None,
    )  # fmt: skip


def jobs_near(project: Project, *, keep: int | None = None):
    """The jobs that a task of the project may be: of the classes that take part, or of the whole cooperative's; and
    the one that it is already (`keep`)."""
    jobs = ClassJob.objects.filter(Q(retired_on__isnull=True, classroom__year__closed_at__isnull=True) | Q(pk=keep))
    mine = jobs.filter(classroom__projects=project)
    whole = jobs.filter(classroom__cooperative_id=project.cooperative_id)
    return mine if project.classrooms.exists() else whole


@transaction.atomic
def edit_task(task: Task, *, title: str, due_on: date | None, by: Actor, job: ClassJob | None = None) -> Task:
    """Write a task better, for another day, or for who holds a job of the class: the children who had taken it then
    leave it. Raises PlanRefused for words that name a child or that another has, and for a job as `add_task`."""
    locked = Task.objects.select_for_update(of=("self",)).select_related("project").get(pk=task.pk)
    missing = _("Qu’est-ce qu’il y a à faire ?")
    words = tidy_line(title, children_near(locked.project), field="title", missing=missing)
    if Task.objects.filter(project=locked.project_id, title=words).exclude(pk=locked.pk).exists():
        raise PlanRefused(_("Cette tâche est déjà sur le tableau."), field="title")
    if job is not None and not jobs_near(locked.project, keep=locked.job_id).filter(pk=job.pk).exists():
        raise PlanRefused(_("Ce métier est d’une classe qui ne participe pas."), field="job")
    locked.title, locked.due_on, locked.job = words, due_on, job
    locked.save(update_fields=["title", "due_on", "job"])
    if job is not None:
        locked.pupils.clear()
    return locked


@transaction.atomic
def choose_pupils(task: Task, *, pupils: list[Pupil], among: list[Pupil], by: Actor) -> Task:
    """An adult says who does it: of the children `among`, exactly these. Those of other classes stay."""
    for pupil in pupils:
        take_task(task, pupil=pupil, by=by)
    for pupil in set(among) - set(pupils):
        leave_task(task, pupil=pupil, by=by)
    return task


@transaction.atomic
def move_task(task: Task, *, state: str, by: Actor) -> Task:
    """Bring a task to another column; a column that it is in already changes nothing."""
    locked = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if locked.state != state:
        locked.state = state
        locked.done_on = today() if state == Task.State.DONE else None
        locked.save(update_fields=["state", "done_on"])
    return locked


@transaction.atomic
def take_task(task: Task, *, pupil: Pupil, by: Actor) -> Task:
    """A child does this task, alone or with others. Taking it again changes nothing.

    Raises PlanRefused for a child of a class that does not take part, and for a task that is a job of the class.
    """
    locked = Task.objects.select_for_update(of=("self",)).select_related("project").get(pk=task.pk)
    if locked.job_id:
        raise PlanRefused(_("C’est un métier de la classe\u00a0: qui l’a s’en occupe."))
    if not pupils_near(locked.project).filter(pk=pupil.pk).exists():
        raise PlanRefused(_("Cet élève n’est pas d’une classe qui participe."))
    locked.pupils.add(pupil)
    return locked


def pupils_near(project: Project):
    """The children who may take a task: of the classes that take part, or of the whole cooperative."""
    here = Pupil.objects.here().filter(enrolments__classroom__year__closed_at__isnull=True)
    if project.classrooms.exists():
        return here.filter(enrolments__classroom__projects=project).distinct()
    return here.filter(enrolments__classroom__cooperative_id=project.cooperative_id).distinct()


@transaction.atomic
def leave_task(task: Task, *, pupil: Pupil, by: Actor) -> Task:
    """A child does this task no more; the task stays where it is."""
    locked = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    locked.pupils.remove(pupil)
    return locked


@transaction.atomic
def remove_task(task: Task, *, by: Actor) -> None:
    """Take a task off the board; one that is gone already stays so."""
    Task.objects.filter(pk=task.pk).delete()
