"""What is measured, in order; and the rows of the ledger: its door, its page, its files."""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finance import exports
from finance.queries.entries import EntryFilter
from finance.services.fec import write_fec
from website.bench import anchors
from website.bench.bank import bank_matched
from website.bench.documents import one_page, twenty_pages
from website.bench.ground import Ground
from website.bench.lists import lists
from website.bench.million import LONG_BOOK, bare_reader, million_lines, money_reader
from website.bench.places import first_place
from website.bench.proofs import ledger_proof
from website.bench.receipts import receipts_read
from website.bench.server import server_rows
from website.bench.table import AT_LEAST, Row, ratio
from website.bench.timing import Work, interleaved, medians, peak_growth
from website.bench.visits import visits
from website.bench.wall import wall

RAW = "raw two-line write"

Rows = list[Row]


def post_entry(ground: Ground) -> Rows:
    sample = ground.post()
    works: dict[str, Work] = {"ours": ground.post, "raw": partial(anchors.raw_two_line_write, sample)}
    middle = medians(interleaved(works, rounds=50, each=2, warm=5))
    return [Row("post_entry", ratio(middle["ours"], middle["raw"]), 4, RAW, note=_told(middle))]


def agree_by_form(ground: Ground) -> Rows:
    """POST to redirect; the expenses are written before."""
    runs, sample = 30, ground.post()
    claims = iter([ground.sent_claim() for _ in range(runs + 2)])
    client = ground.client(ground.mandataire)

    def agree() -> None:
        claim = next(claims)
        address = reverse("finance:claim", kwargs={"id": ground.cooperative.public_id, "claim_id": claim.public_id})
        answer = client.post(address, {"version": claim.version, "paid_with": "cash"})
        _expect(answer.status_code == 302, f"agreeing answered {answer.status_code}")

    works: dict[str, Work] = {"ours": agree, "raw": partial(anchors.raw_two_line_write, sample)}
    middle = medians(interleaved(works, rounds=runs, warm=2))
    return [Row("agree by the form", ratio(middle["ours"], middle["raw"]), 8, RAW, note=_told(middle))]


def money_list(ground: Ground) -> Rows:
    ground.fill_book(LONG_BOOK)
    first_place().analyse()
    client = ground.client(ground.mandataire)
    works = {"ours": money_reader(ground, client), "bare": bare_reader(ground, client)}
    middle = medians(interleaved(works, rounds=20, warm=3))
    with CaptureQueriesContext(connection) as queries:
        works["ours"]()
    lines = f"{2 * LONG_BOOK} lines"
    return [
        Row(f"money list, {lines}", ratio(middle["ours"], middle["bare"]), 1.5, "bare ORM page", note=_told(middle)),
        Row("money list, queries", len(queries), 8, "–", unit=""),
    ]


def files(ground: Ground) -> Rows:
    """The whole book as CSV and the FEC of its year: their speed against COPY, and how the process grows."""
    ground.fill_book(LONG_BOOK)
    with tempfile.TemporaryDirectory() as folder:
        works = {
            "CSV": lambda: sum(map(len, exports.entries_csv(ground.book, EntryFilter()))),
            "FEC": lambda: write_fec(ground.federation, ground.year, Path(folder)),
        }
        copy = {"COPY": partial(anchors.copy_book, ground.book.pk)}
        # Before any other run of the same work: memory that was used and given back would hide what it needs.
        grown = {name: peak_growth(work) for name, work in works.items()}
        middle = medians(interleaved({**works, **copy}, rounds=3, warm=1))
    reference = "COPY with join and order"
    return [
        row
        for name in works
        for row in (
            Row(f"{name}, {2 * LONG_BOOK} lines, speed", ratio(middle["COPY"], middle[name]), 0.5, reference,
                AT_LEAST, note=_told({"ours": middle[name], "COPY": middle["COPY"]})),
            Row(f"{name}, memory", grown[name], 100, "–", unit="MB"),
        )
    ]  # fmt: skip


MEASURES: dict[str, Callable[[Ground], Rows]] = {
    "post_entry": post_entry,
    "agree by the form": agree_by_form,
    "money list": money_list,
    "CSV and FEC": files,
    "PDF, one page": one_page,
    "PDF, twenty pages": twenty_pages,
    "ledger proof": ledger_proof,
    "bank": bank_matched,
    "lists": lists,
    "million lines": million_lines,
    "wall": wall,
    "visits": visits,
    "receipts": receipts_read,
    "server": server_rows,
}
"""The book is long before the places of other sizes are cloned from the first; the servers come last."""


def measured(measures: dict[str, Callable[[Ground], Rows]], ground: Ground) -> Iterator[Row]:
    """Every row; a measure that fails gives one missed row that says why, and the others go on."""
    for name, measure in measures.items():
        try:
            yield from measure(ground)
        except Exception as error:
            yield Row(name, None, 0, "–", note=f"{type(error).__name__}: {error}"[:300])


def _told(middle: dict[str, float]) -> str:
    return ", ".join(f"{name} {seconds * 1000:.2f} ms" for name, seconds in middle.items())


def _expect(stands: bool, sentence: str) -> None:
    if not stands:
        raise RuntimeError(sentence)
