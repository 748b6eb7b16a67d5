"""What a mandataire in office records alone, because it is the mandate itself: income, bank charges, the affiliation,
purchases that were decided. Such an entry is marked direct, and comes first in the reviewers' sample.
"""

import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Affiliation, Classroom, StoredFile
from councils.models import Decision
from finance import labels, permissions
from finance.chart_of_accounts import INSURANCE, MEMBERSHIP
from finance.errors import EntryRefused, MandateNeeded, NameWritten, SecondAdultNeeded
from finance.models import Account, Activity, Book, Entry, Grant
from finance.names import class_first_name_in, looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.euros import format_euros
from projects.models import Project

from .enough import check_amount, check_there_is_enough
from .payments import note_payment
from .posting import Axes, Line, lock_book, post_entry
from .vouchers import give_number

Kind = Account.Kind


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
    classroom: Classroom | None = None,
    project: Project | None = None,
    decision: Decision | None = None,
    activity: Activity | None = None,
    grant: Grant | None = None,
    means: str = "",
    cheque_number: str = "",
) -> Entry:
    """Record an expense or an income: `account` says which and what for, `treasury` where the money is or was.

    `caption` is the adult's word for the paper; that of an income names nobody. `means` (a `BankAccount.Means`) and
    `cheque_number` say how the bank's money moved, if somebody says it. Idempotent on `request_id`. Raises
    MandateNeeded, EntryRefused, SecondAdultNeeded (an expense above the threshold), NotEnoughMoney, NameWritten,
    VoucherNumberTaken, PaymentRefused and what `post_entry` raises.
    """
    if account.kind not in (Kind.EXPENSE, Kind.INCOME) or treasury.kind != Kind.TREASURY:
        raise EntryRefused(_("Choisissez à quoi sert l’argent, et où il est."))
    check_amount(amount, EntryRefused)
    if needs_second_adult(book, account, amount):
        raise SecondAdultNeeded(
            _("Au-dessus de %(threshold)s, un deuxième adulte donne son accord.")
            % {"threshold": format_euros(book.federation.two_adults_threshold)},
            field="amount",
        )
    if account.kind == Kind.INCOME and caption:
        _check_names_nobody(caption, classroom)
    axes: Axes = {
        "classroom": classroom,
        "project": project,
        "decision": decision,
        "activity": activity,
        "grant": grant,
    }
    box = classroom if treasury.treasury == Account.Treasury.CLASS_BOX else None
    out = account.kind == Kind.EXPENSE
    purpose, place = Line(account, debit=amount, **axes), Line(treasury, credit=amount, classroom=box)
    lines = [purpose, place] if out else [place.mirrored(), purpose.mirrored()]
    entry = _record(
        book, lines, account, date=date, request_id=request_id, by=by, caption=caption, number=voucher_number, file=file
    )
    note_payment(entry, means=means, cheque_number=cheque_number, by=by)
    return entry


def needs_second_adult(book: Book, account: Account, amount: Decimal) -> bool:
    """Whether an expense of this sum is not one adult's alone to record: above the federation's threshold, and not
    what the mandate itself pays (`Account.by_mandate`).
    """
    out = account.kind == Kind.EXPENSE and not account.by_mandate
    return out and amount > book.federation.two_adults_threshold


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

    Amounts are the members counted times the year's tariff. Idempotent on `request_id`; raises what `record_entry`
    raises.
    """
    year = affiliation.year
    book = Book.objects.get(cooperative_id=affiliation.cooperative_id, year=year)
    found = {
        account.code: account
        for account in Account.objects.filter(
            federation_id=book.federation_id, year=year, code__in=[MEMBERSHIP, INSURANCE]
        )
    }
    shares = {MEMBERSHIP: year.fee_per_member, INSURANCE: year.insurance_per_member}
    lines = [Line(found[code], debit=tariff * affiliation.member_count) for code, tariff in shares.items() if tariff]
    lines.append(Line(treasury, credit=sum((line.debit for line in lines), Decimal(0))))
    entry = _record(
        book, lines, found[MEMBERSHIP], date=date, request_id=request_id, by=by, number=voucher_number, file=file
    )
    note_payment(entry, means=means, cheque_number=cheque_number, by=by)
    return entry


def _record(
    book: Book,
    lines: list[Line],
    account: Account,
    *,
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    number: str = "",
    caption: str = "",
    file: StoredFile | None = None,
) -> Entry:
    book = lock_book(book)
    if book.cooperative is None or not permissions.can_record_money(by, book.cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction inscrit une écriture directe."))
    posted = Entry.objects.filter(book=book, request_id=request_id).select_related("voucher").first()
    if posted is None:
        for line in lines:
            check_there_is_enough(book, line, field="paid_with")
    voucher = (
        posted.voucher
        if posted
        else give_number(book, kind=Kind(account.kind), number=number, caption=caption, file=file)
    )
    return post_entry(
        book,
        lines=lines,
        kind=Entry.Kind(account.kind),
        date=date,
        label=labels.voucher_label(account, voucher),
        request_id=request_id,
        by=by,
        direct=True,
        voucher=voucher,
    )
