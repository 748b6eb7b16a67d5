"""The accounts of the invented cooperatives: N-2 and N-1 whole, N as far as the story has come.

Figures of N-1 are those of the table, to the cent; N-2 has the same lines times a seeded factor between 0.90 and 1.10,
and an opening chosen so that its closing is N-1's opening. Each line of the report is two or three entries in a year.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from cooperatives.models import Cooperative, Federation, SchoolYear
from desk.services.closing import close_year
from finance.chart_of_accounts import ASSOCIATION_AID, BANK, CARRIED_FORWARD, CASH
from finance.models import Account, Book, Entry
from finance.services.books import open_book
from finance.services.posting import Line, post_entry
from members.models import User
from occe.kit.actors import Adult, Role, System
from projects.models import Project

from .accounts_of_last_year import AID_OF_THE_ASSOCIATION, YearOfAccounts, read_table
from .clock import Clock, noon, school_day
from .plans import read_plans
from .year_ends import ON_PAPER, put_papers_away, tell_paper_year

CENT = Decimal("0.01")
FEE, INSURANCE = Decimal("2.00"), Decimal("0.25")
FIRST_WEEK_OF_OCTOBER = (10, 6)

# What a line of the report is made of: a label and the day of the school year (month, day) on which it comes.
EVERYDAY = {
    "707": [("Photos de classe", (11, 20)), ("Calendrier des élèves", (12, 12)), ("Gâteaux du marché", (4, 3))],
    "708": [("Loto des écoles", (2, 6)), ("Kermesse", (6, 19))],
    "741": [("Subvention de la commune pour la sortie", (3, 13))],
    "742": [("Aide du comité de parents", (1, 23))],
    "7562": [("Enveloppes des familles", (9, 26)), ("Enveloppes des familles, arrivées de janvier", (1, 16))],
    "77": [("Prix d’un concours", (5, 29))],
    "607": [("Tirages des photos de classe", (12, 4)), ("Farine, œufs et pommes", (3, 27))],
    "618": [
        ("Car pour le Puy Mary", (6, 5)),
        ("Intervenante conte", (3, 20)),
        ("Entrées du musée", (5, 15)),
        ("Abonnement au journal pour enfants", (10, 9)),
    ],
    "628": [("Adhésion à l’OCCE", FIRST_WEEK_OF_OCTOBER)],
    "616": [("Assurance des membres", FIRST_WEEK_OF_OCTOBER)],
    "65": [("Frais de tenue de compte", (12, 31))],
    "68": [("Appareil photo", (11, 27))],
    "67": [("Colis de solidarité", (12, 18))],
}
ACCOUNT_OF_LINE = {
    "707": "70700008", "708": "70800008", "741": "74100008", "742": "74200008", "7562": "75620008", "77": "77000008",
    "607": "60700008", "618": "61810008", "628": "62810008", "616": "61681008", "65": "65000008", "68": "68000008",
    "67": "67000008",
}  # fmt: skip
ASSOCIATION_AID_LINE = "aid"
INCOME_LINES = {"707", "708", "741", "742", "7562", "77"}
# n° 18's box went from 24,80 to 24,50: some envelopes came in coins, the parcel was paid from the box.
PAID_IN_CASH = {18: {"7562": Decimal("39.70"), "67": Decimal("40.00")}}


@dataclass(frozen=True)
class Movement:
    """Money in or out of bank or cash on a day."""

    day: date
    label: str
    account: str
    amount: Decimal
    income: bool
    treasury: str = BANK
    project: Project | None = None


class Ledger:
    """A book of one invented cooperative, and the accounts of its year by code."""

    def __init__(self, cooperative: Cooperative, year: SchoolYear):
        self.book: Book = open_book(cooperative, year, by=System())
        self.accounts = {
            account.code: account for account in Account.objects.filter(federation=year.federation, year=year)
        }

    def post(self, day: date, label: str, kind: Entry.Kind, lines: list[tuple[str, Decimal, bool]], **axes) -> Entry:
        """`lines` are (code, amount, is it a debit). The request is named by its content: planting twice is once."""
        name = f"{self.book.pk} {day} {label} {lines}"
        return post_entry(
            self.book,
            lines=[
                Line(self.accounts[code], **{"debit" if debit else "credit": amount}, **axes)
                for code, amount, debit in lines
            ],
            kind=kind,
            date=day,
            label=label,
            request_id=uuid5(NAMESPACE_URL, name),
            by=System(),
            direct=kind in (Entry.Kind.EXPENSE, Entry.Kind.INCOME),
        )

    def open(self, bank: Decimal, cash: Decimal) -> None:
        """What was left from the year before; not an income."""
        lines = [(code, amount, True) for code, amount in ((BANK, bank), (CASH, cash)) if amount]
        total = bank + cash
        self.post(
            self.book.year.starts,
            "Report de l’an dernier",
            Entry.Kind.OPENING,
            [*lines, (CARRIED_FORWARD, total, False)],
        )

    def move(self, movement: Movement) -> None:
        kind = Entry.Kind.INCOME if movement.income else Entry.Kind.EXPENSE
        lines = [
            (movement.treasury, movement.amount, movement.income),
            (movement.account, movement.amount, not movement.income),
        ]
        self.post(movement.day, movement.label, kind, lines, project=movement.project)


def raise_past_accounts(cooperatives: dict[int, Cooperative], clock: Clock) -> None:
    """N-2 then N-1, for each cooperative that has classes in them."""
    table = read_table()
    for number, cooperative in cooperatives.items():
        accounts = table[number]
        before = year_before(accounts)
        for back, figures in ((2, before), (1, accounts)):
            year = SchoolYear.objects.get(federation=cooperative.federation, starts=clock.year(back).start)
            ledger = Ledger(cooperative, year)
            if back == 2:  # N-1 opens by itself on what N-2 has left
                ledger.open(figures.opening_bank, figures.opening_cash)
            if back == 1 and number == ON_PAPER:
                tell_paper_year(ledger.book, figures, ACCOUNT_OF_LINE, clock)
                continue
            told = written_under_projects(ledger.book, clock) if back == 1 else []
            for movement in sorted(movements(figures, clock, back, told), key=lambda m: m.day):
                ledger.move(movement)
    put_papers_away(cooperatives, clock)


def year_before(accounts: YearOfAccounts) -> YearOfAccounts:
    """N-2 of a cooperative: its lines times a factor seeded by its number, closing on N-1's opening."""
    chance = random.Random(accounts.number)  # noqa: S311  invented figures, the same at each planting
    members = accounts.pupils + accounts.adults - accounts.number % 3

    def varied(line: str, amount: Decimal) -> Decimal:
        if line == "628":
            return members * FEE
        if line == "616":
            return members * INSURANCE
        return (amount * Decimal(str(round(chance.uniform(0.90, 1.10), 3)))).quantize(CENT)

    income = {line: varied(line, amount) for line, amount in accounts.income.items()}
    expense = {line: varied(line, amount) for line, amount in accounts.expense.items()}
    closing = accounts.opening_bank + accounts.opening_cash
    opening = closing - sum(income.values()) + sum(expense.values())
    return YearOfAccounts(
        number=accounts.number, classes=accounts.classes, pupils=accounts.pupils, adults=accounts.adults,
        opening_bank=opening - accounts.opening_cash, opening_cash=accounts.opening_cash,
        income=income, expense=expense, closing=closing,
    )  # fmt: skip


def written_under_projects(book: Book, clock: Clock) -> list[Movement]:
    """What the treasurer wrote under the projects of a book's year, as their plans tell; in the order of the days."""
    told = []
    for plan in read_plans():
        if plan["number"] != book.cooperative.number or "book" not in plan:
            continue
        project = Project.objects.filter(
            cooperative=book.cooperative, title=plan["title"], classrooms__year=book.year
        ).first()
        for line, *rest in plan["book"] if project else []:
            told.append(_written(project, line, rest, clock, past=book.year.starts < clock.current.start))
    return sorted(told, key=lambda movement: movement.day)


def _written(project: Project, line: str, rest: list[str], clock: Clock, *, past: bool) -> Movement:
    if line == ASSOCIATION_AID_LINE:  # its day, its words and its sum are those of the table
        return Movement(clock.day_of_year(1, 3, 6), "", ASSOCIATION_AID, Decimal(0), True, project=project)
    day, label, amount = rest
    month, number = (int(part) for part in day.split("-"))
    on = clock.day_of_year(1, month, number) if past else clock.day(month, number)
    return Movement(on, label, ACCOUNT_OF_LINE[line], Decimal(amount), line in INCOME_LINES, project=project)


def movements(figures: YearOfAccounts, clock: Clock, back: int, told: Iterable[Movement] = ()) -> Iterator[Movement]:
    """The year's entries: each line of the report cut over its everyday labels; the association's aid told apart.

    What was `told` of projects is taken out of its line, whose total stays.
    """
    told = list(told)
    yield from (movement for movement in told if movement.amount)
    aided = next((movement.project for movement in told if movement.account == ASSOCIATION_AID), None)
    for line, amount in {**figures.income, **figures.expense}.items():
        income = line in INCOME_LINES
        account = ACCOUNT_OF_LINE[line]
        amount -= sum(movement.amount for movement in told if movement.account == account)
        if line == "742" and figures.number in AID_OF_THE_ASSOCIATION:
            aid = min(AID_OF_THE_ASSOCIATION[figures.number], amount)
            yield Movement(
                clock.day_of_year(back, 3, 6), "Aide aux projets de l’association", ASSOCIATION_AID, aid, income,
                project=aided,
            )  # fmt: skip
            amount -= aid
        in_cash = PAID_IN_CASH.get(figures.number, {}).get(line) if back == 1 else None
        if in_cash:
            yield Movement(clock.day_of_year(back, 12, 18), EVERYDAY[line][0][0], account, in_cash, income, CASH)
            amount -= in_cash
        if amount:
            yield from _cut(figures.number, line, account, amount, income, clock, back)


def _cut(
    number: int, line: str, account: str, amount: Decimal, income: bool, clock: Clock, back: int
) -> Iterator[Movement]:
    pieces = EVERYDAY[line]
    left = amount
    for rank, (label, (month, day)) in enumerate(pieces):
        last = rank == len(pieces) - 1
        share = left if last else (amount * (40 + 5 * ((number + rank) % 4)) / 100 / len(pieces) * 2).quantize(CENT)
        share = min(share, left)
        left -= share
        if share:
            shifted = clock.day_of_year(back, month, day) + timedelta(days=(number * 3 + rank) % 12)
            yield Movement(min(school_day(shifted), clock.year(back).end), label, account, share, income)


RETURNED, SUBMITTED, STILL_OPEN = {4}, {2}, {11, 12, 13, 23, 24}
RETURN_REASON = "Il manque le relevé de la banque qui encadre le 31 août : nous avons juillet et septembre."


def settle_books(cooperatives: dict[int, Cooperative], clock: Clock, treasurer: User) -> None:
    """N-2 is accepted everywhere; N-1 as far as each cooperative has come. Dated back, so rows and not services."""
    for number, cooperative in cooperatives.items():
        mandataire = cooperative.mandates.filter(rank=1).earliest("starts_on").user
        for back in (2, 1):
            state = Book.State.ACCEPTED if back == 2 else _state_of_last_year(number)
            if state == Book.State.OPEN:
                continue
            sent = clock.day(9, 15) if back == 1 else clock.day_of_year(1, 9, 22)
            book = Book.objects.filter(cooperative=cooperative, year__starts=clock.year(back).start)
            book.update(state=Book.State.SUBMITTED, submitted_by=mandataire, submitted_at=noon(sent))
            if state != Book.State.SUBMITTED:
                book.update(
                    state=state,
                    decided_by=treasurer,
                    decided_at=noon(school_day(sent + timedelta(days=9))),
                    return_reason=RETURN_REASON if state == Book.State.RETURNED else "",
                )


def close_old_year(federation: Federation, clock: Clock, administrator: User) -> None:
    """N-2 is closed, since the autumn that followed it."""
    by = Adult(administrator.pk, federation.pk, frozenset({Role.ADMINISTRATOR}))
    closed = close_year(SchoolYear.objects.get(federation=federation, starts=clock.year(2).start), by=by)
    SchoolYear.objects.filter(pk=closed.pk).update(closed_at=noon(clock.day_of_year(1, 10, 17)))


def _state_of_last_year(number: int) -> Book.State:
    if number in RETURNED:
        return Book.State.RETURNED
    if number in SUBMITTED:
        return Book.State.SUBMITTED
    return Book.State.OPEN if number in STILL_OPEN else Book.State.ACCEPTED


def raise_current_accounts(cooperatives: dict[int, Cooperative], clock: Clock) -> None:
    """N as far as the story has come: families' envelopes here, the affiliation there. n° 18 has its own thread."""
    year = SchoolYear.objects.get(federation=cooperatives[1].federation, starts=clock.current.start)
    table = read_table()
    for number, cooperative in cooperatives.items():
        if not cooperative.classrooms.filter(year=year).exists():
            continue
        ledger = Ledger(cooperative, year)
        if number in (13, 18, 24):
            continue
        families = (table[number].income["7562"] * Decimal("0.4")).quantize(CENT)
        ledger.move(Movement(clock.day(9, 24), "Enveloppes des familles", "75620008", families, True))
        if number % 3 == 0:
            bought = Decimal(18 + number) + Decimal("0.40")
            ledger.move(Movement(clock.day(10, 3), "Abonnement au journal pour enfants", "61810008", bought, False))
        for movement in written_under_projects(ledger.book, clock):
            ledger.move(movement)
        if cooperative.affiliations.filter(year=year, paid_on__isnull=False).exists():
            members = sum(c.pupil_count + c.adult_count for c in cooperative.classrooms.filter(year=year))
            fee, insurance = members * FEE, members * INSURANCE
            ledger.post(
                clock.day(10, 6), "Adhésion et assurance de l’année", Entry.Kind.EXPENSE,
                [("62810008", fee, True), ("61681008", insurance, True), (BANK, fee + insurance, False)],
            )  # fmt: skip
