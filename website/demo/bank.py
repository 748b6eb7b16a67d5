"""The bank of the invented cooperatives: accounts under a bank code of zeros, and what the bank of n° 18 says.

It says what the book of the year says, three days later, and a charge that the book does not know yet: the last ones
wait for the teacher, most of them certain. Nothing of it touches an amount of the books.
"""

import datetime
import hashlib
from decimal import Decimal

from cooperatives.models import Cooperative
from finance.models import BankAccount, Book
from finance.queries.balances import carried_into
from finance.queries.bank import as_book_lines, book_lines
from finance.queries.bank_page import what_waits
from finance.queries.reconciling import last_day
from finance.services.bank_import import bring_file
from finance.services.matching import Group, How, match_all
from finance.services.reconciling import close_month
from finance.statements.accounts import iban_of
from finance.statements.shapes import ReadFile, ReadStatement, StatementLine
from occe.kit.actors import Adult
from occe.kit.dates import today

LATER = datetime.timedelta(days=3)
CHARGE = Decimal("-2.40")
WAITING = 3
BANKS = ("La Banque Postale", "Crédit Agricole", "Crédit Mutuel")


def raise_bank_accounts(cooperatives: dict[int, Cooperative]) -> None:
    """An account for each cooperative whose bank has opened one."""
    BankAccount.objects.bulk_create(
        BankAccount(
            federation_id=cooperative.federation_id,
            cooperative=cooperative,
            bank=BANKS[number % len(BANKS)],
            iban=iban_of("00000", f"{number:05d}", f"{number:011d}"),
            means=[BankAccount.Means.CHEQUE, BankAccount.Means.CARD],
            opened_on=cooperative.account_opened_on,
        )
        for number, cooperative in cooperatives.items()
        if cooperative.account_opened_on
    )


def tell_bank(cooperative: Cooperative) -> None:
    """What the bank of the demonstration says: the first months matched and closed, the last movements waiting."""
    account = cooperative.bank_accounts.get()
    book = Book.objects.filter(cooperative=cooperative, year__closed_at__isnull=True).latest("year__starts")
    teacher = Adult(cooperative.mandates.get(rank=1).user_id, cooperative.federation_id)
    evening = today() - datetime.timedelta(days=1)
    lines = [
        line for line in as_book_lines(book_lines(account).filter(entry__book=book)) if line.date + LATER < evening
    ]
    if not lines:
        return
    carried = sum(amount for code, amount in carried_into(book).items() if code.startswith("512"))
    moves = [StatementLine(line.date + LATER, line.amount, _said(line), f"demo-{line.pk}") for line in lines]
    moves.append(StatementLine(max(move.date for move in moves), CHARGE, "FRAIS DE TENUE DE COMPTE", "demo-charge"))
    moves.sort(key=lambda move: move.date)
    end = carried + sum(move.amount for move in moves)
    told = ReadStatement(account.iban, "EUR", carried, end, book.year.starts, evening, tuple(moves))
    data = hashlib.sha256(b"demonstration").digest()
    bring_file(account, ReadFile("ofx2", (told,)), data=data, name="releve.ofx", by=teacher)
    _match_all_but_the_last(account, teacher)
    first = book.year.starts
    if last_day(first) < evening:
        close_month(account, book, month=first, by=teacher)


def _said(line) -> str:
    return "REMISE" if line.amount > 0 else f"CHEQUE {line.number:07d}"


def _match_all_but_the_last(account: BankAccount, teacher: Adult) -> None:
    """What is certain, without the last ones: those are the teacher's to accept."""
    certain = [proposal for proposal in what_waits(account)[2] if proposal.certain and proposal.movements]
    certain.sort(key=lambda proposal: proposal.movements[-1].date)
    groups = [
        Group(frozenset(one.pk for one in proposal.movements), frozenset(one.pk for one in proposal.lines))
        for proposal in certain[:-WAITING]
    ]
    match_all(account, groups=groups, by=teacher, how=How.PROPOSED)
