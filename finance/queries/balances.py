"""What there is: at the bank, in the cash box, in the boxes of the classes. Nothing of it is stored: all is added up.

A balance is debits less credits of a treasury account, in euros; it is positive when there is money.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, QuerySet, Sum

from finance.models import Account, Book, Entry, EntryLine

ZERO = Decimal(0)
DEBITS_LESS_CREDITS = Sum(F("debit") - F("credit"))
CREDITS_LESS_DEBITS = Sum(F("credit") - F("debit"))


@dataclass(frozen=True, slots=True)
class Money:
    """Where the money of a book is, in euros."""

    bank: Decimal = ZERO
    cash: Decimal = ZERO
    class_boxes: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.bank + self.cash + self.class_boxes


def money(book: Book, *, as_of: datetime.date | None = None, up_to: int | None = None) -> Money:
    """Where the book's money is now, on the evening of `as_of`, or after entry number `up_to`. One query."""
    lines = _treasury_lines(book)
    if as_of is not None:
        lines = lines.filter(entry__date__lte=as_of)
    if up_to is not None:
        lines = lines.filter(entry__number__lte=up_to)
    sums = dict(lines.values_list("account__treasury").order_by().annotate(sum=DEBITS_LESS_CREDITS))
    where = Account.Treasury
    return Money(*(sums.get(kind, ZERO) for kind in (where.BANK, where.CASH, where.CLASS_BOX)))


def money_around(entry: Entry) -> tuple[Money, Money]:
    """Where the money was before an entry and after it: "our money goes from … to …". Two queries."""
    return money(entry.book, up_to=entry.number - 1), money(entry.book, up_to=entry.number)


def balance(book: Book, account: Account) -> Decimal:
    """What is on one treasury account of the book."""
    lines = EntryLine.objects.filter(entry__book=book, account=account)
    return lines.aggregate(sum=DEBITS_LESS_CREDITS)["sum"] or ZERO


def treasury_balances(book: Book) -> dict[Account, Decimal]:
    """Each treasury account of the book's year with what is on it, those without a line too. Two queries."""
    sums = dict(_treasury_lines(book).values_list("account").order_by().annotate(sum=DEBITS_LESS_CREDITS))
    accounts = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id).treasury()
    return {account: sums.get(account.pk, ZERO) for account in accounts}


def class_box_balances(book: Book, *, as_of: datetime.date | None = None) -> dict[int, Decimal]:
    """What each class keeps in its box, now or on the evening of `as_of`, by the id of the classroom; only boxes that
    were ever used. One query.
    """
    lines = _treasury_lines(book).filter(account__treasury=Account.Treasury.CLASS_BOX)
    if as_of is not None:
        lines = lines.filter(entry__date__lte=as_of)
    return dict(lines.values_list("classroom").order_by("classroom").annotate(sum=DEBITS_LESS_CREDITS))


def carried_into(book: Book) -> dict[str, Decimal]:
    """What opening entries that stand brought in, by code of treasury account. One query."""
    lines = _treasury_lines(book).filter(entry__kind=Entry.Kind.OPENING, entry__reversed_by__isnull=True)
    return dict(lines.values_list("account__code").order_by().annotate(sum=DEBITS_LESS_CREDITS))


def _treasury_lines(book: Book) -> QuerySet[EntryLine]:
    return EntryLine.objects.filter(entry__book=book, account__kind=Account.Kind.TREASURY)
