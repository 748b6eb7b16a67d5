"""The demonstration's clock: everything is dated from today, so that it never grows old.

The invented story is told as on a school day of mid-October. `anchor` is that day: today, or the last day of the
current year when today lies in the first weeks of September (the story needs six weeks behind it; two years are open
then anyway).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from occe.kit.dates import YearBounds, school_year_of

STORY_TODAY = date(2025, 10, 15)
STORY_BEHIND = timedelta(days=45)


@dataclass(frozen=True)
class Clock:
    """`today`, the three school years that the demonstration shows (N, N-1, N-2), and days of the story."""

    today: date

    @property
    def current(self) -> YearBounds:
        return school_year_of(self.today - STORY_BEHIND)

    def year(self, back: int) -> YearBounds:
        """N for 0, N-1 for 1…"""
        return school_year_of(self.current.start.replace(year=self.current.start.year - back))

    @property
    def open_years(self) -> list[YearBounds]:
        """N-2, N-1, N, and the year of today where that is already the next one."""
        told = [self.year(2), self.year(1), self.year(0)]
        return told if self.today <= self.current.end else [*told, school_year_of(self.today)]

    @property
    def anchor(self) -> date:
        return min(self.today, self.current.end)

    def day(self, month: int, day: int) -> date:
        """The day of N that stands where this day of September or October stands in the story; a school day."""
        return school_day(self.anchor - (STORY_TODAY - date(2025, month, day)))

    def day_of_year(self, back: int, month: int, day: int) -> date:
        """A day of the school year `back` years ago, by month and day."""
        bounds = self.year(back)
        return school_day(date(bounds.start.year if month >= 9 else bounds.end.year, month, day))


def noon(day: date) -> datetime:
    """Noon of a day: when what is told of it happened."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def school_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
