"""Forms of the second factor: a code of an app, a rescue code, a key. A proof serves once."""

from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal.auth import parse_authentication_response
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.adapters import MFAAdapter
from members.forms import InOurWords

TOTP_PERIOD = 30  # seconds, the standard's (RFC 6238)
CODE_HELP = _("Les six chiffres que montre votre application.")


def spend(user, code: str) -> bool:
    """Take a code for good; False when it was taken before. Kept as long as the app's code could still be valid."""
    digits = "".join(filter(str.isalnum, code))
    window = TOTP_PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)
    return cache.add(f"members.totp:{user.pk}:{digits}", "spent", timeout=window)


class OnceOnly(InOurWords):
    """A code that was accepted is not accepted again, not even in the half minute beside it."""

    words = {"code": _("Code")}
    helps = {"code": CODE_HELP}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}

    def clean_code(self) -> str:
        code = super().clean_code()
        if not spend(self.user, code):
            raise MFAAdapter().validation_error("incorrect_code")
        return code


class CodeForm(OnceOnly, base.AuthenticateForm):
    """At sign-in: the app's code, or one of the rescue codes."""

    helps = {"code": _("Les six chiffres de votre application, ou l’un de vos codes de secours (huit chiffres).")}


class AskCodeForm(OnceOnly, base.ReauthenticateForm):
    """Before an act that matters."""

    helps = CodeForm.helps


class FirstCodeForm(OnceOnly, totp.ActivateTOTPForm):
    """Proves that the app was set up."""


class AddKeyForm(InOurWords, webauthn.AddWebAuthnForm):
    """A key of the computer, of the phone, or on a ring; the browser makes it."""

    words = {"name": _("Nom de cette clé"), "passwordless": _("Entrer avec cette clé seule, sans mot de passe")}
    helps = {
        "name": _("Pour la reconnaître, par exemple « Ordinateur de la classe »."),
        "passwordless": _("Il faudra votre doigt, votre visage ou le code de l’appareil."),
    }


class RenameKeyForm(InOurWords, webauthn.EditWebAuthnForm):
    """Another name for a key."""

    words = {"name": _("Nom de cette clé")}


class Counted:
    """Refuses a key whose counter does not advance: it is a copy of one that was used since (W3C WebAuthn, 6.1.1)."""

    def clean_credential(self) -> Authenticator:
        given = self.cleaned_data["credential"]
        authenticator = super().clean_credential()
        counter = parse_authentication_response(given).response.authenticator_data.counter
        if counter and not self._advance(authenticator, counter):
            raise forms.ValidationError(_("Cette clé n’est plus acceptée. Utilisez un code, puis refaites la clé."))
        return authenticator

    @staticmethod
    @transaction.atomic
    def _advance(authenticator: Authenticator, counter: int) -> bool:
        locked = Authenticator.objects.select_for_update(of=("self",)).get(pk=authenticator.pk)
        if counter <= locked.data.get("counter", 0):
            return False
        locked.data["counter"] = authenticator.data["counter"] = counter
        locked.save(update_fields=["data"])
        return True


class KeyForm(Counted, webauthn.AuthenticateWebAuthnForm):
    """A key as the second proof, at sign-in."""


class LoginKeyForm(Counted, webauthn.LoginWebAuthnForm):
    """A key alone."""


class AskKeyForm(Counted, webauthn.ReauthenticateWebAuthnForm):
    """A key, before an act that matters."""
