"""What a year decides beside its fees: which accounts take them, how papers are numbered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import SchoolYear
from finance.models import Account, VoucherScheme
from occe.kit.forms import HouseHelper

StandsFor = Account.StandsFor
MISSING = {"required": _("Choisissez un compte.")}


class AccountChoice(forms.ModelChoiceField):
    """An account by its words and its code."""

    def label_from_instance(self, account):
        return f"{account.label} · {account.code}"


class FeeAccountsForm(forms.Form):
    """The three accounts by which a cooperative and its association pay each other."""

    verb = _("Enregistrer ces comptes")
    fee = AccountChoice(Account.objects.none(), label=_("La cotisation"), empty_label=None, error_messages=MISSING)
    insurance = AccountChoice(
        Account.objects.none(), label=_("L’assurance payée avec elle"), empty_label=None, error_messages=MISSING,
        help_text=_("Elle est due à l’assureur : elle compte comme une vraie dépense de l’ensemble."),
    )  # fmt: skip
    aid = AccountChoice(
        Account.objects.none(), label=_("Les aides de l’association"), empty_label=None, error_messages=MISSING
    )

    def __init__(self, *args, year: SchoolYear, **kwargs):
        offered = Account.objects.of_year(year).active().order_by("position", "code")
        standing = {account.stands_for: account.pk for account in offered if account.stands_for}
        initial = {part: standing.get(part) for part in (StandsFor.FEE, StandsFor.INSURANCE, StandsFor.AID)}
        super().__init__(*args, initial=initial, **kwargs)
        self.helper = HouseHelper()
        self.fields["fee"].queryset = self.fields["insurance"].queryset = offered.expenses()
        self.fields["aid"].queryset = offered.incomes()

    def clean(self):
        found = super().clean()
        if found.get("fee") and found.get("fee") == found.get("insurance"):
            self.add_error("insurance", _("La cotisation et l’assurance ont chacune leur compte."))
        return found


class VoucherSchemeForm(forms.ModelForm):
    """The numbering of a year's papers. Read as values: the service writes them."""

    helper = HouseHelper()
    verb = _("Enregistrer la numérotation")
    digits = forms.TypedChoiceField(
        label=_("Nombre de chiffres"),
        coerce=int,
        choices=[(1, "1, 2, 3…"), (2, "01, 02, 03…"), (3, "001, 002, 003…"), (4, "0001…"), (5, "00001…")],
        widget=forms.RadioSelect,
        help_text=_("Au-delà, un chiffre de plus s’ajoute de lui-même."),
    )

    class Meta:
        model = VoucherScheme
        fields = ("kind", "digits")
        widgets = {"kind": forms.RadioSelect}
