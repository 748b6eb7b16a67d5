"""The filters of the published projects: kind, year, level, place, words; they stand in the address, to be sent on."""

from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from cooperatives.models import Classroom, Federation, Level, SchoolYear
from occe.kit.folded import fold
from projects.kinds import kinds_of
from projects.models import Project, ProjectStep
from website import stamp
from website.queries import published_projects
from website.search import Search

_folded = lru_cache(maxsize=4096)(fold)  # the communes of a department, at each reading
_MOST_CHOICES = 100
NAMES = ("q", "kind", "year", "level", "place")
"""Of the filters, as they stand in the address."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter may take, beside what else was asked."""

    filter: str
    value: str
    label: str
    asked: dict[str, str]

    @property
    def chosen(self) -> bool:
        return self.asked[self.filter] == self.value

    @property
    def query(self) -> str:
        """The address with this value, or without it when it is the one chosen."""
        wanted = self.asked | {self.filter: "" if self.chosen else self.value}
        return f"?{urlencode({name: value for name, value in wanted.items() if value})}"


@dataclass(frozen=True, slots=True)
class Wall:
    """What the published projects of an association can be asked for, and what the choices so far have found."""

    kinds: frozenset[str]
    years: tuple[SchoolYear, ...]
    levels: tuple[str, ...]
    places: tuple[str, ...]
    found: dict[tuple, array] = field(default_factory=dict)

    def numbers(self, projects: QuerySet[Project], choice: tuple) -> array:
        """The numbers of the projects of a choice, in their order: looked up once, eight bytes each."""
        if choice not in self.found:
            if len(self.found) >= _MOST_CHOICES:
                self.found.clear()
            self.found[choice] = array("q", projects.values_list("pk", flat=True))
        return self.found[choice]


_kept: dict[tuple[str, int], tuple[str, Wall]] = {}


def wall_of(federation: Federation) -> Wall:
    """Kept in this process until something that the public reads has changed, as `impact` is."""
    version, place = stamp.of_federation(federation.pk), (stamp.database(), federation.pk)
    kept = _kept.get(place)
    if kept is None or kept[0] != version:
        kept = _kept[place] = (version, _gather(federation))
    return kept[1]


def _gather(federation: Federation) -> Wall:
    projects = published_projects(federation).order_by()
    places = projects.values_list("cooperative__school__commune", flat=True).distinct()
    steps = ProjectStep.objects.filter(project__in=projects, on__range=(OuterRef("starts"), OuterRef("ends")))
    taught = Classroom.objects.filter(
        Exists(projects.filter(classrooms=OuterRef("pk")))
        | Exists(projects.filter(~_with_classes(), cooperative=OuterRef("cooperative_id")))
    )
    levels = {level for found in taught.values_list("levels", flat=True) for level in found}
    return Wall(
        kinds=frozenset(projects.values_list("kind", flat=True).distinct()),
        years=tuple(federation.years.filter(Exists(steps))),
        levels=tuple(level.value for level in Level if level.value in levels),
        places=tuple(sorted(places, key=_folded)),
    )


@dataclass(frozen=True, slots=True)
class ProjectFilters:
    """What was asked, and what can be: only values that some published project has."""

    federation_id: int
    asked: dict[str, str]
    search: Search
    year: SchoolYear | None
    wall: Wall

    @classmethod
    def of(cls, federation: Federation, asked: QueryDict) -> "ProjectFilters":
        """Read the address; a value that nothing has is left out, as if it were not there."""
        wall, search = wall_of(federation), Search(asked.get("q", ""))
        years = {year.slug: year for year in wall.years}
        known = {"kind": wall.kinds, "year": years, "level": wall.levels, "place": wall.places}
        chosen = {name: value if (value := asked.get(name, "")) in known[name] else "" for name in known}
        chosen["q"] = search.text if search else ""
        return cls(federation.pk, {name: chosen[name] for name in NAMES}, search, years.get(chosen["year"]), wall)

    @property
    def kinds(self) -> list[Choice]:
        known = kinds_of(self.federation_id).values()
        return self._choices("kind", [(kind.key, kind.label) for kind in known if kind.key in self.wall.kinds])

    @property
    def years(self) -> list[Choice]:
        return self._choices("year", [(year.slug, year.slug) for year in self.wall.years])

    @property
    def levels(self) -> list[Choice]:
        return self._choices("level", [(level, str(Level(level).label)) for level in self.wall.levels])

    @property
    def places(self) -> list[Choice]:
        return self._choices("place", [(place, place) for place in self.wall.places])

    @property
    def chosen(self) -> list[Choice]:
        """What was asked, each with the address that leaves it out; the kinds say so themselves."""
        words = self._choices("q", [(self.asked["q"], f"«\u00a0{self.asked['q']}\u00a0»")] if self.search else [])
        return [one for one in [*words, *self.years, *self.levels, *self.places] if one.chosen]

    @property
    def active(self) -> bool:
        return any(self.asked.values())

    @property
    def query(self) -> str:
        """The filters as they stand in the address, for the links of the pages: ends with `&` when there are any."""
        text = urlencode({name: value for name, value in self.asked.items() if value})
        return f"{text}&" if text else ""

    def page(self, projects: QuerySet[Project], number: str | None, *, size: int) -> Page:
        """A page of what was asked for: the latest first, or what answers a search best."""
        wanted = self.apply(projects)
        if self.search:
            found = self.search.found(wanted)
        else:
            found = list(self.wall.numbers(wanted, tuple(self.asked.values())))
        page = Paginator(found, size).get_page(number)
        shown = projects.in_bulk(list(page.object_list))
        page.object_list = [shown[pk] for pk in page.object_list if pk in shown]
        return page

    def alone(self, projects: QuerySet[Project]) -> list[Choice]:
        """The words of a search that found nothing which some project does hold, each with its own address."""
        words = self.search.words_alone(projects) if self.search else []
        return [Choice("q", word, word, dict.fromkeys(NAMES, "")) for word in words]

    def apply(self, projects: QuerySet[Project]) -> QuerySet[Project]:
        """Those that were asked for; a project belongs to each year in which it took a step, and to each level of the
        classes that take part (of all classes of the school, when it is the whole school's)."""
        if kind := self.asked["kind"]:
            projects = projects.filter(kind=kind)
        if place := self.asked["place"]:
            projects = projects.filter(cooperative__school__commune=place)
        if level := self.asked["level"]:
            taught = Classroom.objects.filter(levels__contains=[level])
            whole = ~_with_classes() & Q(cooperative__in=taught.values("cooperative"))
            projects = projects.filter(Exists(taught.filter(projects=OuterRef("pk"))) | whole)
        if self.year:
            steps = ProjectStep.objects.filter(project=OuterRef("pk"), on__range=(self.year.starts, self.year.ends))
            projects = projects.filter(Exists(steps))
        return projects

    def _choices(self, name: str, values: list[tuple[str, str]]) -> list[Choice]:
        return [Choice(name, value, label, self.asked) for value, label in values]


def _with_classes() -> Exists:
    return Exists(Project.classrooms.through.objects.filter(project=OuterRef("pk")))
