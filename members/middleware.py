"""Who acts, for each request: `request.federation` (the tenant, by host name), `request.actor`, and for how long."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import translation

from cooperatives.queries import federation_for_host
from cooperatives.services.guests import cookie_name, guest_of_cookie
from members import presence, sitting
from members.queries import standing_of
from occe.kit.access import is_open
from occe.kit.actors import Actor, Adult, Anonymous, Guest, Role

Handler = Callable[[HttpRequest], HttpResponseBase]


class Language(LocaleMiddleware):
    """The language of the address; where it names none, the account's; for a visitor, the browser's.

    The account is only looked up on an address without a language (it redirects to one).
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        names_none = not translation.get_language_from_path(request.path_info)
        if names_none and settings.SESSION_COOKIE_NAME in request.COOKIES:
            language = getattr(get_user(request), "language", None)
            if language:
                translation.activate(language)
                request.LANGUAGE_CODE = language  # type: ignore[attr-defined]


def actor(get_response: Handler) -> Handler:
    """Builds the actor from the session; rights are read from the database at each request, so they end at once."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.federation = federation_for_host(request.get_host())  # type: ignore[attr-defined]
        request.lacks_second_factor = False  # type: ignore[attr-defined]
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        return presence.gate(request) or get_response(request)

    return middleware


def actor_of(request: HttpRequest) -> Actor:
    federation = request.federation  # type: ignore[attr-defined]
    if federation is None:
        return Anonymous()
    if request.user.is_authenticated:
        return adult_of(request)
    return presence.actor_of_pupil(request) or guest_of(request) or Anonymous(federation.pk)


def guest_of(request: HttpRequest) -> Guest | None:
    """Somebody who came by a link of `cooperatives.services.guests`; one query, and only where the cookie is there."""
    cookie = request.COOKIES.get(cookie_name())
    return guest_of_cookie(cookie, federation=request.federation) if cookie else None  # type: ignore[attr-defined]


def adult_of(request: HttpRequest) -> Adult:
    """The adult with the staff roles in force; without a second factor where staff must have one, with none of them."""
    federation = request.federation  # type: ignore[attr-defined]
    user_id: int = request.user.pk  # type: ignore[assignment]
    held = standing_of(request.user).held_roles  # type: ignore[arg-type, attr-defined]
    roles = {role["role"]: role["safe"] for role in held if role["federation"] == federation.pk}
    if settings.REQUIRE_STAFF_SECOND_FACTOR and not all(roles.values()):
        request.lacks_second_factor = True  # type: ignore[attr-defined]
        roles = {}
    return Adult(user_id, federation.pk, frozenset(Role(role) for role in roles))


def session_end(get_response: Handler) -> Handler:
    """Ends a session that lasted or rested too long (`settings.SESSION_LIMITS`); what was being sent is kept.

    Public pages and those of the account go on, for a visitor; a form that was sent waits for its author
    (`members.sitting`).
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        actor = request.actor  # type: ignore[attr-defined]
        if isinstance(actor, Adult):
            is_staff = actor.is_staff or request.lacks_second_factor  # type: ignore[attr-defined]
            if sitting.is_over(request.session, staff=is_staff):
                return sitting.end(request) or get_response(request)
            sitting.go_on(request.session)
            sitting.arrived(request)
        return get_response(request)

    return middleware


class SecondFactor:
    """Sends staff without a second factor to set one up, whatever private page they ask for."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        match = request.resolver_match
        if not request.lacks_second_factor or match is None:  # type: ignore[attr-defined]
            return None
        if is_open(match.view_name) or getattr(view, "permission", None) == "public":
            return None
        return redirect("mfa_index")


class AccountPages:
    """What allauth's pages do not do by themselves: a refused form answers 422; leaving empties the browser's store."""

    def __init__(self, get_response: Handler):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if request.method == "POST" and match and match.view_name == "account_logout":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        match = request.resolver_match
        if request.method == "POST" and response.status_code == 200 and match and is_open(match.view_name):
            context = response.context_data or {}
            if any(getattr(context.get(name), "errors", None) for name in ("form", "webauthn_form")):
                response.status_code = 422
        return response
