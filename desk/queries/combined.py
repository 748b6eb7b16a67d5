"""The accounts of the association and all its cooperatives in one year, as the desk reads them."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from cooperatives.models import SchoolYear
from desk.reports.tables import NATURES, nature_label
from finance.models import Account
from finance.queries.combined import CombinedAccount, combined_accounts

ZERO = Decimal("0.00")
Kind = Account.Kind


@dataclass(frozen=True, slots=True)
class Nature:
    """The accounts of one nature, with their totals."""

    kind: str
    accounts: list[CombinedAccount]

    @property
    def label(self) -> str:
        return nature_label(self.kind)

    @property
    def cooperatives(self) -> Decimal:
        return sum((line.cooperatives for line in self.accounts), ZERO)

    @property
    def association(self) -> Decimal:
        return sum((line.association for line in self.accounts), ZERO)

    @property
    def eliminated(self) -> Decimal:
        return sum((line.eliminated for line in self.accounts), ZERO)

    @property
    def together(self) -> Decimal:
        return sum((line.together for line in self.accounts), ZERO)


@dataclass(frozen=True, slots=True)
class Combined:
    """A year of all books together, by nature, in the order in which accounts are read; euros."""

    natures: list[Nature]

    def total(self, kind: str) -> Decimal:
        return next((nature.together for nature in self.natures if nature.kind == kind), ZERO)

    @property
    def opening(self) -> Decimal:
        return self.total(Kind.CARRIED_FORWARD)

    @property
    def income(self) -> Decimal:
        return self.total(Kind.INCOME)

    @property
    def expense(self) -> Decimal:
        return self.total(Kind.EXPENSE)

    @property
    def closing(self) -> Decimal:
        return self.total(Kind.TREASURY)

    @property
    def one_sided(self) -> Decimal:
        """What only one of the two books has written yet of their payments to each other: fees paid and not received
        above zero, aids received and not given below. Opening + income − expense − this = closing.
        """
        return self.opening + self.income - self.expense - self.closing


def combined_year(year: SchoolYear) -> Combined:
    """Two queries, however many books."""
    lines = sorted(combined_accounts(year), key=lambda line: NATURES.index(line.account.kind))
    grouped = groupby(lines, key=lambda line: line.account.kind)
    return Combined([Nature(kind, list(group)) for kind, group in grouped])
