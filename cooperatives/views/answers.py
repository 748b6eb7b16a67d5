"""A form, then one service: what every page that writes does."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest

from occe.kit.errors import DomainError


def accepted(form: Any, save: Callable[..., Any]) -> bool:
    """Whether the values were taken; a rule that says no stands on the form afterwards, at its field if it has one."""
    if not form.is_valid():
        return False
    try:
        save(form)
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    return True


def refuse(form: Any, refusal: DomainError) -> None:
    """Put a service's sentence on the form."""
    if isinstance(form, forms.BaseFormSet):
        form.non_form_errors().append(str(refusal))
    else:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def sent_name(request: HttpRequest, key: str) -> str:
    """The name under which a browser sent a file; "" when it gave none."""
    return getattr(request.FILES.get(key), "name", None) or ""
