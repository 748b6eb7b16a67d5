"""What the pages of a project say of its life: the story of its states, its days, its classes, and what is next."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, Cooperative, SchoolYear
from occe.kit.actors import Actor
from projects.models import Project, ProjectDate, ProjectStep, SetAside
from projects.sections import NextAct, Section

ASIDE = "aside"
"""What the list of a room is asked for when the ideas that lie aside are wanted."""
FORWARD: dict[str, str] = {"idea": "decided", "decided": "running", "running": "finished", "finished": "told"}


def steps_of(project: Project) -> list[ProjectStep]:
    """The story of the states, oldest first, with who wrote each and its corrections. Three queries at most.

    `number` is that under which a step's day is corrected; none for the day of a decision, which is the register's.
    """
    steps = list(project.steps.select_related("by_user").prefetch_related("corrections__by"))
    decided = project.decision.date if project.decision else None
    for number, step in enumerate(sorted(steps, key=lambda one: one.pk), 1):
        of_the_register = step.state == Project.State.DECIDED and step.on == decided
        step.number = 0 if of_the_register else number  # type: ignore[attr-defined]
    return steps


def lying_aside(project: Project) -> SetAside | None:
    """Since when, by whom and why an idea lies aside; nothing when it does not. One query."""
    return project.set_asides.filter(back_at__isnull=True).select_related("by").first()


def dates_of(project: Project) -> list[ProjectDate]:
    """The days of the plan, in order. One query."""
    return list(project.dates.all())


def classes_taking_part(project: Project) -> list[Classroom]:
    """The classes that take part, with their cooperatives; none: the whole school. One query."""
    return list(project.classrooms.select_related("cooperative__school").order_by("cooperative_id", "name"))


def page_of(project: Project, name: str) -> str:
    """An address of the project in its own cooperative's room (`projects.sections` tells it in the reader's)."""
    return reverse(f"projects:{name}", args=[project.cooperative.public_id, project.public_id])


def path_section(project: Project, actor: Actor) -> Section:
    """The story of the states, and the decision that it began with. Two queries."""
    context = {"steps": steps_of(project), "decision": project.decision, "room": project.cooperative}
    title = _("Le chemin du projet")
    template, words = "projects/sections/_path.html", _("Changer où il en est")
    return Section(title, template, context, words, page_of(project, "move"), by_host=True)


def state_act(project: Project, actor: Actor) -> NextAct | None:
    """The next state, in a verb; none for an idea that lies aside. One query at most."""
    words = {
        "decided": _("Le conseil l’a décidé"), "running": _("Le projet commence"),
        "finished": _("Le projet est terminé"), "told": _("On l’a raconté"),
    }  # fmt: skip
    following = FORWARD.get(project.state)
    if following is None or (project.state == Project.State.IDEA and lying_aside(project)):
        return None
    return NextAct(words[following], f"{page_of(project, 'move')}?state={following}", "flag", by_host=True)


def plan_act(project: Project, actor: Actor) -> NextAct | None:
    """A project that is decided and has no day in its calendar is prepared first. One query."""
    if project.state not in (Project.State.DECIDED, Project.State.RUNNING) or project.dates.exists():
        return None
    return NextAct(_("Préparer le projet"), page_of(project, "plan"), "clip")


def room_list(actor: Actor, cooperative: Cooperative, *, state: str = "", year: SchoolYear | None = None) -> QuerySet:
    """The projects in a cooperative's room, the newest first. A project is of each year in which it took a step.

    The ideas that lie aside are there when asked for (`ASIDE`), and no others then.
    """
    projects = Project.objects.visible_to(actor).in_room(cooperative).select_related("cooperative")
    projects = projects.aside() if state == ASIDE else projects.standing()
    if state in Project.State.values:
        projects = projects.filter(state=state)
    if year:
        projects = projects.filter(Exists(_steps_between(year.starts, year.ends)))
    return projects.prefetch_related("classrooms").order_by("-pk")


def _steps_between(first: date, last: date) -> QuerySet:
    return ProjectStep.objects.filter(project=OuterRef("pk"), on__range=(first, last))
