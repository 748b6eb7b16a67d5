"""The figures of one cooperative's public page: those that its mandataire chose, and only where they say something."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import ngettext

from cooperatives.models import Classroom, Cooperative, SchoolYear
from councils.models import Decision
from finance.queries.figures import counted_books, euros_raised
from occe.kit.euros import CENT
from projects.queries.launches import launched_of
from website.impact import FEWEST

Figure = Cooperative.PublicFigure


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure and the words beside it; `is_euros` for an amount."""

    value: int | Decimal
    words: str

    @property
    def is_euros(self) -> bool:
        return isinstance(self.value, Decimal)


def cooperative_figures(cooperative: Cooperative, year: SchoolYear) -> list[ShownFigure]:
    """The chosen figures of a year, in their order; at most one query each. Never a nought."""
    found = [_FIGURES[figure](cooperative, year) for figure in Figure.values if figure in cooperative.public_figures]
    return [shown for shown in found if shown.value]


def _pupils(cooperative: Cooperative, year: SchoolYear) -> ShownFigure:
    """Fewer than five pupils are not told."""
    total = _classes_of(cooperative, year).aggregate(sum=Sum("pupil_count"))["sum"] or 0
    shown = total if total >= FEWEST else 0
    return ShownFigure(shown, ngettext("élève", "élèves", shown))


def _classes(cooperative: Cooperative, year: SchoolYear) -> ShownFigure:
    total = _classes_of(cooperative, year).count()
    return ShownFigure(total, ngettext("classe", "classes", total))


def _decisions(cooperative: Cooperative, year: SchoolYear) -> ShownFigure:
    total = Decision.objects.filter(council__cooperative=cooperative, council__year=year).count()
    words = ngettext("décision en %(year)s", "décisions en %(year)s", total)
    return ShownFigure(total, words % {"year": year})


def _projects(cooperative: Cooperative, year: SchoolYear) -> ShownFigure:
    total = launched_of(cooperative, year)
    words = ngettext("projet lancé en %(year)s", "projets lancés en %(year)s", total)
    return ShownFigure(total, words % {"year": year})


def _raised(cooperative: Cooperative, year: SchoolYear) -> ShownFigure:
    books = counted_books(year, on=timezone.localdate()).filter(cooperative=cooperative)
    total = euros_raised(year, books).quantize(CENT)
    words = ngettext("réuni pour les projets en %(year)s", "réunis pour les projets en %(year)s", int(total))
    return ShownFigure(total, words % {"year": year})


def _classes_of(cooperative: Cooperative, year: SchoolYear) -> QuerySet[Classroom]:
    return Classroom.objects.of_year(year).filter(cooperative=cooperative)


_FIGURES: dict[str, Callable[[Cooperative, SchoolYear], ShownFigure]] = {
    Figure.PUPILS: _pupils,
    Figure.CLASSES: _classes,
    Figure.DECISIONS: _decisions,
    Figure.PROJECTS: _projects,
    Figure.RAISED: _raised,
}
