"""Links for people without an account: made, opened once, swapped for a cookie, ended.

The token stands in the letter and nowhere else. The first visit answers with a signed cookie that names the link, so
that the token leaves the address bar; from then on the middleware builds a `Guest` from it at each request.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone

from cooperatives.models import Cooperative, Federation, GuestLink
from occe.kit.actors import Actor, Guest
from occe.kit.tokens import hash_token, new_token

DAYS = 60
SALT = "cooperatives.guest"
_homes: dict[str, Callable[[GuestLink], str]] = {}


@transaction.atomic
def make_link(
    federation: Federation, *, purpose: str, by: Actor, cooperative: Cooperative | None = None, days: int = DAYS
) -> tuple[GuestLink, str]:
    """A new link and its token, to be shown or written once: only its hash is kept. Closes by itself after `days`."""
    token = new_token()
    link = GuestLink.objects.create(
        federation=federation,
        cooperative=cooperative,
        purpose=purpose,
        token_hash=hash_token(token),
        expires_at=timezone.now() + timedelta(days=days),
    )
    return link, token


@transaction.atomic
def renew_link(link: GuestLink, *, by: Actor, days: int = DAYS) -> str:
    """A fresh token for the same link; the old one opens nothing more, and cookies that were given stay good."""
    token = new_token()
    link.token_hash, link.expires_at = hash_token(token), timezone.now() + timedelta(days=days)
    link.save(update_fields=["token_hash", "expires_at"])
    return token


@transaction.atomic
def end_link(link: GuestLink, *, by: Actor) -> None:
    """Close a link for good, wherever its cookie lies. Ending it twice changes nothing."""
    GuestLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())


def link_of_token(token: str, *, federation: Federation) -> GuestLink | None:
    """The open link of a token in this association, if there is one."""
    found = GuestLink.objects.filter(token_hash=hash_token(token), federation=federation).first()
    return found if found and found.is_open else None


# --- the cookie ------------------------------------------------------------------------------------------------------


def cookie_name() -> str:
    """The cookie's name; with the prefix that binds it to this host wherever cookies are secure."""
    return "__Host-guest" if settings.SESSION_COOKIE_SECURE else "guest"


def cookie_value(link: GuestLink) -> str:
    """What the cookie holds: the link's number under our signature, worth nothing once the link is closed."""
    return signing.dumps(str(link.public_id), salt=SALT)


def guest_of_cookie(value: str, *, federation: Federation) -> Guest | None:
    """The guest that a cookie names: none when it was altered, or when the link is closed or another association's."""
    try:
        public_id = signing.loads(value, salt=SALT)
    except signing.BadSignature:
        return None
    link = GuestLink.objects.filter(public_id=public_id, federation=federation).first()
    return Guest(link.pk, federation.pk, link.purpose) if link and link.is_open else None


# --- where a link leads ----------------------------------------------------------------------------------------------


def register_home(purpose: str, address: Callable[[GuestLink], str]) -> None:
    """Say where the links of a purpose lead; each room does so for its own in its `apps.ready`."""
    _homes[purpose] = address


def home_of(link: GuestLink) -> str:
    """The page that a link opens."""
    return _homes[link.purpose](link)
