"""What the page of the bank shows: each movement that waits, with what it may be."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cooperatives.models import Cooperative
from finance.models import Account, BankAccount, BankRule, BankTransaction, Book
from finance.queries.bank import BookLine, candidates, known_since, waiting
from finance.queries.matching import Proposal, propose
from occe.kit.folded import fold

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A movement that waits: the account that a rule proposes for it, if one does."""

    movement: BankTransaction
    habit: Account | None


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits of an account: proposals that are certain, those to look at, and movements without any."""

    certain: Sequence[Proposal]
    likely: Sequence[Proposal]
    unknown: Sequence[Waiting]

    @property
    def movements(self) -> int:
        """How many movements wait in all."""
        return sum(len(one.movements) for one in (*self.certain, *self.likely)) + len(self.unknown)

    @property
    def certain_movements(self) -> int:
        return sum(len(one.movements) for one in self.certain)


def what_waits(account: BankAccount) -> tuple[list[BankTransaction], list[BookLine], list[Proposal]]:
    """The movements that wait, the lines that they may be, and the proposals. Five queries, however many they are."""
    return _compared(account, known_since(account))


def _compared(
    account: BankAccount, since: datetime.date | None
) -> tuple[list[BankTransaction], list[BookLine], list[Proposal]]:
    movements, lines = list(waiting(account)), candidates(account, since)
    return movements, lines, propose(movements, lines)


def desk_of(account: BankAccount, book: Book, since: datetime.date | None) -> Desk:
    """All of it for the page, from `since` on (`known_since`). Five queries, however many lines."""
    movements, _lines, proposals = _compared(account, since)
    taken = {movement.pk for proposal in proposals for movement in proposal.movements}
    habits = Habits(account.cooperative, book) if account.cooperative else None
    return Desk(
        certain=[one for one in proposals if one.certain],
        likely=[one for one in proposals if not one.certain],
        unknown=[Waiting(one, habits.of(one) if habits else None) for one in movements if one.pk not in taken],
    )


class Habits:
    """The rules of a cooperative with the accounts of a book's year that they mean. Two queries."""

    def __init__(self, cooperative: Cooperative, book: Book) -> None:
        self.rules = list(BankRule.objects.filter(cooperative=cooperative))
        codes = {rule.code for rule in self.rules}
        accounts = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id, code__in=codes)
        self.accounts = {account.code: account for account in accounts}

    def of(self, movement: BankTransaction) -> Account | None:
        """What the longest rule whose words stand in the label says, if its account goes the same way."""
        said = telling_words(movement.label)
        kind = Account.Kind.INCOME if movement.comes_in else Account.Kind.EXPENSE
        found = [rule for rule in self.rules if rule.words in said]
        for rule in sorted(found, key=lambda rule: -len(rule.words)):
            account = self.accounts.get(rule.code)
            if account is not None and account.kind == kind:
                return account
        return None


def telling_words(label: str) -> str:
    """The words of a label that come back from month to month: folded, without figures and signs."""
    words = ["".join(sign for sign in word if sign.isalnum()) for word in fold(label).split()]
    return " ".join(word for word in words if word and not any(sign.isdigit() for sign in word))
