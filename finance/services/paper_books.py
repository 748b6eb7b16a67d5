"""A year that a school keeps on paper: chosen before anything is written, its totals typed in once at the end.

Each total is an entry like any other, so that every report, export and figure works unchanged. Totals that are typed
again are corrected by difference: the wrong one gets its mirror, the right one is posted beside it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import StoredFile
from finance import labels, permissions
from finance.errors import NotYours, PaperBookRefused
from finance.models import Account, Book, Entry, PaperBook, PaperPage
from finance.queries import balances
from occe.kit.actors import Adult
from occe.kit.euros import format_euros

from .openings import record_opening
from .posting import Line, lock_book, post_entry, reverse_entry

ZERO = Decimal(0)
Kind, Treasury = Account.Kind, Account.Treasury
TOTAL = Entry.Reason.PAPER_TOTAL


@dataclass(frozen=True, slots=True)
class Compared:
    """What the bank's statement says on the last day, and what is still on its way, in euros."""

    statement: Decimal
    going_out: Decimal = ZERO
    coming_in: Decimal = ZERO

    @property
    def at_bank(self) -> Decimal:
        return self.statement - self.going_out + self.coming_in


@transaction.atomic
def choose_mode(book: Book, *, mode: Book.Mode, by: Adult) -> Book:
    """Say that this year's book is kept on paper, or here after all: as long as nothing is written in it.

    Again: no change. The next year's book is kept here unless somebody says so anew. Raises NotYours, PaperBookRefused.
    """
    book = _of(book, by)
    if book.mode == mode:
        return book
    book.mode = mode
    try:
        with transaction.atomic():
            book.save(update_fields=["mode"])
    except IntegrityError as error:
        raise PaperBookRefused(
            _("Des écritures, des dépenses ou des bordereaux sont déjà dans cette année : le cahier reste ainsi.")
        ) from error
    return book


@transaction.atomic
def record_totals(
    book: Book,
    *,
    totals: Mapping[Account, Decimal],
    closing_bank: Decimal,
    closing_cash: Decimal,
    compared: Compared,
    date: datetime.date,
    by: Adult,
    opening_bank: Decimal = ZERO,
    opening_cash: Decimal = ZERO,
) -> PaperBook:
    """Write the year's total of each expense and income account (euros, zero or more), once each, as direct entries.

    What the accounts leave must be what the paper book says is at the bank and in the cash box on the last day, and the
    bank must agree. The opening is written too when the book has none. Typed again, only what differs is corrected;
    the same figures change nothing. Raises NotYours, PaperBookRefused at the field, and what posting raises.
    """
    book = _of(book, by)
    if not book.is_on_paper:
        raise PaperBookRefused(_("Ce cahier est tenu ici, pas sur papier."))
    if (opening_bank or opening_cash) and not balances.carried_into(book):
        record_opening(book, bank=opening_bank, cash=opening_cash, request_id=uuid4(), by=by)
    opened = sum(balances.carried_into(book).values(), ZERO)
    _check(opened, totals, closing_bank, closing_cash, compared)
    main = Treasury.CASH if closing_bank == _bank_at_first(book) else Treasury.BANK
    for account, amount in sorted(totals.items(), key=lambda pair: (pair[0].kind != Kind.INCOME, pair[0].position)):
        _settle(book, account, amount, main=main, date=date, by=by)
    _share_of_cash(book, closing_cash, date=date, by=by)
    facts = {
        "federation_id": book.federation_id, "statement_balance": compared.statement,
        "going_out": compared.going_out, "coming_in": compared.coming_in, "typed_by_id": by.user_id,
        "typed_at": timezone.now(),
    }  # fmt: skip
    return PaperBook.objects.update_or_create(book=book, defaults=facts)[0]


@transaction.atomic
def add_page(book: Book, *, file: StoredFile, by: Adult) -> PaperPage:
    """Put a photographed page of the paper book with it. The same file again: no change."""
    book = _of(book, by)
    if not book.is_on_paper:
        raise PaperBookRefused(_("Ce cahier est tenu ici, pas sur papier."))
    facts = {"federation_id": book.federation_id, "added_by_id": by.user_id}
    return PaperPage.objects.get_or_create(book=book, file=file, defaults=facts)[0]


def standing_totals(book: Book) -> dict[int, tuple[Entry, Decimal]]:
    """The totals that stand, by account: the entry and its euros. One query for the entries, one for their lines."""
    entries = Entry.objects.filter(book=book, reason=TOTAL, kind__in=[Kind.EXPENSE, Kind.INCOME])
    found = {}
    for entry in entries.filter(reversed_by__isnull=True).prefetch_related("lines__account"):
        for line in entry.lines.all():
            if line.account.kind != Kind.TREASURY:
                found[line.account_id] = (entry, line.debit + line.credit)
    return found


# --- inside ----------------------------------------------------------------------------------------------------------


def _of(book: Book, by: Adult) -> Book:
    book = lock_book(book)
    if book.cooperative is None or not permissions.can_begin_book(by, book.cooperative):
        raise NotYours(_("Un mandataire en fonction, ou l’association, reprend les totaux d’un cahier papier."))
    if not book.takes_entries:
        raise PaperBookRefused(_("Le cahier %(year)s est parti à l’AD : il ne change plus.") % {"year": book.year.slug})
    return book


def _check(
    opened: Decimal, totals: Mapping[Account, Decimal], bank: Decimal, cash: Decimal, compared: Compared
) -> None:
    came, went = (
        sum((amount for account, amount in totals.items() if account.kind == kind), ZERO)
        for kind in (Kind.INCOME, Kind.EXPENSE)
    )
    if opened + came - went != bank + cash:
        words = _("%(opened)s + %(came)s − %(went)s = %(expected)s, et la banque et la caisse font %(closing)s.")
        sums = {"opened": opened, "came": came, "went": went, "expected": opened + came - went, "closing": bank + cash}
        told = words % {name: format_euros(amount) for name, amount in sums.items()}
        raise PaperBookRefused(told, field="closing_bank")
    if compared.at_bank != bank:
        words = _("Le relevé, avec ce qui est en route, fait %(at_bank)s ; le cahier papier dit %(bank)s à la banque.")
        told = words % {"at_bank": format_euros(compared.at_bank), "bank": format_euros(bank)}
        raise PaperBookRefused(told, field="statement")


def _bank_at_first(book: Book) -> Decimal:
    lines = Account.objects.filter(year_id=book.year_id, treasury=Treasury.BANK).values_list("code", flat=True)
    carried = balances.carried_into(book)
    return sum((carried.get(code, ZERO) for code in lines), ZERO)


def _place(book: Book, treasury: str) -> Account:
    places = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id).treasury()
    return places.filter(treasury=treasury)[0]


def _settle(book: Book, account: Account, amount: Decimal, *, main: str, date: datetime.date, by: Adult) -> None:
    """Make the account's total what it is to be."""
    standing = standing_totals(book).get(account.pk)
    if standing and standing[1] == amount:
        return
    if standing:
        reverse_entry(standing[0], by=by, reason=Entry.Reason.WRONG_AMOUNT, request_id=uuid4())
    if amount:
        purpose, place = Line(account, debit=amount), Line(_place(book, main), credit=amount)
        lines = [purpose, place] if account.kind == Kind.EXPENSE else [place.mirrored(), purpose.mirrored()]
        _post(book, lines, Entry.Kind(account.kind), labels.paper_total_label(account), date=date, by=by)


def _share_of_cash(book: Book, cash: Decimal, *, date: datetime.date, by: Adult) -> None:
    """Leave in the cash box what the paper book says is there; the rest of the totals is the bank's."""
    wanted = cash - balances.money(book).cash
    if wanted:
        to_cash = [
            Line(_place(book, Treasury.CASH), debit=abs(wanted)),
            Line(_place(book, Treasury.BANK), credit=abs(wanted)),
        ]
        lines = to_cash if wanted > 0 else [line.mirrored() for line in to_cash]
        _post(book, lines, Entry.Kind.TRANSFER, labels.paper_cash_label(), date=date, by=by)


def _post(book: Book, lines: list[Line], kind: Entry.Kind, label: str, *, date: datetime.date, by: Adult) -> Entry:
    return post_entry(
        book, lines=lines, kind=kind, date=date, label=label, request_id=uuid4(), by=by, direct=True, reason=TOTAL
    )  # fmt: skip
