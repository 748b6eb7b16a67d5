"""The CSV of a book: the database writes the same bytes as the rows of the list give."""

import contextlib
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import translation

from finance import exports
from finance.models import Entry, Voucher
from finance.queries.entries import EntryFilter
from finance.services.agreeing import agree_claim
from finance.services.posting import Line, post_entry, reverse_entry
from finance.services.recording import record_slip
from finance.services.slips import draft_slip, send_slip, update_slip
from occe.kit.actors import System
from occe.kit.csvfiles import csv_chunks
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, ledger_of, pupil_actor, sent_by


@pytest.fixture
def book(world):
    """One entry of each shape, with words that a spreadsheet would take for a formula or cut in two."""
    ledger = ledger_of(world.cooperative, world.year)
    ledger.receive("200.00", on=date(2025, 9, 2))
    claire, lina = world.actor(world.claire), pupil_actor(world.lina)
    for what in ("=HYPERLINK(1)", "des graines ; un « sac »", 'un "mot"', ""):
        agree_claim(sent_by(world.lina, world, what=what, amount=Decimal("3.40")), by=claire, paid_with="cash")
    slip = draft_slip(
        world.cooperative,
        by=lina,
        classroom=world.classroom,
        label="Vente de jus",
        account=ledger[FAMILIES],
        collected_on=date(2025, 10, 3),
    )
    slip = send_slip(update_slip(slip, by=lina, version=1, pieces={1000: 2}), by=lina)
    record_slip(slip, by=claire)
    ledger.post(BANK, CASH, "10.00", kind=Entry.Kind.TRANSFER)
    wrong = ledger.spend("5.00")
    reverse_entry(wrong, by=System(), reason="twice", request_id=uuid4())
    purposes = [*ledger.accounts.values()]
    several = [account for account in purposes if account.kind == "expense"][:2]
    post_entry(
        ledger.book,
        lines=[
            *(Line(account, debit=Decimal("1.00")) for account in reversed(several)),
            Line(several[0], debit=Decimal("2.00")),
            Line(ledger[CASH], credit=Decimal("4.00")),
        ],
        kind=Entry.Kind.EXPENSE,
        date=date(2025, 12, 1),
        label="Deux comptes",
        request_id=uuid4(),
        by=System(),
    )  # fmt: skip
    ledger.post(EDUCATION, FAMILIES, "1.00")
    caption = Voucher.objects.create(book=ledger.book, number="D90", caption="Car ; Puy Mary")
    ledger_lines = [Line(ledger[EDUCATION], debit=Decimal("9.00")), Line(ledger[BANK], credit=Decimal("9.00"))]
    post_entry(ledger.book, lines=ledger_lines, kind=Entry.Kind.EXPENSE, date=date(2025, 12, 2), label="D90",
               request_id=uuid4(), by=System(), voucher=caption)  # fmt: skip
    return ledger.book


def written(book, wanted) -> bytes:
    with contextlib.closing(exports.entries_csv(book, wanted)) as response:
        return b"".join(response)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "wanted",
    [
        EntryFilter(),
        EntryFilter(kind="expense", since=date(2025, 10, 1)),
        EntryFilter(words="jus"),
        EntryFilter(words="0"),
    ],
)
def test_the_database_writes_the_rows_of_the_list(book, language, wanted):
    with translation.override(language):
        header = [column.title for column in exports._columns()]
        listed = b"".join(csv_chunks(header, exports._rows(book, wanted)))

        assert written(book, wanted) == listed


def test_a_book_without_an_entry_is_its_header(world):
    book = ledger_of(world.cooperative, world.year).book

    with translation.override("fr"):
        text = written(book, EntryFilter()).decode()

    assert text == "\ufeffNuméro;Date;Pièce;Libellé;Compte;Nature;Entre;Sort;En tout\r\n"
