"""What a bank's file brings: its movements, each once, however often and in whatever pieces the bank gives them."""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from finance.errors import BankRefused, NotYours
from finance.models import BankAccount, BankStatement, BankTransaction, SavedMapping
from finance.permissions import can_bring_statement, can_keep_accounts
from finance.statements.accounts import names_account
from finance.statements.identities import identities
from finance.statements.joining import joined
from finance.statements.reading import read
from finance.statements.shapes import CsvMapping, ReadFile, ReadStatement, StatementLine
from occe.kit.actors import Adult
from occe.kit.dates import format_day

from .bank_accounts import lock_account
from .bank_labels import without_people


@dataclass(frozen=True, slots=True)
class Brought:
    """What one statement of a file brought to an account: movements added, known before, and left out because their
    days were reconciled from the paper statement. `statement` is None when the file had been brought already.
    """

    account: BankAccount
    statement: BankStatement | None
    added: int = 0
    known: int = 0
    left_out: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BroughtForAll:
    """What one file of the association brought: to which accounts, and the accounts that nobody here knows."""

    brought: tuple[Brought, ...]
    unknown: tuple[str, ...]


def understand(federation: Federation, data: bytes, *, name: str) -> ReadFile:
    """Read a file, by the mappings that the association saved when the reader alone does not know its columns."""
    found = read(data, name=name)
    if found.needs != "mapping":
        return found
    for saved in SavedMapping.objects.filter(federation=federation):
        again = read(data, name=name, mapping=CsvMapping.from_json(saved.mapping))
        if not again.needs and again.refused is None:
            return again
    return found


@transaction.atomic
def bring_file(account: BankAccount, found: ReadFile, *, data: bytes, name: str, by: Adult) -> Brought:
    """Take over a file that was read, for one account: all of it, or nothing.

    Bringing it again adds nothing. Raises NotYours; BankRefused with the reason (and the line, where there is one) for
    a file that was not understood, holds another account or several, or another currency.
    """
    if account.cooperative is None or not can_bring_statement(by, account.cooperative):
        raise NotYours(_("Seul un mandataire en fonction, ou l’association, dépose un relevé."))
    account = lock_account(account)
    _check_understood(found)
    statements = joined(found.statements)
    if len(statements) != 1:
        raise BankRefused(
            _("Ce fichier contient plusieurs comptes : demandez à la banque celui-ci seulement."), field="file"
        )
    statement = statements[0]
    written = _named(statement)
    if written and account.iban and not names_account(written, account.iban):
        raise BankRefused(
            _("Ce fichier est celui d’un autre compte (…\u00a0%(theirs)s), celui-ci finit par %(ours)s.")
            % {"theirs": written[-4:], "ours": account.iban[-4:]},
            field="file",
        )
    return _bring(account, statement, found, data=data, name=name, by=by)


@transaction.atomic
def bring_file_for_all(federation: Federation, found: ReadFile, *, data: bytes, name: str, by: Adult) -> BroughtForAll:
    """Take over the association's one file: each statement goes to the account that it names, whosever it is.

    Accounts that nobody here knows are listed, and stop nothing. Raises NotYours; BankRefused for a file that was not
    understood, or in another currency.
    """
    if by.federation_id != federation.pk or not can_keep_accounts(by):
        raise NotYours(_("C’est l’association qui dépose le fichier de tous ses comptes."))
    _check_understood(found)
    accounts = list(BankAccount.objects.filter(federation=federation).exclude(iban="").order_by("pk"))
    brought, unknown = [], []
    for statement in joined(found.statements):
        named = [account for account in accounts if names_account(_named(statement), account.iban)]
        if len(named) == 1:
            brought.append(_bring(lock_account(named[0]), statement, found, data=data, name=name, by=by))
        else:
            unknown.append(_named(statement))
    return BroughtForAll(tuple(brought), tuple(dict.fromkeys(unknown)))


def _named(statement: ReadStatement) -> str:
    """The account of a statement: its IBAN where the file tells enough, else what it writes."""
    return statement.iban or statement.account


def _check_understood(found: ReadFile) -> None:
    if found.refused is not None:
        raise BankRefused(found.refused, field="file")
    for statement in found.statements:
        if statement.currency not in ("", "EUR"):
            raise BankRefused(
                _("Ce fichier est en %(currency)s : un compte de l’association est en euros.")
                % {"currency": statement.currency},
                field="file",
            )


def _bring(
    account: BankAccount, read_statement: ReadStatement, found: ReadFile, *, data: bytes, name: str, by: Adult
) -> Brought:
    sha256 = hashlib.sha256(data).hexdigest()
    if BankStatement.objects.filter(account=account, sha256=sha256).exists():
        return Brought(account, None, known=len(read_statement.lines))
    days = [line.date for line in read_statement.lines]
    starts = read_statement.starts_on or min(days, default=None)
    ends = read_statement.ends_on or max(days, default=None)
    if starts is None or ends is None:
        raise BankRefused(_("Ce fichier ne contient aucune ligne et ne dit pas de quels jours il parle."), field="file")
    statement = BankStatement.objects.create(
        federation_id=account.federation_id,
        account=account,
        source=BankStatement.Source.FILE,
        format=found.format,
        sha256=sha256,
        shown_name=name[:120],
        starts_on=min([starts, *days]),
        ends_on=max([ends, *days]),
        start_balance=read_statement.start,
        end_balance=read_statement.end,
        imported_by_id=by.user_id,
    )
    rows = _new_rows(statement, read_statement.lines)
    by_hand = _days_by_hand(account)
    kept = [row for row in rows if not any(first <= row.date <= last for first, last in by_hand)]
    BankTransaction.objects.bulk_create(kept)
    remarks = tuple(warning.sentence for warning in read_statement.warnings) + _gap(account, statement)
    return Brought(account, statement, len(kept), len(read_statement.lines) - len(rows), len(rows) - len(kept), remarks)


def _new_rows(statement: BankStatement, lines: Sequence[StatementLine]) -> list[BankTransaction]:
    """The movements that the account does not know yet, by the bank's name for them or by what they say.

    A movement whose content stands already under another name is known, unless that name is in this file too: then it
    is a twin.
    """
    named = identities(lines)
    keys = {one.key for one in named}
    of_account = BankTransaction.objects.filter(account=statement.account)
    days = [line.date for line in lines]
    nearby = of_account.filter(date__range=(min(days), max(days))) if days else of_account.none()
    standing = dict(nearby.values_list("identity", "content"))
    spoken_for = {content for key, content in standing.items() if key not in keys}
    rows = []
    for line, one in zip(lines, named, strict=True):
        if one.key in standing or one.content in spoken_for:
            continue
        label = without_people(line.label, comes_in=line.amount > 0)
        rows.append(
            BankTransaction(
                account=statement.account,
                statement=statement,
                date=line.date,
                amount=line.amount,
                label=label,
                cheque_number="".join(sign for sign in line.cheque_number if sign.isdigit())[-12:],
                identity=one.key,
                content=one.content,
            )
        )
    return rows


def _days_by_hand(account: BankAccount) -> list[tuple[datetime.date, datetime.date]]:
    """The days that were ticked on the paper statement: what happened then is known already."""
    ticked = BankStatement.objects.filter(account=account, source=BankStatement.Source.HAND, transactions__isnull=False)
    return list(ticked.distinct().order_by().values_list("starts_on", "ends_on"))


def _gap(account: BankAccount, statement: BankStatement) -> tuple[str, ...]:
    """A word about balances that do not follow one another: something between the two statements is missing."""
    before = (
        BankStatement.objects.filter(account=account, ends_on__lt=statement.starts_on, end_balance__isnull=False)
        .order_by("-ends_on")
        .first()
    )
    if before is None or statement.start_balance is None or before.end_balance == statement.start_balance:
        return ()
    return (
        _("Il manque des lignes entre le %(last)s et le %(first)s : les deux soldes ne se suivent pas.")
        % {"last": format_day(before.ends_on), "first": format_day(statement.starts_on)},
    )
