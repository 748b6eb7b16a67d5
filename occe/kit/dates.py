"""Days as people write them, and the school year that they fall in.

A school year runs from 1 September to 31 August, both included, and is called by its two years: `2025-2026`. Days are
`datetime.date`; which day it is now depends on the active time zone, so nothing here calls `date.today()`.
"""

import calendar
import datetime
import re
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from occe.kit.folded import fold
from occe.kit.refused import Refused

EARLIEST = date(1900, 1, 1)
LATEST = date(2099, 12, 31)

# fmt: off
MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}
WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT = {
    "janv": 1, "jan": 1, "fev": 2, "fevr": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "jun": 6, "juil": 7, "jul": 7,
    "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}
# fmt: on
_MONTH_NUMBERS = {fold(name): rank for names in MONTHS.values() for rank, name in enumerate(names, 1)} | _SHORT


class DayRefused(Refused):
    """A day that cannot be taken as it is typed."""


class DayMissing(DayRefused):
    code = "missing"
    sentence = _("Écrivez une date, par exemple 14/10/2026.")


class DayNotUnderstood(DayRefused):
    code = "not_understood"
    sentence = _("Écrivez le jour, le mois puis l’année, par exemple 14/10/2026.")


class NoSuchMonth(DayRefused):
    code = "no_such_month"
    sentence = _("L’année a douze mois. Écrivez le jour, le mois puis l’année, par exemple 14/10/2026.")


class NoSuchDay(DayRefused):
    code = "no_such_day"
    sentence = _("%(month)s a %(days)s jours. Choisissez un jour entre le 1 et le %(days)s.")


class NotALeapYear(DayRefused):
    code = "not_a_leap_year"
    sentence = _("En %(year)s, février a 28 jours. Choisissez un jour entre le 1 et le 28.")


class DayTooEarly(DayRefused):
    code = "too_early"
    sentence = _("Cette date est trop ancienne. Choisissez un jour entre le %(earliest)s et le %(latest)s.")


class DayTooLate(DayRefused):
    code = "too_late"
    sentence = _("Cette date est trop lointaine. Choisissez un jour entre le %(earliest)s et le %(latest)s.")


# --- reading ---------------------------------------------------------------------------------------------------------

_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})")
_MONTH_IN_LETTERS = re.compile(r"([0-9]{1,2})(?:er|st|nd|rd|th)? ([a-z]+) ([0-9]{4}|[0-9]{2})")


def parse_day(text: str, *, earliest: date = EARLIEST, latest: date = LATEST) -> date:
    """Read a day as people type it: `14/10/2026`, `14.10.26`, `2026-10-14`, `14 octobre 2026`, `1er oct. 2026`.

    Day before month, in English too; a year of two digits is of this century. Returns a day between `earliest` and
    `latest`, both included. Raises a subclass of DayRefused; those about the range name it.
    """
    typed = " ".join(text.split())
    if not typed:
        raise DayMissing()
    if found := _DAY_FIRST.fullmatch(typed):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = found.groups()
    elif (found := _MONTH_IN_LETTERS.fullmatch(fold(typed))) and found[2] in _MONTH_NUMBERS:
        day, month, year = found[1], str(_MONTH_NUMBERS[found[2]]), found[3]
    else:
        raise DayNotUnderstood()
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    return _within(_existing_day(full_year, int(month), int(day)), earliest, latest)


def _existing_day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise NoSuchMonth()
    if (year, month, day) < (1, 1, 1):
        raise DayNotUnderstood()
    days = calendar.monthrange(year, month)[1]
    if 1 <= day <= days:
        return date(year, month, day)
    if (month, day) == (2, 29):
        raise NotALeapYear(year=year)
    raise NoSuchDay(month=MONTHS[_language(None)][month - 1].capitalize(), days=days)


def _within(day: date, earliest: date, latest: date) -> date:
    if earliest <= day <= latest:
        return day
    refusal = DayTooEarly if day < earliest else DayTooLate
    raise refusal(earliest=format_day(earliest), latest=format_day(latest))


# --- writing ---------------------------------------------------------------------------------------------------------


def format_day(day: date, language: str | None = None) -> str:
    """`14/10/2026`, in English `14 Oct 2026` (a day of figures alone would be read month first across the ocean)."""
    if _language(language) == "en":
        return f"{day.day} {MONTHS['en'][day.month - 1][:3]} {day.year}"
    return f"{day:%d/%m}/{day.year:04d}"


def format_long_day(day: date, language: str | None = None, *, year: bool = False) -> str:
    """`mercredi 14 octobre`, `jeudi 1er octobre`, in English `Wednesday 14 October`; with the year when asked."""
    name = _language(language)
    number = "1er" if name == "fr" and day.day == 1 else str(day.day)
    words = [WEEKDAYS[name][day.weekday()], number, MONTHS[name][day.month - 1], *([str(day.year)] if year else [])]
    return " ".join(words)


def format_moment(moment: datetime.datetime, language: str | None = None) -> str:
    """A moment in the active time zone: `14/10/2026 à 16:05`, in English `14 Oct 2026, 16:05`."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    link = ", " if _language(language) == "en" else " à "
    return f"{format_day(local.date(), language)}{link}{local:%H:%M}"


def _language(language: str | None) -> str:
    return "en" if (language or get_language() or "fr").startswith("en") else "fr"


# --- the school year -------------------------------------------------------------------------------------------------


class YearBounds(NamedTuple):
    """The first and the last day of a school year, both included."""

    start: date
    end: date

    @property
    def slug(self) -> str:
        """`2025-2026`, as in addresses and file names."""
        return f"{self.start.year}-{self.end.year}"


def school_year_of(day: date) -> YearBounds:
    """The school year that `day` falls in: 1 September to 31 August."""
    first = day.year if day.month >= 9 else day.year - 1
    return YearBounds(date(first, 9, 1), date(first + 1, 8, 31))


def parse_school_year(slug: str) -> YearBounds:
    """The school year of a slug such as `2025-2026`. Raises ValueError for anything else, `2025-2027` included."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{4})", slug)
    if not found or int(found[2]) != int(found[1]) + 1 or found[1] == "0000":
        raise ValueError(f"not a school year: {slug[:20]!r}")
    return school_year_of(date(int(found[1]), 9, 1))


def today() -> date:
    """The day it is now where the reader lives (the active time zone)."""
    return timezone.localdate()
