"""What the plan shows: aims and skills, dates, partners, places, and the budget as it was planned."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, SchoolYear
from cooperatives.models.cooperative import CYCLES
from occe.kit.actors import Actor
from occe.kit.dates import today
from projects.models import PlannedLine, Project, Skill
from projects.queries.life import page_of
from projects.sections import Section

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the planned budget: "in" or "out", its lines, their sum."""

    key: str
    title: str
    lines: list[PlannedLine]
    planned: Decimal


@dataclass(frozen=True, slots=True)
class Cycle:
    """The skills of one cycle, in the language of the page, each with whether the project works on it. `near`: a class
    that takes part is of this cycle, or it is for all."""

    title: str
    rows: list[tuple[Skill, str, bool]]
    near: bool


def words_of(skill: Skill) -> str:
    """A skill in the language of the page; one without English words stays French."""
    english = (get_language() or "").startswith("en")
    return (english and skill.words_en) or skill.words_fr


def budget_of(project: Project) -> list[Side]:
    """Both sides, with their lines. One query."""
    lines = list(project.planned_lines.all())
    found = []
    for side in PlannedLine.Side:
        mine = [line for line in lines if line.side == side]
        found.append(Side(side.value, str(side.label), mine, sum((line.amount for line in mine), ZERO)))
    return found


def skills_offered(project: Project) -> QuerySet[Skill]:
    """The association's skills, and the retired ones that the project works on already."""
    own = Q(federation=project.cooperative.federation_id)
    return Skill.objects.filter(own, Q(retired=False) | Q(projects=project)).distinct()


def skills_by_cycle(project: Project, offered: QuerySet[Skill], chosen: set[int]) -> list[Cycle]:
    """The list for the form: all cycles, those of the classes that take part open. Two queries."""
    levels = {level for room in project.classrooms.all() for level in room.levels}
    near = {CYCLES[level] for level in levels if level in CYCLES}
    rows: dict[int | None, list[tuple[Skill, str, bool]]] = {}
    for skill in offered:
        rows.setdefault(skill.cycle, []).append((skill, words_of(skill), skill.pk in chosen))
    return [
        Cycle(
            _("Cycle %(n)s") % {"n": cycle} if cycle else _("À tout âge"), rows[cycle],
            cycle is None or cycle in near or any(picked for _skill, _words, picked in rows[cycle]),
        )
        for cycle in sorted(rows, key=lambda cycle: cycle or 0)
    ]  # fmt: skip


def current_rooms(federation_id: int) -> QuerySet[Classroom]:
    """The classes of the newest school year that has begun: those that may take part from now on."""
    begun = SchoolYear.objects.filter(federation=federation_id, starts__lte=today(), closed_at__isnull=True)
    return Classroom.objects.filter(year__in=begun.order_by("-starts").values("pk")[:1])


def aims_section(project: Project, actor: Actor) -> Section:
    """What the class wants, in its words and in those of the programme. One query."""
    skills = [words_of(skill) for skill in project.skills.all()]
    context = {"skills": skills}
    template = "projects/sections/_aims.html"
    words = _("Écrire ou changer")
    return Section(_("Ce que nous voulons"), template, context, words, page_of(project, "edit"), by_host=True)


def plan_section(project: Project, actor: Actor) -> Section:
    """With whom, where, which classes. Three queries."""
    context = {
        "partners": list(project.partners.all()), "places": list(project.places.all()),
        "invitations": list(project.invitations.select_related("classroom__cooperative__school")),
    }  # fmt: skip
    template = "projects/sections/_plan.html"
    return Section(_("Quand, avec qui, où"), template, context, _("Préparer le projet"), page_of(project, "plan"))


def budget_section(project: Project, actor: Actor) -> Section:
    """Planned and real, side by side; the real comes from the book by finance's own tag. One query."""
    sides = budget_of(project)
    context = {"sides": sides, "planned": any(side.lines for side in sides)}
    template = "projects/sections/_budget.html"
    return Section(_("L’argent du projet"), template, context, _("Prévoir"), page_of(project, "budget"), by_host=True)
