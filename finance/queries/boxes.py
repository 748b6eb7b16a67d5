"""The boxes with coins and notes of a cooperative: what the book says that each holds, and when it was last counted."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, Sum

from cooperatives.models import Classroom
from finance.models import Account, Book, CashCount, Entry, EntryLine, money_rules

from .balances import DEBITS_LESS_CREDITS, class_box_balances, money

ZERO = Decimal(0)
Treasury = Account.Treasury


@dataclass(frozen=True, slots=True)
class Box:
    """A box: the cooperative's own without a `classroom`. `held` in euros; its last confirmed count, its open one."""

    classroom: Classroom | None
    held: Decimal
    last: CashCount | None
    open: CashCount | None


def held_on(book: Book, classroom: Classroom | None, day: datetime.date) -> Decimal:
    """What the book says that a box held on the evening of a day, in euros. One query."""
    where = Q(account__treasury=Treasury.CASH)
    if classroom is not None:
        where = Q(account__treasury=Treasury.CLASS_BOX, classroom=classroom)
    lines = EntryLine.objects.filter(where, entry__book=book, entry__date__lte=day)
    return lines.aggregate(sum=DEBITS_LESS_CREDITS)["sum"] or ZERO


def boxes_of(book: Book) -> list[Box]:
    """The cooperative's box, then those of the classes that ever held money. Five queries."""
    held = class_box_balances(book)
    rooms = Classroom.objects.filter(pk__in=held).order_by("name", "pk")
    counts = list(CashCount.objects.filter(book=book).order_by("counted_on", "pk"))
    last = {count.classroom_id: count for count in counts if count.is_confirmed}
    going_on = {count.classroom_id: count for count in counts if not count.is_confirmed}
    return [
        Box(None, money(book).cash, last.get(None), going_on.get(None)),
        *(Box(room, held[room.pk], last.get(room.pk), going_on.get(room.pk)) for room in rooms),
    ]


@dataclass(frozen=True, slots=True)
class CashDeposits:
    """How many times cash was brought to the bank in a year, how many of them the bank takes without a fee, and the
    fee (euros) of each further one.
    """

    made: int
    free: int
    fee: Decimal

    @property
    def left(self) -> int:
        return max(self.free - self.made, 0)

    @property
    def next_costs(self) -> bool:
        """Whether the bank would take its fee for the next one."""
        return self.made >= self.free


def cash_deposits(book: Book) -> CashDeposits:
    """Transfers from the cash box to the bank that stand in the book. Two queries."""
    left_the_box = EntryLine.objects.filter(entry=OuterRef("pk"), account__treasury=Treasury.CASH, credit__gt=0)
    moved = Entry.objects.filter(Exists(left_the_box), book=book, kind=Entry.Kind.TRANSFER, reversed_by__isnull=True)
    made = (
        moved.filter(lines__account__treasury=Treasury.BANK)
        .annotate(banked=Sum("lines__debit"))
        .filter(banked__gt=0)
        .count()
    )
    rules = money_rules(book.year)
    return CashDeposits(made, rules.free_cash_deposits, rules.cash_deposit_fee)


def pieces_of(count: CashCount) -> Sequence:
    """The coins and notes of the count that stands, the largest first. At most two queries."""
    tally = count.tallies.order_by("-together", "-pk").first()
    return list(tally.pieces.all()) if tally else []


@dataclass(frozen=True, slots=True)
class BoxMove:
    """Money that came into a class's box or left it: entrusted or given back, or what was bought or received."""

    entry: Entry
    came_in: Decimal
    went_out: Decimal
    account: Account | None
    category: str

    @property
    def is_advance(self) -> bool:
        """Between the cooperative and the class: neither income nor expense."""
        return self.entry.kind in (Entry.Kind.ADVANCE, Entry.Kind.OPENING, Entry.Kind.TRANSFER)

    @property
    def amount(self) -> Decimal:
        return self.came_in or self.went_out


@dataclass(frozen=True, slots=True)
class ClassBox:
    """The small book of a class's box, in euros: `entrusted + came_in − spent − given_back` is `left`. Latest first."""

    entrusted: Decimal
    came_in: Decimal
    spent: Decimal
    given_back: Decimal
    left: Decimal
    moves: list[BoxMove]

    @property
    def kept(self) -> Decimal:
        """What was entrusted and not given back."""
        return self.entrusted - self.given_back

    @property
    def without_slip(self) -> list[BoxMove]:
        """What was entrusted by a plain transfer: nobody asked for it, and no second person signed."""
        entrusted = [move for move in self.moves if move.entry.kind == Entry.Kind.ADVANCE and move.came_in]
        return [move for move in entrusted if getattr(move.entry, "class_advance", None) is None]


def class_box(book: Book | None, classroom: Classroom) -> ClassBox:
    """The box of a class in a book; what was corrected, and the correction, are left out of it. Three queries."""
    lines = EntryLine.objects.filter(
        entry__book=book,
        account__treasury=Treasury.CLASS_BOX,
        classroom=classroom,
        entry__reverses__isnull=True,
        entry__reversed_by__isnull=True,
    ).select_related("entry__claim", "entry__voucher", "entry__class_advance")
    rows = list(lines.order_by("-entry__date", "-entry__number"))
    purposes = _purposes([row.entry_id for row in rows])
    moves = [
        BoxMove(row.entry, row.debit, row.credit, purposes.get(row.entry_id), _category(row.entry)) for row in rows
    ]
    inside = [move for move in moves if move.is_advance]
    outside = [move for move in moves if not move.is_advance]
    sums = [
        sum((move.came_in for move in inside), ZERO),
        sum((move.came_in for move in outside), ZERO),
        sum((move.went_out for move in outside), ZERO),
        sum((move.went_out for move in inside), ZERO),
    ]
    return ClassBox(*sums, left=sums[0] + sums[1] - sums[2] - sums[3], moves=moves)


def _purposes(entries: Sequence[int]) -> dict[int, Account]:
    """What each entry was for: its first account that is no treasury."""
    lines = EntryLine.objects.filter(entry__in=entries, account__kind__in=[Account.Kind.EXPENSE, Account.Kind.INCOME])
    return {line.entry_id: line.account for line in lines.select_related("account").order_by("-position")}


def _category(entry: Entry) -> str:
    claim = getattr(entry, "claim", None)
    return claim.category if claim else ""
