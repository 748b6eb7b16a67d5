"""Asked again: before an act that matters one says once more who one is, by password, code or key.

Those acts are few: an account at the bank, a role given, people's data taken out, a change of second factor (allauth's
own pages ask by themselves). The answer holds ten minutes (`ACCOUNT_REAUTHENTICATION_TIMEOUT`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def ask_again(view: View) -> View:
    """Mark an act that matters; write it under `@allow`: `@allow(can_grant_role, load=…)`, then `@ask_again`.

    A form that was sent is kept, and goes on by itself once the answer is given; reading the page is free.
    """

    return _asked(view, reading_is_free=True)


def ask_again_to_take_out(view: View) -> View:
    """The same for a file of people's data: here reading it is the act."""
    return _asked(view, reading_is_free=False)


def _asked(view: View, *, reading_is_free: bool) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return reauthentication_required(view, allow_get=reading_is_free)(request, *args, **kwargs)

    return asked
