"""Where a class's money comes from, drawn: one picture a kind of income, so that a child who cannot read tells them apart.

The keys are the portal's; which account each one stands for is the ledger's business, not the picture's. No picture
shows a person who gives: nobody asks who gave.
"""

from __future__ import annotations

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
    RUST,
    SAND,
    SLATE,
    TAN,
    disc,
    discs,
    line,
    path,
)  # fmt: skip

_COIN = disc(OCHRE, 37, 37, 8.5) + disc(GOLD, 37, 37, 6.8) + line(OCHRE, 2, "M37 33.4v7.2")

INCOMES = {
    "sales": path(BROWN, "M6 26h3v18H6zM39 26h3v18h-3z") + path(TAN, "M4 28h40v9H4z")
    + path(RED, "M4 8h8v12q-4 5-8 0zM20 8h8v12q-4 5-8 0zM36 8h8v12q-4 5-8 0z")
    + path(CREAM, "M12 8h8v12q-4 5-8 0zM28 8h8v12q-4 5-8 0z") + path(RUST, "M3 4h42v5H3z")
    + discs(LEAF, 3.2, (13, 26.5), (19, 26.5)) + path(GOLD, "M26 22h11l-2 7h-7z"),
    "party": line(SLATE, 2, "M3 8q21 14 42 0") + path(RED, "M6 10l7 3-5 7z") + path(GOLD, "M16 14l8 1-5 8z")
    + path(GENTIAN, "M27 15l8-2-2 9z") + path(LEAF, "M37 12l6-4 0 9z")
    + disc(LILAC, 16, 34, 8) + disc(RED, 30, 31, 8) + line(INK, 1.6, "M16 42v5M30 39v8"),
    "town-hall": path(GOLD, "M24 2h9l-3 3 3 3h-9z") + line(INK, 2, "M24 2v11") + path(RUST, "M8 21L24 11l16 10z")
    + path(OAT, "M10 21h28v22H10z") + path(MIST, "M14 25h5v7h-5zM29 25h5v7h-5z") + path(BROWN, "M21 31h6v12h-6z")
    + disc(GENTIAN, 24, 26, 3.2) + path(SLATE, "M4 42h40v3H4z"),
    "friends": disc(TAN, 15, 15, 7) + path(GENTIAN, "M3 44V34q0-11 12-11t12 11v10z") + disc(BROWN, 34, 18, 6.4)
    + path(LEAF, "M22 44V36q1-10 12-10t12 10v8z") + path(RED, "M25 30c-7-6-2-11 0-7 2-4 7 1 0 7z"),
    "association": path(MOSS, "M4 36h12q2 0 2 3v4q0 2-2 2H4q-2 0-2-2v-4q0-3 2-3z")
    + path(LEAF, "M21 36h8q2 0 2 3v4q0 2-2 2h-8q-2 0-2-2v-4q0-3 2-3z")
    + path(PINE, "M34 36h10q2 0 2 3v4q0 2-2 2H34q-2 0-2-2v-4q0-3 2-3z")
    + path(GENTIAN, "M11 25h11q2 0 2 3v4q0 2-2 2H11q-2 0-2-2v-4q0-3 2-3z")
    + path(MOSS, "M27 25h10q2 0 2 3v4q0 2-2 2H27q-2 0-2-2v-4q0-3 2-3z")
    + path(GOLD, "M19 12q5-4 11 0 3 5 1 9-7 3-13 0-3-4 1-9z"),
    "refund": path(OAT, "M6 3h25v36l-4-3-4 3-4-3-4 3-4-3-5 3z") + line(SLATE, 2, "M11 11h15M11 18h11M11 25h13") + _COIN
    + line(GENTIAN, 3, "M45 24q-2-9-12-9m4-5l-5 5 5 5"),
    "envelopes": path(SAND, "M2 20h32v22H2z") + path(OAT, "M8 13h36v24H8z") + path(TAN, "M8 13h36L26 28z")
    + line(BROWN, 1.6, "M8 37l12-13M44 37L32 24") + _COIN,
    "bank": path(OAT, "M4 17L24 5l20 12z") + path(SAND, "M8 20h5v16H8zM17 20h5v16h-5zM26 20h5v16h-5zM35 20h5v16h-5z")
    + path(SLATE, "M4 36h40v3H4zM2 40h44v4H2z") + disc(GOLD, 24, 13, 2.6) + line(LEAF, 3, "M40 2v8M36 6h8"),
    "surprise": path(GENTIAN, "M8 26h32v19H8z") + path(BLUE, "M5 20h38v8H5z") + path(GOLD, "M21 20h6v25h-6z")
    + path(GOLD, "M24 1l2.3 5 5.4.7-4 3.7 1 5.4-4.7-2.7-4.7 2.7 1-5.4-4-3.7 5.4-.7z")
    + line(RED, 2.4, "M9 14l-4-5M39 14l4-5M13 8l-1-5M35 8l1-5"),
}  # fmt: skip


def income(key: str, css: str = "category-picture") -> str:
    """The picture of a kind of income; one that has none gets the star of a surprise."""
    return svg(INCOMES.get(key, INCOMES["surprise"]), 48, 48, css)
