"""The bank at the year's end: compared with the statement that frames the last day, and closed."""

from collections.abc import Sequence

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from finance.models import BankAccount, Book, Reconciliation
from occe.kit.dates import format_day

from .closing import NOT_OURS, Missing, Standing, standing


def bank_reconciled(books: Sequence[Book]) -> dict[int, Standing]:
    """The last month of the year is closed at the bank, where the cooperative has an account here. Two queries."""
    accounts = BankAccount.objects.filter(cooperative__in=[book.cooperative_id for book in books])
    with_account = set(accounts.order_by().values_list("cooperative", flat=True))
    last_months = Reconciliation.objects.filter(book__in=books, ends_on=F("book__year__ends"))
    closed = set(last_months.order_by().values_list("book", flat=True))
    return {
        book.pk: standing([] if book.pk in closed else [_missing(book)])
        if book.cooperative_id in with_account
        else NOT_OURS
        for book in books
    }


def _missing(book: Book) -> Missing:
    assert book.cooperative is not None  # it has an account
    ends = book.year.ends
    where = {"id": book.cooperative.public_id, "year": ends.year, "month": ends.month}
    words = _("Comparer la banque et le cahier au %(day)s") % {"day": format_day(ends)}
    return Missing(words, reverse("finance:bank-month", kwargs=where))
