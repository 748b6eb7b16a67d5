"""The plans of the invented projects (`data/plans.toml`): what the classes want, when, with whom, and who does what."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from cooperatives.models import Cooperative
from members.models import ClassJob, Pupil
from occe.kit.actors import Adult, System
from projects.models import Project, Skill, Task
from projects.services.invitations import invite_class
from projects.services.plan import (
    add_date,
    add_partner,
    add_place,
    choose_skills,
    edit_project,
    plan_line,
)
from projects.services.skills import give_standard_skills
from projects.services.tasks import add_task, move_task, take_task

from .clock import Clock

PLANS = Path(__file__).parent / "data" / "plans.toml"
BY = System()


def read_plans() -> list[dict]:
    """The plans as they are written in `data/plans.toml`."""
    return tomllib.loads(PLANS.read_text(encoding="utf-8"))["plan"]


def raise_plans(cooperatives: dict[int, Cooperative], clock: Clock) -> None:
    """Skills of the programme, then each plan; the neighbours are asked to look at the butterflies."""
    give_standard_skills(cooperatives[18].federation, by=BY)
    for plan in read_plans():
        project = Project.objects.get(cooperative=cooperatives[plan["number"]], title=plan["title"])
        _raise_plan(project, plan, clock)
    _invite(cooperatives, clock)


def _raise_plan(project: Project, plan: dict, clock: Clock) -> None:
    edit_project(
        project, title=project.title, kind=project.kind, summary=project.summary, aims=plan["aims"],
        hours=plan.get("hours"), by=BY,
    )  # fmt: skip
    skills = Skill.objects.filter(federation=project.cooperative.federation_id)
    chosen = [skills.filter(words_fr__startswith=words).earliest("position") for words in plan.get("skills", [])]
    choose_skills(project, skills=chosen, by=BY)
    told = project.state in (Project.State.FINISHED, Project.State.TOLD)
    for beat, day, title in plan.get("dates", []):
        add_date(project, beat=beat, on=_day(day, clock, past=told), title=title, by=BY)
    for kind, name, help in plan.get("partners", []):
        add_partner(project, kind=kind, name=name, help=help, by=BY)
    for name in plan.get("places", []):
        add_place(project, name=name, by=BY)
    for side, words, amount in plan.get("lines", []):
        plan_line(project, side=side, words=words, amount=Decimal(amount), by=BY)
    for state, title, day, who in plan.get("tasks", []):
        _raise_task(project, state, title, _day(day, clock, past=told) if day else None, who)


def _raise_task(project: Project, state: str, title: str, due_on: date | None, who: str | list[str]) -> None:
    rooms = project.classrooms.all()
    job = ClassJob.objects.filter(classroom__in=rooms, kind=who).first() if isinstance(who, str) else None
    task = add_task(project, title=title, due_on=due_on, job=job, by=BY)
    for pupil in Pupil.objects.filter(enrolments__classroom__in=rooms, first_name__in=[] if job else who):
        take_task(task, pupil=pupil, by=BY)
    move_task(task, state=state, by=BY)
    if state == Task.State.DONE:
        Task.objects.filter(pk=task.pk).update(done_on=due_on)


def _day(written: str, clock: Clock, *, past: bool) -> date:
    month, day = (int(part) for part in written.split("-"))
    return clock.day_of_year(1, month, day) if past else clock.day(month, day)


def _invite(cooperatives: dict[int, Cooperative], clock: Clock) -> None:
    """A class of n° 19 asks n° 18's older ones, who have not answered yet."""
    project = Project.objects.get(cooperative=cooperatives[19], title="Deux cascades, un seul conseil")
    asked = cooperatives[18].classrooms.get(year__starts=clock.current.start, name="CM1-CM2")
    mandate = cooperatives[19].mandates.first()
    if mandate:
        by = Adult(mandate.user_id, cooperatives[19].federation_id)
        words = "Venez tenir un conseil avec nous, au bord de l’eau."
        invite_class(project, classroom=asked, words=words, by=by)
