"""Asked again: before an act that matters one says once more who one is, by password, code or key.

Those acts are few: an account at the bank, a role given, people's data taken out, a change of second factor (allauth's
own pages ask by themselves). The answer holds ten minutes (`ACCOUNT_REAUTHENTICATION_TIMEOUT`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]


def ask_again(view: View) -> View:
    """Mark an act that matters; write it under `@allow`: `@allow(can_grant_role, load=…)`, then `@ask_again`.

    A form that was sent is kept, and goes on by itself once the answer is given; reading the page is free.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return reauthentication_required(view, allow_get=True)(request, *args, **kwargs)

    return asked


def ask_again_to_take_out(page: str) -> Callable[[View], View]:
    """The same for a file of people's data: here reading it is the act.

    The answer leads back to the page (a name of `urls`) where the file was asked for, with its filters: a file that
    came at once would leave the question standing, as if it had not been heard.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return reauthentication_required(view)(request, *args, **kwargs)
            except ReauthenticationRequired:
                messages.info(request, _("Ce fichier contient des noms. Répondez, puis demandez-le de nouveau."))
                ways = get_adapter().get_reauthentication_methods(request.user)
                back = f"{reverse(page)}?{request.GET.urlencode()}"
                return redirect(f"{ways[0]['url']}?{urlencode({REDIRECT_FIELD_NAME: back})}")

        return asked

    return mark
