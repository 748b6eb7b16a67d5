"""The task board as it is shown: columns, cards, who does what by picture. A constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.job_pages import name_of
from members.models import ClassJob, JobTerm, Pupil
from members.pupil_doors import Today
from members.queries_pupils import Face, face_of_pupil
from occe.kit.actors import Actor, PupilActor
from occe.kit.dates import today
from projects.models import Project, Task
from projects.queries.life import page_of
from projects.sections import NextAct, Section

LABELS = {
    Task.State.TODO: gettext_lazy("À faire"),
    Task.State.DOING: gettext_lazy("En cours"),
    Task.State.DONE: gettext_lazy("Fait"),
}
ICONS: dict[str, str] = {Task.State.TODO: "clip", Task.State.DOING: "hand", Task.State.DONE: "yes"}


@dataclass(frozen=True, slots=True)
class Card:
    """A task on the board. `faces` are the children that the reader may see; `others` are of other classes.

    `job` is what a job of the class is called, and `faces` are then its holders. `back` and `on` are the columns
    beside it ("" at the ends).
    """

    task: Task
    faces: list[Face]
    others: int
    job: str
    late: bool
    mine: bool
    back: str
    on: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: to do, doing, done."""

    state: str
    label: str
    icon: str
    cards: list[Card]


def board_of(project: Project, actor: Actor) -> list[Column]:
    """The three columns for this reader. Five queries at most."""
    day, seen = today(), Pupil.objects.visible_to(actor)
    found = project.tasks.select_related("job").annotate(n=Count("pupils"))
    tasks = list(found.prefetch_related(Prefetch("pupils", seen.faced().order_by("pk"), to_attr="seen")))
    holders = _holders([task.job_id for task in tasks if task.job_id], seen, day)
    states = list(Task.State)
    return [
        Column(
            state.value, str(LABELS[state]), ICONS[state],
            [_card(task, holders.get(task.job_id or 0, []), actor, day) for task in _in_order(tasks, state)],
        )
        for state in states
    ]  # fmt: skip


def moved_words(task: Task) -> str:
    """Where a card stands now: said the same after a button and after it was dragged."""
    words = _("«\u00a0%(title)s\u00a0» est dans «\u00a0%(column)s\u00a0».")
    return words % {"title": task.title, "column": LABELS[Task.State(task.state)]}


def _in_order(tasks: Sequence[Task], state: str) -> list[Task]:
    """To do and doing: what has a day first, the nearest first. Done: the latest first."""
    mine = [task for task in tasks if task.state == state]
    if state == Task.State.DONE:
        return sorted(mine, key=lambda task: (task.done_on or date.min, task.position), reverse=True)
    return sorted(mine, key=lambda task: (task.due_on or date.max, task.position, task.pk))


def _holders(jobs: list[int], seen, day: date) -> dict[int, list[Pupil]]:
    found: dict[int, list[Pupil]] = {}
    if jobs:
        terms = JobTerm.objects.filter(job__in=jobs, pupil__in=seen).in_force(day)
        for term in terms.prefetch_related(Prefetch("pupil", Pupil.objects.faced())).order_by("pk"):
            found.setdefault(term.job_id, []).append(term.pupil)
    return found


def _card(task: Task, holders: list[Pupil], actor: Actor, day: date) -> Card:
    pupils = holders if task.job_id else task.seen  # type: ignore[attr-defined]
    states = list(Task.State.values)
    place = states.index(task.state)
    return Card(
        task=task,
        faces=[face_of_pupil(pupil) for pupil in pupils],
        others=0 if task.job_id else task.n - len(pupils),  # type: ignore[attr-defined]
        job=str(name_of(task.job)) if task.job else "",
        late=bool(task.due_on and task.due_on < day and task.state != Task.State.DONE),
        mine=isinstance(actor, PupilActor) and actor.pupil_id in {pupil.pk for pupil in pupils},
        back=states[place - 1] if place else "",
        on=states[place + 1] if place + 1 < len(states) else "",
    )


def tasks_section(project: Project, actor: Actor) -> Section | None:
    """What is to do, on the adult's page of a project; an idea needs none yet."""
    columns = board_of(project, actor)
    if project.state == Project.State.IDEA and not any(column.cards for column in columns):
        return None
    shown = {"columns": columns}
    return Section(
        _("Qui fait quoi"), "projects/sections/_tasks.html", shown, _("Ouvrir le tableau"), page_of(project, "tasks")
    )


def tasks_act(project: Project, actor: Actor) -> NextAct | None:
    """Tasks whose day has passed: they are looked at before anything else. One query."""
    late = project.tasks.filter(due_on__lt=today()).exclude(state=Task.State.DONE).count()
    if not late or project.state not in (Project.State.DECIDED, Project.State.RUNNING):
        return None
    words = ngettext("Regarder %(n)s tâche qui attend", "Regarder %(n)s tâches qui attendent", late) % {"n": late}
    return NextAct(words, page_of(project, "tasks"), "clip")


def job_today(kind: str):
    """What a job of the class has to do for a project, on that job's page; own jobs by their title."""

    def lines(actor: PupilActor) -> list[Today]:
        held = JobTerm.objects.filter(pupil_id=actor.pupil_id, job__kind=kind, job__classroom_id=actor.classroom_id)
        jobs = held.in_force(today()).values("job_id")
        waiting = Task.objects.of_class(actor).filter(job__in=jobs).exclude(state=Task.State.DONE)
        return [
            Today(task.title, reverse("projects:pupil-tasks", kwargs={"project_id": task.project.public_id}))
            for task in waiting.select_related("project").order_by("due_on", "position")[:2]
        ]

    return lines


def register_jobs(register) -> None:
    """One function for each kind of job."""
    for kind in ClassJob.Kind.values:
        register(kind, job_today(kind))
