"""The bank beside two years of money: files that overlap, movements matched and taken back, next to a plain twin."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from finance.models import BankMatch, BankTransaction, EntryLine
from finance.queries.bank import candidates, known_since, open_lines, waiting
from finance.queries.matching import propose
from finance.services.bank_import import bring_file
from finance.services.matching import Group, match, match_all, undo_match
from finance.statements.reading import read
from tests.finance.bank import IBAN, make_account
from tests.finance.ledger import BANK, ZERO
from tests.finance.statements import written
from tests.finance.year_machine import MoneyOfTwoYears, cents, latest

DAY = datetime.date(2025, 10, 20)
START = Decimal(1000)
signed = st.tuples(cents, st.sampled_from((1, -1))).map(lambda pair: pair[0] * pair[1])


@dataclass
class PlainBank:
    """What the bank did, in its order; how much of it files have told; and what stands against which bank line.

    A bank line of the book is named by its year and the number of its entry.
    """

    moved: list[Decimal] = field(default_factory=list)
    told: set[int] = field(default_factory=set)
    matches: list[tuple[BankMatch, set[int], set[tuple[str, int]]]] = field(default_factory=list)

    def balance_before(self, movement: int) -> Decimal:
        return START + sum(self.moved[:movement], ZERO)

    @property
    def explained(self) -> set[int]:
        return {movement for _row, movements, _lines in self.matches for movement in movements}

    @property
    def passed(self) -> set[tuple[str, int]]:
        return {line for _row, _movements, lines in self.matches for line in lines}


class MoneyAndItsBank(MoneyOfTwoYears):
    """The cooperative's account lives its own life; Claire brings its files and compares."""

    def __init__(self):
        super().__init__()
        self.account = make_account(self.world.cooperative)
        self.bank = PlainBank()

    def bank_lines(self) -> dict[tuple[str, int], Decimal]:
        """What the books say of the bank, carried balances apart."""
        return {
            (name, number): entry.moved[BANK]
            for name, plain in self.plain.items()
            for number, entry in enumerate(plain.entries, start=1)
            if entry.moved.get(BANK) and entry.kind != "opening"
        }

    def line_of(self, name: str, number: int) -> int:
        lines = EntryLine.objects.filter(account__treasury="bank", entry__book=self.ledgers[name].book)
        return lines.get(entry__number=number).pk

    def movement_of(self, movement: int) -> int:
        return BankTransaction.objects.get(account=self.account, label=f"REMISE {movement}").pk

    @rule(amounts=st.lists(signed, max_size=2), cashed=st.integers(0, 2))
    def the_bank_moves(self, amounts, cashed):
        """Some of what the books wait for, and something of its own."""
        waited = [amount for line, amount in self.bank_lines().items() if line not in self.bank.passed]
        self.bank.moved += [*waited[len(waited) - cashed :], *amounts]

    @rule(last=st.integers(1, 6))
    def bring_a_file(self, last):
        """The bank's last movements, in pieces that overlap: what is known is not added, the same file adds nothing."""
        first = max(0, len(self.bank.moved) - last)
        if first == len(self.bank.moved):
            return
        told = range(first, len(self.bank.moved))
        lines = [written.StatementLine(DAY, self.bank.moved[one], f"REMISE {one}", bank_id=f"m{one}") for one in told]
        data = written.ofx2(
            written.statement(*lines, start=self.bank.balance_before(first), account=IBAN, begins=DAY, ends=DAY)
        )
        added = len(set(told) - self.bank.told)
        for expected in (added, 0):
            brought = bring_file(self.account, read(data), data=data, name="releve.ofx", by=self.by["claire"])
            assert brought.added == expected
        self.bank.told |= set(told)

    @rule(movement=latest, line=latest, fitting=st.booleans())
    def match_by_hand(self, movement, line, fitting):
        lines, told = self.bank_lines(), sorted(self.bank.told)
        if movement >= len(told) or line >= len(lines):
            return
        movement = told[len(told) - 1 - movement]
        where = list(lines)[len(lines) - 1 - line]
        if fitting:  # another line of the same sum, if there is one
            where = next((one for one, amount in lines.items() if amount == self.bank.moved[movement]), where)
        free = movement not in self.bank.explained and where not in self.bank.passed
        again = any((movements, at) == ({movement}, {where}) for _row, movements, at in self.bank.matches)
        options = {"transactions": [self.movement_of(movement)], "lines": [self.line_of(*where)]}
        allowed = again or (free and self.bank.moved[movement] == lines[where])
        row = self.attempt(allowed, lambda: match(self.account, **options, by=self.by["claire"]))
        if row and not again:
            self.bank.matches.append((row, {movement}, {where}))

    @rule()
    def accept_all_that_is_certain(self):
        lines = candidates(self.account, known_since(self.account))
        certain = [one for one in propose(waiting(self.account), lines) if one.certain]
        groups = [
            Group(frozenset(one.pk for one in proposal.movements), frozenset(one.pk for one in proposal.lines))
            for proposal in certain
        ]
        rows = match_all(self.account, groups=groups, by=self.by["claire"], how=BankMatch.How.PROPOSED)
        movements = {self.movement_of(one): one for one in self.bank.told}
        lines = {self.line_of(*one): one for one in self.bank_lines()}
        for row, group in zip(rows, groups, strict=True):
            sides = {movements[pk] for pk in group.transactions}, {lines[pk] for pk in group.lines}
            self.bank.matches.append((row, *sides))

    @rule(rank=latest)
    def take_a_match_back(self, rank):
        if rank < len(self.bank.matches):
            row, _movements, _lines = self.bank.matches.pop(len(self.bank.matches) - 1 - rank)
            undo_match(row, by=self.by["claire"])

    @invariant()
    def each_movement_and_each_line_waits_or_stands_once(self):
        lines, bank = self.bank_lines(), self.bank
        found = BankTransaction.objects.filter(account=self.account)
        assert sorted(found.values_list("label", "amount")) == sorted(
            (f"REMISE {one}", bank.moved[one]) for one in bank.told
        )
        assert {row.label for row in waiting(self.account)} == {f"REMISE {one}" for one in bank.told - bank.explained}
        on_the_way = sorted(line.amount for line in open_lines(self.account))
        assert on_the_way == sorted(amount for line, amount in lines.items() if line not in bank.passed)
        for _row, movements, standing in bank.matches:
            assert sum(bank.moved[one] for one in movements) == sum(lines[one] for one in standing)
