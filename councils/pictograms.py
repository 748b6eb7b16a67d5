"""Which pictures a child finds for each kind of petit mot; `occe.kit.drawing.pictograms` draws them."""

from collections.abc import Iterable

from django.utils.translation import get_language

from councils.models import Slip
from occe.kit.drawing.pictograms import pictogram_words

NBSP = "\u00a0"
OFFERED: dict[str, tuple[str, ...]] = {
    Slip.Kind.IDEA: (
        "playground", "game", "outing", "animal", "garden", "sport", "party", "art", "music", "book",
    ),
    Slip.Kind.THANKS: (
        "friend", "help", "share", "comfort", "listen", "game", "tidy", "gift", "adult", "together",
    ),
    Slip.Kind.PROBLEM: (
        "quarrel", "push", "tease", "alone", "take", "hurt", "sad", "noise", "playground", "toilets",
    ),
    Slip.Kind.QUESTION: (
        "when", "where", "who", "money", "rule", "help", "outing", "game", "animal", "canteen",
    ),
}  # fmt: skip
"""Two rows of five, what comes up most first."""
PICTURES = sorted({key for offered in OFFERED.values() for key in offered})


def said_by(pictures: Iterable[str]) -> str:
    """What pictures say, in a line of words: « La cour · un animal », "" for none."""
    language = get_language() or "fr"
    said = f"{NBSP}· ".join(pictogram_words(key, language) for key in pictures)
    return said[:1].upper() + said[1:]
