"""Small helpers of the finance tests: a book with its accounts, and entries in two words."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from cooperatives.models import StoredFile
from finance.chart_of_accounts import BANK, CASH, CLASS_BOX, EDUCATION, FAMILIES, LASTING_GOODS
from finance.models import Account, Book, DepositSlip, Entry, ExpenseClaim
from finance.services.books import open_book
from finance.services.claims import draft_claim, send_claim
from finance.services.class_funds import open_class_fund
from finance.services.posting import Line, post_entry
from finance.services.slips import draft_slip, send_slip, update_slip
from finance.services.transfers import Move, make_move
from members.models import Pupil, User
from occe.kit.actors import Actor, Adult, PupilActor, System
from tests.world import make_mandate, make_user

ZERO = Decimal(0)


@dataclass
class Ledger:
    """A book, and its chart by code."""

    book: Book
    accounts: dict[str, Account]

    def __getitem__(self, code: str) -> Account:
        return self.accounts[code]

    def post(
        self,
        debit: str,
        credit: str,
        amount: str | Decimal,
        *,
        on: datetime.date = datetime.date(2025, 10, 2),
        kind: Entry.Kind = Entry.Kind.EXPENSE,
        request_id: UUID | None = None,
        by: Actor | None = None,
        label: str = "D01 · Activités éducatives",
        **axes,
    ) -> Entry:
        """An entry of two lines between two accounts, named by their codes."""
        return post_entry(
            self.book,
            lines=[
                Line(self[debit], debit=Decimal(amount), **axes),
                Line(self[credit], credit=Decimal(amount), **axes),
            ],
            kind=kind,
            date=on,
            label=label,
            request_id=request_id or uuid4(),
            by=by or System(self.book.federation_id),
        )

    def spend(self, amount: str | Decimal, **options) -> Entry:
        return self.post(EDUCATION, CASH, amount, **options)

    def receive(self, amount: str | Decimal, **options) -> Entry:
        return self.post(CASH, FAMILIES, amount, kind=Entry.Kind.INCOME, **options)


def ledger_of(cooperative, year) -> Ledger:
    book = open_book(cooperative, year, by=System(cooperative.federation_id))
    return Ledger(book, {account.code: account for account in Account.objects.of_year(year)})


def entrust(world) -> Ledger:
    """Claire's book: 1 000 € at the bank, 100 € in the cash box, of which 60 € were entrusted to the class."""
    open_class_fund(world.classroom, by=System())
    ledger = ledger_of(world.cooperative, world.year)
    september = datetime.date(2025, 9, 2)
    ledger.receive("100.00", on=september)
    ledger.post(BANK, "74100008", "1000.00", on=september, kind=Entry.Kind.INCOME)
    ledger.post(CLASS_BOX, CASH, "60.00", on=september, kind=Entry.Kind.ADVANCE, classroom=world.classroom)
    return ledger


def move_money(book: Book, *, source: Account, target: Account, request_id: UUID, by: Adult, **facts) -> Entry:
    """Euros from one place of a book to another, as the page of a transfer has them moved."""
    return make_move(book, Move(source, target, **facts), request_id=request_id, by=by)


def second_mandataire(world, name: str = "Paul") -> User:
    """Another mandataire of Claire's cooperative."""
    user = make_user(name)
    make_mandate(world.cooperative, user, rank=2)
    return user


def pupil_actor(pupil: Pupil) -> PupilActor:
    """The pupil inside an open session of the latest class."""
    classroom = pupil.enrolments.latest("pk").classroom
    return PupilActor(pupil.pk, 1, classroom.pk, classroom.cooperative_id, classroom.cooperative.federation_id)


SEEDS = {"amount": Decimal("38.40"), "issued_on": datetime.date(2025, 10, 2), "category": "garden"}
"""The till receipt of the garden shop."""


def written_by(author: Pupil | Adult, world, **facts) -> ExpenseClaim:
    """A draft of the seeds in Claire's class, whole unless a fact says otherwise."""
    by = pupil_actor(author) if isinstance(author, Pupil) else author
    return draft_claim(world.cooperative, by=by, classroom=world.classroom, **(SEEDS | facts))


def sent_by(author: Pupil | Adult, world, **facts) -> ExpenseClaim:
    """The same, sent."""
    by = pupil_actor(author) if isinstance(author, Pupil) else author
    return send_claim(written_by(author, world, **facts), by=by)


def sent_slip(world, ledger: Ledger) -> DepositSlip:
    """What Lina counted on 6 October, and sent: 62,50 € of the families."""
    lina = pupil_actor(world.lina)
    facts = {"account": ledger[FAMILIES], "collected_on": datetime.date(2025, 10, 6)}
    slip = draft_slip(world.cooperative, by=lina, classroom=world.classroom, **facts)
    return send_slip(update_slip(slip, by=lina, version=slip.version, pieces={2000: 3, 50: 5}, cheques=[]), by=lina)


def photo(world, name: str) -> StoredFile:
    """A stored photo; the same name is the same picture."""
    return StoredFile.objects.create(
        federation=world.federation, path=name, sha256=name * 64, content_type="image/webp", size=1
    )


@contextmanager
def refuses(constraint: str) -> Iterator[None]:
    """The named constraint or guard of the database refuses what is written here."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.diag.constraint_name == constraint


__all__ = [
    "BANK",
    "CASH",
    "CLASS_BOX",
    "EDUCATION",
    "FAMILIES",
    "LASTING_GOODS",
    "SEEDS",
    "ZERO",
    "Ledger",
    "entrust",
    "ledger_of",
    "photo",
    "pupil_actor",
    "refuses",
    "second_mandataire",
    "sent_by",
    "sent_slip",
    "written_by",
]
