"""The plants and the things of the picture-names: from the hedge, the garden, the cheese cellar and the rainy yard."""

from __future__ import annotations

from occe.kit.drawing.paintbox import (
    BLUE,
    BROWN,
    GENTIAN,
    GOLD,
    HONEY,
    INK,
    LEAF,
    LILAC,
    MAROON,
    MIST,
    MOSS,
    OAT,
    OCHRE,
    PINE,
    PINK,
    RED,
    RIVER,
    RUST,
    SAGE,
    SAND,
    SLATE,
    TAN,
    around,
    disc,
    discs,
    line,
    oval,
    path,
)  # fmt: skip

PLANTS = {
    "gentian": around(GENTIAN, 5, 24, 11.5, 7, 9.5)
    + around(LILAC, 5, 24, 14, 2.2, 4.5)
    + disc(GOLD, 24, 24, 5),
    "daffodil": around(GOLD, 6, 24, 10.5, 6, 8.5)
    + disc(OCHRE, 24, 24, 9.5)
    + around(RUST, 8, 24, 16.5, 3.2, 2.6)
    + disc(HONEY, 24, 24, 5.5),
    "poppy": discs(RED, 10.5, (16, 17), (32, 17), (16, 31), (32, 31))
    + disc(MAROON, 24, 24, 10)
    + disc(INK, 24, 24, 6)
    + line(GOLD, 2, "M15 24h.1M33 24h.1M24 15h.1M24 33h.1M17.5 17.5h.1M30.5 17.5h.1M17.5 30.5h.1M30.5 30.5h.1"),
    "clover": line(MOSS, 3, "M24 25q-1 10 5 19")
    + "".join(
        f'<path fill="{LEAF}" transform="rotate({turn} 24 25)" d="M24 25Q12 18 13 10q2-7 8-6 2 1 3 3 1-2 3-3 6-1 8 6 1 8-11 15z"/>'
        f'<path fill="{SAGE}" transform="rotate({turn} 24 25)" d="M24 22l-5-7 5 2 5-2z"/>'
        for turn in (0, 120, 240)
    ),
    "mushroom": path(OAT, "M17 24h14q0 8 3 15 0 5-10 5t-10-5q3-7 3-15z")
    + path(MAROON, "M2 24Q3 4 24 4t22 20q0 4-22 4T2 24z")
    + path(SAND, "M8 25.5q16 3.5 32 0-4 4-16 4t-16-4z")
    + discs(OAT, 2.8, (15, 15), (32, 13))
    + discs(OAT, 2, (24, 20), (37, 20), (10, 21)),
    "chestnut": path(SAGE, "M24 3l3 5 5-3 1 6 6-1-1 6 6 1-3 5 5 3-5 4 3 5-6 1 1 6-6-1-2 5-5-3-3 5-3-5-5 3-2-5-6 1 1-6-6-1 3-5-5-4 5-3-3-5 6-1-1-6 6 1 1-6 5 3z")
    + disc(OAT, 24, 25, 14)
    + path(BROWN, "M24 13q12 9 11 17-2 7-11 7t-11-7q-1-8 11-17z")
    + path(SAND, "M14 32q10-4 20 0-3 5-10 5t-10-5z")
    + line(TAN, 2, "M19 25q1-4 4-6"),
    "pumpkin": path(MOSS, "M22 13q-1-7 5-9l3 3q-4 2-3 7z")
    + discs(RUST, 1, (24, 24))
    + oval(RUST, 11, 28, 9, 13)
    + oval(RUST, 37, 28, 9, 13)
    + oval("#dd8440", 17, 28, 8.5, 15)
    + oval("#dd8440", 31, 28, 8.5, 15)
    + oval(GOLD, 24, 28, 7, 15.5)
    + line(MOSS, 2, "M27 11q7-4 12 1 3 4-1 6"),
    "oak-leaf": path(MOSS, "M24 3q7 1 5 7 7-2 7 4 0 4-4 5 6 1 5 6-2 4-7 3 3 5-1 8-3 1-5-1v10h-2V35q-2 2-5 1-4-3-1-8-5 1-7-3-1-5 5-6-4-1-4-5 0-6 7-4-2-6 7-7z")
    + line(SAGE, 2, "M24 10v27M24 18l6-4M24 18l-6-4M24 26l7-3M24 26l-7-3"),
    "strawberry": path(RED, "M7 17q4-6 17-5 13-1 17 5 2 8-5 17-7 9-12 10-5-1-12-10-7-9-5-17z")
    + path(LEAF, "M24 3q2 4 1 6 6-3 12 1-3 6-9 4l-4 6-4-6q-6 2-9-4 6-4 12-1-1-2 1-6z")
    + line(OAT, 2.2, "M14 22v1M22 24v1M31 22v1M18 30v1M27 31v1M34 28v1M23 37v1"),
    "apple": path(RED, "M24 14q6-5 13-2 7 4 5 14-3 14-12 17-3 0-6-1.5-3 1.5-6 1.5-9-3-12-17-2-10 5-14 7-3 13 2z")
    + path(LEAF, "M25 11q1-8 11-9 1 8-11 9z")
    + line(BROWN, 2.6, "M24 15q0-6-3-9")
    + line(PINK, 3, "M13 20q-2 3-1 8"),
    "carrot": path(LEAF, "M32 17Q28 8 33 2q4 3 3 8 4-5 9-4 0 6-5 7 5-1 7 2-3 6-10 5z")
    + path("#dd7a34", "M27 14q7 0 8 8-4 10-15 17-8 5-17 6 1-9 6-17 7-11 18-14z")
    + line(RUST, 2.2, "M22 19l5 4M15 26l5 4M12 34l4 2M29 27l-4-3"),
}  # fmt: skip

THINGS = {
    "cheese": oval(BROWN, 24, 37, 23.5, 9.5)
    + path(TAN, "M5 13h38v21q-5 8-19 8T5 34z")
    + oval(SAND, 24, 13, 19, 9)
    + path(BROWN, "M24 33L13 45h23z")
    + path(GOLD, "M24 13L13 21.3V42l11-9z")
    + path("#dfa83c", "M24 13l11.5 7.8v20.4L24 33z")
    + line(OAT, 2, "M10 11q4-4 11-5"),
    "boots": path(LEAF, "M5 5h14v24l8 5q4 3 3 8H5z")
    + path(MOSS, "M24 5h14v24l6 5q4 3 3 8H32q0-6-4-9l-4-3z")
    + path(GOLD, "M5 5h14v5H5zM24 5h14v5H24z")
    + path(PINE, "M5 40h25v4H5zM32 40h15v4H32z"),
    "watering-can": line(SLATE, 3.4, "M33 18q12 0 11 10t-10 11M16 17q1-11 9-11t8 11")
    + path(BLUE, "M14 17h20v26H14z")
    + path(RIVER, "M14 31h20v12H14z")
    + path(BLUE, "M15 36L5 17l3-2 8 11z")
    + path(SLATE, "M2 15l8-5 1.5 4-8 5z")
    + line(MIST, 2.2, "M19 22v5"),
    "wheelbarrow": line(BROWN, 3, "M17 34L46 17M33 30l4 12")
    + path(RUST, "M8 15h32l-8 17H16z")
    + path(LEAF, "M10 15q4-9 9-5 4-6 9-1 6-3 9 6z")
    + disc(SLATE, 12, 37, 7.5)
    + disc(OAT, 12, 37, 3),
}  # fmt: skip
