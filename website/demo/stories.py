"""Projects, and what the councils decided, of the invented cooperatives (`data/projects.toml`)."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.utils.text import slugify

from cooperatives.models import Cooperative, SchoolYear
from councils.models import Council, Decision
from councils.services.councils import open_councils
from occe.kit.actors import System
from projects.models import Project, ProjectStep

from .clock import Clock, noon

STORIES = Path(__file__).parent / "data" / "projects.toml"
STATES = [Project.State.IDEA, Project.State.DECIDED, Project.State.RUNNING, Project.State.FINISHED, Project.State.TOLD]
# Month and day of each state in a past year; a current one is told on the story's days instead.
PAST_DAYS = {"idea": (9, 20), "decided": (10, 6), "running": (10, 16), "finished": (5, 22), "told": (6, 12)}
CURRENT_DAYS = {"idea": (9, 12), "decided": (9, 18), "running": (9, 25)}


def raise_stories(cooperatives: dict[int, Cooperative], clock: Clock) -> None:
    """Councils of the three years, then the projects with their decisions and their dated states."""
    for cooperative in cooperatives.values():
        for year in SchoolYear.objects.filter(federation=cooperative.federation):
            if cooperative.classrooms.filter(year=year).exists():
                open_councils([cooperative], year, by=System())
    for story in tomllib.loads(STORIES.read_text(encoding="utf-8"))["project"]:
        _raise_project(cooperatives[story["number"]], story, clock)


def _raise_project(cooperative: Cooperative, story: dict, clock: Clock) -> None:
    days = _days(story, clock)
    classrooms = cooperative.classrooms.filter(year__starts=clock.year(story["year"]).start)
    if "class" in story:
        classrooms = classrooms.filter(name=story["class"])
    project = Project.objects.create(
        cooperative=cooperative,
        decision=_raise_decision(cooperative, story, days, clock) if "decision" in story else None,
        kind=story["kind"],
        title=story["title"],
        slug=slugify(story["title"].replace("’", " ")),
        state=story["state"],
        picture=story["picture"],
        summary=story["summary"],
        story=story.get("story", "").strip(),
        published_at=noon(days["told"]) if story["state"] == Project.State.TOLD else None,
    )
    project.classrooms.set(classrooms[:1])
    for state, day in days.items():
        ProjectStep.objects.create(project=project, state=state, on=day)


def _days(story: dict, clock: Clock) -> dict[str, date]:
    reached = STATES[: STATES.index(story["state"]) + 1]
    if story["year"] == 0:
        return {state: clock.day(*CURRENT_DAYS[state]) for state in reached}
    shift = timedelta(days=story["number"] % 9)
    return {state: clock.day_of_year(story["year"], *PAST_DAYS[state]) + shift for state in reached}


def _raise_decision(cooperative: Cooperative, story: dict, days: dict[str, date], clock: Clock) -> Decision:
    council = Council.objects.get(
        cooperative=cooperative, classroom__isnull=True, year__starts=clock.year(story["year"]).start
    )
    votes = dict(zip(("present", "votes_for", "votes_against", "votes_blank"), story.get("votes", []), strict=False))
    return Decision.objects.create(
        council=council,
        number=council.decisions.count() + 1,
        date=days.get("decided", days["idea"]),
        text=story["decision"],
        amount=Decimal(story["amount"]) if "amount" in story else None,
        **votes,
    )
