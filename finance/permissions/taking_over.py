"""Who takes over a year that was kept elsewhere."""

from finance.models import BookImport
from finance.permissions.everyday import can_begin_book
from occe.kit.actors import Actor


def can_import_year(actor: Actor, found: BookImport) -> bool:
    """Whoever may begin the book goes on with what was read for it: a mandataire, or the association."""
    return found.book.cooperative is not None and can_begin_book(actor, found.book.cooperative)
