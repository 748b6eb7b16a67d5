"""The inventory at the year's end: what was bought to last has a place."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count
from django.utils.translation import ngettext

from finance.addresses import in_year
from finance.models import Book

from .closing import Missing, Standing, standing
from .goods import durable_lines


def inventory(books: Sequence[Book]) -> dict[int, Standing]:
    """Everything that the books paid for and that lasts is in the inventory. One query."""
    lines = durable_lines().filter(entry__book__in=books).order_by()
    waiting = Counter(dict(lines.values_list("entry__book").annotate(count=Count("pk"))))
    return {book.pk: standing(_unplaced(book, waiting[book.pk])) for book in books}


def _unplaced(book: Book, count: int) -> list[Missing]:
    if not count:
        return []
    words = ngettext(
        "%(n)s achat qui dure, pas encore à l’inventaire", "%(n)s achats qui durent, pas encore à l’inventaire", count
    )
    return [Missing(words % {"n": count}, in_year("goods", book))]
