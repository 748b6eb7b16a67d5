"""Forms of an adult's account: allauth's, in our words and our layout, and the profile."""

from typing import TYPE_CHECKING

from allauth.account import forms as account
from allauth.socialaccount import forms as social
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from cooperatives.forms.fields import NameField
from members.models import User
from members.services.adults import confirm_only_address
from occe.kit.forms import HouseHelper

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _password_rules() -> str:
    return " ".join(filter(None, password_validators_help_texts()))


PASSWORD_RULES = lazy(_password_rules, str)()
"""What a password must be, in one or two sentences of the reader's language."""


MISSING: dict[str, "StrOrPromise"] = {
    "login": _("Écrivez votre adresse e-mail."),
    "email": _("Écrivez votre adresse e-mail."),
    "password": _("Écrivez votre mot de passe."),
    "password1": _("Choisissez un mot de passe."),
    "oldpassword": _("Écrivez votre mot de passe actuel."),
    "first_name": _("Écrivez votre prénom."),
    "last_name": _("Écrivez votre nom."),
    "called": _("Choisissez l’une des trois façons."),
    "language": _("Choisissez une langue."),
    "code": _("Écrivez le code."),
    "name": _("Donnez un nom à cette clé."),
}
"""What to write in a field that was left empty."""


def speak_plainly(form: forms.Form) -> None:
    """An error says what to write, never what the person did wrong."""
    for name, field in form.fields.items():
        field.error_messages["required"] = MISSING.get(name, field.error_messages["required"])
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = _("Écrivez l’adresse en entier, par exemple prenom.nom@ecole.fr.")


def name_field(label: "StrOrPromise", autocomplete: str) -> NameField:
    return NameField(label=label, widget=forms.TextInput(attrs={"autocomplete": autocomplete}))


class InOurWords:
    """Labels instead of placeholders, our words, our layout: `words` and `helps` by field."""

    words: dict[str, "StrOrPromise"] = {}
    helps: dict[str, "StrOrPromise"] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = self.helps.get(name, "")
        speak_plainly(self)
        self.helper = HouseHelper()


class LoginForm(InOurWords, account.LoginForm):
    """Sign-in: `login` (the address) and `password`."""

    words = {"login": _("Adresse e-mail"), "password": _("Mot de passe")}


class SignupForm(InOurWords, account.SignupForm):
    """A new account: names, address, password once. Whether an address has one already is told by mail only."""

    first_name = name_field(_("Prénom"), "given-name")
    last_name = name_field(_("Nom"), "family-name")
    field_order = ["first_name", "last_name", "email", "password1"]
    words = {"email": _("Adresse e-mail"), "password1": _("Mot de passe")}
    helps = {"email": _("Un message y part pour la confirmer."), "password1": PASSWORD_RULES}

    def clean(self) -> dict:
        data = super().clean()
        if data.get("password1"):
            owner = User(first_name=data.get("first_name", ""), last_name=data.get("last_name", ""))
            try:
                validate_password(data["password1"], owner)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return data

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Two forms for one address at the same moment: the second is answered like any known address."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class OutsideSignupForm(InOurWords, social.SignupForm):
    """The first sign-in with an identity given elsewhere: an account of its own, never one found by its address."""

    first_name = name_field(_("Prénom"), "given-name")
    last_name = name_field(_("Nom"), "family-name")
    field_order = ["first_name", "last_name", "email"]
    words = {"email": _("Adresse e-mail")}


class AddressForm(InOurWords, account.AddEmailForm):
    """Another address, which replaces the present one once it is confirmed."""

    words = {"email": _("Nouvelle adresse e-mail")}
    helps = {"email": _("Elle remplacera l’ancienne quand vous aurez suivi le lien que nous y envoyons.")}


class OnePassword(InOurWords):
    """A new password, typed once: the page shows it on demand, and a wrong one is mended by mail."""

    words = {"oldpassword": _("Mot de passe actuel"), "password1": _("Nouveau mot de passe")}
    helps = {"password1": PASSWORD_RULES}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]


class ChangePasswordForm(OnePassword, account.ChangePasswordForm):
    """Needs the present password."""


class SetPasswordForm(OnePassword, account.SetPasswordForm):
    """The first password of somebody who came with an identity given elsewhere."""


class NewPasswordForm(OnePassword, account.ResetPasswordKeyForm):
    """Behind the link of the mail; who follows it proves the address too (somebody invited has nothing else yet)."""

    def save(self) -> None:
        super().save()
        confirm_only_address(self.user)


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    """Asks for the mail with the link; the answer is the same whether the address is known or not."""

    words = {"email": _("Adresse e-mail")}


class AskPasswordForm(InOurWords, account.ReauthenticateForm):
    """The password again, before an act that matters."""

    words = {"password": _("Mot de passe")}


class ProfileForm(forms.Form):
    """Names, language, and what the pupils call this adult."""

    first_name = name_field(_("Prénom"), "given-name")
    last_name = name_field(_("Nom"), "family-name")
    called = forms.ChoiceField(
        label=_("Pour les élèves, vous êtes…"),
        help_text=_("Leurs pages le disent ainsi : « C’est le tour de la maîtresse »."),
        choices=User.Address.choices,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Langue"),
        help_text=_("Celle des pages après votre entrée, et des messages que vous recevez."),
        choices=[("fr", "Français"), ("en", "English")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_plainly(self)
        self.helper = HouseHelper()
