"""The twenty secret pictures: a pupil's code is three of them, in order.

Things only, never an animal or a plant (those are picture-names), and no two of one shape or of one family: a child who mixes up
colours still tells them apart. The order is that of the board; it never changes, since codes are kept by key.
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


@dataclass(frozen=True)
class Secret:
    """One picture of the code, with the word that a voice says."""

    shapes: str
    fr: str
    en: str

    def name(self, language: str = "fr") -> str:
        """The word in a language: English for `en`, French otherwise."""
        return self.en if language.startswith("en") else self.fr


SECRETS = {
    "sun": Secret(around(OCHRE, 10, 24, 5, 2.6, 5) + disc(OCHRE, 24, 24, 12) + disc(GOLD, 24, 24, 10), "soleil", "sun"),
    "moon": Secret(
        path(GENTIAN, "M31 3a21 21 0 1 0 13 30A18 18 0 0 1 31 3z")
        + path(GOLD, "M38 8l1.8 4.2L44 14l-4.2 1.8L38 20l-1.8-4.2L32 14l4.2-1.8z"),
        "lune",
        "moon",
    ),
    "rainbow": Secret(
        line(RED, 5, "M5 38a19 19 0 0 1 38 0")
        + line(GOLD, 5, "M10 38a14 14 0 0 1 28 0")
        + line(LEAF, 5, "M15 38a9 9 0 0 1 18 0")
        + discs(MIST, 5.5, (7.5, 39), (40.5, 39))
        + path(
            MIST,
            "M7 45q-5 0-5-4.5T8 36q2-4 6-3t5 5q4 0 4 3.5T19 45zM41 45q5 0 5-4.5T40 36q-2-4-6-3t-5 5q-4 0-4 3.5t4 3.5z",
        ),
        "arc-en-ciel",
        "rainbow",
    ),
    "umbrella": Secret(
        line(BROWN, 3, "M24 22v17q0 5-4.5 5T15 40")
        + path(RED, "M2 25Q4 5 24 5t22 20q-5-4-9.5 0-6-4-12.5 0-6.5-4-12.5 0Q7 21 2 25z")
        + path(OAT, "M24 5q7 6 12.5 20-6-4-12.5 0-6.5-4-12.5 0Q17 11 24 5z")
        + line(BROWN, 3, "M24 5V2"),
        "parapluie",
        "umbrella",
    ),
    "house": Secret(
        path(OAT, "M8 20h32v24H8z")
        + path(RUST, "M2 23L24 4l22 19-4 3-18-15L6 26z")
        + path(RUST, "M34 6h6v10l-6-5z")
        + path(BROWN, "M20 29h9v15h-9z")
        + path(BLUE, "M11 25h7v7h-7zM31 25h6v7h-6z"),
        "maison",
        "house",
    ),
    "key": Secret(
        path(OCHRE, "M14 4a11 11 0 1 0 .1 0zM14 10.5a4.5 4.5 0 1 1-.1 0z")
        + path(OCHRE, "M20 19l4-4 21 21v7h-7v-5h-5v-5h-5z")
        + line(GOLD, 2, "M7.5 13a7 7 0 0 1 5-5.5M25 18.5l15 15"),
        "clé",
        "key",
    ),
    "bell": Secret(
        disc(HONEY, 24, 41, 4.5)
        + path(OCHRE, "M24 3q4 0 4 4 10 3 10 17 0 8 6 13v2H4v-2q6-5 6-13Q10 10 20 7q0-4 4-4z")
        + path(GOLD, "M18 12q-4 4-4 14-1 5-4 9h6q3-4 3-10 0-8 3-14z"),
        "cloche",
        "bell",
    ),
    "drum": Secret(
        line(BROWN, 3, "M6 4l14 12M42 4L28 16")
        + path(RED, "M5 19h38v19q-5 6-19 6T5 38z")
        + line(GOLD, 2.6, "M7 23l8 18 9-17 9 17 8-18")
        + oval(CREAM, 24, 19, 19, 6)
        + discs(BROWN, 3, (20, 16), (28, 16)),
        "tambour",
        "drum",
    ),
    "boat": Secret(
        path(BROWN, "M22 3h3v30h-3z")
        + path(CREAM, "M26 5q15 10 16 24H26z")
        + path(RUST, "M21 10q-2 12-14 19h14z")
        + path(RIVER, "M3 32h42q-3 11-12 12H14Q6 42 3 32z"),
        "bateau",
        "boat",
    ),
    "kite": Secret(
        path(GENTIAN, "M26 2l16 15-16 17-13-17z")
        + path(LILAC, "M26 2v32L13 17z")
        + line(BROWN, 2, "M26 34q-2 6-8 6t-9 6")
        + path(GOLD, "M14 36l6 3-5 5zM24 41l-5-2 0 6z"),
        "cerf-volant",
        "kite",
    ),
    "balloon": Secret(
        path(GOLD, "M24 2q17 1 17 17 0 9-11 17H18Q7 28 7 19 7 3 24 2z")
        + path(RUST, "M24 2q6 5 6 17 0 10-4 17h-4q-4-7-4-17 0-12 6-17z")
        + line(BROWN, 1.8, "M19 36l1 5M29 36l-1 5")
        + path(BROWN, "M18.5 40h11l-1.5 7h-8z"),
        "montgolfière",
        "balloon",
    ),
    "bicycle": Secret(
        line(INK, 3, "M11 23a9 9 0 1 0 .1 0zM37 23a9 9 0 1 0 .1 0z")
        + line(RED, 3, "M11 32l7-14h14l5 14M18 18l6 14h-13M24 32l8-14M32 18l-1.5-6H37")
        + line(INK, 3.4, "M14.5 14.5H21"),
        "vélo",
        "bicycle",
    ),
    "ball": Secret(
        disc(CREAM, 24, 24, 20)
        + path(RED, "M24 4q11 7 11 20T24 44q14-1 19-14Q47 10 24 4z")
        + path(BLUE, "M24 4Q13 11 13 24t11 20Q10 43 5 30 1 10 24 4z")
        + disc(GOLD, 24, 6.5, 3.5),
        "ballon",
        "ball",
    ),
    "book": Secret(
        path(MOSS, "M3 10q11-4 21 2 10-6 21-2v32q-11-4-21 2-10-6-21-2z")
        + path(CREAM, "M6 8q10-3 18 3v29q-8-5-18-2zM42 8q-10-3-18 3v29q8-5 18-2z")
        + line(TAN, 1.8, "M10 16q5-1 9 1M10 22q5-1 9 1M10 28q5-1 9 1M38 16q-5-1-9 1M38 22q-5-1-9 1M38 28q-5-1-9 1")
        + path(RED, "M33 7l5 .5v9L35.5 14 33 16z"),
        "livre",
        "book",
    ),
    "hat": Secret(
        oval(SAND, 24, 36, 23, 7)
        + path(SAND, "M11 36q-2-24 13-24t13 24q-13 4-26 0z")
        + path(MAROON, "M10.8 29q13 4 26.4 0l-.2 6.5q-13 4-26 0z"),
        "chapeau",
        "hat",
    ),
    "cup": Secret(
        line(BLUE, 3.6, "M36 21q9-1 9 6t-10 7")
        + path(BLUE, "M6 16h32v15q0 12-16 12T6 31z")
        + oval(MAROON, 22, 16, 16, 4)
        + discs(CREAM, 2.6, (14, 28), (22, 31), (30, 28))
        + line(SLATE, 2, "M17 9q-2-2 0-4t0-4M26 9q-2-2 0-4t0-4"),
        "tasse",
        "cup",
    ),
    "clock": Secret(
        line(BROWN, 4, "M13 40l-4 5M35 40l4 5")
        + discs(OCHRE, 6, (10, 9), (38, 9))
        + disc(BROWN, 24, 25, 19)
        + disc(CREAM, 24, 25, 15)
        + line(INK, 2.8, "M24 16v9l6 4")
        + discs(INK, 1.2, (24, 13), (24, 37), (12, 25), (36, 25)),
        "réveil",
        "clock",
    ),
    "train": Secret(
        path(SLATE, "M8 7h8l-1 11H9z")
        + path(PINE, "M5 17h25v17H5z")
        + path(RED, "M28 7h16v27H28z")
        + path(MIST, "M32 12h8v8h-8z")
        + path(GOLD, "M5 27h25v4H5z")
        + path(INK, "M3 33h42v4H3z")
        + discs(INK, 6, (12, 39), (25, 39), (38, 39))
        + discs(OAT, 2.4, (12, 39), (25, 39), (38, 39)),
        "train",
        "train",
    ),
    "pencil": Secret(
        path(GOLD, "M34 5l9 9-26 26-9-9z")
        + path(OCHRE, "M37 8l3 3-26 26-3-3z")
        + path(OAT, "M8 31l9 9-13 4z")
        + path(INK, "M5.5 38.5l4 4L4 44z")
        + path(PINK, "M38 1q9 1 9 9l-4 4-9-9z"),
        "crayon",
        "pencil",
    ),
    "tent": Secret(
        path(SAGE, "M24 6l22 36H2z")
        + path(MOSS, "M24 6l9 36H15z")
        + path(GOLD, "M24 14l6 28H18z")
        + line(BROWN, 2.6, "M24 8L22 3M24 8l2-5M1 44h46"),
        "tente",
        "tent",
    ),
}


def secret(key: str, css: str = "secret-picture") -> str:
    """The picture of a key. KeyError for a key that is not on the board."""
    return svg(SECRETS[key].shapes, 48, 48, css)
