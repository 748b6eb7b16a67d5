"""Opaque tokens of links and cards, and the six digits of an open class.

A token is shown once and stored as a keyed hash, so that a stolen database opens nothing. The key is its own setting,
`TOKEN_KEY`, and not `SECRET_KEY`: the cards of a class are printed for a year and outlive a change of the latter.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare


def new_token() -> str:
    """A new token of 256 random bits, 43 signs that stand in an address as they are."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored of a token: 64 hexadecimal signs, HMAC-SHA-256 under `TOKEN_KEY`, always the same for a token."""
    return hmac.new(settings.TOKEN_KEY.encode(), token.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


def token_matches(token: str, stored_hash: str) -> bool:
    """Whether `token` is the one whose hash was stored, in a time that tells nothing."""
    return constant_time_compare(hash_token(token), stored_hash)


def derived_token(*parts: str) -> str:
    """The token of these parts: 43 signs, always the same, which nobody finds again without `TOKEN_KEY`.

    For what has to be shown a second time (a card printed again, the code of an open class on the wall) without being
    stored: one keeps the parts, with a version among them, and the token's hash. No part may hold a NUL.
    """
    digest = hmac.new(settings.TOKEN_KEY.encode(), b"derived\0" + "\0".join(parts).encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def new_code() -> str:
    """Six random digits for a class to type, leading zeros kept. Short, so only safe beside a limit on attempts."""
    return f"{secrets.randbelow(10**6):06d}"
