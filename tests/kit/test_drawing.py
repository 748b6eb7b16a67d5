"""A drawing that counts counts right, is the same each time, and leaves its colours to the style sheet."""

import re
from decimal import Decimal

import pytest

from occe.kit.drawing import (
    ballot,
    categories,
    charts,
    doors,
    empty,
    icons,
    landscape,
    map,
    money,
    pictograms,
    picturenames,
    projects,
    receipt,
    reports,
    secretpictures,
    wall,
)
from occe.kit.drawing.canvas import number, numbers, svg
from occe.kit.drawing.gauge import gauge, steps
from occe.kit.drawing.mark import mark

COUNTS = (0, 1, 2, 6, 24, 60, 143, 1500)
STONES = re.compile(r'class="(stone-\d|stone-new)" d="([^"]*)"')
PLACES = [
    map.Place("Aurillac", 44.93, 2.44, 30, 2, "/a/", "Aurillac : 30 coopératives"),
    map.Place("Murat", 45.11, 2.87, 7, 0, "/m/"),
    map.Place("Maurs", 44.71, 2.20),
]
REPORTS = [
    reports.Report(f"École {k}", state, f"/r/{k}/")
    for k, state in enumerate(["accepted"] * 9 + ["due"] * 2 + ["returned"])
]
TICKET = receipt.Receipt("Épicerie <Vidal>", "Murat", "02/10/2026", (("FARINE", "1,20"),), "TOTAL", "1,20 €")


def stones_of(picture: str) -> dict[str, int]:
    """How many stones a wall has, by the class that paints them."""
    return {css: path.count("M") for css, path in STONES.findall(picture)}


def every_picture() -> dict[str, str]:
    bars = [charts.Bar("2024-2025", 14), charts.Bar("2025-2026", Decimal("22.50"), "fill-new")]
    chart = charts.columns(bars, title="Projets")
    kind = charts.kinds(bars, title=lambda bar: bar.label)[0]
    return {
        "landscape": landscape.landscape(),
        "ridge": landscape.ridge(),
        "mark": mark(48),
        "wall": wall.wall(143, 6, title="143"),
        "wall narrow": wall.wall(143, 6, narrow=True),
        "chart": chart.wide,
        "chart narrow": chart.narrow,
        "kind": kind.wide,
        "gauge": gauge(5, 8, title="5 sur 8"),
        "towers": ballot.towers((11, 4, 2), ("Pour", "Contre", "Sans avis"), title="11, 4, 2"),
        "turnout": ballot.turnout(11, 17, title="11 sur 17"),
        "tally": ballot.tally(16, 1),
        "map": map.department_map(PLACES, title="Carte"),
        "map narrow": map.department_map(PLACES, title="Carte", narrow=True),
        "reports": reports.report_wall(REPORTS, title="Bilans"),
        "first stone": empty.first_stone(),
        "lost": empty.lost(),
        "closed": empty.closed(),
        "fallen": empty.fallen(),
        "receipt": receipt.receipt_picture(TICKET, frame="total"),
        **{f"photo {kind}": receipt.photo_guide(kind) for kind in receipt.PHOTOS},
        **{f"door {kind}": doors.door(kind) for kind in doors.INSIDES},
        **{f"project {kind}": projects.project_picture(kind) for kind in projects.SCENES},
        **{f"icon {name}": icons.icon(name) for name in icons.PATHS},
    }


def own_colours() -> dict[str, str]:
    """The pictures that keep their own colours in both themes."""
    return {
        **{f"picture {key}": picturenames.picture_name(key, 1) for key in picturenames.PICTURES},
        **{f"secret {key}": secretpictures.secret(key) for key in secretpictures.SECRETS},
        **{f"category {key}": categories.category(key) for key in categories.CATEGORIES},
        **{f"pictogram {key}": pictograms.pictogram(key) for key in pictograms.PICTOGRAMS},
        **{f"money {value}": money.piece(value) for value in money.VALUES},
    }


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("total", COUNTS)
def test_the_wall_has_exactly_as_many_stones_as_there_are_cooperatives(total, narrow):
    assert sum(stones_of(wall.wall(total, 0, narrow=narrow)).values()) == total


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize(("total", "new"), [(1, 1), (6, 2), (24, 3), (24, 24), (143, 6), (143, 60)])
def test_the_wall_has_exactly_as_many_yellow_stones_as_are_new(total, new, narrow):
    stones = stones_of(wall.wall(total, new, narrow=narrow))

    assert (stones["stone-new"], sum(stones.values())) == (new, total)


def test_a_wall_of_nothing_is_not_drawn():
    assert wall.wall(0, 0) == ""


def test_a_young_association_has_a_short_wall_and_no_giant_stone():
    assert [wall.courses(total, wall.WIDE) for total in (1, 6, 24, 143)] == [1, 1, 2, 5]


def test_the_mark_has_fifteen_stones_and_its_three_upper_rows_when_it_is_tiny():
    assert [mark(size).count("<path") for size in (18, 24, 48)] == [6, 15, 15]


@pytest.mark.parametrize(("done", "total"), [(0, 8), (5, 8), (8, 8), (11, 12)])
def test_the_gauge_has_one_stone_a_step(done, total):
    drawn = gauge(done, total, title="")

    assert (drawn.count("gauge-done"), drawn.count("gauge-todo")) == (done, total - done)


def test_the_step_stones_say_what_is_behind_here_and_to_come():
    assert steps(2, 4) == ["done", "done", "here", "todo"]


@pytest.mark.parametrize("counts", [(0, 0, 1), (11, 4, 2), (37, 11, 6), (143, 20, 3)])
def test_a_ballot_has_one_stone_a_voice_and_every_stone_against_is_hatched(counts):
    drawn = ballot.towers(counts, ("Pour", "Contre", "Sans avis"), title="")

    assert tuple(drawn.count(f'"vote-{kind}"') for kind in ("for", "against", "blank")) == counts
    assert drawn.count("vote-hatch") == counts[1]


def test_a_running_ballot_shows_who_has_voted_and_never_how():
    drawn = ballot.turnout(11, 17, title="")

    assert (drawn.count('"laid"'), drawn.count('"to-lay"'), drawn.count("vote-")) == (11, 6, 0)


def test_a_column_has_one_stone_a_thing():
    chart = charts.columns([charts.Bar("a", 14), charts.Bar("b", 0), charts.Bar("c", 22, "fill-new")], title="")

    assert (chart.unit, chart.wide.count('"fill-done"'), chart.wide.count('"fill-new"')) == (1, 14, 22)
    assert chart.rows == [("a", "14"), ("b", "0"), ("c", "22")]


def test_a_column_cuts_its_last_stone_rather_than_round_it():
    whole = charts.columns([charts.Bar("a", 40)], title="", unit=5).wide
    more = charts.columns([charts.Bar("a", 41)], title="", unit=5).wide

    assert (whole.count("fill-done"), more.count("fill-done")) == (8, 9)


@pytest.mark.parametrize(("top", "unit"), [(0, 1), (60, 1), (61, 2), (217, 5), (48930, 1000), (1_200_000, 20_000)])
def test_a_stone_stands_for_a_round_number_of_things(top, unit):
    assert charts.unit_for([1, top]) == unit


def test_the_narrow_chart_keeps_the_last_five_columns_and_the_table_keeps_all():
    chart = charts.columns([charts.Bar(f"20{k}", 1) for k in range(10, 18)], title="")

    assert (chart.wide.count("fill-done"), chart.narrow.count("fill-done"), len(chart.rows)) == (8, 5, 8)


def test_kinds_have_one_stone_a_project_on_one_scale():
    drawn = charts.kinds([charts.Bar("a", 64), charts.Bar("b", 7)], title=lambda bar: bar.label)

    assert [(one.wide.count("fill-done"), one.narrow.count("fill-done")) for one in drawn] == [(64, 64), (7, 7)]
    assert len({re.search(r'viewBox="([^"]*)"', one.wide)[1] for one in drawn}) == 1


def test_few_stones_of_a_kind_stand_in_one_line_and_many_on_two_or_three():
    def height(top: int) -> list[float]:
        drawn = charts.kinds([charts.Bar("a", top)], title=lambda bar: bar.label)[0]
        return [float(re.search(r'viewBox="0 0 \S+ (\S+)"', one)[1]) for one in (drawn.wide, drawn.narrow)]

    assert [height(top) for top in (4, 15, 16, 40)] == [[20, 20], [20, 20], [20, 58], [39, 58]]


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_the_map_has_one_stone_a_cooperative_and_one_link_a_commune(narrow):
    drawn = map.department_map(PLACES, title="Carte", narrow=narrow)

    assert (drawn.count("map-stone"), drawn.count("map-new"), drawn.count("<a ")) == (38, 2, 2)


def test_a_position_outside_the_department_is_not_drawn():
    assert map.department_map([map.Place("Paris", 48.85, 2.35)], title="").count("map-stone") == 0


@pytest.mark.parametrize(
    ("count", "rows"), [(1, [1]), (2, [2]), (3, [2, 1]), (6, [3, 2, 1]), (7, [4, 3]), (15, [5, 4, 3, 2, 1])]
)
def test_a_heap_stands_on_its_widest_course(count, rows):
    assert map.heap_rows(count) == rows


def test_the_wall_of_reports_has_one_link_a_cooperative():
    drawn = reports.report_wall(REPORTS, title="Bilans")

    assert (
        drawn.count("<a "),
        drawn.count("report-accepted"),
        drawn.count("report-due"),
        drawn.count("report-cross"),
    ) == (12, 9, 2, 1)


@pytest.mark.parametrize(
    ("cents", "pieces"), [(0, []), (7, [5, 2]), (3840, [2000, 1000, 500, 200, 100, 20, 20]), (10001, [5000, 5000, 1])]
)
def test_an_amount_is_laid_out_with_the_fewest_notes_and_coins(cents, pieces):
    assert money.change(cents) == pieces


def test_there_are_at_least_36_picture_names_and_no_two_look_or_sound_alike():
    names = picturenames.PICTURES.values()

    assert len(names) >= 36
    assert picturenames.SHAPES.keys() == picturenames.PICTURES.keys()
    assert (
        len(set(picturenames.SHAPES.values()))
        == len({one.fr for one in names})
        == len({one.en for one in names})
        == len(names)
    )


def test_pairs_give_every_pupil_of_a_class_another_picture_until_all_are_taken():
    pairs = picturenames.pairs()

    assert len(set(pairs)) == len(picturenames.PICTURES) * 5
    assert len({picture for picture, _tint in pairs[: len(picturenames.PICTURES)]}) == len(picturenames.PICTURES)
    assert all(pairs[k][1] != pairs[k + 1][1] for k in range(30))


def test_there_are_twenty_secret_pictures_none_of_which_is_a_picture_name():
    words = {one.fr for one in secretpictures.SECRETS.values()}

    assert (len(secretpictures.SECRETS), len(words)) == (20, 20)
    assert secretpictures.SECRETS.keys() & picturenames.PICTURES.keys() == set()


def test_every_picture_is_the_same_each_time():
    assert every_picture() | own_colours() == every_picture() | own_colours()


@pytest.mark.parametrize("name", every_picture())
def test_a_picture_leaves_its_colours_to_the_style_sheet(name):
    assert re.findall(r'style=|fill="|stroke="|#[0-9a-f]{3,6}\b', every_picture()[name]) == []


@pytest.mark.parametrize("name", own_colours())
def test_a_picture_with_its_own_colours_has_no_style_either(name):
    assert re.findall(r"style=|<style|url\(", own_colours()[name]) == []


def test_no_picture_carries_an_id_that_a_second_one_could_repeat():
    assert [name for name, drawn in (every_picture() | own_colours()).items() if " id=" in drawn] == []


def test_a_picture_speaks_or_is_hidden_never_neither():
    silent = {name for name, drawn in (every_picture() | own_colours()).items() if 'aria-hidden="true"' not in drawn}

    assert [name for name in silent if "<title>" not in every_picture()[name]] == []


def test_words_that_come_from_people_are_escaped():
    drawn = receipt.receipt_picture(TICKET, title="<b>")

    assert "Épicerie &lt;Vidal&gt;" in drawn
    assert "<title>&lt;b&gt;</title>" in drawn


@pytest.mark.parametrize(
    ("value", "text"), [(12.0, "12"), (-0.04, "0"), (0.5, ".5"), (-0.5, "-.5"), (100, "100"), (10.25, "10.2")]
)
def test_numbers_are_as_short_as_a_path_allows(value, text):
    assert number(value) == text


def test_numbers_are_parted_where_they_would_run_into_each_other():
    assert numbers((1, -2, 3, 0.5)) == "1-2 3 .5"


def test_a_sheet_without_a_title_is_scenery():
    assert svg("", 10, 20, "x") == '<svg class="x" viewBox="0 0 10 20" aria-hidden="true" focusable="false"></svg>'
