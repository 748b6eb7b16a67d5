"""Joining the staff by a letter. The first visit swaps the token for a cookie, so that it leaves the address bar."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desk.errors import InvitationClosed
from desk.forms.cooperatives import ConfirmForm
from desk.forms.staff import JoinForm
from desk.services import staff as services
from desk.views.acting import act, data_of
from members.models import User
from occe.kit.access import public

HOUR = 3600
SALT = "desk.invitation"


def cookie_name() -> str:
    """The cookie's name; with the prefix that binds it to this host wherever cookies are secure."""
    return "__Host-invitation" if settings.SESSION_COOKIE_SECURE else "invitation"


@public
@never_cache
@require_safe
def invitation(request, token):
    """The letter's address: remember the token for an hour, and go on without it."""
    response = redirect("desk:invitation-accept")
    response.set_signed_cookie(
        cookie_name(), token, SALT, max_age=HOUR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


@public
@never_cache
def invitation_accept(request):
    """Make one's account, or take the role with the account that one has."""
    token = request.get_signed_cookie(cookie_name(), "", SALT, max_age=HOUR)
    try:
        found = services.invitation_of(token, federation=request.federation)
    except InvitationClosed as closed:
        return render(request, "desk/invitation_closed.html", {"sentence": str(closed)}, status=410)
    if not User.objects.filter(email=found.email).exists():
        return _join(request, found)
    if request.user.is_authenticated and request.user.email == found.email:
        return _take(request, found)
    return render(request, "desk/invitation_sign_in.html", {"invitation": found})


def _join(request, found):
    """A new account: names and a password, then one signs in with them."""
    response = act(
        request,
        JoinForm(data_of(request), email=found.email),
        lambda **values: services.join_staff(found, language=get_language() or "fr", **values),
        template="desk/invitation_join.html",
        context={"invitation": found},
        done=lambda user: (_("Votre compte est prêt, %(name)s. Entrez.") % {"name": user.first_name}, "account_login"),
    )
    return _forget(response)


def _take(request, found):
    """The role for an account that stands."""
    response = act(
        request,
        ConfirmForm(data_of(request)),
        lambda: services.accept_invitation(found, user=request.user),
        template="desk/invitation_take.html",
        context={"invitation": found},
        done=lambda _role: (_("Bienvenue dans l’équipe."), "desk:queue"),
    )
    return _forget(response)


def _forget(response):
    """Once the letter has served, its token goes."""
    if response.status_code == 302:
        response.delete_cookie(cookie_name(), samesite="Lax")
    return response
