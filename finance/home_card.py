"""The card of a cooperative's front page that tells how far the year's accounts are."""

from django.utils.translation import gettext as _

from cooperatives.home_cards import Card
from cooperatives.models import Cooperative, SchoolYear
from finance.addresses import in_year
from finance.closing_steps import readiness
from finance.models import Book
from occe.kit.actors import Actor


def year_card(actor: Actor, cooperative: Cooperative, year: SchoolYear | None) -> Card | None:
    """How ready the year's book is; nothing without a book, or once it has gone to the association."""
    books = Book.objects.visible_to(actor).filter(cooperative=cooperative, year=year)
    book = books.taking_entries().select_related("year").first()
    if book is None:
        return None
    book.cooperative = cooperative
    found = readiness(book)
    words = _("Prêt : %(done)s sur %(total)s.") % {"done": found.done, "total": found.total}
    nearest = f"{words} {found.missing[0].words}." if found.missing else words
    title = _("Les comptes de %(year)s") % {"year": book.year.slug}
    return Card(title, nearest, found.done, found.total, in_year("year", book), _("Voir l’année"))
