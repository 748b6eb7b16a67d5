"""Inviting staff, giving and ending roles, joining by a letter."""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from cooperatives.forms.fields import MailField, NameField
from cooperatives.models import StaffRole
from members.models import User
from occe.kit.actors import Role
from occe.kit.dates import today
from occe.kit.fields import DayField
from occe.kit.forms import HouseHelper

ROLES = list(StaffRole._meta.get_field("role").choices or [])


class InviteForm(forms.Form):
    """An address and the role that waits for it."""

    helper = HouseHelper()
    verb = _("Envoyer l’invitation")
    email = MailField(
        label=_("Adresse e-mail"),
        error_messages={"required": _("Écrivez l’adresse e-mail de la personne.")},
        help_text=_("La lettre y arrive ; elle prouve l’adresse."),
    )
    role = forms.TypedChoiceField(
        label=_("Rôle"),
        choices=ROLES,
        coerce=Role,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un rôle.")},
    )


class GrantForm(forms.Form):
    """One more role for somebody of the staff."""

    helper = HouseHelper()
    verb = _("Donner ce rôle")
    role = forms.TypedChoiceField(
        label=_("Rôle"),
        choices=ROLES,
        coerce=Role,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez un rôle.")},
    )
    starts_on = DayField(label=_("À partir du"), initial=today)


class EndRoleForm(forms.Form):
    """The first day without the role."""

    helper = HouseHelper()
    verb = _("Mettre fin au rôle")
    ends_on = DayField(label=_("Premier jour sans ce rôle"), initial=today)


class JoinForm(forms.Form):
    """The account of an invited person."""

    helper = HouseHelper()
    verb = _("Ouvrir mon compte")
    first_name = NameField(
        label=_("Prénom"),
        error_messages={"required": _("Écrivez votre prénom.")},
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    last_name = NameField(
        label=_("Nom"),
        error_messages={"required": _("Écrivez votre nom.")},
        widget=forms.TextInput({"autocomplete": "family-name"}),
    )
    password = forms.CharField(
        label=_("Mot de passe"),
        help_text=_("Douze signes au moins. Quelques mots sans rapport entre eux se retiennent bien."),
        error_messages={"required": _("Choisissez un mot de passe.")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self):
        names = {name: self.cleaned_data.get(name, "") for name in ("first_name", "last_name")}
        password_validation.validate_password(self.cleaned_data["password"], User(email=self.email, **names))
        return self.cleaned_data["password"]
