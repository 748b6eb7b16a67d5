"""Comparing the bank with the book: by file or by hand, month by month. A closed month is written once and stays."""

import datetime
import hashlib
from collections.abc import Collection
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import override

from cooperatives.models import StoredFile
from finance.errors import BankRefused
from finance.models import (
    BankAccount,
    BankMatch,
    BankStatement,
    BankTransaction,
    Book,
    EarlierItem,
    OutstandingItem,
    Reconciliation,
    ReconciliationItem,
)
from finance.queries.bank import BankSide, KnownBalance, book_lines, open_lines
from finance.queries.reconciling import MonthState, month_state
from occe.kit.actors import Adult
from occe.kit.dates import today
from occe.kit.euros import format_euros

from .bank_accounts import lock_to_reconcile
from .matching import Group, match_all

DAY = datetime.timedelta(days=1)
Side = ReconciliationItem.Side
Basis = Reconciliation.Basis


@transaction.atomic
def close_month(
    account: BankAccount, book: Book, *, month: datetime.date, by: Adult, without_movement: bool = False
) -> Reconciliation:
    """Close a month (given by its first day): the statement and the book agree but for what is on its way, all of it
    listed. `without_movement` declares that nothing moved where the bank printed no statement.

    Closing it again changes nothing. Raises MandateNeeded; BankRefused while the month runs, while no balance is known,
    or while a difference is unexplained.
    """
    account = lock_to_reconcile(account, by)
    closed = Reconciliation.objects.filter(account=account, month=month).first()
    if closed:
        return closed
    if book.is_on_paper:
        raise BankRefused(_("Cette année est sur papier : la banque se compare au dernier jour, avec les totaux."))
    state = month_state(account, book, month)
    if not state.is_over:
        raise BankRefused(_("Ce mois n’est pas fini : il se clôt à partir de son dernier jour."))
    known = _balance(state, without_movement)
    difference = state.difference(known.amount)
    if difference:
        raise BankRefused(
            _("Il reste un écart de %(amount)s : le relevé et le cahier ne disent pas la même chose.")
            % {"amount": format_euros(abs(difference))}
        )
    closed = Reconciliation.objects.create(
        account=account,
        book=book,
        federation_id=account.federation_id,
        month=month,
        ends_on=state.ends_on,
        basis=known.basis,
        statement=known.statement,
        statement_balance=known.amount,
        ledger_balance=state.ledger,
        going_out=state.going_out,
        coming_in=state.coming_in,
        not_in_book=state.not_in_book,
        item_count=len(state.lines) + len(state.movements),
        closed_by_id=by.user_id,
    )
    ReconciliationItem.objects.bulk_create(outstanding(ReconciliationItem, state, reconciliation=closed))
    return closed


def _balance(state: MonthState, without_movement: bool) -> KnownBalance:
    if state.known:
        return state.known
    if without_movement and state.before:
        return KnownBalance(state.before.amount, Basis.DECLARED, state.before.statement)
    raise BankRefused(_("Le relevé de ce mois manque. S’il n’y a eu aucun mouvement, déclarez-le ; sinon, déposez-le."))


def outstanding(model: type[OutstandingItem], state: MonthState, **owner: object) -> list:
    """The rows of `model` that tell what stood on one side only, for what was compared (`owner`), not saved yet.

    What the portal itself says of an item is written in French, as it stays.
    """
    sides = [(Side.BOOK, state.lines), (Side.BANK, state.movements)]
    with override("fr"):
        return [
            model(
                side=side, date=one.date, label=str(one.label), cheque_number=one.cheque_number, amount=one.amount,
                **owner,
            )
            for side, found in sides
            for one in found
        ]  # fmt: skip


@transaction.atomic
def tick_by_hand(
    account: BankAccount,
    book: Book,
    *,
    ends_on: datetime.date,
    end_balance: Decimal,
    ticked: Collection[int],
    by: Adult,
    photo: StoredFile | None = None,
) -> BankStatement:
    """Keep a paper statement: its last day, its balance, and the lines of the book (their ids) that stand on it.

    Each ticked line gets its movement, so that what is left is on its way. The same day again replaces nothing: it is
    refused, as is a day that an earlier statement holds. Raises MandateNeeded, BankRefused.
    """
    account = lock_to_reconcile(account, by)
    starts_on = _first_day(account, book, ends_on)
    if ends_on > today():
        raise BankRefused(_("Ce jour n’est pas encore arrivé."), field="ends_on")
    lines = {line.pk: line for line in open_lines(account) if line.date <= ends_on}
    if not set(ticked) <= lines.keys():
        raise BankRefused(_("Une de ces lignes est déjà rapprochée. Regardez la page de nouveau."))
    before = BankSide(account).before(starts_on)
    statement = BankStatement.objects.create(
        federation_id=account.federation_id,
        account=account,
        source=BankStatement.Source.HAND,
        photo=photo,
        starts_on=starts_on,
        ends_on=ends_on,
        start_balance=before.amount if before else None,
        end_balance=end_balance,
        imported_by_id=by.user_id,
    )
    with override("fr"):
        moves = [_movement(statement, lines[pk]) for pk in ticked]
    BankTransaction.objects.bulk_create(moves)
    groups = [Group(frozenset({move.pk}), frozenset({pk})) for move, pk in zip(moves, ticked, strict=True)]
    match_all(account, groups=groups, by=by, how=BankMatch.How.TICKED)
    return statement


def _first_day(account: BankAccount, book: Book, ends_on: datetime.date) -> datetime.date:
    """The day after the statement before, or the first day of the book."""
    if BankStatement.objects.filter(account=account, ends_on__gte=ends_on).exists():
        raise BankRefused(_("Un relevé va déjà jusqu’à ce jour, ou plus loin."), field="ends_on")
    before = BankStatement.objects.filter(account=account, ends_on__lt=ends_on).order_by("-ends_on").first()
    return before.ends_on + DAY if before else min(book.year.starts, ends_on)


def _movement(statement: BankStatement, line) -> BankTransaction:
    """The movement of a ticked line: on the paper it has the day of the statement, not told closer."""
    digest = hashlib.sha256(f"hand\x1f{statement.pk}\x1f{line.pk}".encode()).hexdigest()
    return BankTransaction(
        account=statement.account,
        statement=statement,
        date=max(line.date, statement.starts_on),
        amount=line.amount,
        label=str(line.label),
        cheque_number=line.cheque_number,
        identity=digest,
        content=digest,
    )


@transaction.atomic
def withdraw_statement(statement: BankStatement, *, by: Adult) -> None:
    """Take a statement back with its movements: a wrong file, or a paper one that was ticked wrongly.

    What was ticked on paper waits again. Raises MandateNeeded; BankRefused when a movement of a file is matched, or a
    closed month relies on it.
    """
    account = lock_to_reconcile(statement.account, by)
    try:
        with transaction.atomic():
            if statement.is_by_hand:
                BankMatch.objects.filter(account=account, transactions__transaction__statement=statement).delete()
            BankTransaction.objects.filter(statement=statement).delete()
            statement.delete()
    except (IntegrityError, ProtectedError) as error:
        raise BankRefused(
            _("Ce relevé sert déjà : une de ses lignes est rapprochée, ou un mois est clos avec lui.")
        ) from error


@transaction.atomic
def say_earlier(account: BankAccount, *, lines: Collection[int], by: Adult) -> None:
    """Say which lines of before the first statement (their ids) were still on their way then; no other of that time is.

    Raises MandateNeeded; BankRefused for a line that is not of the account's book.
    """
    account = lock_to_reconcile(account, by)
    if book_lines(account).filter(pk__in=lines).count() != len(set(lines)):
        raise BankRefused(_("Une de ces lignes n’est pas une ligne de la banque de ce cahier."))
    EarlierItem.objects.filter(account=account).exclude(line__in=lines).delete()
    EarlierItem.objects.bulk_create(
        [EarlierItem(account=account, line_id=pk, said_by_id=by.user_id) for pk in set(lines)], ignore_conflicts=True
    )
