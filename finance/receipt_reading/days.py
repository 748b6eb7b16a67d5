"""Days as tills print them, with or without the spaces that a recogniser loses."""

import datetime
import re

from occe.kit.folded import fold

# The number before the day may have lost its space: "Ticket 004202/10/2026".
FIGURES = re.compile(r"((?<!\d)\d|[0-3]\d) ?([/.\-]) ?(\d{1,2}) ?\2 ?(20\d{2}|\d{2})(?=\d{2}[:hH]\d{2}|\D|$)")
TURNED = re.compile(r"(?<!\d)(20\d{2})([/.\-])(\d{2})\2(\d{2})(?!\d{3})")
IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})(?:er)? ?([a-z]{3,9}) ?(20\d{2}|\d{2})(?!\d{3})")
HOUR = re.compile(r"\d{1,2} ?[:hH] ?\d{2}")
# An accented letter is sometimes left out, or taken for another one: "fvrier", "dcembre".
MONTHS = (
    "janv", "f[a-z]{0,2}v", "mars", "avr", "mai", "juin", "juil", "ao[a-z]?t", "sep", "oct", "nov", "d[a-z]?c",
)  # fmt: skip
NOT_THE_DAY = re.compile(r"jusqu|valable|echange|retour|avant le|expire|garantie|naissance|validite|edition du bon")
OLDEST = 3 * 366
"""Days: a receipt that is older is a figure that was read wrong."""


def day_in(text: str, *, today: datetime.date) -> tuple[datetime.date | None, bool]:
    """The day in a row, and whether an hour stands beside it. Days to come, and very old ones, are none."""
    words = fold(text)
    if NOT_THE_DAY.search(words):
        return None, False
    for day in _days(text, words):
        if day and 0 <= (today - day).days <= OLDEST:
            return day, bool(HOUR.search(text))
    return None, False


def _days(text: str, words: str):
    for found in TURNED.finditer(text):
        yield _date(found[1], found[3], found[4])
    for found in FIGURES.finditer(text):
        yield _date(found[4], found[3], found[1])
    for found in IN_WORDS.finditer(words):
        for month, pattern in enumerate(MONTHS, 1):
            if re.match(pattern, found[2]):
                yield _date(found[3], str(month), found[1])


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
