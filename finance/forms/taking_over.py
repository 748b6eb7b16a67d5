"""A file of accounts kept elsewhere: the file, what its columns hold, what its accounts are called here."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.models import Account
from finance.taking_over.columns import ROLES, Mapping, titles_of
from finance.taking_over.sheets import Rows
from occe.kit.folded import fold
from occe.kit.forms import HouseHelper

from .kept_photo import OwnFileField

MOST_UNKNOWN = 60
CONTENTS = [
    ("entries", gettext_lazy("Toutes les écritures d’une année")),
    ("balance", gettext_lazy("Une balance : ce que chaque compte avait au dernier jour")),
]


class FileForm(forms.Form):
    """The file."""

    use_required_attribute = False
    file = OwnFileField(
        label=gettext_lazy("Votre fichier"),
        help_text=gettext_lazy("Un classeur .xlsx ou un fichier CSV, avec une ligne de titres. 3 000 lignes au plus."),
        error_messages={"required": gettext_lazy("Choisissez le fichier.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    helper = HouseHelper(gettext_lazy("Lire ce fichier"))


class MappingForm(forms.Form):
    """Which column holds what; and, for each name that the chart does not have, the account that it means."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, rows: Rows, mapping: Mapping, unknown: list[str], accounts: list[Account], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.mapping, self.accounts = mapping, accounts
        choices = [("", _("à choisir")), *((str(account.pk), str(account)) for account in accounts)]
        self.unknown = unknown[:MOST_UNKNOWN]
        for number, text in enumerate(self.unknown):
            self.fields[f"account_{number}"] = forms.ChoiceField(
                label=_("« %(text)s »") % {"text": text}, choices=choices, required=False
            )
        self.fields["content"] = forms.ChoiceField(
            label=_("Ce que contient le fichier"), choices=CONTENTS, required=False, widget=forms.RadioSelect,
            initial="balance" if mapping.balance else "entries",
        )  # fmt: skip
        columns = [("", _("aucune colonne"))]
        columns += [(str(number), title) for number, title in enumerate(titles_of(rows, mapping))]
        for role, words in ROLES.items():
            self.fields[f"column_{role}"] = forms.ChoiceField(
                label=words, choices=columns, required=False, initial=str(mapping.columns.get(role, ""))
            )
        self.helper = HouseHelper(_("Relire le fichier"))

    def clean(self) -> dict[str, Any]:
        """One column has one meaning."""
        values = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for role in ROLES:
            column = values.get(f"column_{role}")
            if column and column in seen:
                self.add_error(f"column_{role}", _("Cette colonne est déjà prise plus haut."))
            elif column:
                seen[column] = role
        return values

    def chosen(self) -> Mapping:
        """The mapping as it is said now; former answers about accounts stay."""
        values = self.cleaned_data
        columns = {role: int(values[f"column_{role}"]) for role in ROLES if values[f"column_{role}"]}
        answers = {
            fold(text): int(values[f"account_{number}"])
            for number, text in enumerate(self.unknown)
            if values[f"account_{number}"]
        }
        said = values["content"]
        balance = said == "balance" if said else self.mapping.balance
        return Mapping(self.mapping.header, columns, self.mapping.accounts | answers, balance)
