"""A form, then one service: what every page that writes does."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest

from occe.kit.forms import done


def accepted(form: Any, save: Callable[..., Any]) -> bool:
    """Whether the values were taken; a rule that says no stands on the form afterwards, at its field if it has one."""
    return form.is_valid() and done(form, partial(save, form))


def sent_name(request: HttpRequest, key: str) -> str:
    """The name under which a browser sent a file; "" when it gave none."""
    return getattr(request.FILES.get(key), "name", None) or ""
