"""The money list of a long book in a ledger of ten thousand lines and in one of a million; the file of that million."""

import tempfile
from functools import partial
from pathlib import Path

from django.test import Client
from django.urls import reverse

from finance.chart_of_accounts import CASH, EDUCATION
from finance.services.fec import write_fec
from website.bench.ground import SIZES, Ground
from website.bench.places import Place
from website.bench.reading import reader
from website.bench.table import Row, ratio
from website.bench.timing import Work, interleaved, medians, peak_growth

LONG_BOOK = 5_000
"""Entries of two lines: ten thousand lines."""
LINES = 1_000_000

BOOKS = """
    INSERT INTO finance_book (public_id, federation_id, year_id, cooperative_id, state, opened_at, return_reason)
    SELECT gen_random_uuid(), c.federation_id, %(year)s, c.id, 'open', now(), '' FROM cooperatives_cooperative c
    WHERE NOT EXISTS (SELECT FROM finance_book b WHERE b.cooperative_id = c.id AND b.year_id = %(year)s)
"""
ENTRIES = """
    INSERT INTO finance_entry (public_id, federation_id, book_id, number, kind, date, label, direct, reason, request_id,
        posted_at, line_count, total, digest, previous_digest)
    SELECT gen_random_uuid(), b.federation_id, b.id, n, 'expense', %(day)s::date + n %% 300,
        'D01 · Activités éducatives', false, '', gen_random_uuid(), now(), 2, 0.01, repeat('0', 64), ''
    FROM finance_book b, generate_series(1, %(each)s) n WHERE b.id <> %(book)s AND b.year_id = %(year)s
"""
ENTRY_LINES = """
    INSERT INTO finance_entryline (federation_id, entry_id, position, account_id, debit, credit)
    SELECT e.federation_id, e.id, side.*
    FROM finance_entry e, (VALUES (1, %(debit)s, 0.01, 0), (2, %(credit)s, 0, 0.01)) side
    WHERE e.book_id <> %(book)s
"""
TABLES = ("finance_entry", "finance_entryline")


def million_lines(ground: Ground) -> list[Row]:
    """The same book, of ten thousand lines, in both; in the second 1,499 cooperatives have theirs beside it."""
    ground.fill_book(LONG_BOOK)
    small, large = ground.places[SIZES[0]], ground.places[SIZES[-1]]
    small.analyse()
    fill_ledger(ground, large)
    works: dict[str, Work] = {}
    for name, place in (("10 thousand", small), ("a million", large)):
        client = place(partial(ground.client, ground.mandataire))()
        works[name] = place(money_reader(ground, client))
        works[f"bare at {name}"] = place(bare_reader(ground, client))
    middle = medians(interleaved(works, rounds=20, warm=3))
    told = ", ".join(f"{name} {seconds * 1000:.1f} ms" for name, seconds in middle.items())
    against = ratio(middle["a million"], middle["bare at a million"])
    beside = ratio(middle["a million"], middle["10 thousand"])
    return [
        Row("money list, ledger of a million lines", against, 1.5, "bare ORM page", note=told),
        Row("money list, at a million against 10 thousand", beside, 1.2, "itself at 10 thousand"),
        _written_out(ground, large),
    ]


def _written_out(ground: Ground, place: Place) -> Row:
    """How the process grows while the whole ledger of the year becomes a file: as little as with ten thousand lines."""
    with tempfile.TemporaryDirectory() as folder:
        grown = peak_growth(place(partial(write_fec, ground.federation, ground.year, Path(folder))))
        [written] = Path(folder).iterdir()
        with written.open("rb") as lines:
            told = f"{sum(1 for _line in lines) - 1} lines, {written.stat().st_size / 2**20:.0f} MB"
    return Row("FEC, a million lines, memory", grown, 100, "–", unit="MB", note=told)


def money_reader(ground: Ground, client: Client) -> Work:
    return reader(client, reverse("finance:money", kwargs={"id": ground.cooperative.public_id}))


def bare_reader(ground: Ground, client: Client) -> Work:
    return reader(client, f"/bench/entries/{ground.book.pk}/")


def fill_ledger(ground: Ground, place: Place) -> None:
    """A book for each cooperative, and entries until the ledger has a million lines: as the owner, past the guards."""
    others = SIZES[-1] - 1
    facts = {
        "year": ground.year.pk, "book": ground.book.pk, "day": ground.day, "debit": ground.accounts[EDUCATION].pk,
        "credit": ground.accounts[CASH].pk, "each": (LINES // 2 - LONG_BOOK) // others + 1,
    }  # fmt: skip
    with place.owner() as owner:
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (BOOKS, ENTRIES, ENTRY_LINES):
            owner.execute(statement, facts)
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    place.analyse()
