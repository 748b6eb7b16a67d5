"""The numbers written on the papers: which comes next, and which are missing."""

import re
from collections.abc import Iterable

from django.db.models import F, Func, IntegerField, Max, Value
from django.db.models.functions import Cast

from finance.models import Account, Book, Voucher, VoucherScheme

NUMBER = re.compile(r"([A-Z]{0,3})([0-9]{1,5})([A-Z]?)")
OUT, IN = "D", "R"


def next_number(book: Book, kind: Account.Kind) -> str:
    """The number to write on the next paper: `D08` for an expense, `R03` for income, by the federation's scheme.

    One more than the highest of its kind in the book. Only a proposal unless the book is locked.
    """
    scheme = VoucherScheme.objects.filter(year_id=book.year_id).first() or VoucherScheme()
    apart = scheme.kind == VoucherScheme.Kind.APART
    prefix = (OUT if kind == Account.Kind.EXPENSE else IN) if apart else ""
    rank = Cast(Func(F("number"), Value(f"^{prefix}([0-9]+)"), function="substring"), IntegerField())
    highest = Voucher.objects.filter(book=book).aggregate(rank=Max(rank))["rank"] or 0
    return f"{prefix}{highest + 1:0{scheme.digits}d}"


def undeclared_holes(book: Book) -> list[str]:
    """Numbers that are missing between the first and the last of each series, in order: `["D03", "R02"]`."""
    return holes_of([book])[book.pk]


def holes_of(books: Iterable[Book]) -> dict[int, list[str]]:
    """The same of several books of one association, by their ids. Two queries."""
    taken: dict[int, dict[str, set[int]]] = {book.pk: {} for book in books}
    for book, number in Voucher.objects.filter(book__in=taken).values_list("book", "number"):
        if found := NUMBER.fullmatch(number):
            taken[book].setdefault(found[1], set()).add(int(found[2]))
    digits = dict(Book.objects.filter(pk__in=taken).values_list("pk", "year__voucher_scheme__digits"))
    return {book: _holes(series, digits[book] or VoucherScheme().digits) for book, series in taken.items()}


def _holes(series: dict[str, set[int]], digits: int) -> list[str]:
    return [
        f"{prefix}{rank:0{digits}d}"
        for prefix, ranks in sorted(series.items())
        for rank in range(1, max(ranks))
        if rank not in ranks
    ]
