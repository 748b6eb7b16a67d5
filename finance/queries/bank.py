"""The bank's side of a cooperative's money: its account, what waits, what is on its way, the balance on a day."""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from cooperatives.models import Cooperative
from finance.models import (
    Account,
    BankAccount,
    BankMatch,
    BankStatement,
    BankTransaction,
    Book,
    Entry,
    EntryLine,
    MatchedLine,
    MatchedTransaction,
    PaperItem,
    Reconciliation,
)
from finance.models.paper_items import titled
from occe.kit.dates import today

ZERO = Decimal(0)
DAY = datetime.timedelta(days=1)
WEEKS_BEFORE = datetime.timedelta(weeks=6)  # a cheque of before the first statement is cashed in these, mostly
Basis = Reconciliation.Basis


def account_of(cooperative: Cooperative) -> BankAccount | None:
    """The account that the cooperative uses now, else the one that it used last."""
    accounts = BankAccount.objects.filter(cooperative=cooperative).select_related("federation")
    return accounts.order_by(F("closed_on").desc(nulls_first=True), "-pk").first()


def kept_since(account: BankAccount, day: datetime.date | None = None) -> datetime.date | None:
    """The first day of the books that follow each other here without a year on paper between them, the last such books
    that had begun on `day` (today); None without one. From that day on the bank and the book are compared. One query.
    """
    first = None
    for mode, starts in _begun(account, day).order_by("-year__starts").values_list("mode", "year__starts"):
        if mode == Book.Mode.FULL:
            first = starts
        elif first:
            break
    return first


def _begun(account: BankAccount, day: datetime.date | None) -> QuerySet[Book]:
    books = Book.objects.filter(federation_id=account.federation_id, cooperative_id=account.cooperative_id)
    return books.filter(year__starts__lte=day or today())


def known_since(account: BankAccount) -> datetime.date | None:
    """The first day that can be compared: a statement speaks of it, and a book here holds it. None before the first
    statement. Older lines are taken as passed. Two queries.
    """
    return _later(BankStatement.objects.filter(account=account).aggregate(first=Min("starts_on"))["first"], account)


def _later(told: datetime.date | None, account: BankAccount, day: datetime.date | None = None) -> datetime.date | None:
    kept = kept_since(account, day) if told else None
    return max(told, kept) if told and kept else told


@dataclass(frozen=True, slots=True)
class BookLine:
    """A bank line of the book, as the bank's pages tell it. `amount` is signed as at the bank: below zero goes out.

    An item that the paper book left on its way (`PaperItem`) is told likewise: it has no entry, and its `pk` is its id
    below zero, so that one number names either.
    """

    pk: int
    date: datetime.date
    amount: Decimal
    label: str | Promise
    number: int = 0
    entry_id: int | None = None
    public_id: object = None
    cancels: int | None = None
    cheque_number: str = ""
    means: str = ""

    @property
    def may_be_cheque(self) -> bool:
        """Whether it goes out by cheque, or nobody said how."""
        return self.amount < 0 and self.cancels is None and self.means in ("", BankAccount.Means.CHEQUE)

    @property
    def way(self) -> str:
        return "in" if self.amount > 0 else "out"

    @property
    def sum(self) -> Decimal:
        return abs(self.amount)

    @property
    def title(self) -> str | Promise:
        """Its label, with its cheque where it has one."""
        return titled(self.label, self.cheque_number)


COLUMNS = (
    "pk", "entry__date", "debit", "credit", "entry__label", "entry__number", "entry_id", "entry__public_id",
    "entry__reverses_id", "payment__cheque_number", "payment__means",
)  # fmt: skip


def book_lines(account: BankAccount) -> QuerySet[EntryLine]:
    """All bank lines of the cooperative's books, of every year that is kept here, without carried balances: what the
    bank may see. The totals of a year on paper are no line of any statement.
    """
    lines = EntryLine.objects.filter(
        entry__book__federation_id=account.federation_id,
        entry__book__cooperative_id=account.cooperative_id,
        entry__book__mode=Book.Mode.FULL,
        account__treasury=Account.Treasury.BANK,
    )
    return lines.exclude(entry__kind=Entry.Kind.OPENING)


def as_book_lines(lines: QuerySet[EntryLine]) -> list[BookLine]:
    """These lines by day. One query."""
    rows = lines.order_by("entry__date", "pk").values_list(*COLUMNS)
    return [
        BookLine(pk, date, debit - credit, label, number, entry, public_id, cancels, cheque or "", means or "")
        for pk, date, debit, credit, label, number, entry, public_id, cancels, cheque, means in rows
    ]


def paper_items(account: BankAccount, day: datetime.date | None = None) -> QuerySet[PaperItem]:
    """What the paper book left on its way when the books that are compared on `day` (today) began: since then, no year
    on paper came between (`kept_since`).
    """
    books = _begun(account, day)
    after = books.filter(mode=Book.Mode.FULL, year__starts__gt=OuterRef("year__starts"))
    between = books.filter(mode=Book.Mode.SUMMARY, year__starts__gt=OuterRef("brought_on")).filter(Exists(after))
    return PaperItem.objects.filter(~Exists(between), account=account).order_by("date", "pk")


def _as_lines(items: QuerySet[PaperItem]) -> list[BookLine]:
    return [BookLine(-item.pk, item.date, item.amount, item.label, cheque_number=item.cheque_number) for item in items]


def open_lines(account: BankAccount, since: datetime.date | None = None) -> list[BookLine]:
    """The bank lines of the book that no movement explains, by day, after what the paper book left on its way. With
    `since`, those that count as on their way: from that day on, and older ones that somebody said were (`EarlierItem`).
    Two queries.
    """
    lines = book_lines(account).filter(bank_matched__isnull=True)
    if since is not None:
        lines = lines.filter(Q(entry__date__gte=since) | Q(bank_earlier__isnull=False))
    return _as_lines(paper_items(account).filter(matched__isnull=True)) + as_book_lines(lines)


def candidates(account: BankAccount, since: datetime.date | None) -> list[BookLine]:
    """The lines that a waiting movement may be: those on their way, and those of the weeks before the first statement
    (`since`, as `known_since`); none before it. Two queries.
    """
    if since is None:
        return []
    nearby = Q(entry__date__gte=since - WEEKS_BEFORE) | Q(bank_earlier__isnull=False)
    lines = book_lines(account).filter(nearby, bank_matched__isnull=True)
    return _as_lines(paper_items(account).filter(matched__isnull=True)) + as_book_lines(lines)


def waiting(account: BankAccount) -> QuerySet[BankTransaction]:
    """The movements that no line explains yet and the book has to, the oldest first."""
    return BankTransaction.objects.filter(account=account).waiting().order_by("date", "pk")


@dataclass(frozen=True, slots=True)
class KnownBalance:
    """What the bank says was on the account on an evening, and how one knows (`Reconciliation.Basis`)."""

    amount: Decimal
    basis: str
    statement: BankStatement | None


class BankSide:
    """An account's statements and movements, read once (two queries), to be asked for its balance on many days."""

    def __init__(self, account: BankAccount) -> None:
        self.account = account
        self.statements = list(BankStatement.objects.filter(account=account).order_by("ends_on", "pk"))
        moves = BankTransaction.objects.filter(account=account).order_by("date").values_list("date", "amount")
        rows = list(moves)
        self._days = [date for date, _amount in rows]
        self._sums = [ZERO, *accumulate(amount for _date, amount in rows)]

    def since(self, day: datetime.date | None = None) -> datetime.date | None:
        """The first day that can be compared, as one stands on `day` (today); as `known_since`. One query."""
        return _later(min((one.starts_on for one in self.statements), default=None), self.account, day)

    @property
    def latest(self) -> KnownBalance | None:
        """The last balance that the bank told."""
        told = [one for one in self.statements if one.end_balance is not None]
        return KnownBalance(told[-1].end_balance, _basis(told[-1]), told[-1]) if told else None

    def moved(self, after: datetime.date, until: datetime.date) -> Decimal:
        """What came in less what went out after an evening, until another."""
        return self._sums[bisect_right(self._days, until)] - self._sums[bisect_right(self._days, after)]

    def count(self, first: datetime.date, last: datetime.date) -> int:
        """How many movements there were, both days included."""
        return bisect_right(self._days, last) - bisect_left(self._days, first)

    def balance_on(self, day: datetime.date) -> KnownBalance | None:
        """The balance on an evening, if statements tell it: one that holds the day, or two that frame it and agree.

        A month of which the bank printed nothing is framed so (August, often).
        """
        for one in reversed(self.statements):
            if one.is_by_hand and one.ends_on == day:
                return KnownBalance(one.end_balance, Basis.HAND, one)
            if not one.is_by_hand and one.starts_on <= day <= one.ends_on and (found := self._inside(one, day)):
                return found
        before, after = self.before(day), self._after(day)
        if before and after and before.amount == after:
            return KnownBalance(before.amount, Basis.FRAMED, before.statement)
        eve = [one for one in self.statements if one.starts_on - DAY == day and not one.is_by_hand]
        return self._inside(eve[0], day) if eve else None

    def before(self, day: datetime.date) -> KnownBalance | None:
        """The last balance that the bank told before a day: the one on that day too, if nothing moved since."""
        told = [one for one in self.statements if one.ends_on < day and one.end_balance is not None]
        return KnownBalance(told[-1].end_balance, _basis(told[-1]), told[-1]) if told else None

    def _after(self, day: datetime.date) -> Decimal | None:
        for one in self.statements:
            if one.starts_on > day:
                return one.start_balance
        return None

    def _inside(self, one: BankStatement, day: datetime.date) -> KnownBalance | None:
        if one.end_balance is not None:
            return KnownBalance(one.end_balance - self.moved(day, one.ends_on), Basis.STATEMENT, one)
        if one.start_balance is not None:
            return KnownBalance(one.start_balance + self.moved(one.starts_on - DAY, day), Basis.STATEMENT, one)
        return None


def _basis(statement: BankStatement) -> str:
    return Basis.HAND if statement.is_by_hand else Basis.STATEMENT


def passed_later(account: BankAccount, day: datetime.date) -> QuerySet[BankMatch]:
    """The matches that were not whole yet on an evening: something of them came later."""
    later_moves = MatchedTransaction.objects.filter(account=account, transaction__date__gt=day).values("match")
    later_lines = MatchedLine.objects.filter(account=account, line__entry__date__gt=day).values("match")
    return BankMatch.objects.filter(Q(pk__in=later_moves) | Q(pk__in=later_lines), account=account)


def on_their_way(
    account: BankAccount, day: datetime.date, since: datetime.date
) -> tuple[list[BookLine], Sequence[BankTransaction]]:
    """What stood on one side only on an evening: lines that the bank had yet to see, movements that the book had yet to
    see, all from `since` on, the first day that can be compared. They live on across the close of a year. Four queries.
    """
    later = passed_later(account, day).values("pk")
    lines = book_lines(account).filter(entry__date__lte=day)
    lines = lines.filter(Q(bank_matched__isnull=True) | Q(bank_matched__match__in=later))
    known = Q(entry__date__gte=since) | Q(bank_earlier__isnull=False) | Q(bank_matched__isnull=False)
    items = paper_items(account, day).filter(Q(matched__isnull=True) | Q(matched__match__in=later))
    moves = BankTransaction.objects.filter(account=account, date__range=(since, day))
    moves = moves.filter(Q(matched__isnull=True) | Q(matched__match__in=later)).order_by("date", "pk")
    return _as_lines(items) + as_book_lines(lines.filter(known)), list(moves)
