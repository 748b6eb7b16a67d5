"""How the bank's money moves: the means that the account allows, the cheque's number from the book in use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative
from finance.models import BankAccount, Book, Payment
from finance.queries.cheques import next_cheque, open_account
from occe.kit.forms import HouseHelper

Means = BankAccount.Means
AT_THE_BANK = [choice for choice in Means.choices if choice[0] != Means.CASH]


def means_allowed(account: BankAccount | None) -> list[tuple]:
    """The means by which an account pays, as choices; all of them where nobody said it. Nobody has to know."""
    allowed = account.means if account else []
    choices = [choice for choice in AT_THE_BANK if not allowed or choice[0] in allowed]
    return [("", _("Je ne sais pas")), *choices]


class MeansForm(forms.Form):
    """The means of payment and the cheque's number; the number counts for a cheque only."""

    means = forms.ChoiceField(label=_("Comment la banque a payé"), required=False)
    cheque_number = forms.CharField(
        label=_("Numéro du chèque"), required=False, max_length=9,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def offer_means(self, book: Book) -> None:
        """Offer what the cooperative's account allows, and propose what was used last with the next cheque."""
        following = self.offer_allowed(book.cooperative)
        last = _last_means(book)
        known = last and last in dict(self.fields["means"].choices)
        proposed = last if known else (Means.CHEQUE if following else "")
        self.fields["means"].initial = proposed
        self.fields["cheque_number"].initial = following if proposed == Means.CHEQUE else ""

    def offer_allowed(self, cooperative: Cooperative | None) -> str:
        """Offer what the account allows and guess nothing; the number of the next cheque, which the field tells."""
        account = open_account(cooperative)
        self.fields["means"].choices = means_allowed(account)
        following = next_cheque(account) if account else ""
        if following:
            self.fields["cheque_number"].help_text = _("Le prochain du chéquier : %(number)s.") % {"number": following}
        return following

    def clean(self) -> dict:
        """What is no cheque has no number; a number alone is that of a cheque."""
        values = super().clean() or self.cleaned_data
        if values.get("means") not in ("", Means.CHEQUE):
            values["cheque_number"] = ""
        return values


class HowForm(MeansForm):
    """How a posted sum was paid, said afterwards."""

    def __init__(self, *args: Any, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_means(book)
        self.fields["means"].required = True
        self.fields["means"].error_messages["required"] = _("Choisissez comment la somme a été payée.")
        self.helper = HouseHelper(_("Le noter"))


def _last_means(book: Book) -> str:
    """The means that was noted last in this book for money that went out."""
    paid = Payment.objects.filter(line__entry__book=book, line__credit__gt=0).exclude(means=Means.CASH)
    return paid.order_by("-line__entry__number").values_list("means", flat=True).first() or ""
