"""Who does what at the end of a year."""

from cooperatives.models import Cooperative
from finance.models import Book
from finance.permissions import can_decide_books, is_mandataire
from occe.kit.actors import Actor


def can_prepare_year(actor: Actor, cooperative: Cooperative) -> bool:
    """Prepare the end of the year: a mandataire in office, also the successor of who kept the book."""
    return is_mandataire(actor, cooperative)


def can_prepare_book(actor: Actor, book: Book) -> bool:
    """The same for one book: the association's own is its staff's affair."""
    return book.cooperative is not None and is_mandataire(actor, book.cooperative)


def can_read_year_end(actor: Actor, cooperative: Cooperative) -> bool:
    """Read how far a year is: whoever reads the cooperative's money as an adult (`visible_to` chose)."""
    return actor.kind == "adult"


def can_answer_year(actor: Actor, cooperative: Cooperative) -> bool:
    """Say remarks about a book that was sent: the association's treasurer or administrator."""
    return can_decide_books(actor, cooperative)
