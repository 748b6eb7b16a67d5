"""The words of an account of the chart."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from desk.services.chart import ADDABLE
from finance.models import Account
from occe.kit.forms import HouseHelper

CODE = RegexValidator(r"^[0-9]{8}$", _("Un code de compte s’écrit avec huit chiffres, sans espace."))


MISSING = {
    "label_fr": {"required": _("Écrivez le libellé.")},
    "label_en": {"required": _("Écrivez le libellé anglais.")},
    "child_label_fr": {"required": _("Écrivez les mots des élèves.")},
    "child_label_en": {"required": _("Écrivez les mots anglais des élèves.")},
}


class AccountForm(forms.ModelForm):
    """An account that stands: its words, the auditor's code, whether it is offered. Read as values."""

    helper = HouseHelper()
    verb = _("Enregistrer")

    class Meta:
        model = Account
        fields = (
            "label_fr",
            "label_en",
            "child_label_fr",
            "child_label_en",
            "examples_fr",
            "examples_en",
            "auditor_code",
            "is_active",
            "by_mandate",
            "to_confirm",
        )
        error_messages = MISSING
        help_texts = {
            "by_mandate": _("Pour ce que le mandat paie de lui-même : la cotisation, l’assurance."),
            "child_label_fr": _("Ce que lisent les élèves : quelques mots de tous les jours."),
            "examples_fr": _("Ce qu’on y range, séparé par des virgules."),
            "auditor_code": _("S’il diffère : seuls les fichiers du commissaire aux comptes l’emploient."),
            "is_active": _("Un compte qui n’est plus proposé garde ses écritures."),
        }


class NewAccountForm(forms.ModelForm):
    """A new account of expense or income."""

    helper = HouseHelper()
    verb = _("Ajouter ce compte")
    code = forms.CharField(
        label=_("Code"),
        max_length=8,
        validators=[CODE],
        help_text=_("Huit chiffres."),
        error_messages={"required": CODE.message},
    )
    kind = forms.ChoiceField(
        label=_("Nature"),
        choices=[(kind.value, kind.label) for kind in ADDABLE],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Account
        fields = (
            "code",
            "kind",
            "label_fr",
            "label_en",
            "child_label_fr",
            "child_label_en",
            "examples_fr",
            "examples_en",
            "auditor_code",
        )
        error_messages = MISSING
        help_texts = AccountForm.Meta.help_texts
