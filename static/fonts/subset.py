"""Cut the fonts to the letters that the portal writes: a developer's tool, needs fonttools and brotli.

    python static/fonts/subset.py FOLDER_OF_BRICOLAGE FOLDER_OF_ATKINSON

The folders are `files/` of the two npm packages named in `static/vendor/README.md`. The title font keeps one axis,
weight 500 to 800, at optical size 48, and loses its hints, which only serve small text. The text font keeps them.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = pathlib.Path(__file__).parent
TITLES = [
    *range(0x20, 0x7F), 0xA0, 0xA7, 0xAB, 0xB0, 0xB2, 0xB3, 0xB7, 0xBB, *range(0xBF, 0x100), 0x152, 0x153, 0x178,
    0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x20AC, 0x2212,
]  # fmt: skip
TEXT = [*TITLES, 0xA1, 0xA3, 0xA9, 0xAA, 0xB1, 0xB5, 0xBA, 0xBC, 0xBD, 0xBE, 0x2039, 0x203A, 0x201E, 0x2122]


def cut(font: TTFont, name: str, letters: list[int], *, hints: bool) -> None:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "tnum", "ccmp", "locl", "mark"]
    options.hinting = hints
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.name_languages = [0x409]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(HERE / name)


def main() -> None:
    bricolage, atkinson = (pathlib.Path(folder) for folder in sys.argv[1:3])
    titles = TTFont(bricolage / "bricolage-grotesque-latin-opsz-normal.woff2")
    titles = instancer.instantiateVariableFont(titles, {"opsz": 48, "wght": (500, 800)})
    cut(titles, "bricolage-grotesque-500-800.woff2", TITLES, hints=False)
    for weight in (400, 700):
        font = TTFont(atkinson / f"atkinson-hyperlegible-latin-{weight}-normal.woff2")
        cut(font, f"atkinson-hyperlegible-{weight}.woff2", TEXT, hints=True)


if __name__ == "__main__":
    main()
