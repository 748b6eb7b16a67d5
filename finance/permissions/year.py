"""Who does what at the end of a year."""

from cooperatives.models import Cooperative, GuestLink
from finance.models import AccountReview, Book, Entry
from finance.permissions.everyday import can_decide_book, can_decide_books, is_mandataire
from occe.kit.actors import Actor, Guest


def can_prepare_year(actor: Actor, cooperative: Cooperative) -> bool:
    """Prepare the end of the year: a mandataire in office, also the successor of who kept the book."""
    return is_mandataire(actor, cooperative)


def can_prepare_book(actor: Actor, book: Book) -> bool:
    """The same for one book: the association's own is its staff's affair."""
    return book.cooperative is not None and is_mandataire(actor, book.cooperative)


def can_read_year_end(actor: Actor, cooperative: Cooperative) -> bool:
    """Read how far a year is: whoever reads the cooperative's money as an adult (`visible_to` chose)."""
    return actor.kind == "adult"


def can_record_review(actor: Actor, book: Book) -> bool:
    """Note what the reviewers saw and signed: a mandataire in office; the association for a school on paper."""
    return can_prepare_book(actor, book) or can_decide_book(actor, book)


def can_keep_review(actor: Actor, cooperative: Cooperative) -> bool:
    """The same for the pages of a cooperative."""
    return is_mandataire(actor, cooperative) or can_decide_books(actor, cooperative)


def can_review(actor: Actor) -> bool:
    """Whoever came by a reviewer's link; which review it opens, `visible_to` says."""
    return isinstance(actor, Guest) and actor.purpose == GuestLink.Purpose.REVIEWER


def is_reviewer_of(actor: Actor, review: AccountReview) -> bool:
    """Whether a reviewer's link opens this review."""
    if not isinstance(actor, Guest):
        return False
    return review.reviewers.filter(link=actor.link_id, withdrawn_at__isnull=True).exists()


def can_remark(actor: Actor, entry: Entry) -> bool:
    """Say a remark about an entry: the association's treasurer or administrator."""
    return can_decide_book(actor, entry.book)


def can_answer_remark(actor: Actor, entry: Entry) -> bool:
    """Answer it: a mandataire in office of the entry's cooperative."""
    return can_prepare_book(actor, entry.book)
