"""The rows that one process measures: the ledger's door, its pages and its files, and the desk's list."""

import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psycopg
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.models import DayPass
from finance import exports
from finance.queries.entries import EntryFilter
from finance.services.fec import write_fec
from occe.kit.pdf import render_pdf
from website.bench import anchors
from website.bench.ground import Ground
from website.bench.server import server_rows
from website.bench.table import AT_LEAST, Row, ratio
from website.bench.timing import Work, interleaved, medians, p95, peak_growth

RAW = "raw two-line write"
LONG_BOOK = 5_000
"""Entries of two lines: ten thousand lines."""
SIZES = (15, 150, 1500)

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
    _analyse()
    client = ground.client(ground.mandataire)
    address = reverse("finance:money", kwargs={"id": ground.cooperative.public_id})

    def read(path: str) -> None:
        answer = client.get(path)
        _expect(answer.status_code == 200, f"{path} answered {answer.status_code}")

    works = {"ours": partial(read, address), "bare": partial(read, f"/bench/entries/{ground.book.pk}/")}
    middle = medians(interleaved(works, rounds=20, warm=3))
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
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


def pdf_page(ground: Ground) -> Rows:
    """A substitute's sheet, from its facts to its bytes."""
    sheet = DayPass(classroom=ground.classroom, day=ground.day)
    context = {"cooperative": ground.cooperative, "day_pass": sheet, "code": "314 159", "title": "Passe d’un jour",
               "entry": "https://portail.example/fr/class/", "language": "fr"}  # fmt: skip
    draw = partial(render_to_string, "cooperatives/pdf/day_pass.html", context)
    html = draw()
    works = {
        "ours": lambda: render_pdf(draw(), title="Passe d’un jour", language="fr"),
        "bare": lambda: anchors.bare_pdf(html),
    }
    middle = medians(interleaved(works, rounds=8, warm=1))
    return [
        Row("PDF, one page", ratio(middle["ours"], middle["bare"]), 1.3, "bare WeasyPrint, tagged", note=_told(middle))
    ]


def desk_list(ground: Ground) -> Rows:
    """Sizes come one after the other, for a cooperative is never deleted."""
    client = ground.client(ground.staff)
    address = reverse("desk:cooperatives")

    def read() -> None:
        answer = client.get(address)
        _expect(answer.status_code == 200, f"the list answered {answer.status_code}")

    counts, slow = [], []
    for size in SIZES:
        ground.add_cooperatives(size)
        _analyse()
        slow.append(p95(interleaved({"list": read}, rounds=30, warm=3)["list"]))
        with CaptureQueriesContext(connection) as queries:
            read()
        counts.append(len(queries))
    times = "a page holds at most 50; " + ", ".join(
        f"{size}: {seconds * 1000:.0f} ms" for size, seconds in zip(SIZES, slow, strict=True)
    )
    return [
        Row("desk list, queries at 150 and 1,500", max(counts) - min(counts), 0, f"{counts[0]} queries at 15",
            unit="more"),
        *(
            Row(f"desk list, p95 at {size}", ratio(seconds, slow[0]), 1.2, "itself at 15", note=times)
            for size, seconds in zip(SIZES[1:], slow[1:], strict=True)
        ),
    ]  # fmt: skip


MEASURES: dict[str, Callable[[Ground], Rows]] = {
    "post_entry": post_entry,
    "agree by the form": agree_by_form,
    "money list": money_list,
    "CSV and FEC": files,
    "PDF": pdf_page,
    "server": lambda ground: server_rows(),
    "desk list": desk_list,
}
"""The desk's list comes last: it fills the association with cooperatives."""


def measured(measures: dict[str, Callable[[Ground], Rows]], ground: Ground) -> Iterator[Row]:
    """Every row; a measure that fails gives one missed row that says why, and the others go on."""
    for name, measure in measures.items():
        try:
            yield from measure(ground)
        except Exception as error:
            yield Row(name, None, 0, "–", note=f"{type(error).__name__}: {error}"[:300])


def _analyse() -> None:
    """What autovacuum would soon do, at a known moment; only the owner of the tables may."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("ANALYZE")


def _told(middle: dict[str, float]) -> str:
    return ", ".join(f"{name} {seconds * 1000:.2f} ms" for name, seconds in middle.items())


def _expect(stands: bool, sentence: str) -> None:
    if not stands:
        raise RuntimeError(sentence)
