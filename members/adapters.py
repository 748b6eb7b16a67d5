"""Our answers to allauth's questions: words, mails, languages, pictures of codes."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from members import sitting
from members.models import User
from occe.kit.qr import qr_svg

PORTAL = "OCCE"


def _tenant_name() -> str:
    """What an authenticator app writes beside the code: the association's short name."""
    federation = getattr(allauth.request, "federation", None)
    return federation.short_name if federation else PORTAL


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: mail through the queue, in the reader's language; one sentence, whether an address is known or not."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Ce compte est fermé. Écrivez à l’association pour le rouvrir."),
        "duplicate_email": _("C’est déjà votre adresse."),
        "email_password_mismatch": _(
            "Cette adresse et ce mot de passe ne vont pas ensemble. Relisez-les, ou demandez un nouveau mot de passe."
        ),
        "email_taken": _("Cette adresse ne peut pas être prise. Essayez-en une autre."),
        "enter_current_password": _("Ce n’est pas votre mot de passe actuel. Réessayez."),
        "incorrect_code": _("Ce code n’est pas le bon. Attendez le suivant, puis réessayez."),
        "incorrect_password": _("Ce n’est pas votre mot de passe. Réessayez."),
        "invalid_password_reset": _("Ce lien ne sert plus. Demandez-en un nouveau."),
        "max_email_addresses": _("Vous ne pouvez pas avoir plus de %d adresses."),
        "too_many_login_attempts": _("Cinq essais de suite : attendez cinq minutes, puis réessayez."),
        "unverified_primary_email": _("Confirmez d’abord votre adresse : un message vous attend."),
        "same_as_current": _("C’est la même qu’avant. Écrivez-en une autre."),
        "rate_limited": _("Cela fait beaucoup d’essais. Attendez quelques minutes, puis réessayez."),
    }

    def new_user(self, request: HttpRequest) -> User:
        """A new account speaks the language of the page where it was asked for."""
        return User(language=(get_language() or settings.LANGUAGE_CODE)[:2])

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        sitting.begin(request.session)

    def logout(self, request: HttpRequest) -> None:
        sitting.leave_nothing_said(request)
        super().logout(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """In the language of the page where one signed in; in the account's where the address names none."""
        asked = translation.get_language_from_path(request.path_info)
        with translation.override(asked or getattr(request.user, "language", None)):
            return super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("members:profile")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As allauth does, in the language of the account when there is one, and in the association's name."""
        user = context.get("user") or User.objects.filter(email=email.lower()).first()
        language = user.language if user else get_language()
        with translation.override(language):
            federation = getattr(self.request, "federation", None)
            super().send_mail(template_prefix, email, {"federation": federation, "reader": user, **context})

    def get_reauthentication_methods(self, user) -> list[dict]:
        """The ways to say again who one is, in our words."""
        words = {
            "reauthenticate": gettext("Avec votre mot de passe"),
            "mfa_reauthenticate": gettext("Avec un code de votre application"),
            "mfa_reauthenticate:webauthn": gettext("Avec votre clé d’accès"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]


class MFAAdapter(DefaultMFAAdapter):
    """Second factor: secrets are encrypted in the database, codes are drawn here (no `data:` address in a page)."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Vous ne pouvez pas retirer cette seconde preuve."),
        "cannot_generate_recovery_codes": _("Choisissez d’abord une seconde preuve ; les codes de secours suivent."),
        "incorrect_code": _("Ce code n’est pas le bon. Attendez le suivant, puis réessayez."),
        "unverified_email": _("Confirmez d’abord votre adresse e-mail : un message vous attend."),
    }

    def get_totp_issuer(self) -> str:
        return _tenant_name()

    def _get_site_name(self) -> str:
        return _tenant_name()

    def build_totp_svg(self, url: str) -> SafeString:
        """The code to photograph, as a drawing inside the page; the page gives the key in letters beside it."""
        return qr_svg(url)

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff may change the second factor, never go without one."""
        request = allauth.request
        must = settings.REQUIRE_STAFF_SECOND_FACTOR and getattr(request.actor, "is_staff", False)
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return not must or others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Ma clé") if count == 0 else gettext("Ma clé n° %(number)d") % {"number": count + 1}


def _cipher() -> Fernet:
    """Keyed by TOKEN_KEY, which outlives a change of SECRET_KEY: nobody loses a second factor by it."""
    digest = hashlib.sha256(b"members.mfa:" + settings.TOKEN_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in with an identity given elsewhere (OpenID Connect). An address alone never opens an account of ours:
    the link is made from the profile, once signed in."""
