"""What a petit mot is about, for who cannot write it yet: the yard, a quarrel, somebody who helped, a question of when.

People have a round head, a rounded body and no face; they stand for nobody. Keys are kept with the petits mots.
"""

from __future__ import annotations

from occe.kit.drawing.animals import ANIMALS
from occe.kit.drawing.canvas import svg
from occe.kit.drawing.categories import CATEGORIES, Category
from occe.kit.drawing.paintbox import (
    BLUE,
    BROWN,
    CREAM,
    GENTIAN,
    GOLD,
    GREY,
    HONEY,
    INK,
    LEAF,
    LILAC,
    MIST,
    MOSS,
    OAT,
    OCHRE,
    PINK,
    RED,
    RIVER,
    RUST,
    SAND,
    SLATE,
    TAN,
    disc,
    discs,
    line,
    oval,
    path,
)  # fmt: skip

HEART = "m0 0q-8-5-7-10 2-5 7-1 5-4 7 1 1 5-7 10z"


def _child(x: float, body: str, skin: str, scale: float = 1, foot: float = 45) -> str:
    """Somebody who stands on `foot`, 27 high at scale 1."""
    drawn = path(body, "M-7 0v-9q0-7 7-7t7 7v9z") + disc(skin, 0, -21, 5.6)
    return f'<g transform="translate({x} {foot}) scale({scale})">{drawn}</g>'


def _turned(shapes: str, angle: float, x: float = 24, y: float = 24) -> str:
    return f'<g transform="rotate({angle} {x} {y})">{shapes}</g>'


def _heart(x: float, y: float, scale: float = 1) -> str:
    return f'<g transform="translate({x} {y}) scale({scale})">{path(RED, HEART)}</g>'


def _plaster(angle: float, scale: float = 1) -> str:
    drawn = path(SAND, "M-19-7h38q4 0 4 7t-4 7h-38q-4 0-4-7t4-7z") + path(PINK, "M-7-7H7V7H-7z")
    drawn += discs(CREAM, 1.3, (-3, -3), (3, -3), (-3, 3), (3, 3), (0, 0))
    return f'<g transform="translate(24 24) rotate({angle}) scale({scale})">{drawn}</g>'


PICTOGRAMS = {
    # places and things
    "playground": Category(
        line(SLATE, 3, "M8 44V9M17 44V9M8 18h9M8 27h9M8 36h9") + path(GOLD, "M7 7h13v7q3 17 26 24v6Q18 38 14 14H7z")
        + path(LEAF, "M2 42h44v4H2z"),
        "la cour", "the playground",
    ),
    "game": Category(
        path(RED, "M3 20q0-4 4-4h20q4 0 4 4v20q0 4-4 4H7q-4 0-4-4z") + discs(CREAM, 2.7, (10, 23), (24, 23), (17, 30), (10, 37), (24, 37))
        + disc(BLUE, 36, 13, 7) + path(BLUE, "M33 17h6q1 12 5 21h2v6H26v-6h2q4-9 5-21z"),
        "un jeu", "a game",
    ),
    "sport": Category(CATEGORIES["sport"].shapes, "le sport", "sport"),
    "outing": CATEGORIES["outing"],
    "garden": Category(CATEGORIES["garden"].shapes, "le jardin", "the garden"),
    "animal": Category(ANIMALS["hare"], "un animal", "an animal"),
    "party": Category(CATEGORIES["party"].shapes, "une fête", "a party"),
    "art": Category(CATEGORIES["art"].shapes, "dessiner", "drawing"),
    "music": Category(
        line(BLUE, 4, "M19 37V12l22-6v26") + path(BLUE, "M17 10l26-7v8L17 18z") + disc(RUST, 13.5, 37, 7) + disc(RUST, 35.5, 32, 7),
        "la musique", "music",
    ),
    "book": Category(
        path(GENTIAN, "M2 11h44v32H2z") + path(OAT, "M5 9q11-4 19 3v27q-9-5-19-3zM43 9q-11-4-19 3v27q9-5 19-3z")
        + line(TAN, 2.2, "M9 16q6-1 11 2M9 23q6-1 11 2M9 30q6-1 11 2M28 18q5-3 11-2M28 25q5-3 11-2M28 32q5-3 11-2"),
        "un livre", "a book",
    ),
    "canteen": Category(
        disc(BLUE, 24, 25, 15) + disc(OAT, 24, 25, 11) + discs(LEAF, 2.4, (20, 20), (24, 18), (18, 25), (22, 25)) + path(RUST, "M24 29l8-9 3 3-9 8z")
        + line(SLATE, 2.6, "M2.5 7v8q0 4 3 4t3-4V7M5.500 8v35") + path(SLATE, "M42 5q4 6 4 20h-3v18h-3V7q0-2 2-2z"),
        "la cantine", "the canteen",
    ),
    "toilets": Category(
        path(RIVER, "M8 3h14v19H8z") + path(BLUE, "M6 20h37q2 14-13 18v7H14v-7Q7 33 6 20z") + path(MIST, "M4 19h41v4H4z") + disc(GOLD, 15, 9, 2.4),
        "les toilettes", "the toilets",
    ),
    "tidy": Category(
        line(BROWN, 3.6, "M43 4L24 25") + path(GOLD, "M18 21l10 9q-4 13-23 15 2-3 3-6l-5 1q3-4 4-8l-4 0q7-4 15-11z") + line(RED, 3.4, "M18 22l9 8"),
        "ranger", "tidying up",
    ),
    "noise": Category(
        path(BLUE, "M3 18h9L28 6v36L12 30H3z") + path(RIVER, "M3 18h7v12H3z") + line(RED, 3.6, "M34 17q4 7 0 14M40 11q8 13 0 26"),
        "le bruit", "noise",
    ),
    "rule": Category(
        path(BROWN, "M5 3h38v42H5z") + path(OAT, "M9 7h30v34H9z") + line(SLATE, 2.8, "M20 15h14M20 24h14M20 33h10")
        + line(MOSS, 2.8, "M12 15l2 2 3-4M12 24l2 2 3-4M12 33l2 2 3-4"),
        "une règle", "a rule",
    ),
    "money": Category(
        disc(OCHRE, 19, 28, 17) + disc(GOLD, 19, 28, 13) + line(HONEY, 3, "M25 21.500q-10-4-12 6.500 2 10 12 6.500M9 25.500h10M9 30.500h10")
        + disc(TAN, 39, 13, 8) + disc(SAND, 39, 13, 5.4),
        "l’argent", "money",
    ),
    # between children
    "friend": Category(
        _child(12, BLUE, SAND) + _child(36, RUST, BROWN) + line(SAND, 3.2, "M18 33l6 4") + line(BROWN, 3.2, "M30 33l-6 4") + _heart(24, 16),
        "mes amis", "my friends",
    ),
    "help": Category(
        _child(9, GENTIAN, TAN) + _child(39, LEAF, SAND) + path(OCHRE, "M15 24h18v15H15z") + path(GOLD, "M15 24h18v4H15z")
        + line(TAN, 3.2, "M12 33l5 1") + line(SAND, 3.2, "M36 33l-5 1"),
        "aider", "helping",
    ),
    "share": Category(
        path(OCHRE, "M21 6Q4 8 4 24t17 18l-4-8 5-6-5-7 5-6zM29 6q15 3 15 18T29 42l-4-8 5-6-5-7 5-6z")
        + discs(BROWN, 2.5, (11, 20), (13, 30), (15, 13), (36, 16), (38, 27), (33, 34)),
        "partager", "sharing",
    ),
    "comfort": Category(_heart(24, 44, 2.9) + _plaster(-28, 0.62), "consoler", "comforting"),
    "listen": Category(
        path(SAND, "M16 24Q13 4 29 4q15 1 14 16 0 9-7 14-3 11-11 11-8-1-7-8l2-6z")
        + line(TAN, 3, "M22 21q0-10 8-10 8 1 7 9-1 5-6 7-3 2-2 6") + line(BLUE, 3.2, "M10 17q-3 7 0 14M4 13q-4 11 0 22"),
        "écouter", "listening",
    ),
    "gift": Category(CATEGORIES["gift"].shapes, "un cadeau", "a present"),
    "adult": Category(_child(16, GENTIAN, SAND, 1.5) + _child(38, GOLD, BROWN, 0.85) + line(SAND, 3.4, "M24 32l8 2"), "un adulte", "an adult"),
    "together": Category(
        _child(11, LEAF, BROWN, 0.8, 33) + _child(24, RUST, SAND, 0.8, 33) + _child(37, LILAC, TAN, 0.8, 33)
        + _child(17, GENTIAN, TAN, 0.95) + _child(31, GOLD, BROWN, 0.95),
        "toute la classe", "the whole class",
    ),
    # what hurts
    "quarrel": Category(
        _child(10, BLUE, TAN) + _child(38, RUST, SAND) + path(GOLD, "M28 2L15 21h8l-4 15 15-20h-9l6-14z"),
        "une dispute", "a quarrel",
    ),
    "push": Category(
        _child(9, BLUE, SAND) + line(SAND, 3.6, "M13 32h13") + _turned(_child(32, RUST, TAN), 22, 32, 45) + line(RED, 2.8, "M20 20l-3-4M25 18v-5M30 20l3-4"),
        "pousser, taper", "pushing, hitting",
    ),
    "tease": Category(
        path(LILAC, "M6 3h36q4 0 4 4v22q0 4-4 4H25L13 45V33H6q-4 0-4-4V7q0-4 4-4z") + line(INK, 2.8, "M10 15l4-4 4 4M30 15l4-4 4 4")
        + path(INK, "M11 19h26q-2 10-13 10t-13-10z") + path(CREAM, "M14 19h20l-1 3H15z"),
        "on se moque", "mocking",
    ),
    "alone": Category(
        _child(7, GREY, MIST, 0.7, 31) + _child(17, GREY, MIST, 0.7, 31) + _child(27, GREY, MIST, 0.7, 31) + _child(38, GENTIAN, SAND),
        "être seul", "being alone",
    ),
    "take": Category(
        _child(12, BLUE, SAND) + line(SAND, 3.4, "M17 31l7-7") + disc(RED, 38, 10, 8) + path(CREAM, "M30 10q8-5 16 0-8 4-16 0z") + line(OCHRE, 3, "M22 21l6-6M28 21v-6h-6"),
        "mes affaires", "my things",
    ),
    "hurt": Category(_plaster(-35), "j’ai mal", "it hurts"),
    "sad": Category(path(BLUE, "M24 3q16 19 16 28 0 14-16 14T8 31q0-9 16-28z") + line(MIST, 3.4, "M15 31q0 7 7 8"), "je suis triste", "I am sad"),
    # what one asks
    "when": Category(
        path(OAT, "M4 8h40v37H4z") + path(RED, "M4 8h40v10H4z") + line(SLATE, 3.4, "M14 4v8M34 4v8")
        + discs(GREY, 2.4, (13, 25), (21, 25), (35, 25), (13, 35), (21, 35), (28, 35)) + disc(GENTIAN, 28.5, 25, 4.6),
        "quand ?", "when?",
    ),
    "where": Category(
        oval(MOSS, 24, 43, 15, 4) + path(RED, "M24 2q16 1 15 16-1 10-15 25Q10 28 9 18 8 3 24 2z") + disc(CREAM, 24, 17, 6),
        "où ?", "where?",
    ),
    "who": Category(
        _child(16, LEAF, BROWN, 1.4) + line(BLUE, 4.4, "M32 11q0-7 6.500-7t6.500 6.500q0 4.500-6.500 7.500v4") + disc(BLUE, 38.5, 28.5, 2.9),
        "qui ?", "who?",
    ),
}  # fmt: skip


def pictogram(key: str, css: str = "category-picture") -> str:
    """The picture of a key; one that a petit mot kept from before is among what a class buys."""
    known = PICTOGRAMS.get(key) or CATEGORIES.get(key) or CATEGORIES["other"]
    return svg(known.shapes, 48, 48, css)


def pictogram_words(key: str, language: str = "fr") -> str:
    """Its words in a language, for the voice and for who cannot see it."""
    known = PICTOGRAMS.get(key) or CATEGORIES.get(key) or CATEGORIES["other"]
    return known.name(language)
