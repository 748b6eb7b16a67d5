"""A month as a class hangs it on the wall: weeks of seven days, those that can be touched and those that cannot."""

import calendar
import datetime
import re
from dataclasses import dataclass

from django.utils.translation import get_language

from occe.kit.dates import MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the grid; `offered` when it can be touched."""

    date: datetime.date
    offered: bool
    in_month: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month, its weeks from Monday on, and the months before and after when they hold a day to touch."""

    name: str
    weeks: list[list[MonthDay]]
    weekdays: list[str]
    previous: str = ""
    following: str = ""


def month_of(asked: str, *, around: datetime.date, first: datetime.date, last: datetime.date) -> Month:
    """The month of an address (`2026-10`), else that of `around`; days between `first` and `last` can be touched."""
    start = min(max(_start(asked) or around, first), last).replace(day=1)
    before = start - datetime.timedelta(days=1)
    after = (start + datetime.timedelta(days=32)).replace(day=1)
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    weeks = [
        [MonthDay(day, first <= day <= last, day.month == start.month) for day in week]
        for week in calendar.Calendar().monthdatescalendar(start.year, start.month)
    ]
    return Month(
        name=f"{MONTHS[language][start.month - 1]} {start.year}",
        weeks=weeks,
        weekdays=list(WEEKDAYS[language]),
        previous=f"{before:%Y-%m}" if before >= first else "",
        following=f"{after:%Y-%m}" if after <= last else "",
    )


def _start(asked: str) -> datetime.date | None:
    found = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", asked)
    return datetime.date(int(found[1]), int(found[2]), 1) if found else None
