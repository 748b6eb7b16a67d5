"""What a project adds to the thread of the decision that started it, and how a decision starts one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from councils.models import Council, Decision
from councils.thread import BEGUN, TOLD, Event
from occe.kit.actors import Actor, Adult, Anonymous
from projects.models import Project

ICONS = {"finished": "flag", "told": "book"}


def events_of(decision: Decision, actor: Actor) -> list[Event]:
    """The steps of the projects that the decision started; the public reads the published ones. Two queries."""
    projects = decision.projects.all().prefetch_related("steps")
    if isinstance(actor, Anonymous):
        projects = projects.published()
    return [event for project in projects for event in _steps(project, decision, actor)]


def _steps(project: Project, decision: Decision, actor: Actor) -> list[Event]:
    url = ""
    if isinstance(actor, Adult):
        place = {"id": decision.council.cooperative.public_id, "project_id": project.public_id}
        url = reverse("projects:detail", kwargs=place)
    titles = {
        "decided": _("Un projet est né"), "running": _("Le projet commence"), "finished": _("Le projet est terminé"),
        "told": _("On raconte le projet"),
    }  # fmt: skip
    return [
        Event(
            step.on, titles[step.state], TOLD if step.state in ICONS else BEGUN, ICONS.get(step.state, "sprout"),
            words=project.title, note="" if isinstance(actor, Anonymous) else step.reason, url=url,
            about=project.public_id,
        )
        for step in project.steps.all()
        if step.state in titles
    ]  # fmt: skip


def start_address(decision: Decision, actor: Actor) -> str:
    """The form of a new project with this decision chosen, for who holds its council."""
    if not isinstance(actor, Adult) or not Council.objects.run_by(actor).filter(pk=decision.council_id).exists():
        return ""
    place = reverse("projects:new", kwargs={"id": decision.council.cooperative.public_id})
    return f"{place}?decision={decision.public_id}"
