"""What a year's book still lacks before it is sent: told, never forced."""

from dataclasses import dataclass
from decimal import Decimal

from finance.models import Book, DepositSlip, ExpenseClaim
from finance.services.vouchers import undeclared_holes

from . import balances


@dataclass(frozen=True, slots=True)
class LeftToDo:
    """What still waits in a book: expenses to answer, expenses to pay, deposits, money left in class boxes (euros),
    numbers that are on no paper.
    """

    claims: int
    to_pay: int
    slips: int
    class_boxes: Decimal
    holes: list[str]

    @property
    def is_nothing(self) -> bool:
        return not (self.claims or self.to_pay or self.slips or self.class_boxes or self.holes)


def left_to_do(book: Book) -> LeftToDo:
    """Six queries, however long the book is."""
    days = (book.year.starts, book.year.ends)
    claims = ExpenseClaim.objects.real().filter(cooperative=book.cooperative_id, issued_on__range=days)
    slips = DepositSlip.objects.real().filter(cooperative=book.cooperative_id, collected_on__range=days)
    return LeftToDo(
        claims=claims.waiting().count(),
        to_pay=claims.to_pay().count(),
        slips=slips.waiting().count(),
        class_boxes=balances.money(book).class_boxes,
        holes=undeclared_holes(book),
    )
