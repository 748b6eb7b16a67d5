"""The only door to the ledger: numbers, balance, idempotency, corrections."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection

from cooperatives.models import Cooperative
from finance.errors import (
    BookTakesNoEntries,
    DateOutOfYear,
    EntryAlreadyReversed,
    EntryRefused,
    NotYours,
    RequestAlreadyUsed,
)
from finance.models import Account, Book, Entry
from finance.services.charts import ensure_chart
from finance.services.posting import Line, post_entry, reverse_entry
from occe.kit.actors import Anonymous, Guest, PupilActor, System
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, ledger_of


def post(ledger, *lines, **options):
    """An entry of any lines, each `(code, debit, credit)`."""
    rows = [Line(ledger[code], debit=Decimal(debit), credit=Decimal(credit)) for code, debit, credit in lines]
    defaults = {"kind": Entry.Kind.EXPENSE, "date": datetime.date(2025, 10, 2), "label": "Essai", "request_id": uuid4()}
    return post_entry(ledger.book, lines=rows, by=System(), **(defaults | options))


def test_post_entry_stores_the_lines_the_total_and_the_first_number(ledger):
    entry = post(ledger, (EDUCATION, "30.00", 0), ("60700008", "8.40", 0), (CASH, 0, "38.40"))

    connection.check_constraints()
    assert (entry.number, entry.line_count, entry.total, entry.previous_digest) == (1, 3, Decimal("38.40"), "")
    assert list(entry.lines.values_list("position", "account__code", "debit", "credit")) == [
        (1, EDUCATION, Decimal("30.00"), Decimal(0)),
        (2, "60700008", Decimal("8.40"), Decimal(0)),
        (3, CASH, Decimal(0), Decimal("38.40")),
    ]


def test_post_entry_numbers_each_book_from_one_without_a_gap(world, ledger):
    other = ledger_of(world.other_cooperative, world.year)

    numbers = [ledger.spend("1.00").number, other.spend("2.00").number, ledger.spend("3.00").number]

    assert numbers == [1, 1, 2]


def test_post_entry_chains_each_digest_to_the_one_before(ledger):
    first, second = ledger.spend("1.00"), ledger.spend("2.00")

    assert second.previous_digest == first.digest
    assert len({first.digest, second.digest}) == 2


def test_the_digest_is_the_documented_one(ledger):
    entry = ledger.spend("12.50", request_id=uuid4())
    moment = entry.posted_at.strftime("%Y-%m-%dT%H:%M:%S.%f")

    text = (
        f"{ledger.book.pk}|1|expense|2025-10-02|0||||{entry.request_id}||{moment}|2|12.50|\n"
        "D01 · Activités éducatives\n"
        f"1|{EDUCATION}|12.50|0.00|||||\n"
        f"2|{CASH}|0.00|12.50|||||"
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(sha256(convert_to(%s, 'UTF8')), 'hex')", [text])
        assert cursor.fetchone() == (entry.digest,)


def test_post_entry_twice_with_one_request_gives_the_same_entry(ledger):
    request_id = uuid4()

    first, second = (ledger.spend("38.40", request_id=request_id) for _ in range(2))

    assert second == first
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"amount": "38.04"}, {"on": datetime.date(2025, 10, 3)}, {"label": "D02 · Activités éducatives"}]
)
def test_post_entry_refuses_one_request_with_another_content(ledger, change):
    request_id = uuid4()
    ledger.spend("38.40", request_id=request_id)

    with pytest.raises(RequestAlreadyUsed, match="sous le numéro 1"):
        ledger.spend(**({"amount": "38.40", "request_id": request_id} | change))

    assert Entry.objects.count() == 1


def test_one_request_may_post_in_two_books(world, ledger):
    request_id = uuid4()

    ledger.spend("1.00", request_id=request_id)
    ledger_of(world.other_cooperative, world.year).spend("1.00", request_id=request_id)

    assert Entry.objects.filter(request_id=request_id).count() == 2


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([(EDUCATION, "38.40", 0), (CASH, 0, "38.04")], "équilibrée"),
        ([(EDUCATION, "38.40", 0)], "au moins deux lignes"),
        ([], "au moins deux lignes"),
        ([(EDUCATION, 0, 0), (CASH, 0, 0)], "soit un débit, soit un crédit"),
        ([(EDUCATION, "5", "5"), (CASH, "5", "5")], "soit un débit, soit un crédit"),
        ([(EDUCATION, "-5", 0), (CASH, 0, "-5")], "positif"),
        ([(EDUCATION, "0.001", 0), (CASH, 0, "0.001")], "deux décimales"),
        ([(EDUCATION, "NaN", 0), (CASH, 0, "NaN")], "positif"),
        ([(EDUCATION, "Infinity", 0), (CASH, 0, "Infinity")], "positif"),
    ],
)
def test_post_entry_refuses_lines_that_cannot_stand(ledger, lines, sentence):
    with pytest.raises(EntryRefused, match=sentence):
        post(ledger, *lines)

    assert Entry.objects.count() == 0


def test_post_entry_refuses_an_account_of_another_year(world, ledger):
    ensure_chart(world.federation, world.next_year)
    stray = Account.objects.of_year(world.next_year).get(code=EDUCATION)

    with pytest.raises(EntryRefused, match="l’année de ce cahier"):
        post_entry(
            ledger.book,
            lines=[Line(stray, debit=Decimal(5)), Line(ledger[CASH], credit=Decimal(5))],
            kind=Entry.Kind.EXPENSE,
            date=datetime.date(2025, 10, 2),
            label="Essai",
            request_id=uuid4(),
            by=System(),
        )


@pytest.mark.parametrize("day", [datetime.date(2025, 8, 31), datetime.date(2026, 9, 1), datetime.date(1, 1, 1)])
def test_post_entry_refuses_a_day_outside_the_year_and_names_the_range(ledger, day):
    with pytest.raises(DateOutOfYear, match="01/09/2025 et le 31/08/2026"):
        ledger.spend("5.00", on=day)


def test_post_entry_refuses_tomorrow(world, monkeypatch):
    ledger = ledger_of(world.cooperative, world.year)
    monkeypatch.setattr("finance.services.posting.today", lambda: datetime.date(2025, 10, 1))

    with pytest.raises(DateOutOfYear, match="01/10/2025"):
        ledger.spend("5.00", on=datetime.date(2025, 10, 2))


@pytest.mark.parametrize("state", [Book.State.SUBMITTED, Book.State.ACCEPTED])
def test_post_entry_refuses_a_book_that_was_sent(world, ledger, state):
    Book.objects.filter(pk=ledger.book.pk).update(
        state=Book.State.SUBMITTED, submitted_at="2026-09-20T10:00Z", submitted_by=world.claire
    )
    Book.objects.filter(pk=ledger.book.pk).update(state=state)

    with pytest.raises(BookTakesNoEntries, match="2025-2026"):
        ledger.spend("5.00")


@pytest.mark.parametrize("state", [Cooperative.State.SUSPENDED, Cooperative.State.CLOSED])
def test_post_entry_refuses_a_cooperative_that_is_suspended_or_closed(ledger, state):
    closed_on = datetime.date(2026, 6, 30) if state == Cooperative.State.CLOSED else None
    Cooperative.objects.filter(pk=ledger.book.cooperative_id).update(state=state, closed_on=closed_on)

    with pytest.raises(BookTakesNoEntries, match="suspendue ou fermée"):
        ledger.spend("5.00")


def test_a_request_already_posted_is_answered_even_once_the_book_was_sent(world, ledger):
    entry = ledger.spend("5.00", request_id=uuid4())
    Book.objects.filter(pk=ledger.book.pk).update(
        state=Book.State.SUBMITTED, submitted_at="2026-09-20T10:00Z", submitted_by=world.claire
    )

    assert ledger.spend("5.00", request_id=entry.request_id) == entry


@pytest.mark.parametrize(
    "actor", [Anonymous(1), Guest(1, 1, "reviewer"), PupilActor(1, 1, 1, 1, 1)], ids=["visitor", "guest", "pupil"]
)
def test_only_an_adult_or_the_portal_itself_posts(ledger, actor):
    with pytest.raises(NotYours):
        ledger.spend("5.00", by=actor)


def test_post_entry_keeps_who_posted(world, ledger):
    entry = ledger.spend("5.00", by=world.actor(world.claire))

    assert entry.posted_by == world.claire


# --- corrections -----------------------------------------------------------------------------------------------------


def test_reverse_entry_posts_the_mirror_and_says_why(world, ledger):
    entry = ledger.spend("38.40", classroom=world.classroom)

    mirror = reverse_entry(
        entry, by=System(), reason=Entry.Reason.WRONG_AMOUNT, request_id=uuid4(), date=datetime.date(2025, 10, 5)
    )

    connection.check_constraints()
    assert (mirror.number, mirror.kind, mirror.reverses, mirror.total) == (2, "reversal", entry, Decimal("38.40"))
    assert mirror.label == "Correction de l’écriture n° 1 : la somme n’était pas la bonne"
    assert list(mirror.lines.values_list("account__code", "debit", "credit", "classroom")) == [
        (EDUCATION, Decimal(0), Decimal("38.40"), world.classroom.pk),
        (CASH, Decimal("38.40"), Decimal(0), world.classroom.pk),
    ]


def test_reverse_entry_refuses_a_second_time(ledger):
    entry = ledger.spend("38.40")
    reverse_entry(entry, by=System(), reason=Entry.Reason.TWICE, request_id=uuid4())

    with pytest.raises(EntryAlreadyReversed):
        reverse_entry(entry, by=System(), reason=Entry.Reason.TWICE, request_id=uuid4())


def test_reverse_entry_gives_the_same_correction_for_the_same_request(ledger):
    entry, request_id = ledger.spend("38.40"), uuid4()

    first, second = (
        reverse_entry(entry, by=System(), reason=Entry.Reason.TWICE, request_id=request_id) for _ in range(2)
    )

    assert second == first


def test_a_correction_is_not_corrected(ledger):
    mirror = reverse_entry(ledger.spend("5.00"), by=System(), reason=Entry.Reason.TWICE, request_id=uuid4())

    with pytest.raises(EntryAlreadyReversed):
        reverse_entry(mirror, by=System(), reason=Entry.Reason.TWICE, request_id=uuid4())


def test_a_correction_made_after_the_years_end_bears_its_last_day(ledger):
    mirror = reverse_entry(ledger.spend("5.00"), by=System(), reason=Entry.Reason.TWICE, request_id=uuid4())

    assert mirror.date == datetime.date(2026, 8, 31)


def test_income_debits_the_treasury_and_credits_its_account(ledger):
    entry = ledger.post(BANK, FAMILIES, "54.00", kind=Entry.Kind.INCOME)

    assert [(line.account.code, line.debit, line.credit) for line in entry.lines.all()] == [
        (BANK, Decimal("54.00"), Decimal(0)),
        (FAMILIES, Decimal(0), Decimal("54.00")),
    ]
