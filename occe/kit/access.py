"""The access guard: every view says who may enter, or the middleware refuses it.

`@allow(permission, load=…)` marks a private view: it sends a visitor to sign in, loads the object through the room's
`visible_to(actor)` (what the actor may not see answers 404), asks the permission (403), then calls the view with the
object. `@public` marks a page for everybody. Views of other people's packages are listed in `settings.OPEN_VIEWS`.
Django's own login-required middleware knows only users, so it could serve neither pupils nor guests.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from .actors import Actor, Anonymous

View = Callable[..., HttpResponse]
SIGN_IN_PAGES = {"adult": "account_login", "pupil": "members:class-entry", "guest": "cooperatives_bare:guest-closed"}


def public(view: View) -> View:
    """Mark a view as open to everybody."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view


def allow(
    permission: Callable[..., bool],
    *,
    load: Callable[[Actor], QuerySet] | None = None,
    key: str = "id",
    sign_in: str = "adult",
) -> Callable[[View], View]:
    """Let in who holds `permission`; load the page's object first when `load` is given.

    `load` maps the actor to the queryset that it may see; the object's `public_id` is the URL's argument named `key`.
    The view is called as `view(request, object, **the other arguments)`, and the permission as
    `permission(actor, object)`; without `load`, as `view(request, …)` and `permission(actor)`.
    `sign_in` says where a visitor goes: "adult" (the sign-in page), "pupil" (the class code) or "guest" (the page that
    says that a link is closed: its readers have no account).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = request.actor  # type: ignore[attr-defined]
            if isinstance(actor, Anonymous):
                return to_sign_in(request, sign_in)
            loaded = () if load is None else (get_object_or_404(load(actor), public_id=kwargs.pop(key)),)
            if not permission(actor, *loaded):
                raise PermissionDenied
            return view(request, *loaded, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def to_sign_in(request: HttpRequest, kind: str) -> HttpResponse:
    """The way to sign in, and back to the page in hand. A fragment that htmx asked for moves the whole page.

    A form cannot be sent again by coming back to its address, so the way back is then the reader's home.
    """
    from_htmx = bool(request.headers.get("HX-Request"))
    address, asked = reverse(SIGN_IN_PAGES[kind]), ""
    if from_htmx:
        asked = urlsplit(request.headers.get("HX-Current-URL", "")).path
    elif request.method in ("GET", "HEAD"):
        asked = request.get_full_path()
    if asked:
        address += "?" + urlencode({"next": asked}, safe="/")
    return HttpResponse(status=204, headers={"HX-Redirect": address}) if from_htmx else redirect(address)


class ClosedByDefault:
    """Refuses a view that carries no mark and is not listed: a forgotten guard is an error, never an open door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: tuple, kwargs: dict) -> None:
        match = request.resolver_match
        if hasattr(view, "permission") or is_open(match.view_name if match else ""):
            return
        raise ImproperlyConfigured(f"The view {view!r} carries neither @allow nor @public.")


def is_open(view_name: str) -> bool:
    """Whether a view of another package is listed as open (exactly, or by a prefix that ends with `*`)."""
    return any(
        view_name.startswith(name[:-1]) if name.endswith("*") else view_name == name for name in settings.OPEN_VIEWS
    )
