"""Where the cooperatives are: the communes of the map, of the list beside it, and of the search."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import ngettext

from cooperatives.models import Cooperative, Federation
from cooperatives.queries.figures import mandated
from occe.kit.folded import fold
from website.queries import current_year


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune with its cooperatives; `new` of them have their first mandate this year.

    The position is the middle of its schools that have one in the directory; without any it is listed, not drawn.
    """

    name: str
    anchor: str
    latitude: float | None
    longitude: float | None
    cooperatives: list[Cooperative]
    new: int

    @property
    def count(self) -> int:
        return len(self.cooperatives)

    @property
    def words(self) -> str:
        """`Aurillac : 3 coopératives, dont 1 nouvelle`."""
        text = ngettext("%(name)s : %(count)s coopérative", "%(name)s : %(count)s coopératives", self.count)
        if self.new:
            text += ngettext(", dont %(new)s nouvelle", ", dont %(new)s nouvelles", self.new)
        return text % {"name": self.name, "count": self.count, "new": self.new}

    @property
    def is_drawn(self) -> bool:
        return self.latitude is not None


def communes(federation: Federation) -> list[Commune]:
    """The communes with a cooperative that has a mandate in force this year, in alphabetical order.

    They hold together exactly as many cooperatives as the impact figure says. Each cooperative has `is_new`.
    """
    year = current_year(federation)
    if year is None:
        return []
    firsts = mandated(federation, year.starts, min(timezone.localdate(), year.ends))
    gathered: dict[str, list[Cooperative]] = defaultdict(list)
    for cooperative in Cooperative.objects.filter(pk__in=firsts).select_related("school").order_by("name"):
        cooperative.is_new = firsts[cooperative.pk] >= year.starts  # type: ignore[attr-defined]
        gathered[cooperative.school.commune].append(cooperative)
    return [_commune(name, gathered[name]) for name in sorted(gathered, key=fold)]


def matching(found: list[Commune], text: str) -> list[Commune]:
    """The communes whose name, or one of whose schools' names, holds each word of a search."""
    words = fold(text).split()
    return [commune for commune in found if all(word in _folded(commune) for word in words)]


def _commune(name: str, cooperatives: list[Cooperative]) -> Commune:
    schools = [c.school for c in cooperatives if c.school.latitude is not None and c.school.longitude is not None]
    return Commune(
        name=name,
        anchor="commune-" + fold(name).replace(" ", "-"),
        latitude=sum(s.latitude for s in schools) / len(schools) if schools else None,
        longitude=sum(s.longitude for s in schools) / len(schools) if schools else None,
        cooperatives=cooperatives,
        new=sum(c.is_new for c in cooperatives),  # type: ignore[attr-defined]
    )


def _folded(commune: Commune) -> str:
    return fold(f"{commune.name} " + " ".join(c.school.name for c in commune.cooperatives))
