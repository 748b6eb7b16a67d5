"""Which column of a bank's file is what: the words of a person to a table that no reader knows."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from finance.statements.shapes import CsvMapping, ProposedMapping
from occe.kit.forms import HouseHelper

ORDERS = [
    ("dmy", _("jour, mois, année (14/10/2026)")),
    ("mdy", _("mois, jour, année (10/14/2026)")),
    ("ymd", _("année, mois, jour (2026-10-14)")),
]


class DayOrderForm(forms.Form):
    """How the days of a file without columns are written, when they read both ways."""

    FIRST = "dmy"
    date_order = forms.ChoiceField(
        label=_("Les dates s’écrivent"), choices=ORDERS, widget=forms.RadioSelect, initial=FIRST
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()


class MappingForm(forms.Form):
    """The columns of a file, proposed and to be corrected; how its days are written; the bank's name."""

    use_required_attribute = False
    date = forms.TypedChoiceField(
        label=_("La date"), coerce=int, error_messages={"required": _("Choisissez la colonne de la date.")}
    )
    label = forms.TypedChoiceField(label=_("Le libellé"), coerce=int, required=False, empty_value=None)
    amount = forms.TypedChoiceField(
        label=_("La somme, avec un signe moins pour ce qui sort"), coerce=int, required=False, empty_value=None
    )
    goes_out = forms.TypedChoiceField(
        label=_("Ou bien : ce qui sort"), coerce=int, required=False, empty_value=None,
        help_text=_("La colonne que la banque appelle souvent « débit »."),
    )  # fmt: skip
    comes_in = forms.TypedChoiceField(
        label=_("Et ce qui entre"), coerce=int, required=False, empty_value=None,
        help_text=_("La colonne que la banque appelle souvent « crédit »."),
    )  # fmt: skip
    account = forms.TypedChoiceField(
        label=_("Le compte"), coerce=int, required=False, empty_value=None,
        help_text=_("Quand un fichier contient plusieurs comptes : la colonne de l’IBAN, ou du numéro."),
        error_messages={"required": _("Choisissez la colonne qui dit de quel compte est chaque ligne.")},
    )  # fmt: skip
    date_order = forms.ChoiceField(label=_("Les dates s’écrivent"), choices=ORDERS, widget=forms.RadioSelect)
    bank = forms.CharField(
        label=_("Le nom de la banque"), max_length=60,
        help_text=_("Le prochain fichier de cette banque sera lu sans question."),
        error_messages={"required": _("Écrivez le nom de la banque.")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, proposed: ProposedMapping, bank: str = "", many: bool = False, **kwargs: Any
    ) -> None:
        """`many`: a file of many accounts, in which each row names its own."""
        self.proposed = proposed
        guess = proposed.mapping
        initial = {"bank": bank, "date_order": guess.date_order if guess else "dmy"}
        if guess:
            initial |= {name: getattr(guess, name) for name in ("date", "amount", "goes_out", "comes_in", "account")}
            initial["label"] = guess.label[0] if guess.label else None
        super().__init__(*args, initial=initial, **kwargs)
        width = max((len(row) for row in (proposed.header, *proposed.rows)), default=0)
        columns = [(at, _column(proposed, at)) for at in range(width)]
        self.fields["account"].required = many
        for name in ("date", "label", "amount", "goes_out", "comes_in", "account"):
            self.fields[name].choices = [("", _now("aucune")), *columns]
        self.helper = HouseHelper()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        both = values.get("goes_out") is not None and values.get("comes_in") is not None
        if values.get("amount") is None and not both:
            self.add_error("amount", _("Choisissez la colonne de la somme, ou les deux : ce qui sort, ce qui entre."))
        return values

    @property
    def mapping(self) -> CsvMapping:
        """What was said, on top of what was seen (separator, encoding, decimals)."""
        said, seen = self.cleaned_data, self.proposed
        base = seen.mapping or CsvMapping(0, (), header=seen.header, separator=seen.separator, encoding=seen.encoding)
        signed = said["amount"] is not None
        return replace(
            base,
            date=said["date"],
            label=() if said["label"] is None else (said["label"],),
            amount=said["amount"],
            goes_out=None if signed else said["goes_out"],
            comes_in=None if signed else said["comes_in"],
            account=said["account"],
            date_order=said["date_order"],
            bank=said["bank"],
        )


def _column(proposed: ProposedMapping, at: int) -> str:
    """A column as a person finds it: its title, else its number, and what stands first in it."""
    title = proposed.header[at] if at < len(proposed.header) else ""
    sample = next((row[at] for row in proposed.rows if at < len(row) and row[at]), "")
    name = title or _now("colonne %(number)s") % {"number": at + 1}
    return f"{name} · {sample[:30]}" if sample else name
