"""What the annual report reads: the year's rows, all of them and no other association's, with a constant effort."""

from datetime import timedelta
from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection
from django.db.utils import InternalError
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cooperatives.models import Affiliation, Classroom, Cooperative
from desk.reports.figures import EUROS, PUPILS, one_snapshot, read_report
from desk.reports.tables import fingerprint, tables_of
from desk.reports.words import standing_sentence, why_left_out
from finance.chart_of_accounts import ASSOCIATION_AID, CASH, FAMILIES, INSURANCE, MEMBERSHIP
from finance.models import Book
from finance.services.books import open_federation_book
from occe.kit.actors import System
from tests.desk.report_rows import accept_all, make_many, make_small_year
from tests.finance.ledger import Ledger, ledger_of
from tests.website.rows import ENDED, STARTS, TODAY, this_year


@pytest.fixture
def year(world):
    return make_small_year(world)


def test_a_line_for_each_cooperative_that_lived_in_the_year(world, year):
    report = read_report(year, on=TODAY)

    assert [(line.number, line.classes, line.pupils, line.adults, line.state) for line in report.cooperatives] == [
        (18, 2, 36, 3, "accepted"),
        (20, 1, 13, 1, "open"),
    ]
    assert [line.sums.result for line in report.cooperatives] == [Decimal("-2.75"), Decimal("40.00")]
    sums = report.sums
    assert (sums.opening, sums.income, sums.expense, sums.closing) == (
        Decimal("100.00"),
        Decimal("125.00"),
        Decimal("87.75"),
        Decimal("137.25"),
    )


def test_once_a_year_is_over_the_euros_raised_are_those_of_the_accepted_accounts(world, year):
    report = read_report(year, on=TODAY)

    assert (report.count.euros, report.count.accepted, report.count.books) == (Decimal("60.00"), 1, 2)
    assert report.kinds[EUROS] == {FAMILIES: Decimal("60.00")}
    assert [line.number for line in report.left_out] == [20]


def test_while_a_year_runs_every_account_counts_and_nothing_is_said_to_be_left_out(world):
    year = this_year(world.federation)
    ledger_of(world.cooperative, year).receive("12.50", on=STARTS)

    report = read_report(year, on=TODAY)

    assert (report.live, report.count.euros) == (True, Decimal("12.50"))
    assert standing_sentence(report) == "L’année est en cours\u00a0: les cahiers bougent encore."


def test_the_fee_and_the_aids_are_eliminated_and_the_insurance_stays(world, year):
    accounts = {line.account.code: line for line in read_report(year, on=TODAY).accounts}

    assert {code: (accounts[code].cooperatives, accounts[code].eliminated, accounts[code].together) for code in (
        MEMBERSHIP, ASSOCIATION_AID, INSURANCE
    )} == {
        MEMBERSHIP: (Decimal("78.00"), Decimal("78.00"), Decimal("0.00")),
        ASSOCIATION_AID: (Decimal("25.00"), Decimal("25.00"), Decimal("0.00")),
        INSURANCE: (Decimal("9.75"), Decimal("0.00"), Decimal("9.75")),
    }  # fmt: skip


def test_the_association_s_own_book_stands_in_its_own_column(world, year):
    book = open_federation_book(world.federation, year, by=System(world.federation.pk))
    own = Ledger(book, {account.code: account for account in year.accounts.all()})
    own.receive("30.00", on=ENDED)
    own.post(ASSOCIATION_AID, CASH, "25.00", on=ENDED)

    accounts = {line.account.code: line for line in read_report(year, on=TODAY).accounts}

    families, aid = accounts[FAMILIES], accounts[ASSOCIATION_AID]
    assert (families.cooperatives, families.association, families.together) == (100, 30, 130)
    assert (aid.cooperatives, aid.association, aid.eliminated, aid.together) == (25, -25, 0, 0)


def test_another_year_and_another_association_count_for_nothing(world, year):
    before = read_report(year, on=TODAY)
    ledger_of(world.cooperative, this_year(world.federation)).receive("7.00", on=STARTS)

    report = read_report(year, on=TODAY)

    assert fingerprint(report) == fingerprint(before)
    assert "dehors" not in str(tables_of(report))


def test_a_cooperative_that_was_closed_before_the_year_ended_has_no_pupils_in_it(world, year):
    Cooperative.objects.filter(pk=world.other_cooperative.pk).update(
        state="closed", closed_on=year.ends - timedelta(days=30)
    )

    report = read_report(year, on=TODAY)

    assert [(line.number, line.pupils) for line in report.cooperatives] == [(18, 36), (20, 0)]
    assert report.count.pupils == sum(report.kinds[PUPILS].values()) == 36


def test_a_group_of_schools_shows_each_of_its_communes(world, year):
    world.cooperative.other_schools.add(world.other_cooperative.school)

    assert read_report(year, on=TODAY).cooperatives[0].commune == "Polminhac, Leynhac"


def test_an_affiliation_owes_its_members_times_the_tariff(world, year):
    Affiliation.objects.create(cooperative=world.cooperative, year=year, pupil_count=36, adult_count=3)

    (line,) = read_report(year, on=TODAY).affiliations

    assert (line.members, line.fee, line.insurance) == (39, Decimal("78.00"), Decimal("9.75"))


def test_why_accounts_are_left_out_says_who_has_the_next_step(world, year):
    book = Book.objects.filter(year=year, cooperative=world.other_cooperative)
    said = []
    for fields in (
        {},
        {"state": "submitted", "submitted_at": f"{TODAY}T12:00Z", "submitted_by": world.rita},
        {
            "state": "returned",
            "decided_at": f"{TODAY}T12:00Z",
            "decided_by": world.tristan,
            "return_reason": "Le relevé.",
        },
    ):
        book.update(**fields)
        said.append(why_left_out(read_report(year, on=TODAY).left_out[0]))

    day = f"{TODAY:%d/%m/%Y}"
    assert said == [
        "Le cahier n’est pas encore envoyé à l’AD.",
        f"Envoyé le {day}\u00a0: à l’AD de le vérifier.",
        f"À compléter depuis le {day}.",
    ]


def test_the_sentence_counts_the_accepted_accounts(world, year):
    assert standing_sentence(read_report(year, on=TODAY)) == "1 coopérative sur 2 a ses comptes acceptés."

    accept_all(year, world.tristan)

    assert standing_sentence(read_report(year, on=TODAY)) == "Les 2 coopératives ont leurs comptes acceptés."


def test_the_fingerprint_knows_no_language_and_no_day_and_changes_with_a_cent(world, year):
    french = fingerprint(read_report(year, on=TODAY))
    with override("en"):
        english = fingerprint(read_report(year, on=TODAY + timedelta(days=3)))

    Ledger(
        Book.objects.get(year=year, cooperative=world.other_cooperative),
        {account.code: account for account in year.accounts.all()},
    ).receive("0.01", on=ENDED)

    assert french == english != fingerprint(read_report(year, on=TODAY))


def test_the_effort_is_the_same_for_ten_cooperatives_and_for_a_hundred(world, year):
    read_report(year, on=TODAY)
    with CaptureQueriesContext(connection) as few:
        read_report(year, on=TODAY)
    make_many(world, year, range(101, 111))
    with CaptureQueriesContext(connection) as ten:
        read_report(year, on=TODAY)
    make_many(world, year, range(111, 201))
    with CaptureQueriesContext(connection) as hundred:
        assert len(read_report(year, on=TODAY).cooperatives) == 102

    assert len(few) == len(ten) == len(hundred)


def test_a_snapshot_sees_nothing_that_is_committed_meanwhile_and_writes_nothing(real_world):
    year = make_small_year(real_world)

    with one_snapshot():
        before = fingerprint(read_report(year, on=TODAY))
        elsewhere = Thread(target=_receive, args=[real_world, year])
        elsewhere.start()
        elsewhere.join()
        during = fingerprint(read_report(year, on=TODAY))

    assert before == during != fingerprint(read_report(year, on=TODAY))
    with pytest.raises(InternalError), one_snapshot():
        Classroom.objects.filter(year=year).update(name="Autre")


def _receive(world, year):
    """An income, committed by another connection."""
    ledger_of(world.other_cooperative, year).receive("5.00", on=ENDED)
    connection.close()
