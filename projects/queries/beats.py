"""The four beats of a project on one page: we imagine, we prepare, we do, we tell; with their days and where we are."""

from dataclasses import dataclass
from datetime import date

from projects.models import Project, ProjectDate, ProjectStep
from projects.models.plan import Beat

ENTERED_BY: dict[str, str] = {Beat.IMAGINE: "idea", Beat.PREPARE: "decided", Beat.DO: "running", Beat.TELL: "finished"}
"""The state by which each beat begins."""
ICONS: dict[str, str] = {Beat.IMAGINE: "bulb", Beat.PREPARE: "clip", Beat.DO: "hand", Beat.TELL: "book"}
STATES = list(Project.State.values)


@dataclass(frozen=True, slots=True)
class BeatShown:
    """One beat: when it began and ended (as far as it has), the days of the plan that fall in it, and whether it is
    "done", "now" or "later"."""

    beat: Beat
    icon: str
    place: str
    began: date | None
    ended: date | None
    dates: tuple[ProjectDate, ...] = ()

    @property
    def is_now(self) -> bool:
        return self.place == "now"


def beats_of(project: Project, steps: list[ProjectStep], dates: list[ProjectDate]) -> list[BeatShown]:
    """The four beats, from the story of the states and the days of the plan. No query.

    A project that began with a decision was imagined before it: that beat then has no first day. A state that was left
    out (an idea that runs at once) ends the beats before it on the same day.
    """
    first = {step.state: step.on for step in reversed(steps)}
    reached = STATES.index(project.state)
    beats = list(Beat)
    return [
        BeatShown(
            beat, ICONS[beat], _place(index, reached), first.get(ENTERED_BY[beat]),
            _next_day(first, index) if index < reached else None,
            tuple(day for day in dates if day.beat == beat),
        )
        for index, beat in enumerate(beats)
    ]  # fmt: skip


def _place(index: int, reached: int) -> str:
    if reached == len(STATES) - 1 or index < reached:
        return "done"
    return "now" if index == reached else "later"


def _next_day(first: dict[str, date], index: int) -> date | None:
    """The day on which a later state was first reached: the beat was over then."""
    return next((first[state] for state in STATES[index + 1 :] if state in first), None)
