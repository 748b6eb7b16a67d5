"""Rows to entries, with each line's problem. Nothing is written here, and nothing is guessed about money."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from finance import labels
from finance.models import Account, Book, Entry
from finance.queries.vouchers import NUMBER
from finance.taking_over.columns import Mapping
from finance.taking_over.sheets import Rows
from members.naming import looks_like_a_person
from occe.kit.dates import parse_day, today
from occe.kit.euros import format_euros, parse_amount
from occe.kit.folded import fold
from occe.kit.refused import Refused

ZERO = Decimal(0)
Treasury, Kind = Account.Treasury, Account.Kind
_PLACES = {
    Treasury.BANK: {"banque", "bank", "bq", "bnp", "ccp", "cb", "carte", "cheque", "chq", "virement", "prelevement"},
    Treasury.CASH: {"caisse", "cash", "especes", "espece", "liquide", "cs"},
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way at one line of the file."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Side:
    """One line of an entry to be."""

    account: Account
    debit: Decimal
    credit: Decimal


@dataclass(slots=True)
class Planned:
    """An entry to be: where it began in the file, and what will be posted."""

    line: int
    day: datetime.date
    words: str
    piece: str
    sides: list[Side]

    @property
    def treasury(self) -> Decimal:
        """What comes into bank and cash, less what goes out."""
        return sum((s.debit - s.credit for s in self.sides if s.account.kind == Kind.TREASURY), ZERO)

    @property
    def total(self) -> Decimal:
        return sum((side.debit for side in self.sides), ZERO)

    @property
    def purpose(self) -> Account:
        return next((s.account for s in self.sides if s.account.kind != Kind.TREASURY), self.sides[-1].account)

    @property
    def kind(self) -> Entry.Kind:
        kinds = {side.account.kind for side in self.sides}
        if Kind.CARRIED_FORWARD in kinds:
            return Entry.Kind.OPENING
        if kinds == {Kind.TREASURY}:
            return Entry.Kind.TRANSFER
        return Entry.Kind.INCOME if self.treasury > 0 else Entry.Kind.EXPENSE


@dataclass(slots=True)
class Understood:
    """What a file would become in a book."""

    entries: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unnamed: int = 0

    @property
    def is_ready(self) -> bool:
        return bool(self.entries) and not self.problems and not self.unknown

    def _sum(self, *kinds: Entry.Kind) -> Decimal:
        return sum((entry.treasury for entry in self.entries if entry.kind in kinds), ZERO)

    @property
    def opening(self) -> Decimal:
        return self._sum(Entry.Kind.OPENING)

    @property
    def income(self) -> Decimal:
        return self._sum(Entry.Kind.INCOME)

    @property
    def expense(self) -> Decimal:
        return -self._sum(Entry.Kind.EXPENSE)

    @property
    def closing(self) -> Decimal:
        return self.opening + self.income - self.expense

    def at(self, treasury: "Account.Treasury") -> Decimal:
        """What would be at the bank, or in the cash box."""
        sides = (side for entry in self.entries for side in entry.sides if side.account.treasury == treasury)
        return sum((side.debit - side.credit for side in sides), ZERO)


class Chart:
    """The accounts of the book's year, found by code, by the auditor's code, by their beginning, by their words."""

    def __init__(self, book: Book, chosen: dict[str, int]):
        accounts = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id)
        # A class's box needs its class, which no such file names: it is the cash box's money here.
        self.all = [account for account in accounts.order_by("code") if account.treasury != Treasury.CLASS_BOX]
        self.chosen = chosen
        self._by_id = {account.pk: account for account in self.all}

    def find(self, text: str) -> Account | None:
        """The account that a text means, if it means one."""
        folded = fold(text)
        if chosen := self._by_id.get(self.chosen.get(folded, 0)):
            return chosen
        if place := self.place(text):
            return place
        code = text.split()[0] if text.split() else ""
        if code.isdigit() and len(code) >= 3:
            for same in (lambda a: code in (a.code, a.auditor_code), lambda a: a.code.startswith(code.rstrip("0"))):
                found = [account for account in self.all if same(account)]
                if len(found) == 1:
                    return found[0]
            return None
        named = [account for account in self.all if folded in (fold(account.label_fr), fold(account.label_en))]
        return named[0] if len(named) == 1 else None

    def place(self, text: str) -> Account | None:
        """Bank or cash box, when the text is a word for one."""
        words = set(fold(text).split())
        kinds = [kind for kind, known in _PLACES.items() if words & known and not any(w.isdigit() for w in words)]
        return self.first(kinds[0]) if len(kinds) == 1 else None

    def first(self, treasury: "Account.Treasury") -> Account:
        return next(account for account in self.all if account.treasury == treasury)

    @property
    def carried(self) -> Account:
        return next(account for account in self.all if account.kind == Kind.CARRIED_FORWARD)


def understand(rows: Rows, mapping: Mapping, book: Book) -> Understood:
    """What these rows say, read with this mapping, for a book that takes entries."""
    return _Reading(rows, mapping, book).done()


class _Reading:
    def __init__(self, rows: Rows, mapping: Mapping, book: Book):
        self.rows, self.mapping, self.book = rows, mapping, book
        self.chart = Chart(book, mapping.accounts)
        self.found = Understood()

    def done(self) -> Understood:
        columns = self.mapping.columns
        asked = ("account",) if self.mapping.balance else ("date", "account")
        missing = [role for role in asked if role not in columns]
        if missing or not (self.mapping.is_double or {"income", "expense", "amount"} & columns.keys()):
            self._problem(1, _("Dites d’abord où sont la date, le compte et les sommes."))
            return self.found
        body = self.rows if self.mapping.header is None else self.rows[self.mapping.header + 1 :]
        if self.mapping.balance:
            self._read_balance(body)
        elif self.mapping.is_double:
            self._read_sides(body)
        else:
            self._read_cash_book(body)
        self._judge()
        self.found.entries.sort(key=lambda entry: (entry.day, entry.line))
        return self.found

    def _problem(self, line: int, sentence: str) -> None:
        self.found.problems.append(Problem(line, sentence))

    def _cell(self, cells: list[str], role: str) -> str:
        column = self.mapping.columns.get(role)
        return cells[column].strip() if column is not None and column < len(cells) else ""

    def _day(self, cells: list[str]) -> datetime.date:
        text = self._cell(cells, "date")
        if len(text) == 8 and text.isdigit():  # as the auditors' file writes it
            text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        year = self.book.year
        return parse_day(text, earliest=year.starts, latest=min(year.ends, today()))

    def _sum(self, cells: list[str], role: str) -> Decimal:
        """A sum with its sign; nothing written is nothing."""
        text = self._cell(cells, role)
        if not text or text in ("-", "–"):
            return ZERO
        sign = -1 if text[0] in "-−(" else 1
        return sign * parse_amount(text.lstrip("-−+(").rstrip(")"), smallest=ZERO)

    def _account(self, cells: list[str]) -> Account | None:
        text = self._cell(cells, "account")
        account = self.chart.find(text)
        if account is None and text and text not in self.found.unknown:
            self.found.unknown.append(text)
        return account

    def _planned(self, line: int, cells: list[str], day: datetime.date) -> Planned:
        words = self._cell(cells, "label")
        if words and looks_like_a_person(words):
            words, self.found.unnamed = "", self.found.unnamed + 1
        piece = self._cell(cells, "piece").upper().replace(" ", "")
        return Planned(line, day, words, piece if NUMBER.fullmatch(piece) else "", [])

    def _lines(self, body: Rows) -> Iterator[tuple[int, list[str]]]:
        """The lines that say something; totals at the foot have no day."""
        for line, cells in body:
            if self._cell(cells, "date") or self._cell(cells, "account"):
                is_dated = any(sign.isdigit() for sign in self._cell(cells, "date"))
                if is_dated or not any(fold(cell).startswith(("total", "solde final")) for cell in cells):
                    yield line, cells

    def _read_cash_book(self, body: Rows) -> None:
        """Each line is an entry: what it was for, what came in or went out, at the bank or in the cash box."""
        for line, cells in self._lines(body):
            try:
                entry = self._planned(line, cells, self._day(cells))
                moved = self._sum(cells, "income") - self._sum(cells, "expense") + self._sum(cells, "amount")
            except Refused as refusal:
                self._problem(line, str(refusal))
                continue
            account, place = self._account(cells), self._place(line, cells)
            if moved == 0:
                self._problem(line, _("Cette ligne n’a pas de somme."))
            if account is None and not self._cell(cells, "account"):
                self._problem(line, _("Cette ligne ne dit pas à quoi sert l’argent."))
            if not moved or account is None or place is None:
                continue
            if account == place:
                self._problem(line, _("L’argent vient du même endroit qu’il va."))
                continue
            entry.sides = [_side(place, moved), _side(account, -moved)]
            self.found.entries.append(entry)

    def _place(self, line: int, cells: list[str]) -> Account | None:
        text = self._cell(cells, "place")
        if not text:
            return self.chart.first(Treasury.BANK)
        found = self.chart.place(text) or self.chart.find(text)
        if found is None or found.kind != Kind.TREASURY:
            self._problem(line, _("« %(text)s » : est-ce la banque ou la caisse ?") % {"text": text})
            return None
        return found

    def _read_sides(self, body: Rows) -> None:
        """Each line is a side; those of one number, or of one piece, or that follow each other until they balance, are
        one entry."""
        groups: dict[object, Planned] = {}
        serial, open_key = 0, None
        for line, cells in self._lines(body):
            try:
                day = self._day(cells)
                amount = self._sum(cells, "debit") - self._sum(cells, "credit")
            except Refused as refusal:
                self._problem(line, str(refusal))
                continue
            number = self._cell(cells, "group")
            key: object = ("number", number, day) if number else open_key
            if key is None:
                serial += 1
                key = open_key = ("serial", serial)
            if key not in groups:
                groups[key] = self._planned(line, cells, day)
            account = self._account(cells)
            if amount and account is not None:
                groups[key].sides.append(_side(account, amount))
            elif not amount:
                self._problem(line, _("Cette ligne n’a pas de somme."))
            if not number and _balanced(groups[key]):
                open_key = None
        self.found.entries = [entry for entry in groups.values() if entry.sides]

    def _read_balance(self, body: Rows) -> None:
        """Each line is an account with what it held on the last day: the bank's and the cash box's become one entry of
        the first day, what is left by the others stays where it was kept. Both columns must make the same sum.
        """
        sums = {"debit": ZERO, "credit": ZERO}
        held: dict[int, Side] = {}
        others = False
        for line, cells in self._lines(body):
            try:
                amounts = {name: self._sum(cells, name) for name in sums}
                amount = amounts["debit"] - amounts["credit"] + self._sum(cells, "amount")
            except Refused as refusal:
                self._problem(line, str(refusal))
                continue
            sums = {name: sums[name] + amounts[name] for name in sums}
            account = None if _is_no_treasury(self._cell(cells, "account")) else self._account(cells)
            if account is None or account.kind != Kind.TREASURY:
                others = True
            elif amount:
                before = held[account.pk].debit - held[account.pk].credit if account.pk in held else ZERO
                held[account.pk] = _side(account, before + amount)
        if others and sums["debit"] != sums["credit"]:
            self._problem(
                body[0][0] if body else 1,
                _("Cette balance n’est pas équilibrée : %(debit)s d’un côté, %(credit)s de l’autre.")
                % {name: format_euros(amount) for name, amount in sums.items()},
            )
        sides = [side for side in held.values() if side.debit or side.credit]
        carried = sum((side.debit - side.credit for side in sides), ZERO)
        if sides and carried:
            sides.append(_side(self.chart.carried, -carried))
            self.found.entries = [Planned(body[0][0], self.book.year.starts, "", "", sides)]
        elif not self.found.unknown and not self.found.problems:
            self._problem(1, _("Ce fichier ne dit ni ce qu’il y avait à la banque, ni dans la caisse."))

    def _judge(self) -> None:
        if self.found.unknown:
            return  # what is missing would make every sum wrong
        for entry in self.found.entries:
            if not _balanced(entry):
                debit, credit = (sum((getattr(s, n) for s in entry.sides), ZERO) for n in ("debit", "credit"))
                self._problem(
                    entry.line,
                    _("Cette écriture n’est pas équilibrée : %(debit)s d’un côté, %(credit)s de l’autre.")
                    % {"debit": format_euros(debit), "credit": format_euros(credit)},
                )
            elif not any(side.account.kind == Kind.TREASURY for side in entry.sides):
                self._problem(entry.line, _("Cette écriture ne touche ni la banque ni la caisse."))
            elif entry.kind == Entry.Kind.OPENING and entry.day != self.book.year.starts:
                self._problem(entry.line, _("Le report de l’an dernier se note au premier jour de l’année."))


def _side(account: Account, amount: Decimal) -> Side:
    return Side(account, amount, ZERO) if amount > 0 else Side(account, ZERO, -amount)


def _is_no_treasury(text: str) -> bool:
    """A code of the general plan outside its class 5, where bank and cash stand."""
    code = text.split()[0] if text.split() else ""
    return code.isdigit() and len(code) >= 2 and code[0] != "5"


def _balanced(entry: Planned) -> bool:
    return len(entry.sides) >= 2 and sum((s.debit - s.credit for s in entry.sides), ZERO) == 0


def label_of(entry: Planned) -> str:
    """The label in the book: the account's, and the words of the file where they name nobody."""
    if entry.kind == Entry.Kind.OPENING:
        return labels.opening_label()
    words = entry.words if not entry.piece else ""
    return " · ".join(part for part in (entry.piece, entry.purpose.label_fr, words) if part)
