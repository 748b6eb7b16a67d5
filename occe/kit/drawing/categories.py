"""What a class buys, in a child's words: one picture a category, for the first question of an expense.

The keys are the portal's; which account each one proposes is the ledger's business, not the picture's.
"""

from __future__ import annotations

from dataclasses import dataclass

from occe.kit.drawing.canvas import svg
from occe.kit.drawing.paintbox import (
    BLUE,
    BROWN,
    CREAM,
    GENTIAN,
    GOLD,
    INK,
    LEAF,
    LILAC,
    MIST,
    MOSS,
    OAT,
    OCHRE,
    PINE,
    RED,
    RIVER,
    RUST,
    SAND,
    SLATE,
    TAN,
    disc,
    discs,
    line,
    path,
)  # fmt: skip


@dataclass(frozen=True)
class Category:
    """A picture with the words of a child, in French and in English."""

    shapes: str
    fr: str
    en: str

    def name(self, language: str = "fr") -> str:
        """The words in a language: English for `en`, French otherwise."""
        return self.en if language.startswith("en") else self.fr


CATEGORIES = {
    "books-games": Category(
        path(GENTIAN, "M4 34h30v9H4z") + path(RED, "M7 24h28v9H7z") + path(GOLD, "M5 14h25v9H5z")
        + path(CREAM, "M9 17h10v3H9zM11 27h12v3H11zM8 37h12v3H8z")
        + path(LEAF, "M30 5l14 4-4 14-14-4z") + discs(CREAM, 1.9, (31.5, 10), (38.5, 12), (35, 14), (30, 16), (36.8, 18)),
        "des livres ou des jeux", "books or games",
    ),
    "outing": Category(
        path(GOLD, "M3 10q0-4 4-4h32q6 1 6 9v20H3z") + path(MIST, "M7 12h8v9H7zM18 12h8v9h-8zM29 12h12v9H29z")
        + path(OCHRE, "M3 26h42v4H3z") + discs(INK, 6, (13, 36), (35, 36)) + discs(OAT, 2.4, (13, 36), (35, 36)),
        "une sortie", "an outing",
    ),
    "garden": Category(
        path(RUST, "M10 28h28l-4 17H14z") + path("#a44d20", "M8 24h32v7H8z")
        + line(MOSS, 3, "M24 24V10") + path(LEAF, "M24 18Q8 18 8 5q16 0 16 13zM24 14q0-12 15-12 1 13-15 12z"),
        "pour le jardin", "for the garden",
    ),
    "cooking": Category(
        path(TAN, "M33 3l5 2-9 22-5-2z") + path(BLUE, "M3 21h42q-1 20-15 23H18Q4 41 3 21z") + path(RIVER, "M3 21h42l-1 5H4z")
        + path(CREAM, "M10 21q2-8 9-6 5-6 10 0 7-1 8 6z"),
        "pour cuisiner", "for cooking",
    ),
    "art": Category(
        path(OAT, "M24 6q20 0 21 16 0 10-10 9-7-1-6 5 1 8-7 8Q3 43 3 25 4 7 24 6z") + disc(CREAM, 17, 35, 3.4)
        + disc(RED, 13, 22, 4) + disc(GOLD, 21, 14, 4) + disc(LEAF, 31, 14, 4) + disc(GENTIAN, 38, 21, 4) + line(BROWN, 3, "M44 45L30 27")
        + path(INK, "M26 22l7 4-4 4z"),
        "pour dessiner ou bricoler", "for drawing and making",
    ),
    "lasting": Category(
        path(SLATE, "M3 14h10l4-6h14l4 6h10v27H3z") + path(INK, "M3 20h42v4H3z") + disc(OAT, 24, 27, 11) + disc(BLUE, 24, 27, 8)
        + disc(MIST, 21, 24, 2.6) + path(GOLD, "M36 15h6v4h-6z"),
        "un objet qui dure", "something that lasts",
    ),
    "party": Category(
        path(LILAC, "M8 24q8-5 16 0t16 0v20H8z") + path(OAT, "M8 24q0-8 16-8t16 8v4q-3 4-6 0-3 5-6.5 0-3.5 6-7 0-3.5 5-7 0-3 4-5.5-1z")
        + path(RED, "M14 7h4v10h-4zM22 5h4v11h-4zM30 7h4v10h-4z") + discs(GOLD, 2.6, (16, 4.5), (24, 2.8), (32, 4.5)) + path(PINE, "M3 43h42v3H3z"),
        "pour la fête", "for the party",
    ),
    "gift": Category(
        path(RED, "M6 22h36v22H6z") + path("#8d3a20", "M3 15h42v9H3z") + path(GOLD, "M20 15h8v29h-8z")
        + path(GOLD, "M24 15q-13 0-13-7 1-5 6-4 6 2 7 11zM24 15q13 0 13-7-1-5-6-4-6 2-7 11z"),
        "un cadeau pour d’autres", "a gift for others",
    ),
    "sport": Category(
        line(SLATE, 2, "M4 6v36M44 6v36M4 6h40M4 14h40M4 22h40M4 30h40M14 6v36M24 6v36M34 6v36") + disc(CREAM, 26, 32, 12)
        + path(INK, "M26 26l5 4-2 6h-6l-2-6zM26 20l4 2-4 2-4-2zM37 29l1 5-3 1-1-4zM15 29l-1 5 3 1 1-4zM20 41l4-2 1 4zM32 41l-4-2-1 4z"),
        "pour le sport", "for sport",
    ),
    "other": Category(
        line(BROWN, 3, "M12 20q0-16 12-16t12 16") + path(SAND, "M4 19h40l-5 25H9z")
        + line(TAN, 2.2, "M7 26h34M8 33h32M10 39h28M16 20l2 24M24 20v24M32 20l-2 24") + path(BROWN, "M3 17h42v5H3z"),
        "autre chose", "something else",
    ),
}  # fmt: skip


def category(key: str, css: str = "category-picture") -> str:
    """The picture of a category; one that has none gets the basket of `other`."""
    return svg(CATEGORIES.get(key, CATEGORIES["other"]).shapes, 48, 48, css)
