"""What stands against what: the doors to matches. A match changes neither the bank's words nor the book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from finance.errors import BankRefused
from finance.models import (
    BankAccount,
    BankMatch,
    BankTransaction,
    EntryLine,
    MatchedItem,
    MatchedLine,
    MatchedTransaction,
    PaperItem,
)
from finance.queries.bank import book_lines
from occe.kit.actors import Adult
from occe.kit.euros import format_euros

from .bank_accounts import lock_account, lock_to_reconcile

How = BankMatch.How


@dataclass(frozen=True, slots=True)
class Group:
    """Movements of the bank and bank lines of the book, by their ids, that are to stand together. Below zero, the id of
    what the paper book left on its way, as in `BookLine`.
    """

    transactions: frozenset[int]
    lines: frozenset[int]


@transaction.atomic
def match(
    account: BankAccount, *, transactions: Iterable[int], lines: Iterable[int], by: Adult, how: How = How.CHOSEN
) -> BankMatch:
    """Say that these movements and these lines are the same money. Saying it again changes nothing.

    Raises MandateNeeded; BankRefused when the sums differ, or when one of them stands elsewhere already.
    """
    group = Group(frozenset(transactions), frozenset(lines))
    standing = _standing(lock_account(account), group)
    return standing or match_all(account, groups=[group], by=by, how=how)[0]


@transaction.atomic
def match_all(account: BankAccount, *, groups: Sequence[Group], by: Adult, how: How) -> list[BankMatch]:
    """The same for many groups at once, all or none, in a number of queries that does not grow. Raises as `match`."""
    account = lock_to_reconcile(account, by)
    moved = _amounts_at_the_bank(account, groups)
    written = _amounts_in_the_book(account, groups)
    for group in groups:
        _check_agrees(group, moved, written)
    matches = BankMatch.objects.bulk_create(
        [BankMatch(account=account, how=how, matched_by_id=by.user_id) for _group in groups]
    )
    pairs = list(zip(matches, groups, strict=True))
    try:
        with transaction.atomic():
            MatchedTransaction.objects.bulk_create(
                MatchedTransaction(account=account, match=one, transaction_id=pk)
                for one, group in pairs
                for pk in group.transactions
            )
            beside = [(one, pk) for one, group in pairs for pk in group.lines]
            MatchedLine.objects.bulk_create(
                MatchedLine(account=account, match=one, line_id=pk) for one, pk in beside if pk > 0
            )
            MatchedItem.objects.bulk_create(
                MatchedItem(account=account, match=one, item_id=-pk) for one, pk in beside if pk < 0
            )
    except IntegrityError as error:
        raise BankRefused(_already()) from error
    return matches


@transaction.atomic
def undo_match(standing: BankMatch, *, by: Adult) -> None:
    """Take a match back: its movements and lines wait again. Taking it back twice changes nothing.

    Raises MandateNeeded; BankRefused once a month that relies on it is closed.
    """
    account = lock_to_reconcile(standing.account, by)
    try:
        with transaction.atomic():
            BankMatch.objects.filter(pk=standing.pk, account=account).delete()
    except IntegrityError as error:
        raise BankRefused(_("Ce mois est clos : ce qui y est rapproché ne change plus.")) from error


def _standing(account: BankAccount, group: Group) -> BankMatch | None:
    """The match that says exactly this already."""
    one = MatchedTransaction.objects.filter(account=account, transaction__in=group.transactions).first()
    one = one or MatchedLine.objects.filter(account=account, line__in=group.lines).first()
    one = one or MatchedItem.objects.filter(account=account, item__in=[-pk for pk in group.lines]).first()
    if one is None:
        return None
    found = BankMatch.objects.get(pk=one.match_id)
    says = Group(
        frozenset(found.transactions.values_list("transaction", flat=True)),
        frozenset([*found.lines.values_list("line", flat=True), *(-one.item_id for one in found.items.all())]),
    )
    return found if says == group else None


def _amounts_at_the_bank(account: BankAccount, groups: Sequence[Group]) -> dict[int, Decimal]:
    ids = [pk for group in groups for pk in group.transactions]
    free = BankTransaction.objects.filter(account=account, pk__in=ids).unexplained()
    return dict(free.values_list("pk", "amount"))


def _amounts_in_the_book(account: BankAccount, groups: Sequence[Group]) -> dict[int, Decimal]:
    ids = [pk for group in groups for pk in group.lines]
    free: Iterable[EntryLine] = book_lines(account).filter(pk__in=ids, bank_matched__isnull=True)
    items = PaperItem.objects.filter(account=account, pk__in=[-pk for pk in ids], matched__isnull=True)
    return {line.pk: line.debit - line.credit for line in free} | {-item.pk: item.amount for item in items}


def _check_agrees(group: Group, moved: dict[int, Decimal], written: dict[int, Decimal]) -> None:
    if len(group.transactions) + len(group.lines) < 2:
        raise BankRefused(_("Choisissez ce qui va ensemble : une ligne de la banque et une ligne du cahier."))
    try:
        at_the_bank = sum((moved.pop(pk) for pk in group.transactions), Decimal(0))
        in_the_book = sum((written.pop(pk) for pk in group.lines), Decimal(0))
    except KeyError as error:
        raise BankRefused(_already()) from error
    if at_the_bank != in_the_book:
        raise BankRefused(
            _("Les sommes diffèrent : %(bank)s à la banque, %(book)s au cahier.")
            % {"bank": format_euros(at_the_bank), "book": format_euros(in_the_book)}
        )


def _already() -> str:
    return _("Une de ces lignes est déjà rapprochée. Regardez la page de nouveau.")
