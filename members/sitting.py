"""How long an adult stays signed in: a whole stretch, and a rest, both by role (`settings.SESSION_LIMITS`, seconds).

Nobody loses what was typed: a form that is sent after the end is kept in the new, anonymous session until its author
signs in again, and then waits on a page of its own (`members:resume`). It is kept for nobody else, and for a day at
most; files cannot be kept and are asked for again.
"""

import json
import time
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from occe.kit.access import is_open
from occe.kit.actors import Adult, Anonymous

BEGAN, SEEN, HELD = "sitting_began", "sitting_seen", "held_form"
STAMP_EVERY = 60  # seconds: a session is not written at each page
LARGEST_HELD = 100_000  # characters


@dataclass(frozen=True, slots=True)
class HeldForm:
    """A form that came too late: who sent it, where to, and what it says (repeated names keep their order)."""

    user_id: int
    path: str
    fields: list[list[str]]
    had_files: bool = False


def is_over(session: SessionBase, *, staff: bool, now: float | None = None) -> bool:
    """Whether this session lasted too long since sign-in, or rested too long since the last page."""
    limits = settings.SESSION_LIMITS.get("staff" if staff else "teacher")
    if limits is None:
        return False
    rest, whole = limits
    moment = time.time() if now is None else now
    return moment - session.get(BEGAN, moment) > whole or moment - session.get(SEEN, moment) > rest


def begin(session: SessionBase) -> None:
    """Start to count, at sign-in."""
    session[BEGAN] = session[SEEN] = int(time.time())


def go_on(session: SessionBase) -> None:
    """Remember that the adult is there; written once a minute at most."""
    if not settings.SESSION_LIMITS:
        return
    now = int(time.time())
    session.setdefault(BEGAN, now)
    if now - session.get(SEEN, 0) >= STAMP_EVERY:
        session[SEEN] = now


def end(request: HttpRequest) -> HttpResponse | None:
    """Sign the adult out. For a form of ours that was just sent, keep it and answer with the way to sign in again."""
    held = _held(request)
    leave_nothing_said(request)
    logout(request)
    federation = request.federation  # type: ignore[attr-defined]
    request.actor = Anonymous(federation.pk)  # type: ignore[attr-defined]
    if held is None:
        messages.info(request, _("Par prudence, le portail s’était refermé. Identifiez-vous pour continuer."))
        return None
    messages.info(request, _("Par prudence, le portail s’était refermé. Ce que vous avez écrit vous attend."))
    request.session[HELD] = asdict(held)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('members:resume')})}")


def leave_nothing_said(request: HttpRequest) -> None:
    """Drop what the one who leaves has not read: it would be told to who comes next. What is said from now on stays."""
    told = messages.get_messages(request)
    if len(told):  # it has read what the browser brought: this alone is dropped
        told.used = True  # type: ignore[union-attr]


def _held(request: HttpRequest) -> HeldForm | None:
    """The form to keep: sent to a private page of ours, of a reasonable length."""
    if request.method != "POST" or not _is_private(request):
        return None
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    fields = [[name, value] for name in names for value in request.POST.getlist(name)]
    if len(json.dumps(fields)) > LARGEST_HELD:
        return None
    author: Adult = request.actor  # type: ignore[attr-defined]
    return HeldForm(author.user_id, request.get_full_path(), fields, bool(request.FILES))


def _is_private(request: HttpRequest) -> bool:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return not is_open(match.view_name) and getattr(match.func, "permission", "public") != "public"


def held_form(request: HttpRequest) -> HeldForm | None:
    """The form that waits for this very adult; somebody else's is thrown away."""
    kept: dict[str, Any] | None = request.session.get(HELD)
    if kept is None:
        return None
    held = HeldForm(**kept)
    if held.user_id != request.user.pk:
        del request.session[HELD]
        return None
    return held


def arrived(request: HttpRequest) -> None:
    """Forget the form that waits once it is sent again."""
    held = request.session.get(HELD)
    if held and request.method == "POST" and held["path"] == request.get_full_path():
        let_go(request.session)


def let_go(session: SessionBase) -> None:
    """Forget the form that waits."""
    session.pop(HELD, None)
