"""The only door to the ledger. Whatever writes an entry calls `post_entry`; nothing ever changes one.

Sign convention: money that comes in debits a treasury account, money that goes out credits it
(`finance.models.entries`).
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple, TypedDict
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, Cooperative
from councils.models import Decision
from finance import labels
from finance.errors import (
    BankNotOpen,
    BookTakesNoEntries,
    DateOutOfYear,
    EntryAlreadyReversed,
    EntryRefused,
    NotYours,
    RequestAlreadyUsed,
)
from finance.models import Account, Activity, Book, Entry, EntryLine, Grant, Voucher
from occe.kit.actors import Actor, Adult, System
from occe.kit.dates import format_day, today
from occe.kit.euros import CENT, format_euros
from projects.models import Project

from .digests import digest_of

ZERO = Decimal(0)
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
AXES = ("classroom", "project", "decision", "activity", "grant")


class Axes(TypedDict, total=False):
    """What a line is gathered under, beside its account."""

    classroom: Classroom | None
    project: Project | None
    decision: Decision | None
    activity: Activity | None
    grant: Grant | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be posted: one side of an entry, in euros, with what it is gathered under."""

    account: Account
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    classroom: Classroom | None = None
    project: Project | None = None
    decision: Decision | None = None
    activity: Activity | None = None
    grant: Grant | None = None

    def mirrored(self) -> "Line":
        """The same line on the other side."""
        return replace(self, debit=self.credit, credit=self.debit)


def lock_book(book: Book) -> Book:
    """The book's row, locked until the end of the transaction, with its year and cooperative as they are now.

    Everything that posts, numbers or closes takes this lock first (after the lock of a claim or slip, never before).
    """
    return locked_books().get(pk=book.pk)


def locked_books() -> QuerySet[Book]:
    """The same for the book that a filter of the caller's finds."""
    return Book.objects.select_for_update(of=("self",), no_key=True).select_related("year", "cooperative")


@transaction.atomic
def post_entry(
    book: Book,
    *,
    lines: Sequence[Line],
    kind: Entry.Kind,
    date: datetime.date,
    label: str,
    request_id: UUID,
    by: Actor,
    direct: bool = False,
    reason: str = "",
    voucher: Voucher | None = None,
    reverses: Entry | None = None,
) -> Entry:
    """Post a balanced entry of two lines or more in a book that takes entries, under the next number.

    `date` is the day of issue, in the book's year and not in the future. Idempotent: the same `request_id` with the
    same content gives the same entry again. Raises RequestAlreadyUsed (another content), BookTakesNoEntries,
    DateOutOfYear, EntryRefused, and NotYours for whoever is neither an adult nor the portal itself.
    """
    if not isinstance(by, Adult | System):
        raise NotYours(_("Seul un adulte inscrit une écriture au cahier."))
    place = _lock(book)
    entry = Entry(
        federation_id=book.federation_id,
        book=book,
        kind=kind,
        date=date,
        label=CONTROLS.sub(" ", label).strip()[:200],
        direct=direct,
        reason=reason,
        voucher=voucher,
        reverses=reverses,
        request_id=request_id,
        posted_by_id=getattr(by, "user_id", None),
        posted_at=timezone.now(),
        line_count=len(lines),
        total=sum((line.debit for line in lines), ZERO),
    )
    rows = [_row(entry, position, line) for position, line in enumerate(lines, start=1)]
    last = _last(book, request_id)
    if last and last.is_posted:
        return _same_content(Entry.objects.get(book=book, request_id=request_id), entry, rows)
    _check_place(place, date)
    _check_lines(book, lines)
    if reverses is None and kind != Entry.Kind.OPENING and not place.bank_is_open:
        _check_nothing_leaves_the_bank(lines)
    entry.number, entry.previous_digest = (last.number + 1, last.digest) if last else (1, "")
    return _write(entry, rows, {line.account.pk: line.account.code for line in lines})


@transaction.atomic
def reverse_entry(
    entry: Entry, *, by: Actor, reason: str, request_id: UUID, date: datetime.date | None = None
) -> Entry:
    """Cancel a posted entry by posting its mirror in the same book; the first one stays readable.

    `date` is today, or the last day of the book's year when that is over; `reason` is an `Entry.Reason`. A correction
    is not corrected: what was right is posted anew. Raises EntryAlreadyReversed and what `post_entry` raises.
    Idempotent on `request_id`.
    """
    book = lock_book(entry.book)
    standing = Entry.objects.filter(reverses=entry).first()
    if entry.reverses_id or (standing and standing.request_id != request_id):
        raise EntryAlreadyReversed(_("Cette écriture est déjà corrigée, ou est elle-même une correction."))
    if standing:
        return standing
    lines = entry.lines.select_related("account", *AXES).order_by("position")
    mirror = [Line(row.account, row.debit, row.credit, *(getattr(row, axis) for axis in AXES)) for row in lines]
    return post_entry(
        book,
        lines=[line.mirrored() for line in mirror],
        kind=Entry.Kind.REVERSAL,
        date=date or min(today(), book.year.ends),
        label=labels.reversal_label(entry, reason),
        request_id=request_id,
        by=by,
        reason=reason,
        voucher=entry.voucher,
        reverses=entry,
    )


# Posting is the busiest door: what it looks at first is asked in two short statements, the lock before the look.


class _Place(NamedTuple):
    """Where an entry is to stand: its book as it is now, locked, with its year and cooperative."""

    state: str
    year_is_open: bool
    starts: datetime.date
    ends: datetime.date
    cooperative_state: str | None
    bank_is_open: bool


def _lock(book: Book) -> _Place:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT b.state, y.closed_at IS NULL, y.starts, y.ends, c.state, "
            "c.id IS NULL OR c.account_opened_on IS NOT NULL "
            "FROM finance_book b JOIN cooperatives_schoolyear y ON y.id = b.year_id "
            "LEFT JOIN cooperatives_cooperative c ON c.id = b.cooperative_id "
            "WHERE b.id = %s FOR NO KEY UPDATE OF b",
            [book.pk],
        )
        return _Place(*cursor.fetchone())


class _Last(NamedTuple):
    """The last entry of a book, and whether a request was posted in it already."""

    number: int
    digest: str
    is_posted: bool


def _last(book: Book, request_id: UUID) -> _Last | None:
    """None for a book without an entry."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, digest, EXISTS (SELECT FROM finance_entry WHERE book_id = %s AND request_id = %s) "
            "FROM finance_entry WHERE book_id = %s ORDER BY number DESC LIMIT 1",
            [book.pk, request_id, book.pk],
        )
        found = cursor.fetchone()
    return _Last(*found) if found else None


def _row(entry: Entry, position: int, line: Line) -> EntryLine:
    return EntryLine(
        federation_id=entry.federation_id,
        entry=entry,
        position=position,
        account=line.account,
        debit=line.debit,
        credit=line.credit,
        **{name: getattr(line, name) for name in AXES},
    )


def _same_content(posted: Entry, wanted: Entry, rows: list[EntryLine]) -> Entry:
    """What was posted under this request, if it says what is asked now."""
    fields = ("kind", "date", "label", "direct", "reason", "voucher_id", "reverses_id", "line_count", "total")
    columns = ("position", "account_id", "debit", "credit", *(f"{name}_id" for name in AXES))
    same = all(getattr(posted, name) == getattr(wanted, name) for name in fields)
    asked = [tuple(getattr(row, name) for name in columns) for row in rows]
    if same and list(posted.lines.order_by("position").values_list(*columns)) == asked:
        return posted
    raise RequestAlreadyUsed(
        _("Cette opération est déjà inscrite sous le numéro %(number)s, avec un autre contenu.")
        % {"number": posted.number}
    )


def _check_place(place: _Place, date: datetime.date) -> None:
    year = f"{place.starts.year}-{place.ends.year}"
    if not place.year_is_open:
        raise BookTakesNoEntries(closed_year(year))
    if place.state not in Book.WRITABLE:
        raise BookTakesNoEntries(takes_none(year, place.state))
    if place.cooperative_state in (Cooperative.State.SUSPENDED, Cooperative.State.CLOSED):
        raise BookTakesNoEntries(_suspended())
    latest = min(place.ends, today())
    if not place.starts <= date <= latest:
        raise DateOutOfYear(
            _("Choisissez un jour entre le %(first)s et le %(last)s : c’est le cahier %(year)s.")
            % {"first": format_day(place.starts), "last": format_day(latest), "year": year},
            field="date",
        )


def closed_year(year: str) -> str:
    """Why nothing moves in the books of a year, `2024-2025`, that the association has closed."""
    return _("L’année %(year)s est close : son cahier ne change plus.") % {"year": year}


def kept_on_paper(year: str) -> str:
    """Why nothing is written in the book of a year, `2024-2025`, but its totals."""
    return _("Le cahier %(year)s est tenu sur papier : rien ne s’inscrit ici, sauf ses totaux.") % {"year": year}


def takes_none(year: str, state: str) -> str:
    """Why nothing is written in a book of this state, and who may change that."""
    return _("Le cahier %(year)s est %(state)s : il ne prend plus d’écriture. Parlez-en à votre association.") % {
        "year": year,
        "state": Book.State(state).label,
    }


def _suspended() -> str:
    return _("Cette coopérative est suspendue ou fermée : rien ne s’inscrit dans son cahier pour le moment.")


def _check_lines(book: Book, lines: Sequence[Line]) -> None:
    if len(lines) < 2:
        raise EntryRefused(_("Une écriture a au moins deux lignes : d’où vient l’argent, et à quoi il sert."))
    for line in lines:
        for amount in (line.debit, line.credit):
            if not amount.is_finite() or amount < 0 or amount != amount.quantize(CENT):
                raise EntryRefused(_("Un montant est positif et compte deux décimales."))
        if (line.debit > 0) == (line.credit > 0):
            raise EntryRefused(_("Une ligne porte soit un débit, soit un crédit."))
        if (line.account.federation_id, line.account.year_id) != (book.federation_id, book.year_id):
            raise EntryRefused(_("Un compte n’appartient pas à l’année de ce cahier."))
    debit, credit = (sum((getattr(line, side) for line in lines), ZERO) for side in ("debit", "credit"))
    if debit != credit:
        raise EntryRefused(
            _("L’écriture n’est pas équilibrée : %(debit)s d’un côté, %(credit)s de l’autre.")
            % {"debit": format_euros(debit), "credit": format_euros(credit)}
        )


def _check_nothing_leaves_the_bank(lines: Sequence[Line]) -> None:
    if any(line.credit and line.account.treasury == Account.Treasury.BANK for line in lines):
        raise BankNotOpen(
            _(
                "Le compte en banque de la coopérative est en cours d’ouverture : rien n’en sort pour le moment. "
                "Un adulte peut avancer la somme, elle lui sera rendue."
            )
        )


def _write(entry: Entry, rows: list[EntryLine], codes: dict[int, str]) -> Entry:
    """Seal the numbered entry with its digest, and store it with its lines. The book is locked."""
    entry.digest = digest_of(entry, rows, codes)
    try:
        entry.save(force_insert=True)
        EntryLine.objects.bulk_create(rows)
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if constraint == "finance_entry_book_takes_entries":
            raise BookTakesNoEntries(_suspended()) from error  # suspended between our look and the database's
        if constraint == "finance_entry_of_a_paper_book":
            raise BookTakesNoEntries(kept_on_paper(entry.book.year.slug)) from error
        if constraint == "finance_entry_year_is_open":
            raise BookTakesNoEntries(closed_year(entry.book.year.slug)) from error
        raise
    return entry
