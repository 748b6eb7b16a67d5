"""The rules of money as the whole staff reads them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from desk.forms.money_rules import MoneyRulesForm, grouped
from finance.models import MoneyRules
from occe.kit.euros import format_euros
from occe.kit.fields import EurosField


def rules_as_read(rules: MoneyRules) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """Each group's title, and its rules: the words of the form, the value in words."""
    form = MoneyRulesForm(instance=rules)
    return [
        (group.title, [(form.fields[name].label, _read(form, rules, name)) for name in group.names])
        for group in grouped()
    ]


def _read(form: MoneyRulesForm, rules: MoneyRules, name: str) -> str:
    value, field = getattr(rules, name), form.fields[name]
    if value is None:
        return _("pas de limite")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(field, EurosField):
        return format_euros(value)
    return str(field.prepare_value(value) if isinstance(value, Decimal) else value)
