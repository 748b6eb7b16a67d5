"""The invented department: its figures add up to the cent, and what is planted is what the table says."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F, Sum
from django.test import override_settings

from cooperatives.models import Cooperative, Federation, Registration, SchoolYear
from councils.models import AdultMeeting, Ballot, Slip
from finance.attachments import attachments
from finance.closing_steps import readiness
from finance.models import (
    Book,
    CashCount,
    Chequebook,
    ClassAdvance,
    EntryLine,
    EntryRemark,
    ExpenseClaim,
    InventoryItem,
    LineTag,
    Memo,
    OpenAccounts,
    Reconciliation,
    TrayPaper,
)
from finance.queries.balances import money
from finance.queries.figures import project_money
from finance.queries.papers import missing_counts
from finance.queries.report import financial_report
from projects.models import Project
from support.models import HelpTicket
from tests.conftest import own_database
from website.demo.accounts_of_last_year import AID_OF_THE_ASSOCIATION, YearOfAccounts, read_table
from website.demo.clock import Clock, school_day
from website.demo.money import year_before
from website.demo.places import read_places
from website.demo.plant import plant
from website.models import NewsItem
from website.social import drawing_of

FEE, INSURANCE = Decimal("2.00"), Decimal("0.25")


def result(accounts: YearOfAccounts) -> Decimal:
    return sum(accounts.income.values()) - sum(accounts.expense.values())


@pytest.mark.parametrize("accounts", read_table().values(), ids=lambda accounts: f"n{accounts.number}")
def test_opening_and_movements_make_the_closing(accounts):
    opening = accounts.opening_bank + accounts.opening_cash

    assert opening + result(accounts) == accounts.closing
    assert sum(count for _name, count in accounts.classes) == accounts.pupils
    assert accounts.expense["628"] == (accounts.pupils + accounts.adults) * FEE
    assert accounts.expense["616"] == (accounts.pupils + accounts.adults) * INSURANCE


@pytest.mark.parametrize("accounts", read_table().values(), ids=lambda accounts: f"n{accounts.number}")
def test_the_year_before_closes_on_the_opening(accounts):
    before = year_before(accounts)

    assert before.opening_bank > 0
    assert before.opening_bank + before.opening_cash + result(before) == accounts.opening_bank + accounts.opening_cash


def test_the_totals_of_the_22_are_those_of_the_story():
    table = read_table().values()

    assert len(table) == 22
    assert sum(accounts.pupils for accounts in table) == 1774
    assert sum(accounts.adults for accounts in table) == 125
    assert sum(sum(accounts.income.values()) for accounts in table) == Decimal("68277.00")
    assert sum(sum(accounts.expense.values()) for accounts in table) == Decimal("66395.15")
    assert sum(accounts.closing for accounts in table) == Decimal("39088.00")
    assert sum(AID_OF_THE_ASSOCIATION.values()) == Decimal("700.00")


def test_school_codes_are_of_the_unassigned_row_and_carry_their_letter():
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    codes = [place.uai for place in read_places()]

    assert len(codes) == len(set(codes)) == 26
    assert all(code.startswith("01599") and code[7] == letters[int(code[:7]) % 23] for code in codes)


@pytest.mark.parametrize(
    ("today", "current", "days"),
    [
        (date(2026, 11, 22), "2026-2027", 6),
        (date(2026, 9, 5), "2025-2026", 6),  # six weeks of story do not fit in the new year yet
        (date(2026, 10, 16), "2026-2027", 6),
        (date(2027, 8, 31), "2026-2027", 6),
    ],
)
def test_the_story_lies_in_the_current_year_whatever_the_day(today, current, days):
    clock = Clock(today)
    told = [clock.day(9, 12), clock.day(9, 15), clock.day(9, 18), clock.day(9, 19), clock.day(10, 2), clock.day(10, 6)]

    assert clock.current.slug == current
    assert told == sorted(told)
    assert len(told) == days
    assert all(clock.current.start <= day <= min(today, clock.current.end) for day in told)
    assert all(day == school_day(day) for day in told)


@pytest.fixture(scope="module")
def planted(django_db_blocker, tmp_path_factory) -> Iterator[Clock]:
    """Planted once for all that only read it."""
    clock = Clock(date(2026, 11, 20))
    with own_database(django_db_blocker), override_settings(DEMO=True, MEDIA_ROOT=tmp_path_factory.mktemp("planted")):
        assert plant(clock)
        yield clock


def test_planting_gives_the_accounts_of_the_table_and_is_done_once(planted):
    assert not plant(planted)

    year = SchoolYear.objects.get(starts=planted.year(1).start)
    for number, accounts in read_table().items():
        book = Book.objects.get(cooperative__number=number, year=year)
        lines = EntryLine.objects.filter(entry__book=book)
        treasury = lines.filter(account__kind="treasury").aggregate(in_=Sum("debit"), out=Sum("credit"))
        assert treasury["in_"] - treasury["out"] == accounts.closing, number
    assert Cooperative.objects.count() == 22


def test_the_thread_of_the_demonstration_class_ends_on_the_sum_that_everybody_can_say(planted):
    book = Book.objects.get(cooperative__number=18, year__starts=planted.current.start)
    state = money(book)

    assert (state.total, state.class_boxes) == (Decimal("972.75"), Decimal("21.60"))
    assert sorted(ExpenseClaim.objects.values_list("state", flat=True)) == ["draft", "paid", "paid", "sent"]
    assert sorted(Registration.objects.values_list("state", flat=True)) == ["refused", "sent", "sent", "to_correct"]


def test_around_the_thread_papers_wait_and_things_stand_without_moving_money(planted):
    teacher = {"cooperative__number": 18}

    assert Memo.objects.filter(**teacher).open().count() == 2
    assert TrayPaper.objects.filter(**teacher, state="waiting").count() == 2
    assert Chequebook.objects.filter(account__cooperative__number=18).count() == 1
    assert list(InventoryItem.objects.filter(**teacher).order_by("label").values_list("label", "price")) == [
        ("Appareil photo", Decimal("89.90")),
        ("Grand jeu en bois", None),
    ]
    assert LineTag.objects.filter(activity__cooperative__number=18).count() == 2


def test_a_question_about_a_draft_has_its_answer_and_a_council_opened_its_accounts(planted):
    ticket = HelpTicket.objects.get()

    assert (ticket.claim.state, ticket.claim.what, ticket.is_answered) == ("draft", "Bouilloire pour la classe", True)
    opened = OpenAccounts.objects.open().get()
    assert (opened.cooperative.number, opened.projects.count(), opened.with_totals) == (18, 1, True)


def test_the_class_was_given_its_advance_with_two_signatures_on_the_day_of_the_story(planted):
    advance = ClassAdvance.objects.get(cooperative__number=18)

    day = planted.day(9, 19)
    assert (advance.state, advance.amount, advance.entry.date, advance.asked_at.date()) == ("received", 60, day, day)
    assert (advance.decision.amount, advance.paper is not None) == (Decimal("45.00"), True)


def test_two_pupils_counted_the_box_of_their_class_without_seeing_each_other(planted):
    count = CashCount.objects.get(cooperative__number=18)
    first, second = count.tallies.all()

    assert first.by_value == second.by_value
    assert first.pupil_id != second.pupil_id
    assert (count.state, count.found, count.expected) == ("confirmed", Decimal("21.60"), Decimal("21.60"))


def test_the_reviewers_of_the_demonstration_are_at_work_and_nothing_else_is_missing(planted):
    book = Book.objects.get(cooperative__number=11, year__starts=planted.year(1).start)
    looks = book.review.sample.filter(looks__isnull=False).order_by("rank")

    assert [(step.step.key, step.is_ready) for step in readiness(book) if not step.is_ready] == [("review", False)]
    assert [one.title for one in attachments(financial_report(book)) if not one.is_there] == [
        "Quitus des vérificateurs, feuille signée"
    ]
    assert list(looks.values_list("looks__is_right", "looks__reviewer__quality")) == [
        (True, "parent"),
        (False, "teacher"),
    ]


def test_a_book_was_sent_back_with_a_remark_and_a_school_keeps_its_year_on_paper(planted):
    remark = EntryRemark.objects.get()
    paper = Book.objects.get(mode=Book.Mode.SUMMARY)

    assert (remark.entry.book.cooperative.number, remark.entry.book.state) == (4, "returned")
    assert remark.entry.book.decided_at == remark.at
    assert (paper.cooperative.number, paper.year.starts) == (20, planted.year(1).start)
    assert paper.paper.ledger_balance == money(paper).bank
    assert paper.paper_pages.count() == 1
    assert [one.title for one in attachments(financial_report(paper)) if not one.is_there] == []


def test_a_month_of_the_demonstration_is_closed_with_its_statement(planted):
    closed = Reconciliation.objects.get(account__cooperative__number=18)

    assert (closed.basis, closed.month) == ("statement", planted.current.start)
    assert closed.statement is not None


def test_last_years_expenses_have_their_papers_in_the_box(planted):
    past = Book.objects.filter(year__ends__lt=planted.current.start)

    assert missing_counts(list(past)) == {}


def test_a_request_of_the_demonstration_was_whole_when_it_was_sent(planted):
    requests = Registration.objects.all()

    assert [one.commitment_accepted_at for one in requests] == [one.sent_at for one in requests]
    assert not requests.filter(documents__received_at__gt=F("sent_at")).exists()
    assert not requests.filter(commitment__published_at__gt=F("sent_at")).exists()


def test_the_site_of_the_demonstration_has_news_workshops_to_come_and_partners(planted):
    federation = Federation.objects.get()
    news = NewsItem.objects.all()

    assert [item.kind for item in news] == ["news", "workshop", "news", "workshop", "news"]
    assert news.coming(planted.anchor).count() == 2
    assert [(partner.name, partner.logo.is_picture) for partner in federation.partners.select_related("logo")] == [
        ("Médiathèque des Sept-Puys", True),
        ("Les Jardins du Basalte", True),
        ("La Roue libre, atelier de réparation", True),
        ("Compagnie du Petit Tambour", True),
    ]


def test_every_published_story_of_the_demonstration_has_a_drawing_of_its_own(planted):
    drawings = [drawing_of(project) for project in Project.objects.published()]

    assert (len(drawings), len(set(drawings))) == (9, 9)


def test_a_told_story_has_its_figures_in_the_book_and_the_garden_its_soup(planted):
    """All but one, whose year was kept on paper, which holds totals only."""
    money_of = project_money(Project.objects.published())
    assert [project.title for project in Project.objects.published() if project.pk not in money_of] == [
        "Le châtaignier raconte"
    ]

    garden = Project.objects.get(title="Un jardin pour les papillons")
    real = project_money([garden])[garden.pk]
    assert (real.came_in, real.went_out) == (Decimal("146.50"), Decimal("90.70"))


def test_the_council_is_open_in_the_middle_of_a_secret_vote_and_began_with_what_was_promised(planted):
    ballot = Ballot.objects.get(state=Ballot.State.OPEN)
    first = ballot.meeting.items.order_by("position").first()

    assert (ballot.voters, ballot.turnout.count(), ballot.papers.count(), ballot.secret) == (19, 11, 11, True)
    assert (first.kind, first.about.text) == ("late", "On arrose le jardin le lundi.")
    assert Slip.objects.in_box().filter(opened_on__isnull=True).count() == 2
    assert list(AdultMeeting.objects.order_by("on").values_list("state", flat=True)) == ["held", "called"]
