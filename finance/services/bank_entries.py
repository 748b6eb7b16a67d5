"""Entries that begin at the bank: what it took or gave, a cheque that nobody cashed. Each is a direct entry."""

import datetime
from collections.abc import Sequence
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cooperatives.models import Classroom, Cooperative
from finance.errors import BankRefused, MandateNeeded
from finance.models import (
    Account,
    BankAccount,
    BankMatch,
    BankRule,
    BankTransaction,
    Book,
    Entry,
    EntryLine,
    rules_on,
)
from finance.permissions import can_reconcile
from finance.queries.bank import BookLine, known_since, open_lines
from finance.queries.bank_page import telling_words
from finance.queries.reconciling import months_later
from finance.services.direct_entries import record_entry
from occe.kit.actors import Adult
from occe.kit.dates import format_day, today

from .matching import match

OTHER_INCOME = "75000008"
RULE_WORDS = 3


@transaction.atomic
def record_movement(
    movement: BankTransaction,
    *,
    code: str,
    by: Adult,
    caption: str = "",
    classroom: Classroom | None = None,
    rule: str = "",
) -> Entry:
    """Write in the book what the bank did (a fee, an interest), under the account with this code, at the bank's day,
    and match the two. `rule` keeps words by which the next one is proposed likewise.

    Recording it again gives the same entry, unless that one was cancelled meanwhile. Raises BankRefused when no book
    holds that day or the account goes the other way, and what `record_entry` and `match` raise.
    """
    book = _book_of(movement.account, movement.date)
    kind = Account.Kind.INCOME if movement.comes_in else Account.Kind.EXPENSE
    account = Account.objects.filter(
        federation_id=book.federation_id, year_id=book.year_id, code=code, kind=kind
    ).first()
    if account is None:
        raise BankRefused(_("Choisissez à quoi cette somme a servi."), field="code")
    entry = record_entry(
        book,
        account=account,
        treasury=_bank(book),
        amount=movement.sum,
        date=movement.date,
        request_id=_request(book, movement.public_id),
        by=by,
        caption=caption,
        classroom=classroom,
    )
    match(movement.account, transactions=[movement.pk], lines=[_bank_line(entry).pk], by=by, how=BankMatch.How.RECORDED)
    if rule:
        keep_rule(movement.account, words=rule, code=code, by=by)
    return entry


def keep_rule(account: BankAccount, *, words: str, code: str, by: Adult) -> BankRule | None:
    """Keep that movements with these words meant this account of the chart; None for words that say too little."""
    plain = telling_words(words)
    if len(plain) < 3 or account.cooperative is None:
        return None
    rule, _created = BankRule.objects.update_or_create(
        cooperative=account.cooperative, words=plain[:80].strip(), defaults={"code": code, "made_by_id": by.user_id}
    )
    return rule


@transaction.atomic
def mend_rule(rule: BankRule, *, words: str, code: str, by: Adult) -> BankRule:
    """Change a rule's words or what they mean. Raises MandateNeeded; BankRefused for words that say too little, or that
    another rule has.
    """
    _check(rule.cooperative, by)
    plain = telling_words(words)[:80].strip()
    if len(plain) < 3:
        raise BankRefused(_("Écrivez un mot ou deux du libellé de la banque."), field="words")
    if BankRule.objects.filter(cooperative=rule.cooperative, words=plain).exclude(pk=rule.pk).exists():
        raise BankRefused(_("Une règle a déjà ces mots."), field="words")
    rule.words, rule.code = plain, code
    rule.save(update_fields=["words", "code"])
    return rule


@transaction.atomic
def forget_rule(rule: BankRule, *, by: Adult) -> None:
    """Forget a rule: nothing that was written changes. Raises MandateNeeded."""
    _check(rule.cooperative, by)
    rule.delete()


def _check(cooperative: Cooperative, by: Adult) -> None:
    if not can_reconcile(by, cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction rapproche les lignes de la banque."))


def _request(book: Book, first: UUID) -> UUID:
    """The request by which something of the bank is written in a book: its own; once that entry was cancelled, one that
    follows from the correction, so that it can be written anew.
    """
    request = first
    while mirror := Entry.objects.filter(book=book, reverses__request_id=request).first():
        request = uuid5(first, str(mirror.public_id))
    return request


def rule_words(label: str) -> str:
    """The words of a label that a rule keeps: the first three that tell something."""
    return " ".join(telling_words(label).split()[:RULE_WORDS])


def stale_cheques(account: BankAccount, on_the_way: Sequence[BookLine]) -> list[BookLine]:
    """Of the lines on their way, the cheques that nobody cashed for so many months that the bank pays them no more:
    proposed, never written alone.
    """
    months = rules_on(account.federation).stale_cheque_months
    limit = months_later(today().replace(day=1), -months).replace(day=min(today().day, 28))
    return [line for line in on_the_way if line.may_be_cheque and line.date < limit]


@transaction.atomic
def write_back(account: BankAccount, *, line: int, by: Adult) -> Entry:
    """Give a stale cheque back to the cooperative: an income of today, matched with the cheque that never passed.

    Writing it again gives the same entry, unless that one was cancelled meanwhile. Raises BankRefused for a line that
    is no stale cheque, and what `record_entry` raises.
    """
    book = _book_of(account, today())
    request_id = _request(book, uuid5(NAMESPACE_URL, f"stale-cheque:{line}"))
    posted = Entry.objects.filter(book=book, request_id=request_id).first()
    if posted:
        return posted
    since = known_since(account)
    on_the_way = open_lines(account, since) if since else []
    found = {one.pk: one for one in stale_cheques(account, on_the_way)}.get(line)
    if found is None:
        raise BankRefused(_("Ce chèque n’est pas périmé, ou il est déjà passé."))
    income = Account.objects.get(federation_id=book.federation_id, year_id=book.year_id, code=OTHER_INCOME)
    entry = record_entry(
        book,
        account=income,
        treasury=_bank(book),
        amount=found.sum,
        date=today(),
        request_id=request_id,
        by=by,
        caption=_stale_words(found.date),
    )
    match(account, transactions=[], lines=[found.pk, _bank_line(entry).pk], by=by, how=BankMatch.How.RECORDED)
    return entry


def _stale_words(day: datetime.date) -> str:
    with override("fr"):
        return _("chèque périmé du %(day)s") % {"day": format_day(day)}


def _book_of(account: BankAccount, day: datetime.date) -> Book:
    books = Book.objects.filter(federation_id=account.federation_id, cooperative_id=account.cooperative_id)
    book = books.filter(year__starts__lte=day, year__ends__gte=day).select_related("year", "cooperative").first()
    if book is None:
        raise BankRefused(_("Aucun cahier n’est ouvert pour le %(day)s.") % {"day": format_day(day)})
    return book


def _bank(book: Book) -> Account:
    accounts = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id, is_active=True)
    return accounts.filter(treasury=Account.Treasury.BANK).order_by("position", "code")[:1].get()


def _bank_line(entry: Entry) -> EntryLine:
    return entry.lines.get(account__treasury=Account.Treasury.BANK)
