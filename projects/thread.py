"""What a project adds to the thread of the decision that started it, and how a decision starts one."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.models import Council, Decision
from councils.thread import BEGUN, PROPOSED, TOLD, Event
from occe.kit.actors import Actor, Adult, Anonymous
from occe.kit.dates import today
from projects.models import ActivityReport, Project
from projects.permissions import can_propose_projects
from projects.queries.reports import decisions_that_approve, report_of, year_to_tell

REPORT_FROM = 6
"""The month from which a decision is asked whether it approves the activity report."""
ICONS = {"idea": "bulb", "finished": "flag", "told": "book"}
RANKS = {"idea": PROPOSED, "finished": TOLD, "told": TOLD}


def events_of(decision: Decision, actor: Actor) -> list[Event]:
    """The steps of the projects that the decision started, and for its adults the activity reports that it approved.

    The public reads the published projects. Three queries at most.
    """
    projects = decision.projects.all().prefetch_related("steps")
    if isinstance(actor, Anonymous):
        projects = projects.published()
    steps = [event for project in projects for event in _steps(project, decision, actor)]
    return steps + (_reports(decision) if isinstance(actor, Adult) else [])


def _reports(decision: Decision) -> list[Event]:
    """The activity report that the decision approved, once it was sent."""
    place = decision.council.cooperative.public_id
    return [
        Event(
            timezone.localdate(report.sent_at), _("Le compte rendu d’activité est envoyé à l’AD"), TOLD, "star",
            words=report.year.slug, url=reverse("projects:report", args=[place, report.year.slug]),
        )
        for report in decision.activity_reports.sent().select_related("year")
        if report.sent_at
    ]  # fmt: skip


def _steps(project: Project, decision: Decision, actor: Actor) -> list[Event]:
    url = ""
    if isinstance(actor, Adult):
        place = {"id": decision.council.cooperative.public_id, "project_id": project.public_id}
        url = reverse("projects:detail", kwargs=place)
    titles = {
        "idea": _("Une idée de projet"), "decided": _("Un projet est né"), "running": _("Le projet commence"),
        "finished": _("Le projet est terminé"), "told": _("On raconte le projet"),
    }  # fmt: skip
    return [
        Event(
            step.on, titles[step.state], RANKS.get(step.state, BEGUN), ICONS.get(step.state, "sprout"),
            words=project.title, note="" if isinstance(actor, Anonymous) else step.reason, url=url,
            about=project.public_id,
        )
        for step in project.steps.all()
        if step.state != Project.State.IDEA or step.on <= decision.date  # where it came from, not back to it
    ]  # fmt: skip


def start_address(decision: Decision, actor: Actor) -> str:
    """The form of a new project with this decision chosen, for who holds its council."""
    if not isinstance(actor, Adult) or not Council.objects.run_by(actor).filter(pk=decision.council_id).exists():
        return ""
    place = reverse("projects:new", kwargs={"id": decision.council.cooperative.public_id})
    return f"{place}?decision={decision.public_id}"


def report_address(decision: Decision, actor: Actor) -> str:
    """Where the decision is chosen as the one that approves the activity report, while that one waits for a council.

    From June to December: before, there is nothing to approve. No query in the other months.
    """
    if today().month < REPORT_FROM or not isinstance(actor, Adult):
        return ""
    cooperative = decision.council.cooperative
    year = year_to_tell(cooperative) if can_propose_projects(actor, cooperative) else None
    if year is None:
        return ""
    report = report_of(cooperative, year)
    if report.state != ActivityReport.State.DRAFT or not decisions_that_approve(report).filter(pk=decision.pk).exists():
        return ""
    place = reverse("projects:report-approve", args=[cooperative.public_id, year.slug])
    return f"{place}?decision={decision.public_id}"
