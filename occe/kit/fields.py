"""Form fields for amounts, days and school numbers: they read as tolerantly as the kit's parsers, say the parsers'
sentences, and give back exactly what was typed when it is refused.
"""

import datetime
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from occe.kit import dates, euros
from occe.kit.dates import parse_day
from occe.kit.euros import format_figures, parse_amount
from occe.kit.refused import Refused
from occe.kit.uai import UaiMissing, parse_uai


class EurosField(forms.Field):
    """An amount in euros: text in, `Decimal` with two decimals out.

    `smallest` and `largest` are both allowed (`smallest=Decimal(0)` where nothing at all is an answer). An amount with
    two readings is refused with code "ambiguous"; `{{ field|readings }}` gives both, to be offered as buttons.
    """

    default_error_messages = {"required": euros.AmountMissing.sentence}

    def __init__(self, *, smallest: Decimal = euros.CENT, largest: Decimal = euros.LARGEST, **kwargs: Any) -> None:
        self.smallest, self.largest = smallest, largest
        # Not type=number: browsers drop what they cannot read, and 1 234,50 is such a thing to many.
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or isinstance(value, Decimal):
            return value or None
        text = str(value)
        if not text.strip():
            return None
        try:
            return parse_amount(text, smallest=self.smallest, largest=self.largest)
        except Refused as refused:
            raise refused.as_validation_error() from refused

    def prepare_value(self, value: Any) -> Any:
        """An amount in the language of the page (`1 234,50`); what was typed stays as it is."""
        return format_figures(value) if isinstance(value, Decimal | int) else value


class DayInput(forms.DateInput):
    """The browser's own calendar. A text that it could not show (it would come back empty) is shown as plain text."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not _is_iso_day(shown):
            context["widget"]["type"] = "text"
        return context


def _is_iso_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class DayField(forms.Field):
    """A day: the browser's calendar or `14/10/2026`, `14 octobre 2026` typed by hand; a `date` out.

    `earliest` and `latest` are days, both allowed, or functions that give one (as `occe.kit.dates.today` does).
    """

    widget = DayInput
    default_error_messages = {"required": dates.DayMissing.sentence}

    def __init__(
        self,
        *,
        earliest: date | Callable[[], date] = dates.EARLIEST,
        latest: date | Callable[[], date] = dates.LATEST,
        **kwargs: Any,
    ) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def bounds(self) -> tuple[date, date]:
        """The first and the last day allowed, now."""
        earliest = self.earliest() if callable(self.earliest) else self.earliest
        latest = self.latest() if callable(self.latest) else self.latest
        return earliest, latest

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, date):
            return value
        earliest, latest = self.bounds()
        try:
            return parse_day(str(value), earliest=earliest, latest=latest) if str(value).strip() else None
        except Refused as refused:
            raise refused.as_validation_error() from refused

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        """The calendar shows only the days that are allowed; asked at each form, for a bound may be today."""
        earliest, latest = self.bounds()
        if earliest != dates.EARLIEST:
            self.widget.attrs["min"] = earliest.isoformat()
        if latest != dates.LATEST:
            self.widget.attrs["max"] = latest.isoformat()
        return super().get_bound_field(form, field_name)


class UaiField(forms.Field):
    """A school's number, tolerant of spaces and case; `0150687R` out, or "" when it may be left empty and is."""

    default_error_messages = {"required": UaiMissing.sentence}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        try:
            return parse_uai("" if value is None else str(value))
        except UaiMissing:
            return ""
        except Refused as refused:
            raise refused.as_validation_error() from refused
