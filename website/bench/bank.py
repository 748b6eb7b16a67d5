"""How long two thousand movements of the bank take to find their lines in the book, and to be accepted."""

import datetime
import hashlib
import time
from decimal import Decimal

from django.db import transaction

from finance.chart_of_accounts import BANK
from finance.models import BankAccount
from finance.queries.bank import as_book_lines, book_lines
from finance.queries.bank_page import what_waits
from finance.services.bank_import import bring_file
from finance.services.matching import Group, How, match_all
from finance.statements.shapes import ReadFile, ReadStatement, StatementLine
from occe.kit.actors import Adult
from website.bench.ground import Ground
from website.bench.places import clone, first_place
from website.bench.table import Row

LINES = 2000
GOAL = 2
CENTS = Decimal("0.01")
ALIKE = 7  # every so manieth sum comes back, as a canteen's or a magazine's does


def bank_matched(ground: Ground) -> list[Row]:
    """From the page's question to the last match written: most sums once, some many times, some that nobody knows."""
    place = clone(first_place(), "bench_bank")
    with place.used():
        account, by = _raised(ground)
        place.analyse()
        begun = time.perf_counter()
        movements, _lines, proposals = what_waits(account)
        certain = [proposal for proposal in proposals if proposal.certain]
        groups = [
            Group(frozenset(one.pk for one in proposal.movements), frozenset(one.pk for one in proposal.lines))
            for proposal in certain
        ]
        match_all(account, groups=groups, by=by, how=How.PROPOSED)
        seconds = time.perf_counter() - begun
    place.close()
    told = f"{len(movements)} movements, {len(proposals)} proposals, {len(certain)} certain and accepted"
    return [Row("bank, 2,000 lines matched", seconds, GOAL, "–", unit="s", note=told)]


@transaction.atomic
def _raised(ground: Ground) -> tuple[BankAccount, Adult]:
    account = BankAccount.objects.create(federation=ground.federation, cooperative=ground.cooperative, bank="Banque")
    by = Adult(ground.mandataire.pk, ground.federation.pk)
    for number in range(1, LINES + 1):
        sum_of = 500 if number % ALIKE == 0 else 1000 + number
        ground.post(credit=BANK, amount=sum_of * CENTS)
    later = datetime.timedelta(days=3)
    told = [
        # Every twentieth sum differs by a cent from what the book says: nobody knows it.
        StatementLine(
            line.date + later, line.amount - CENTS * (number % 20 == 0), f"CHEQUE {number}", f"bench-{number}"
        )
        for number, line in enumerate(as_book_lines(book_lines(account)), start=1)
    ]
    days = ground.day, ground.day + later
    statement = ReadStatement(
        "", "EUR", Decimal(0), sum((line.amount for line in told), Decimal(0)), *days, tuple(told)
    )
    data = hashlib.sha256(b"bench").digest()
    bring_file(account, ReadFile("ofx2", (statement,)), data=data, name="bench.ofx", by=by)
    return account, by
