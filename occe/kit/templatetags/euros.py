"""Amounts and days in templates, in the language of the page.

These filters are built in (`settings.TEMPLATES`), so no template loads them. A missing value shows nothing.
"""

import datetime
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.utils import timezone

from occe.kit.dates import format_day, format_long_day, format_moment
from occe.kit.euros import AmountAmbiguous, format_euros, format_figures
from occe.kit.words import in_words

register = template.Library()


@register.filter
def euros(amount: Decimal | int | None) -> str:
    """`{{ total|euros }}`: `1 234,56 €`, in English `€1,234.56`."""
    return _shown(amount, format_euros)


@register.filter
def euros_words(amount: Decimal | int | None) -> str:
    """`{{ total|euros_words }}`: the amount in words, for reading aloud."""
    return _shown(amount, in_words)


@register.filter
def day(value: date | None) -> str:
    """`{{ entry.date|day }}`: `14/10/2026`, in English `14 Oct 2026`."""
    return _shown(value, lambda day: format_day(_local(day)))


@register.filter
def long_day(value: date | None) -> str:
    """`{{ meeting.date|long_day }}`: `mercredi 14 octobre`, in English `Wednesday 14 October`."""
    return _shown(value, lambda day: format_long_day(_local(day)))


@register.filter
def full_day(value: date | None) -> str:
    """`{{ meeting.date|full_day }}`: the same with its year."""
    return _shown(value, lambda day: format_long_day(_local(day), year=True))


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """`{{ entry.posted_at|moment }}`: `14/10/2026 à 16:05` in local time, in English `14 Oct 2026, 16:05`."""
    return _shown(value, format_moment)


@register.filter
def machine_moment(value: datetime.datetime | None) -> str:
    """`<time datetime="{{ entry.posted_at|machine_moment }}">`: `2026-10-14T16:05+02:00`, which HTML can read."""
    return _shown(value, lambda moment: timezone.localtime(moment).isoformat(timespec="minutes"))


@register.filter
def readings(field: BoundField) -> list[dict[str, str]]:
    """`{{ form.amount|readings }}`: both readings of an ambiguous amount, as `typed` (for the form) and `shown`."""
    for error in field.errors.as_data():
        if error.code == AmountAmbiguous.code and error.params:
            amounts = error.params["readings"]
            return [{"typed": format_figures(amount), "shown": format_euros(amount)} for amount in amounts]
    return []


def _shown(value: Any, write: Callable[[Any], str]) -> str:
    """What `write` makes of the value; nothing for no value and for "", which is what an unknown variable gives."""
    return "" if value is None or value == "" else write(value)


def _local(value: date) -> date:
    """The day in the active time zone, for a moment stored in UTC may belong to the day before."""
    if isinstance(value, datetime.datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value
