"""Steps of the year's end whose subjects have rooms of their own: public grants, what was only noted."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finance.addresses import in_year
from finance.models import Book, Grant, Memo
from occe.kit.euros import format_euros

from .closing import NOT_OURS, Missing, Standing, standing
from .grants import with_money


def grants_told(books: Sequence[Book]) -> dict[int, Standing]:
    """Each public grant that came was told to who gave it; what is left of it is named, never booked."""
    places = {(book.cooperative_id, book.year_id): book for book in books}
    wanted = Q(cooperative__in=[book.cooperative_id for book in books], year__in=[book.year_id for book in books])
    grants = Grant.objects.filter(wanted, funder_kind__in=Grant.PUBLIC, refused_on__isnull=True)
    missing: dict[int, list[Missing]] = defaultdict(list)
    known: set[int] = set()
    for use in with_money(grants):
        book = places.get((use.grant.cooperative_id, use.grant.year_id))
        if book is None:
            continue
        known.add(book.pk)
        if use.received and use.grant.reported_on is None:
            words = _("%(funder)s : dire à quoi l’aide a servi") % {"funder": use.grant.funder}
            if use.left:
                words = _("%(funder)s : dire à quoi l’aide a servi, %(left)s restent à employer") % {
                    "funder": use.grant.funder, "left": format_euros(use.left),
                }  # fmt: skip
            missing[book.pk].append(Missing(words, in_year("grants", book)))
    return {book.pk: standing(missing[book.pk]) if book.pk in known else NOT_OURS for book in books}


def memos_left(books: Sequence[Book]) -> dict[int, Standing]:
    """Nothing stays noted to pay or to receive; what does is outside the accounts, and is named (never booked)."""
    rows = Memo.objects.open().filter(cooperative__in=[book.cooperative_id for book in books])
    noted: Counter[int] = Counter()
    for cooperative, due, on in rows.values_list("cooperative", "due_on", "noted_at__date"):
        for book in books:
            if book.cooperative_id == cooperative and book.year.starts <= (due or on) <= book.year.ends:
                noted[book.pk] += 1
    return {book.pk: standing(_noted(book, noted[book.pk])) for book in books}


def _noted(book: Book, count: int) -> list[Missing]:
    if not count:
        return []
    words = ngettext(
        "%(n)s somme notée à payer ou à recevoir, hors des comptes",
        "%(n)s sommes notées à payer ou à recevoir, hors des comptes",
        count,
    )
    return [Missing(words % {"n": count}, in_year("memos", book))]
