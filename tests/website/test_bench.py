"""The table of `make bench`: its arithmetic and what it reads from a page, without measuring anything."""

import gzip
import json
from types import SimpleNamespace

import pytest

from projects.models import Project
from tests.world import make_classroom
from website.bench.serving import Answer
from website.bench.table import AT_LEAST, Row, as_text, exit_code, ratio, write_json
from website.bench.visits import ASKED_BY_PAGE, ASKED_BY_STYLE, addresses_in
from website.bench.wall import publish

FAST = Row("post_entry", 3.2, 4, "raw two-line write")
SLOW = Row("money list", 1.51, 1.5, "bare ORM page")
BROKEN = Row("PDF", None, 1.3, "bare WeasyPrint", note="Pango is missing")


def test_a_ratio_is_ours_against_the_reference():
    assert ratio(0.006, 0.002) == pytest.approx(3)


def test_a_reference_that_took_no_time_is_refused():
    with pytest.raises(ValueError, match="not measured"):
        ratio(1, 0)


@pytest.mark.parametrize(
    ("measured", "way", "met"),
    [(1.5, "≤", True), (1.51, "≤", False), (1.5, AT_LEAST, True), (1.49, AT_LEAST, False), (None, "≤", False)],
)
def test_a_goal_is_met_up_to_its_very_figure(measured, way, met):
    assert Row("x", measured, 1.5, "y", way=way).met is met


def test_the_run_fails_when_one_goal_is_missed_or_nothing_was_measured():
    assert [exit_code(rows) for rows in ([FAST], [FAST, SLOW], [FAST, BROKEN], [])] == [0, 1, 1, 1]


def test_the_table_says_what_was_missed_and_why():
    assert as_text([FAST, SLOW, BROKEN]).splitlines() == [
        "work        measured  goal              reference",
        "post_entry  3.20 ×    ≤ 4.00 ×  met     raw two-line write",
        "money list  1.51 ×    ≤ 1.50 ×  MISSED  bare ORM page",
        "PDF         –         ≤ 1.30 ×  MISSED  bare WeasyPrint",
        "",
        "  PDF: Pango is missing",
    ]


def test_the_file_holds_the_same_rows(tmp_path):
    write_json([FAST, SLOW], tmp_path / "var" / "bench.json", seconds=12.34)

    told = json.loads((tmp_path / "var" / "bench.json").read_text())

    assert (told["met"], told["seconds"]) == (False, 12.3)
    assert [(row["name"], row["measured"], row["goal"], row["met"]) for row in told["rows"]] == [
        ("post_entry", 3.2, 4, True),
        ("money list", 1.51, 1.5, False),
    ]


def test_what_a_page_asks_for_is_its_styles_icons_scripts_and_pictures():
    html = (
        '<link rel="stylesheet" href="/static/a.css"><link rel="alternate" href="/en/"><link rel="icon" href="i.svg">'
        '<script src="/static/a.js" defer></script><img alt="" src="data:image/png;base64,AA"><img src="../p.webp">'
    )

    found = addresses_in(Answer(200, {}, html.encode()), ASKED_BY_PAGE, "/fr/news/")

    assert found == ["/static/a.css", "/fr/news/i.svg", "/static/a.js", "/fr/p.webp"]


def test_what_a_style_sheet_asks_for_is_its_fonts_and_other_sheets():
    css = '@import "b.css"; @font-face { src: url("../fonts/a.woff2") } .x { fill: url(#shade) }'

    found = addresses_in(
        Answer(200, {"content-encoding": "gzip"}, gzip.compress(css.encode())), ASKED_BY_STYLE, "/c/a.css"
    )

    assert found == ["/c/b.css", "/fonts/a.woff2"]


def test_the_wall_that_is_timed_is_filled_with_projects_of_two_schools_and_two_kinds(world):
    for cooperative in (world.cooperative, world.other_cooperative):
        make_classroom(cooperative, world.year)

    publish(SimpleNamespace(federation=world.federation, year=world.year), 8)

    shown = Project.objects.published()
    assert [shown.count(), *(shown.values(field).distinct().count() for field in ("cooperative", "kind"))] == [8, 2, 2]
