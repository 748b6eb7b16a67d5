"""The association's rules of money, as text; each with where its default comes from."""

import re
from decimal import Decimal
from typing import NamedTuple

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from finance.models import MoneyRules
from finance.services.money_rules import RULES
from occe.kit.fields import EurosField
from occe.kit.forms import HouseHelper

HUNDRED = Decimal(100)


class RateField(forms.Field):
    """A share of a sum, typed in percent with up to three decimals (`0,688`); a `Decimal` an euro out (`0.00688`)."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value):
        return f"{(value * HUNDRED).normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value

    def to_python(self, value):
        typed = str(value or "").replace("%", "").replace(",", ".").strip()
        if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,3})?", typed):
            raise forms.ValidationError(gettext("Écrivez un pourcentage de 0 à 99, par exemple 0,688."))
        return Decimal(typed) / HUNDRED


class Group(NamedTuple):
    """Rules that are read together."""

    title: Promise
    names: tuple[str, ...]


GROUPS = (
    Group(_("Les personnes"), ("person_limit", "decision_from")),
    Group(_("Les espèces et les chèques"), ("free_cash_deposits", "cash_deposit_fee", "stale_cheque_months")),
    Group(_("Les biens durables"), ("insured_without_premium", "premium_rate", "yearly_depreciation", "least_value")),
    Group(_("La vérification des comptes"), ("min_reviewers", "min_parent_reviewers", "sample_size", "remote_review")),
    Group(
        _("Les papiers et les subventions"),
        ("all_teachers_sign", "photos_asked", "photo_replaces_paper", "public_money_threshold"),
    ),
)


def grouped() -> list[Group]:
    """Every rule in a group; one that no group names yet stands in the last."""
    named = {name for group in GROUPS for name in group.names}
    others = tuple(name for name in RULES if name not in named)
    return [*GROUPS, Group(_("Et aussi"), others)] if others else list(GROUPS)


def _whole(label: str | Promise, smallest: int, largest: int, help_text: str | Promise = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=smallest, max_value=largest, help_text=help_text)


class MoneyRulesForm(forms.ModelForm):
    """All rules on one page, in groups. Read as values: the service writes them."""

    verb = _("Enregistrer les règles")
    person_limit = EurosField(
        label=_("Ce qu’une personne accorde ou inscrit au plus, en une fois"),
        required=False,
        help_text=_("En euros. Vide : pas de limite. Au-delà, une autre personne le fait."),
    )
    decision_from = EurosField(
        label=_("Dépense à partir de laquelle une décision du conseil est attendue"),
        smallest=Decimal(0),
        help_text=_("Un signal le dit sans décision, rien n’est empêché. Aucune somme officielle : à vous de dire."),
    )
    free_cash_deposits = _whole(
        _("Versements d’espèces sans frais, par an"), 0, 366,
        _("Trois à La Banque Postale en 2018 : à confirmer par votre banque."),
    )  # fmt: skip
    cash_deposit_fee = EurosField(
        label=_("Frais d’un versement de plus"),
        smallest=Decimal(0),
        largest=Decimal("9999.99"),
        help_text=_("6,00 € à La Banque Postale en 2018."),
    )
    stale_cheque_months = _whole(
        _("Un chèque est périmé après (mois)"), 13, 60,
        _("Un chèque vaut un an et huit jours : à treize mois, l’annuler est proposé, jamais fait tout seul."),
    )  # fmt: skip
    insured_without_premium = EurosField(
        label=_("Valeur des biens assurée sans supplément"),
        smallest=Decimal(0),
        help_text=_("2 000 € au contrat MAE-MAIF de l’OCCE, pour une coopérative : à confirmer."),
    )
    premium_rate = RateField(
        label=_("Prime de ce qui dépasse (%)"), help_text=_("0,688 % au même contrat : à confirmer.")
    )
    yearly_depreciation = _whole(
        _("Un bien perd chaque année (%)"), 0, 100, _("De son prix d’achat. Un dixième au même contrat.")
    )
    least_value = _whole(_("Un bien garde toujours (%)"), 0, 100, _("De son prix d’achat. Un cinquième."))
    min_reviewers = _whole(
        _("Vérificateurs aux comptes, au moins"), 2, 10, _("Deux d’après les statuts de plusieurs associations.")
    )
    min_parent_reviewers = _whole(_("Dont parents d’élèves"), 0, 10)
    sample_size = _whole(_("Pièces tirées au sort"), 1, 100, _("Les grosses sommes ont plus de chances d’être tirées."))
    public_money_threshold = EurosField(
        label=_("Subventions publiques de l’année à partir desquelles les comptes sont publiés"),
        help_text=_("153 000 € pour toute l’association : décret 2001-379."),
    )

    class Meta:
        model = MoneyRules
        fields = RULES
        labels = {
            "remote_review": _("La vérification peut se faire à distance"),
            "all_teachers_sign": _("Tous les enseignants signent le compte rendu financier"),
            "photos_asked": _("Chaque dépense a la photo de son papier"),
            "photo_replaces_paper": _("Une photo remplace la pièce en papier"),
        }
        help_texts = {
            "remote_review": _("Sinon, les vérificateurs se réunissent à l’école."),
            "photos_asked": _("Sinon, il suffit de dire que le papier est dans la boîte."),
            "photo_replaces_paper": _("Sinon, la boîte des originaux se garde dix ans à l’école."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()
        self.helper.layout = Layout(*(Fieldset(group.title, *group.names) for group in grouped()))
