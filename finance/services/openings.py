"""What there was on the first day of a year. It is neither income nor expense.

Two years are open at once each September, so the balance of last year may still move when the new book is opened.
What is brought forward is therefore brought by difference, as often as needed: the opening of a year is the sum of its
opening entries.
"""

import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from finance import labels, permissions
from finance.errors import EntryRefused, NotYours
from finance.models import Account, Book, Entry
from finance.queries import balances
from occe.kit.actors import Actor
from occe.kit.dates import today

from .posting import Line, lock_book, post_entry

ZERO = Decimal(0)


@transaction.atomic
def carry_forward(book: Book, *, by: Actor) -> Entry | None:
    """Bring into the book what last year's book holds and was not brought yet; None when there is nothing to bring.

    Bank goes to bank and cash to cash; what a class kept in its box comes back to the cash box, since classes end with
    the year. Idempotent by nature. Nothing is brought before the year's first day.
    """
    book = lock_book(book)
    before = book_before(book)
    if before is None or book.year.starts > today():
        return None
    wanted = _brought(before, {account.code: account for account in _treasury(book)})
    carried = balances.carried_into(book)
    differences = {account: amount - carried.get(account.code, ZERO) for account, amount in wanted.items()}
    return _post_opening(book, differences, request_id=uuid4(), by=by)


@transaction.atomic
def record_opening(book: Book, *, bank: Decimal, cash: Decimal, request_id: UUID, by: Actor) -> Entry | None:
    """Write what the statement and the cash box showed on the first day, for a book that has no year before it here.

    Amounts in euros, zero or more; None when both are zero. Raises NotYours; EntryRefused when an opening stands
    already (it is corrected like any entry), or is brought from last year's book. Idempotent on `request_id`.
    """
    book = lock_book(book)
    if not permissions.can_record_opening(by, book):
        raise NotYours(_("Le report de départ est inscrit par un mandataire en fonction ou par l’association."))
    if before := book_before(book):
        raise EntryRefused(comes_from(before))
    standing = Entry.objects.filter(book=book, kind=Entry.Kind.OPENING, reversed_by__isnull=True)
    if standing.exclude(request_id=request_id).exists():
        raise EntryRefused(_("Le report de cette année est déjà inscrit. S’il est faux, corrigez-le."))
    found = {account.treasury: account for account in reversed(list(_treasury(book)))}
    amounts = {found[Account.Treasury.BANK]: bank, found[Account.Treasury.CASH]: cash}
    return _post_opening(book, amounts, request_id=request_id, by=by)


def book_before(book: Book) -> Book | None:
    """The same cooperative's (or the association's own) book of the year before, from which the opening is brought."""
    return (
        Book.objects.filter(
            federation_id=book.federation_id,
            cooperative_id=book.cooperative_id,
            year__ends=book.year.starts - datetime.timedelta(days=1),
        )
        .select_related("year")
        .first()
    )


def comes_from(before: Book) -> str:
    """Why an opening that is brought is neither written nor corrected by hand."""
    return _("Ce report vient du cahier %(year)s : c’est là qu’il se corrige.") % {"year": before.year.slug}


def _treasury(book: Book):
    """The treasury accounts of the book's year, the first of each kind first."""
    return Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id).treasury()


def _brought(before: Book, accounts: dict[str, Account]) -> dict[Account, Decimal]:
    """Last year's balances on this year's accounts: same code, else the first account of the same kind."""
    first = {account.treasury: account for account in reversed(accounts.values())}
    brought = dict.fromkeys(accounts.values(), ZERO)
    for account, amount in balances.treasury_balances(before).items():
        is_box = account.treasury == Account.Treasury.CLASS_BOX
        target = first[Account.Treasury.CASH] if is_box else accounts.get(account.code, first[account.treasury])
        brought[target] += amount
    return brought


def _post_opening(book: Book, amounts: dict[Account, Decimal], *, request_id: UUID, by: Actor) -> Entry | None:
    lines = [_line(account, amount) for account, amount in amounts.items() if amount]
    total = sum(amounts.values(), ZERO)
    if not lines:
        return None
    if total:
        carried = Account.objects.get(
            federation_id=book.federation_id, year_id=book.year_id, kind=Account.Kind.CARRIED_FORWARD
        )
        lines.append(_line(carried, -total))
    return post_entry(
        book,
        lines=lines,
        kind=Entry.Kind.OPENING,
        date=book.year.starts,
        label=labels.opening_label(),
        request_id=request_id,
        by=by,
    )


def _line(account: Account, amount: Decimal) -> Line:
    """A debit when positive, a credit when negative."""
    return Line(account, debit=amount) if amount > 0 else Line(account, credit=-amount)
