"""The filters of the published projects: by kind, year and place, in the address, so that a choice can be sent."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from cooperatives.models import Federation, SchoolYear
from occe.kit.folded import fold
from projects.kinds import kinds_of
from projects.models import Project, ProjectStep
from website.queries import published_projects

_folded = lru_cache(maxsize=4096)(fold)  # the communes of a department, at each reading


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
class ProjectFilters:
    """What was asked, and what can be: only values that some published project has."""

    kind: str
    year: SchoolYear | None
    place: str
    kinds: list[Choice]
    years: list[Choice]
    places: list[Choice]

    @classmethod
    def of(cls, federation: Federation, asked: QueryDict) -> "ProjectFilters":
        """Read the address; a value that nothing has is left out, as if it were not there."""
        projects = published_projects(federation).order_by()
        kinds = set(projects.values_list("kind", flat=True).distinct())
        places = sorted(projects.values_list("cooperative__school__commune", flat=True).distinct(), key=_folded)
        years = list(federation.years.filter(Exists(_steps_of_year(projects))))
        chosen = {
            "kind": asked.get("kind", "") if asked.get("kind") in kinds else "",
            "year": asked.get("year", "") if asked.get("year") in [y.slug for y in years] else "",
            "place": asked.get("place", "") if asked.get("place") in places else "",
        }
        return cls(
            kind=chosen["kind"],
            year=next((y for y in years if y.slug == chosen["year"]), None),
            place=chosen["place"],
            kinds=_choices(
                "kind", [(k.key, k.label) for k in kinds_of(federation.pk).values() if k.key in kinds], chosen
            ),
            years=_choices("year", [(y.slug, y.slug) for y in years], chosen),
            places=_choices("place", [(p, p) for p in places], chosen),
        )

    @property
    def active(self) -> bool:
        return bool(self.kind or self.year or self.place)

    @property
    def query(self) -> str:
        """The filters as they stand in the address, for the links of the pages: ends with `&` when there are any."""
        asked = {"kind": self.kind, "year": self.year.slug if self.year else "", "place": self.place}
        text = urlencode({name: value for name, value in asked.items() if value})
        return f"{text}&" if text else ""

    def apply(self, projects: QuerySet[Project]) -> QuerySet[Project]:
        """Those that were asked for; a project belongs to each year in which it took a step."""
        if self.kind:
            projects = projects.filter(kind=self.kind)
        if self.place:
            projects = projects.filter(cooperative__school__commune=self.place)
        if self.year:
            steps = ProjectStep.objects.filter(project=OuterRef("pk"), on__range=(self.year.starts, self.year.ends))
            projects = projects.filter(Exists(steps))
        return projects


def _steps_of_year(projects: QuerySet[Project]) -> QuerySet[ProjectStep]:
    return ProjectStep.objects.filter(project__in=projects, on__gte=OuterRef("starts"), on__lte=OuterRef("ends"))


def _choices(name: str, values: list[tuple[str, str]], asked: dict[str, str]) -> list[Choice]:
    return [Choice(name, value, label, asked) for value, label in values]
