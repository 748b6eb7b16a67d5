"""The totals of a year kept on paper: text to values. One page, as the last page of the paper book says them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.models import Account, Book, PaperBook
from finance.queries import balances
from finance.services.enough import LARGEST
from finance.services.paper_books import Compared, standing_totals
from occe.kit.dates import today
from occe.kit.fields import DayField, EurosField

ZERO = Decimal(0)
Kind = Account.Kind


def _sum(label: str, **kwargs: Any) -> EurosField:
    return EurosField(label=label, smallest=ZERO, largest=LARGEST, required=False, **kwargs)


class TotalsForm(forms.Form):
    """One sum by account, what there is on the last day, and the bank's statement; an empty field is zero."""

    use_required_attribute = False
    date = DayField(label=_("Inscrits au"), help_text=_("Le dernier jour de l’année, ou celui du dernier total."))
    opening_bank = _sum(_("À la banque, au premier jour"))
    opening_cash = _sum(_("Dans la caisse, au premier jour"))
    closing_bank = _sum(_("À la banque, d’après le cahier papier"))
    closing_cash = _sum(_("Dans la caisse, d’après le cahier papier"))
    statement = EurosField(label=_("Solde du relevé de la banque"), smallest=-LARGEST, largest=LARGEST, required=False)
    going_out = _sum(_("Chèques et paiements pas encore débités"))
    coming_in = _sum(_("Versements pas encore crédités"))

    def __init__(self, *args: Any, book: Book, wants_opening: bool, **kwargs: Any) -> None:
        standing = standing_totals(book)
        accounts = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id)
        accounts = accounts.filter(kind__in=[Kind.EXPENSE, Kind.INCOME]).order_by("position", "code")
        self.accounts = [account for account in accounts if account.is_active or account.pk in standing]
        super().__init__(*args, initial=self._known(book, standing), **kwargs)
        if not wants_opening:
            del self.fields["opening_bank"], self.fields["opening_cash"]
        for account in self.accounts:
            self.fields[f"account_{account.pk}"] = _sum(account.label)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    @staticmethod
    def _known(book: Book, standing: dict) -> dict[str, Any]:
        known: dict[str, Any] = {"date": min(book.year.ends, today())}
        known |= {f"account_{pk}": amount for pk, (_entry, amount) in standing.items()}
        if paper := PaperBook.objects.filter(book=book).first():
            money = balances.money(book)
            known |= {"closing_bank": money.bank, "closing_cash": money.cash, "statement": paper.statement_balance}
            known |= {"going_out": paper.going_out, "coming_in": paper.coming_in}
        return known

    def _of(self, *kinds: str) -> list[forms.BoundField]:
        return [self[f"account_{account.pk}"] for account in self.accounts if account.kind in kinds]

    @property
    def incomes(self) -> list[forms.BoundField]:
        return self._of(Kind.INCOME)

    @property
    def expenses(self) -> list[forms.BoundField]:
        return self._of(Kind.EXPENSE)

    @property
    def opening(self) -> list[forms.BoundField]:
        return [self[name] for name in ("opening_bank", "opening_cash") if name in self.fields]

    @property
    def closing(self) -> list[forms.BoundField]:
        return [self[name] for name in ("closing_bank", "closing_cash")]

    @property
    def bank(self) -> list[forms.BoundField]:
        return [self[name] for name in ("statement", "going_out", "coming_in")]

    @property
    def said(self) -> dict[str, Any]:
        """The values as the door takes them."""
        values = {name: value or ZERO for name, value in self.cleaned_data.items() if name != "date"}
        said = {name: value for name, value in values.items() if name.startswith(("opening_", "closing_"))}
        compared = Compared(values["statement"], values["going_out"], values["coming_in"])
        totals = {account: values[f"account_{account.pk}"] for account in self.accounts}
        return said | {"totals": totals, "compared": compared, "date": self.cleaned_data["date"]}
