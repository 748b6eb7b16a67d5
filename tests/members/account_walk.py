"""What several tests of the account do: sign in by the form, and make the code that an app would show."""

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from members.models import User
from tests.world import PASSWORD

VISITOR = ["login/", "signup/", "password/reset/", "password/reset/done/", "password/reset/key/done/", "confirm-email/",
           "inactive/", "password/reset/key/1-wrong/", "confirm-email/wrong/", "3rdparty/login/cancelled/",
           "3rdparty/login/error/"]  # fmt: skip
SIGNED_IN = ["logout/", "email/", "password/change/", "reauthenticate/", "2fa/", "2fa/totp/activate/",
             "2fa/recovery-codes/generate/", "2fa/webauthn/", "2fa/webauthn/add/", "sessions/",
             "3rdparty/"]  # fmt: skip
PROTECTED = [
    "2fa/",
    "2fa/totp/deactivate/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/reauthenticate/",
]
OWN = ["", "profile/", "notifications/"]


def sign_in(client: Client, email: str, password: str = PASSWORD, *, next_page: str = "", language: str = "fr"):
    """The answer to the sign-in form, not followed."""
    fields = {"login": email, "password": password} | ({"next": next_page} if next_page else {})
    return client.post(f"/{language}/accounts/login/", fields)


def code_now(secret: str, *, steps: int = 0) -> str:
    """The six figures that an app shows now, or some half minutes away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def give_app(user: User, secret: str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP") -> str:
    """Install an app of codes for this account; returns its secret."""
    TOTP.activate(user, secret)
    return secret


def confirm_password(client: Client) -> None:
    """Say again who one is, before a change of factor."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
