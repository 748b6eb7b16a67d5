"""The kinds of projects of an association: the six that are given, overlaid by what its staff wrote.

A project keeps the key of its kind. A kind that is retired is proposed no more and still has its words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from projects.models import ProjectKind


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of project: its key, its words in both languages, the name of its icon."""

    key: str
    label_fr: str
    label_en: str
    icon: str
    retired: bool = False
    position: int = 0

    @property
    def label(self) -> str:
        """The words in the language of the page."""
        return self.label_en if (get_language() or "").startswith("en") else self.label_fr

    def __str__(self) -> str:
        return self.label


def _both(words) -> tuple[str, str]:
    with override("fr"):
        french = str(words)
    with override("en"):
        return french, str(words)


GIVEN = {
    "culture": (_("culture"), "music"),
    "solidarity": (_("solidarité"), "hand"),
    "environment": (_("environnement"), "sprout"),
    "social_life": (_("vie sociale"), "people"),
    "sport": (_("sport"), "ball"),
    "other": (_("autre"), "star"),
}
"""The six kinds that every association begins with, in their order."""
STANDARD_KEYS = tuple(GIVEN)
ICONS = (
    "music", "hand", "sprout", "people", "ball", "star", "heart", "palette", "mic", "book", "bus", "cake", "map",
    "council", "camera", "home", "school", "day",
)  # fmt: skip
"""The icons that a kind may have."""


def standard() -> dict[str, Kind]:
    """The six that are given, by key."""
    return {
        key: Kind(key, *_both(words), icon, position=place * 10)
        for place, (key, (words, icon)) in enumerate(GIVEN.items())
    }


def kinds_of(federation_id: int | None) -> dict[str, Kind]:
    """All kinds of an association by key, the retired ones too, in their order. One query."""
    kinds = standard()
    for row in ProjectKind.objects.filter(federation_id=federation_id):
        kinds[row.key] = Kind(row.key, row.label_fr, row.label_en, row.icon, row.retired, row.position)
    return {kind.key: kind for kind in sorted(kinds.values(), key=lambda kind: kind.position)}


def proposed(kinds: dict[str, Kind], *, keep: str = "") -> list[Kind]:
    """Those that a new project may be of; `keep` is the one that a project has already, retired or not."""
    return [kind for kind in kinds.values() if not kind.retired or kind.key == keep]


def choices_of(kinds: Iterable[Kind]) -> list[tuple[str, str]]:
    """Kinds as a form's choices, in the language of the page."""
    return [(kind.key, kind.label) for kind in kinds]


def named(kinds: dict[str, Kind], key: str) -> Kind:
    """The kind of this key; one that nobody knows any more is called by its key."""
    return kinds.get(key) or Kind(key, key, key, "star")
