"""Closing a school year: once it is over and its books are accepted; a closed year takes no posting."""

from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from cooperatives.models import SchoolYear
from cooperatives.queries.rooms import open_years
from desk.errors import YearRefused
from desk.services.closing import close_year, reopen_year
from desk.services.years import set_fees
from finance.errors import BookCannotMove, BookTakesNoEntries
from finance.models import Book
from finance.services.books import accept_book, return_book, send_book
from members.queries_pupils import led_classrooms
from tests.desk.rows import make_request
from tests.finance.forced import add_entry
from tests.finance.ledger import ledger_of, refuses
from tests.world import make_classroom, make_mandate, make_school, make_year

REASON = "La coopérative n’a jamais rendu ses comptes."


@pytest.fixture
def by(world):
    return world.actor(world.martine)


@pytest.fixture
def past(world):
    """A year that is over, with Claire's class."""
    year = make_year(world.federation, date(2019, 9, 1))
    make_classroom(world.cooperative, year, "CM2")
    return year


@pytest.fixture
def ledger(world, past):
    world.claire
    return ledger_of(world.cooperative, past)


@pytest.fixture
def accepted(world, ledger):
    """Its book has been accepted."""
    send_book(ledger.book, by=world.actor(world.claire), without="sur papier")
    accept_book(ledger.book, by=world.actor(world.tristan))
    return ledger


def url(year, act="closing"):
    return f"/fr/desk/settings/years/{year.slug}/{act}/"


def test_a_year_whose_books_are_accepted_is_closed_without_a_word(past, accepted, by):
    closed = close_year(past, by=by)

    assert (closed.is_open, closed.closing_note) == (False, "")


def test_closing_twice_changes_nothing(past, accepted, by):
    first = close_year(past, by=by)

    assert close_year(past, reason=REASON, by=by).closed_at == first.closed_at


def test_a_year_that_runs_is_not_closed(world, by):
    year = make_year(world.federation, date(timezone.localdate().year + 1, 9, 1))

    with pytest.raises(YearRefused, match=r"^L’année .* finit le 31/08/"):
        close_year(year, reason=REASON, by=by)


def test_a_book_that_was_not_accepted_asks_for_a_reason(past, ledger, by):
    with pytest.raises(YearRefused, match="Un cahier n’est pas accepté") as refused:
        close_year(past, reason="  ", by=by)

    assert refused.value.field == "reason"
    assert close_year(past, reason=REASON, by=by).closing_note == REASON


def test_only_the_administration_closes_over_a_missing_book(world, past, ledger):
    with pytest.raises(YearRefused, match="Seule l’administration"):
        close_year(past, reason=REASON, by=world.actor(world.tristan))


def test_the_book_of_a_closed_cooperative_is_not_waited_for(world, past, ledger, by):
    type(world.cooperative).objects.update(state="closed", closed_on=date(2020, 10, 2))

    assert close_year(past, by=by).closing_note == ""


def test_years_are_closed_one_after_the_other_and_opened_again_backwards(world, past, accepted, by):
    later = make_year(world.federation, date(2020, 9, 1))
    with pytest.raises(YearRefused, match="Clôturez d’abord 2019-2020"):
        close_year(later, by=by)
    close_year(past, by=by)
    close_year(later, by=by)

    with pytest.raises(YearRefused, match="Rouvrez d’abord 2020-2021"):
        reopen_year(past, reason=REASON, by=by)


def test_a_year_with_a_request_under_way_is_not_closed(world, past, accepted, by):
    make_request(world.federation, past, world.nina, make_school("0159921C", "École des Sonnailles"))

    with pytest.raises(YearRefused, match="Une demande d’ouverture attend encore"):
        close_year(past, reason=REASON, by=by)


def test_a_year_is_opened_again_with_a_reason_and_the_history_keeps_both(past, ledger, by):
    close_year(past, reason=REASON, by=by)
    with pytest.raises(YearRefused, match="Écrivez pourquoi"):
        reopen_year(past, reason=" ", by=by)

    reopened = reopen_year(past, reason="Un cahier était faux.", by=by)

    history = SchoolYear.pgh_event_model.objects.filter(pgh_obj=past).order_by("pgh_id")
    assert reopened.is_open
    assert [(event.closed_at is None, event.closing_note) for event in history] == [
        (True, ""),
        (False, REASON),
        (True, "Un cahier était faux."),
    ]


# --- what a closed year takes ----------------------------------------------------------------------------------------


def test_a_closed_year_takes_no_posting(past, ledger, by):
    close_year(past, reason=REASON, by=by)

    with pytest.raises(BookTakesNoEntries, match="2019-2020 est close"):
        ledger.spend("5.00", on=date(2019, 10, 2))
    ledger.book.refresh_from_db()
    assert not ledger.book.takes_entries
    assert not Book.objects.taking_entries().exists()


def test_the_database_itself_refuses_an_entry_of_a_closed_year(past, ledger, by):
    close_year(past, reason=REASON, by=by)

    with refuses("finance_entry_year_is_open"):
        add_entry(ledger, date=date(2019, 10, 2))


def test_a_book_of_a_closed_year_moves_no_more(world, past, accepted, by):
    close_year(past, by=by)

    with pytest.raises(BookCannotMove, match="2019-2020 est close"):
        return_book(accepted.book, reason="Une erreur.", by=world.actor(world.tristan))
    with refuses("finance_book_year_is_open"), connection.cursor() as cursor:
        cursor.execute("UPDATE finance_book SET state = 'returned', return_reason = 'x' WHERE id = %s",
                       [accepted.book.pk])  # fmt: skip


def test_a_year_that_was_opened_again_takes_postings_again(past, ledger, by):
    close_year(past, reason=REASON, by=by)
    reopen_year(past, reason="Un oubli.", by=by)

    assert ledger.spend("5.00", on=date(2019, 10, 2)).number == 1


def test_the_fees_of_a_closed_year_stand(world, past, accepted, by):
    close_year(past, by=by)

    with pytest.raises(YearRefused, match="est close"):
        set_fees(past, fee_per_member=3, insurance_per_member=0, affiliation_due_on=None, report_due_on=None, by=by)


def test_a_closed_year_is_no_longer_among_the_classes_that_one_leads(world, past, accepted, by):
    now = world.year if world.year.ends >= timezone.localdate() else world.next_year
    here = make_classroom(world.cooperative, now, "CE2")

    close_year(past, by=by)

    assert led_classrooms(world.actor(world.claire), world.cooperative) == [here]
    assert open_years(world.cooperative) == [now]


# --- which years a cooperative shows ---------------------------------------------------------------------------------


def test_the_classes_of_a_cooperative_are_listed_from_the_newest_year(world):
    world.claire
    years = [make_year(world.federation, date(start, 9, 1)) for start in (2017, 2019, 2018)]
    for year in years:
        make_classroom(world.cooperative, year, "CM2")

    shown = [room.year.starts.year for room in led_classrooms(world.actor(world.claire), world.cooperative)]

    assert shown == [2019, 2018, 2017]


def test_a_cooperative_offers_only_the_years_in_which_it_has_a_class(world, past):
    make_classroom(world.other_cooperative, make_year(world.federation, date(2018, 9, 1)), "CP")
    make_mandate(world.other_cooperative, world.claire, rank=2)

    assert open_years(world.cooperative) == [past]


# --- the pages -------------------------------------------------------------------------------------------------------


def test_the_page_names_the_books_that_are_missing_and_asks_why(world, past, ledger):
    client = world.client(world.martine)

    page = client.get(url(past)).content.decode()
    refused = client.post(url(past))
    answer = client.post(url(past), {"reason": REASON})

    past.refresh_from_db()
    assert world.cooperative.name in page
    assert (refused.status_code, answer.status_code, past.closing_note) == (422, 302, REASON)


def test_the_list_offers_to_close_what_is_over_and_to_open_again_what_is_closed(world, past, accepted):
    client = world.client(world.martine)
    before = client.get("/fr/desk/settings/years/").content.decode()

    client.post(url(past))
    after = client.get("/fr/desk/settings/years/").content.decode()
    client.post(url(past, "reopening"), {"reason": "Un oubli."})

    past.refresh_from_db()
    assert (url(past) in before, url(past, "reopening") in before) == (True, False)
    assert (url(past) in after, url(past, "reopening") in after) == (False, True)
    assert (past.is_open, past.closing_note) == (True, "Un oubli.")


def test_a_page_that_has_nothing_to_do_leads_back_to_the_list(world, past, accepted):
    running = make_year(world.federation, date(timezone.localdate().year + 1, 9, 1))
    client = world.client(world.martine)

    answers = [client.get(url(running)), client.get(url(past, "reopening"))]

    assert [answer.url for answer in answers] == ["/fr/desk/settings/years/"] * 2


@pytest.mark.parametrize(("name", "closing", "reopening"), [("rita", 403, 403), ("tristan", 200, 403)])
def test_who_closes_and_who_opens_again(world, past, accepted, name, closing, reopening):
    client = world.client(getattr(world, name))

    assert client.get(url(past)).status_code == closing
    assert client.post(url(past, "reopening"), {"reason": "x"}).status_code == reopening
