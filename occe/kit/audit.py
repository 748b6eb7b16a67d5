"""Who and where, for the history that the database writes (django-pghistory).

The context holds the view's name and the actor's id, never the path: a token may stand in it.
"""

from collections.abc import Callable
from typing import Any

import pghistory
from django.http import HttpRequest, HttpResponse

from .actors import Actor
from .logs import actor_label

NOBODY = "nobody"


def nameless(view: Callable) -> Callable:
    """Mark a view whose history and log lines name nobody: a voice is given there. Outside of every other mark."""
    view.is_nameless = True  # type: ignore[attr-defined]
    return view


def label(actor: Actor) -> str:
    """`adult:12`, `pupil:7`, `guest:3`, `anonymous`: an id, never a name."""
    for name in ("user_id", "pupil_id", "link_id"):
        if hasattr(actor, name):
            return f"{actor.kind}:{getattr(actor, name)}"
    return actor.kind


class history_context:  # noqa: N801  named like the other middlewares, which are functions
    """Attaches actor and view to each history row of a request, and the actor to each log line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = label(request.actor)  # type: ignore[attr-defined]
        actor_label.set(name)
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with pghistory.context(actor=name):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]) -> None:
        if getattr(view, "is_nameless", False):
            actor_label.set(NOBODY)
            if request.method not in ("GET", "HEAD", "OPTIONS"):
                pghistory.context(actor=NOBODY)
        if request.method not in ("GET", "HEAD", "OPTIONS") and request.resolver_match:
            pghistory.context(view=request.resolver_match.view_name)
