"""The first visit by a link: the token leaves the address bar, a cookie takes its place."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from cooperatives.models import GuestLink, Registration
from cooperatives.services import applying
from cooperatives.services.guests import cookie_name, cookie_value, home_of, link_of_token
from cooperatives.views.answers import accepted
from occe.kit.access import public
from occe.kit.actors import Adult


@public
@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """A closed link says so. An adult who is signed in is asked first, for the account wins over the cookie."""
    link = link_of_token(token, federation=request.federation) if request.federation else None
    if link is None:
        return closed(request)
    if isinstance(request.actor, Adult) and link.purpose == GuestLink.Purpose.REGISTRATION:
        return _take_up(request, link.registration)
    return with_guest_cookie(redirect(home_of(link)), link)


@public
@never_cache
def closed(request: HttpRequest) -> HttpResponse:
    """What a link says that opens nothing more, whether it is followed again or its pages were still open."""
    return render(request, "cooperatives/guest_closed.html", status=404)


def _take_up(request: HttpRequest, registration: Registration) -> HttpResponse:
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and accepted(
        form, lambda form: applying.claim_registration(registration, by=request.actor)
    ):
        return redirect("cooperatives:registration", registration.public_id)
    context = {"registration": registration, "form": form}
    return render(request, "cooperatives/guest_take_up.html", context, status=422 if form.errors else 200)


def with_guest_cookie(response: HttpResponse, link: GuestLink) -> HttpResponse:
    """The same answer, with the cookie that makes its reader the link's guest as long as the link is open."""
    response.set_cookie(
        cookie_name(),
        cookie_value(link),
        max_age=int((link.expires_at - timezone.now()).total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
