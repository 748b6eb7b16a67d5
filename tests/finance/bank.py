"""Small helpers of the bank's tests: an account with a fictitious IBAN, and what the bank said, in one line each."""

import datetime
import hashlib
from decimal import Decimal
from itertools import count

from finance.models import BankAccount, BankStatement, BankTransaction

IBAN = "FR7600000000180000000001864"
NUMBERS = count(1)


def day(text: str) -> datetime.date:
    """`10-02`: a day of the school year 2025-2026; `2026-10-02`, any."""
    if len(text) > 5:
        return datetime.date.fromisoformat(text)
    month, number = (int(part) for part in text.split("-"))
    return datetime.date(2025 if month >= 9 else 2026, month, number)


def make_account(cooperative, **fields) -> BankAccount:
    """The account that the cooperative uses."""
    return BankAccount.objects.create(
        federation=cooperative.federation,
        cooperative=cooperative,
        bank="La Banque Postale",
        **({"iban": IBAN} | fields),
    )


def told(account, first: str, last: str, *moves, start=None, by, **fields) -> BankStatement:
    """A statement of the bank: days, then movements as `("10-02", "-38.40", "CHEQUE 1234567")`.

    Its balances follow from `start`; without it the bank told none.
    """
    rows = [(day(on), Decimal(amount), *rest) for on, amount, *rest in moves]
    statement = BankStatement.objects.create(
        federation_id=account.federation_id,
        account=account,
        source=BankStatement.Source.FILE,
        sha256=hashlib.sha256(f"{next(NUMBERS)}".encode()).hexdigest(),
        starts_on=day(first),
        ends_on=day(last),
        start_balance=None if start is None else Decimal(start),
        end_balance=None if start is None else Decimal(start) + sum(row[1] for row in rows),
        imported_by=by,
        **fields,
    )
    BankTransaction.objects.bulk_create(
        BankTransaction(
            account=account, statement=statement, date=row[0], amount=row[1],
            label=row[2] if len(row) > 2 else "", cheque_number=row[3] if len(row) > 3 else "",
            identity=f"{next(NUMBERS):064d}", content=f"{next(NUMBERS):064d}",
        )
        for row in rows
    )  # fmt: skip
    return statement


def bank_line(entry):
    """The line of an entry that the bank will see."""
    return entry.lines.get(account__treasury="bank")
