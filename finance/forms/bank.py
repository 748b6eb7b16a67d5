"""The bank: an account, a file, one movement, a paper statement. Text to values."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from finance.forms.money import accounts_of
from finance.models import Account, BankAccount, BankRule, BankTransaction, Book
from finance.services.enough import LARGEST
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField
from occe.kit.forms import HouseHelper

LARGEST_FILE = 5 * 1024 * 1024
TOKEN = re.compile(r"^([0-9]{1,18}(?:,[0-9]{1,18})*)?:(-?[0-9]{1,18}(?:,-?[0-9]{1,18})*)?$")
LINE = re.compile(r"^-?[0-9]{1,18}$")


class AccountForm(forms.Form):
    """An account of a cooperative, as the bank wrote it to the association."""

    use_required_attribute = False
    bank = forms.CharField(
        label=_("Banque"), max_length=60, error_messages={"required": _("Écrivez le nom de la banque.")}
    )
    iban = forms.CharField(
        label=_("IBAN"), max_length=42, required=False,
        help_text=_("L’école n’en voit que les quatre derniers signes."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )  # fmt: skip
    means = forms.MultipleChoiceField(
        label=_("Ce que ce compte permet"), required=False, choices=BankAccount.Means.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    opened_on = DayField(label=_("Ouvert le"), required=False, latest=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Enregistrer le compte"))


class AccountCloseForm(forms.Form):
    """The day on which the bank closed it."""

    closed_on = DayField(label=_("Fermé par la banque le"), latest=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()


class BankFileForm(forms.Form):
    """The bank's file, as it was downloaded. It is read by its content, not by its name."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Le fichier de la banque"),
        help_text=_("OFX, CAMT.053, CFONB, QIF ou CSV, tel que le site de la banque le donne."),
        error_messages={
            "required": _("Choisissez le fichier que la banque vous a donné."),
            "empty": _("Ce fichier est vide."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper(_("Lire le fichier"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("Ce fichier dépasse 5 Mo : demandez à la banque une période plus courte."))
        return file


def parse_token(text: str) -> tuple[list[int], list[int]] | None:
    """What a proposal's token names: ids of movements, ids of lines; None for what is no token."""
    found = TOKEN.match(text)
    if not found:
        return None
    movements, lines = ([int(pk) for pk in side.split(",")] if side else [] for side in found.groups())
    return movements, lines


def ids_of(texts: Iterable[str]) -> list[int]:
    """The ids that a form's boxes name (below zero, those of the paper book's items); what is no number is left out."""
    return [int(text) for text in texts if LINE.match(text)]


class RecordForm(forms.Form):
    """What a movement of the bank was for, when the book does not know it yet."""

    use_required_attribute = False
    code = forms.ChoiceField(
        label=_("À quoi cela correspond"), error_messages={"required": _("Choisissez à quoi cette somme correspond.")}
    )
    caption = forms.CharField(
        label=_("En quelques mots"), max_length=120, required=False,
        help_text=_("Sans nom de personne ni de famille : cela reste dix ans."),
    )  # fmt: skip
    remember = forms.BooleanField(label=_("Proposer la même chose la prochaine fois"), required=False)
    words = forms.CharField(label=_("Quand la banque écrit"), max_length=80, required=False)

    def __init__(self, *args: Any, movement: BankTransaction, book: Book, words: str, code: str = "", **kwargs: Any):
        initial = {"words": words, "remember": len(words) >= 3, "code": code}
        super().__init__(*args, initial=initial, **kwargs)
        kind = Account.Kind.INCOME if movement.comes_in else Account.Kind.EXPENSE
        choices = [(account.code, account.label) for account in accounts_of(book, kind)]
        self.fields["code"].choices = [("", _now("Choisissez…")), *choices]
        self.helper = HouseHelper(_("Inscrire au cahier"))

    @property
    def rule(self) -> str:
        """The words to remember, "" when nothing is to be."""
        return self.cleaned_data["words"] if self.cleaned_data["remember"] else ""


class PaperStatementForm(forms.Form):
    """The foot of a paper statement: its day and its balance, which may be below zero; and its photo."""

    use_required_attribute = False
    ends_on = DayField(label=_("Le relevé va jusqu’au"), latest=today)
    end_balance = EurosField(label=_("Solde imprimé sur le relevé"), smallest=-LARGEST, largest=LARGEST)
    file = forms.FileField(label=_("Une photo du relevé"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = HouseHelper()


class RuleForm(forms.Form):
    """Words of the bank, and what they mean."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("Quand la banque écrit"), max_length=80,
        error_messages={"required": _("Écrivez un mot ou deux du libellé de la banque.")},
    )  # fmt: skip
    code = forms.ChoiceField(label=_("C’est"))

    def __init__(self, *args: Any, rule: BankRule, book: Book, **kwargs: Any):
        super().__init__(*args, initial={"words": rule.words, "code": rule.code}, auto_id=f"id_{rule.pk}_%s", **kwargs)
        self.rule = rule
        accounts = accounts_of(book, Account.Kind.EXPENSE, Account.Kind.INCOME)
        self.fields["code"].choices = [(account.code, account.label) for account in accounts]
