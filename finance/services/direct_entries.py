"""What a mandataire in office records alone, because it is the mandate itself: income, bank charges, the affiliation,
purchases that were decided. Such an entry is marked direct, and comes first in the reviewers' sample.

One paper may be split: over several accounts, classes, projects (`Part`), and over several places and cheques
(`Place`). The short forms write one of each; the door is the same.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Affiliation, Classroom, StoredFile
from finance import labels, permissions
from finance.errors import EntryRefused, MandateNeeded, NameWritten, SecondAdultNeeded
from finance.models import Account, Book, Entry, Voucher
from members.naming import class_first_name_in, looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.euros import format_euros

from .enough import check_amount, check_there_is_enough
from .limits import check_limit
from .payments import note_line
from .posting import Axes, Line, lock_book, post_entry
from .vouchers import give_number

Kind = Account.Kind
StandsFor = Account.StandsFor
Treasury = Account.Treasury
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """What some of the money is for, or comes from: an expense or income account, euros, what it is gathered under."""

    account: Account
    amount: Decimal
    axes: Axes


@dataclass(frozen=True, slots=True)
class Place:
    """Where some of the money is or was: a treasury account, euros, and how they moved (`finance.models.Payment`).

    `classroom` is that of a class's box.
    """

    treasury: Account
    amount: Decimal
    means: str = ""
    cheque_number: str = ""
    classroom: Classroom | None = None


@transaction.atomic
def record_entry(
    book: Book,
    *,
    account: Account,
    treasury: Account,
    amount: Decimal,
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    caption: str = "",
    voucher_number: str = "",
    file: StoredFile | None = None,
    means: str = "",
    cheque_number: str = "",
    found_later: bool = False,
    **axes: Unpack[Axes],
) -> Entry:
    """Record an expense or an income: `account` says which and what for, `treasury` where the money is or was.

    `caption` is the adult's word for the paper; that of an income names nobody. `means` (a `BankAccount.Means`) and
    `cheque_number` say how the bank's money moved, if somebody says it; `found_later`, that it belongs to a year that
    is over. Idempotent on `request_id`. Raises what `record_split` raises.
    """
    at_bank = treasury.treasury == Treasury.BANK
    box = axes.get("classroom") if treasury.treasury == Treasury.CLASS_BOX else None
    place = Place(treasury, amount, means if at_bank else "", cheque_number if at_bank else "", box)
    return record_split(
        book, parts=[Part(account, amount, axes)], places=[place], date=date, request_id=request_id, by=by,
        caption=caption, voucher_number=voucher_number, file=file, found_later=found_later,
    )  # fmt: skip


@transaction.atomic
def record_split(
    book: Book,
    *,
    parts: Sequence[Part],
    places: Sequence[Place],
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    caption: str = "",
    voucher_number: str = "",
    file: StoredFile | None = None,
    voucher: Voucher | None = None,
    found_later: bool = False,
) -> Entry:
    """Record one paper as one entry: what it was for in parts, the money from or to places, sums equal.

    All parts are expenses, or all are incomes. The expenses that are not the mandate's own count together against the
    federation's threshold and the person's limit. `voucher` is the paper of an entry that this one takes the place of.
    Idempotent on `request_id`. Raises MandateNeeded, EntryRefused, SecondAdultNeeded, OverLimit, NotEnoughMoney,
    NameWritten, VoucherNumberTaken, PaymentRefused and what `post_entry` raises.
    """
    _check_shape(parts, places)
    check_alone(book, _sums(parts), by=by)
    if parts[0].account.kind == Kind.INCOME and caption:
        for classroom in {part.axes.get("classroom") for part in parts}:
            _check_names_nobody(caption, classroom)
    purposes = [Line(part.account, debit=part.amount, **part.axes) for part in parts]
    treasury = [Line(place.treasury, credit=place.amount, classroom=place.classroom) for place in places]
    out = parts[0].account.kind == Kind.EXPENSE
    lines = [*purposes, *treasury] if out else [line.mirrored() for line in (*treasury, *purposes)]
    entry = _record(
        book, lines, [part.account for part in parts], date=date, request_id=request_id, by=by, caption=caption,
        number=voucher_number, file=file, voucher=voucher, reason=Entry.Reason.FOUND_LATER if found_later else "",
    )  # fmt: skip
    _note_places(entry, places, first=len(parts) if out else 0, by=by)
    return entry


def check_alone(book: Book, spent: dict[Account, Decimal], *, by: Adult) -> None:
    """Refuse what is not this adult's alone to record: expenses above the threshold or above the own limit.

    `spent` are euros by account. Raises SecondAdultNeeded, OverLimit.
    """
    amount = _of_expenses(spent)
    if amount > book.federation.two_adults_threshold:
        raise SecondAdultNeeded(
            _("Au-dessus de %(threshold)s, un deuxième adulte donne son accord.")
            % {"threshold": format_euros(book.federation.two_adults_threshold)},
            field="amount",
        )
    if amount and book.cooperative is not None:
        check_limit(by, book.cooperative, amount)


def needs_second_adult(book: Book, account: Account, amount: Decimal) -> bool:
    """Whether an expense of this sum is not one adult's alone to record: above the federation's threshold, and not
    what the mandate itself pays (`Account.by_mandate`).
    """
    return _of_expenses({account: amount}) > book.federation.two_adults_threshold


def _of_expenses(spent: dict[Account, Decimal]) -> Decimal:
    own = (amount for account, amount in spent.items() if account.kind == Kind.EXPENSE and not account.by_mandate)
    return sum(own, ZERO)


def _sums(parts: Sequence[Part]) -> dict[Account, Decimal]:
    sums: dict[Account, Decimal] = {}
    for part in parts:
        sums[part.account] = sums.get(part.account, ZERO) + part.amount
    return sums


def _check_shape(parts: Sequence[Part], places: Sequence[Place]) -> None:
    kinds = {part.account.kind for part in parts}
    if kinds not in ({Kind.EXPENSE}, {Kind.INCOME}) or {place.treasury.kind for place in places} != {Kind.TREASURY}:
        raise EntryRefused(_("Choisissez à quoi sert l’argent, et où il est."))
    for piece in (*parts, *places):
        check_amount(piece.amount, EntryRefused)
    used, moved = (sum((piece.amount for piece in pieces), ZERO) for pieces in (parts, places))
    if used != moved:
        raise EntryRefused(
            _("Les parts font %(parts)s, et l’argent fait %(places)s : il manque %(left)s d’un côté.")
            % {"parts": format_euros(used), "places": format_euros(moved), "left": format_euros(abs(used - moved))}
        )


def _note_places(entry: Entry, places: Sequence[Place], *, first: int, by: Adult) -> None:
    """Say beside the lines of the places, which follow each other from `first` on, how their money moved."""
    told = {first + rank: place for rank, place in enumerate(places, start=1) if place.means or place.cheque_number}
    if told:
        for line in entry.lines.filter(position__in=told).select_related("account"):
            place = told[line.position]
            note_line(line, means=place.means, cheque_number=place.cheque_number, by=by)


def _check_names_nobody(caption: str, classroom: Classroom | None) -> None:
    """What came in is told without whoever gave it: it would stay for ten years."""
    if looks_like_a_person(caption) or (classroom and class_first_name_in(caption, classroom)):
        raise NameWritten(
            _("Écrivez ce qui a été vendu ou reçu, sans nom de personne ni de famille : « vente de jus de pomme »."),
            field="caption",
        )


@transaction.atomic
def record_affiliation(
    affiliation: Affiliation,
    *,
    treasury: Account,
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    voucher_number: str = "",
    file: StoredFile | None = None,
    means: str = "",
    cheque_number: str = "",
) -> Entry:
    """Record the payment of the year's affiliation: one payment, two accounts (membership fee and insurance).

    Amounts are the members counted times the year's tariff. Idempotent on `request_id`; raises what `record_split`
    raises.
    """
    year = affiliation.year
    book = Book.objects.get(cooperative_id=affiliation.cooperative_id, year=year)
    found = {
        account.stands_for: account
        for account in Account.objects.filter(year_id=year.pk, stands_for__in=[StandsFor.FEE, StandsFor.INSURANCE])
    }
    shares = {StandsFor.FEE: year.fee_per_member, StandsFor.INSURANCE: year.insurance_per_member}
    if any(tariff and stands_for not in found for stands_for, tariff in shares.items()):
        raise EntryRefused(_("L’association n’a pas encore dit quel compte porte la cotisation de cette année."))
    parts = [Part(found[name], tariff * affiliation.member_count, {}) for name, tariff in shares.items() if tariff]
    place = Place(treasury, sum((part.amount for part in parts), ZERO), means, cheque_number)
    return record_split(
        book, parts=parts, places=[place], date=date, request_id=request_id, by=by, voucher_number=voucher_number,
        file=file,
    )  # fmt: skip


def _record(
    book: Book,
    lines: list[Line],
    accounts: Sequence[Account],
    *,
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    number: str,
    caption: str,
    file: StoredFile | None,
    voucher: Voucher | None,
    reason: str,
) -> Entry:
    book, account = lock_book(book), accounts[0]
    if book.cooperative is None or not permissions.can_record_money(by, book.cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction inscrit une écriture directe."))
    posted = Entry.objects.filter(book=book, request_id=request_id).select_related("voucher").first()
    if posted is None:
        _check_boxes(book, lines)
        voucher = voucher or give_number(book, kind=Kind(account.kind), number=number, caption=caption, file=file)
    else:
        voucher = posted.voucher
    return post_entry(
        book,
        lines=lines,
        kind=Entry.Kind(account.kind),
        date=date,
        label=labels.split_label(accounts, voucher),
        request_id=request_id,
        by=by,
        direct=True,
        voucher=voucher,
        reason=reason,
    )


def _check_boxes(book: Book, lines: Sequence[Line]) -> None:
    """No box gives more than it holds, whatever the number of lines that take from it."""
    taken: dict[tuple, Line] = {}
    for line in lines:
        if line.credit and line.account.kind == Kind.TREASURY:
            key = (line.account.pk, line.classroom)
            before = taken[key].credit if key in taken else ZERO
            taken[key] = Line(line.account, credit=before + line.credit, classroom=line.classroom)
    for line in taken.values():
        check_there_is_enough(book, line, field="paid_with")
