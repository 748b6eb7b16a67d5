"""The impact figures, counted by hand; another federation's rows are there, and count for nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from cooperatives.models import Cooperative, Mandate
from councils.models import Council, Decision
from finance.chart_of_accounts import BANK, CASH, FAMILIES
from finance.models import Entry
from occe.kit.actors import System
from projects.models import Project, ProjectStep
from projects.services.reports import approve_report, send_report
from tests.website.rows import ENDED, STARTS, TODAY, accept, accounts, last_year, make_project, this_year
from tests.world import make_classroom, make_cooperative, make_mandate, make_school, make_user
from website.impact import COOPERATIVES, EUROS, PROJECTS, PUPILS, Slice, YearFigures, count, impact, suppress
from website.models import ImpactSnapshot
from website.services.snapshots import freeze_closed_years, freeze_year


@pytest.fixture
def department(world):
    """Two cooperatives of ours (19 and 24 pupils, one with its first mandate this year), one of another federation."""
    year, stranger = this_year(world.federation), world.foreign_cooperative
    make_classroom(world.cooperative, year, "CP-CE1-CE2", pupil_count=19)
    make_classroom(world.other_cooperative, year, "CM1-CM2", pupil_count=24)
    make_classroom(stranger, this_year(world.other_federation), "CP", pupil_count=30)
    make_mandate(world.cooperative, world.nina)
    make_mandate(world.other_cooperative, make_user("Paul"), starts_on=STARTS, approved_on=STARTS)
    make_mandate(stranger, make_user("Luc"))
    make_project(stranger, launched=TODAY)
    accounts(stranger, this_year(world.other_federation)).receive("500.00", on=TODAY)
    return world


def totals(world) -> dict:
    return impact(world.federation).current.totals


def test_pupils_are_the_sum_of_the_years_classes_of_active_cooperatives(department):
    assert totals(department)[PUPILS] == 43

    Cooperative.objects.filter(pk=department.other_cooperative.pk).update(state="closing")

    assert totals(department)[PUPILS] == 19


def test_pupils_of_another_year_do_not_count(department):
    make_classroom(department.cooperative, last_year(department.federation), "CP", pupil_count=11)

    figures = impact(department.federation)

    assert [(f.year[:4], f.totals[PUPILS]) for f in figures.years] == [
        (str(STARTS.year - 1), 11),
        (str(STARTS.year), 43),
    ]


def test_a_year_that_is_over_counts_the_cooperatives_that_were_open_on_its_last_day(department):
    year = last_year(department.federation)
    make_classroom(department.cooperative, year, "CP", pupil_count=11)
    make_classroom(department.other_cooperative, year, "CE1", pupil_count=8)
    closed = Cooperative.objects.filter(pk=department.other_cooperative.pk)

    closed.update(state="closed", closed_on=STARTS)
    assert count(year, on=TODAY).totals[PUPILS] == 19

    closed.update(closed_on=STARTS - timedelta(days=1))
    assert count(year, on=TODAY).totals[PUPILS] == 11


def test_cooperatives_have_a_mandate_in_force_and_are_new_the_year_of_their_first(department):
    figures = impact(department.federation).current

    assert (figures.totals[COOPERATIVES], figures.new) == (2, 1)


def test_a_mandate_that_ended_before_the_year_or_begins_later_does_not_count(department):
    Mandate.objects.filter(cooperative=department.cooperative).update(state="ended", ends_on=STARTS)
    Mandate.objects.filter(cooperative=department.other_cooperative).update(starts_on=TODAY + timedelta(days=1))

    assert totals(department)[COOPERATIVES] == 0


def test_a_second_mandate_makes_no_cooperative_new_again(department):
    make_mandate(department.cooperative, make_user("Jeanne"), rank=2, starts_on=STARTS, approved_on=STARTS)

    assert impact(department.federation).current.new == 1


def test_projects_launched_entered_running_in_the_year(department):
    make_project(department.cooperative, "Radio", kind="culture", launched=TODAY)
    make_project(department.cooperative, "Mare", launched=STARTS)
    make_project(department.cooperative, "Ancien", launched=ENDED)
    idea = make_project(department.cooperative, "Idée", published_at=None, state=Project.State.DECIDED)
    ProjectStep.objects.create(project=idea, state=Project.State.DECIDED, on=TODAY)

    figures = impact(department.federation).current

    assert figures.totals[PROJECTS] == 2
    assert [(part.key, part.value) for part in figures.details[PROJECTS]] == [("culture", 1), ("environment", 1)]


def test_euros_are_credits_less_debits_of_income_without_openings_and_transfers(department):
    ledger = accounts(department.cooperative, this_year(department.federation))
    ledger.receive("122.00", on=TODAY)
    ledger.receive("30.50", on=TODAY)
    ledger.post(FAMILIES, CASH, "5.00", on=TODAY, kind=Entry.Kind.EXPENSE)
    ledger.spend("38.40", on=TODAY)
    ledger.post(BANK, CASH, "60.00", on=TODAY, kind=Entry.Kind.TRANSFER)

    figures = impact(department.federation).current

    assert figures.totals[EUROS] == Decimal("147.50")
    assert [part.value for part in figures.details[EUROS]] == [Decimal("147.50")]


def test_a_year_that_is_over_counts_accepted_books_only_and_says_how_many(department):
    year = last_year(department.federation)
    first, second = (accounts(c, year) for c in (department.cooperative, department.other_cooperative))
    first.receive("100.00", on=ENDED)
    second.receive("40.00", on=ENDED)
    accept(first.book, department.tristan)

    figures = count(year, on=TODAY)

    assert (figures.totals[EUROS], figures.books_accepted, figures.books) == (Decimal("100.00"), 1, 2)


def test_years_of_service_are_whole_years_since_the_founding(department):
    federation = department.federation
    for founded, years in ((date(TODAY.year - 3, TODAY.month, 1), 3), (TODAY + timedelta(days=1), 0), (None, 0)):
        federation.founded_on = founded
        federation.save()
        assert impact(federation).service == years


def test_a_detail_under_five_is_hidden_and_never_alone():
    parts = [Slice("a", "a", "a", 3), Slice("b", "b", "b", 8), Slice("c", "c", "c", 40)]

    assert [part.value for part in suppress(parts)] == [None, None, 40]
    assert [part.value for part in suppress([*parts, Slice("d", "d", "d", 4)])] == [None, 8, 40, None]
    assert [part.value for part in suppress(parts[1:])] == [8, 40]


def test_a_class_of_three_is_not_told_apart_from_the_rest(department):
    year = this_year(department.federation)
    school = make_school("0159903H", "École du Pré-Volant", commune="Aurillac")
    tiny = make_cooperative(department.federation, school, 3, kind=Cooperative.Kind.CLASS)
    make_classroom(tiny, year, "CP", pupil_count=3)

    details = impact(department.federation).current.details[PUPILS]

    assert [(part.key, part.value) for part in details] == [("school", None), ("class", None)]
    assert totals(department)[PUPILS] == 46


def test_figures_follow_what_they_count(department):
    assert totals(department)[PUPILS] == 43
    year = this_year(department.federation)

    make_classroom(department.cooperative, year, "PS-MS", pupil_count=12)
    assert totals(department)[PUPILS] == 55

    department.cooperative.classrooms.filter(name="PS-MS").update(pupil_count=13)
    assert totals(department)[PUPILS] == 56

    department.cooperative.classrooms.filter(name="PS-MS").delete()
    assert totals(department)[PUPILS] == 43


def test_a_frozen_year_keeps_its_figures_whatever_happens_after(department):
    year = last_year(department.federation)
    classroom = make_classroom(department.cooperative, year, "CP", pupil_count=11)
    ledger = accounts(department.cooperative, year)
    ledger.receive("100.00", on=ENDED)
    accept(ledger.book, department.tristan)
    snapshot = freeze_year(year, by=System())

    type(classroom).objects.filter(pk=classroom.pk).update(pupil_count=50)
    again = freeze_year(year, by=System())

    figures = impact(department.federation).years[0]
    assert again == snapshot
    assert (figures.totals[PUPILS], figures.totals[EUROS], figures.frozen) == (11, Decimal("100.00"), True)


def test_what_a_snapshot_holds_reads_back_as_it_was_counted(department):
    year = last_year(department.federation)
    make_classroom(department.cooperative, year, "CP", pupil_count=11)
    make_project(department.cooperative, launched=ENDED)
    counted = count(year, on=TODAY)

    read = YearFigures.from_json(freeze_year(year, by=System()).figures)

    assert (read.totals, read.details, read.year, read.new) == (
        counted.totals,
        counted.details,
        counted.year,
        counted.new,
    )


def test_a_snapshot_keeps_the_sums_of_the_activity_reports_as_they_were(department):
    year = last_year(department.federation)
    make_classroom(department.cooperative, year, "CP", pupil_count=11)
    make_classroom(department.other_cooperative, year, "CE1", pupil_count=8)
    _send_report(department.cooperative, year, department.nina)

    kept = freeze_year(year, by=System()).figures["activity"]
    _send_report(department.other_cooperative, year, department.nina)

    assert (kept["sent"], kept["awaited"], kept["totals"]["decisions"], "pictures" in kept) == (1, 2, 1, False)
    [over, *_running] = impact(department.federation).years
    assert over.activity.as_json() == kept


def test_a_snapshot_from_before_the_activity_reports_counts_them_with_their_own_day(department):
    year = last_year(department.federation)
    make_classroom(department.cooperative, year, "CP", pupil_count=11)
    old = count(year, on=TODAY).as_json()
    del old["activity"]
    ImpactSnapshot.objects.create(federation=department.federation, year=year, figures=old, definitions_version=1)
    _send_report(department.cooperative, year, department.nina)

    [over, *_running] = impact(department.federation).years

    assert (over.frozen, over.activity.sent, over.activity.counted_on) == (True, 1, TODAY)


def _send_report(cooperative, year, user):
    council, _made = Council.objects.get_or_create(cooperative=cooperative, year=year, classroom=None)
    decision = Decision.objects.create(council=council, number=1, date=ENDED, text="Le compte rendu est approuvé.")
    approve_report(cooperative, year, decision=decision, by=System())
    send_report(cooperative, year, by=System())


@pytest.mark.parametrize(
    "statement", ["UPDATE website_impactsnapshot SET definitions_version = 2", "DELETE FROM website_impactsnapshot"]
)
def test_the_database_refuses_to_change_a_snapshot(department, statement):
    freeze_year(last_year(department.federation), by=System())

    with pytest.raises(IntegrityError, match="never change"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert ImpactSnapshot.objects.count() == 1


def test_the_night_freezes_closed_years_and_leaves_the_others(department):
    from django.utils import timezone

    year, running = last_year(department.federation), this_year(department.federation)
    assert freeze_closed_years(by=System()) == []

    type(year).objects.filter(pk=year.pk).update(closed_at=timezone.now())

    assert [s.year for s in freeze_closed_years(by=System())] == [year]
    assert freeze_closed_years(by=System()) == []
    assert not ImpactSnapshot.objects.filter(year=running).exists()


def test_the_command_freezes_a_year_and_refuses_one_that_runs(department, capsys):
    year, running = last_year(department.federation), this_year(department.federation)
    make_classroom(department.cooperative, year, "CP", pupil_count=11)

    call_command("snapshot_impact", year=year.slug, federation="cantal")
    assert "'pupils': 11" in capsys.readouterr().out

    with pytest.raises(CommandError, match="n’est pas finie"):
        call_command("snapshot_impact", year=running.slug, federation="cantal")
