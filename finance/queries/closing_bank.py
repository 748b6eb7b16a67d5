"""The bank at the year's end: compared with the statement that frames the last day, and closed."""

from collections.abc import Sequence

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from finance.models import Account, BankAccount, Book, EntryLine, PaperBook, Reconciliation
from occe.kit.dates import format_day

from .balances import DEBITS_LESS_CREDITS
from .closing import NOT_OURS, Missing, Standing, standing


def bank_reconciled(books: Sequence[Book]) -> dict[int, Standing]:
    """The last month of the year is closed at the bank, where the cooperative has an account here; a year on paper has
    its totals and the statement beside them. Two queries, four with books on paper.
    """
    accounts = BankAccount.objects.filter(cooperative__in=[book.cooperative_id for book in books])
    with_account = set(accounts.order_by().values_list("cooperative", flat=True))
    last_months = Reconciliation.objects.filter(book__in=books, ends_on=F("book__year__ends"))
    closed = set(last_months.order_by().values_list("book", flat=True))
    ours = {book.pk for book in books if book.cooperative_id in with_account}
    found = {
        book.pk: standing([] if book.pk in closed else [_missing(book)]) if book.pk in ours else NOT_OURS
        for book in books
    }
    return found | _on_paper([book for book in books if book.is_on_paper])


def _on_paper(books: Sequence[Book]) -> dict[int, Standing]:
    """Totals that a correction has moved since are typed again: then the bank and the book say the same."""
    if not books:
        return {}
    at_bank = EntryLine.objects.filter(entry__book__in=books, account__treasury=Account.Treasury.BANK)
    held = dict(at_bank.values_list("entry__book").order_by().annotate(sum=DEBITS_LESS_CREDITS))
    said = {paper.book_id: paper.ledger_balance for paper in PaperBook.objects.filter(book__in=books)}
    words = _("Reprendre les totaux du cahier papier")
    found = {}
    for book in books:
        assert book.cooperative is not None  # only a school keeps its book on paper
        where = {"id": book.cooperative.public_id, "slug": book.year.slug}
        missing = Missing(words, reverse("finance:paper-book", kwargs=where))
        found[book.pk] = standing([] if said.get(book.pk) == held.get(book.pk, 0) else [missing])
    return found


def _missing(book: Book) -> Missing:
    assert book.cooperative is not None  # it has an account
    ends = book.year.ends
    where = {"id": book.cooperative.public_id, "year": ends.year, "month": ends.month}
    words = _("Comparer la banque et le cahier au %(day)s") % {"day": format_day(ends)}
    return Missing(words, reverse("finance:bank-month", kwargs=where))
