"""The account of a mandataire who leaves in June: what is left, who takes it over, what never changes, two periods."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from cooperatives.models import Mandate
from finance.closing_steps import readiness
from finance.errors import ClosingRefused, MandateNeeded
from finance.friday import handover_line
from finance.models import Entry, FirstLook, HandedThing, Handover, Reconciliation
from finance.queries.handovers import changed_since, months_left
from finance.queries.report import financial_report
from finance.services import handovers, reviews
from finance.services.books import send_book
from finance.services.cash_counts import count_alone
from finance.services.class_funds import open_class_fund
from finance.services.matching import match
from finance.services.paper_books import Compared
from finance.services.proofs import broken_rows
from finance.services.reconciling import close_month, tick_by_hand
from members.models import Notification
from occe.kit.actors import System
from tests.finance.bank import bank_line, make_account, told
from tests.finance.forced import run
from tests.finance.ledger import BANK, CASH, CLASS_BOX, EDUCATION, FAMILIES, refuses
from tests.world import make_mandate, make_user

JUNE = date(2026, 6, 26)
TICKS = dict.fromkeys(reviews.AccountReview.TICKS, True)


@pytest.fixture
def ledger(ledger):
    """500 € at the bank and 30 € in the box until June; a trip of 120 € in May, 45 € of a sale in July."""
    ledger.post(BANK, FAMILIES, "500.00", on=date(2025, 9, 2), kind=Entry.Kind.INCOME)
    ledger.receive("30.00", on=date(2025, 9, 3))
    ledger.post(EDUCATION, BANK, "120.00", on=date(2026, 5, 12))
    return ledger


@pytest.fixture
def odette(world):
    """Named to follow Claire, accepted; the board has yet to decide."""
    user = make_user("Odette")
    accepted = {"state": Mandate.State.ACCEPTED, "approved_on": None, "starts_on": date(2026, 9, 1), "rank": 2}
    make_mandate(world.cooperative, user, **accepted)
    return world.actor(user)


def count(ledger, by, pieces=None, **facts):
    said = {"pieces": {1000: 3} if pieces is None else pieces, "counted_on": JUNE, "request_id": uuid4()} | facts
    return count_alone(ledger.book, by=by, **said)


PAPER = Compared(Decimal("400.00"), going_out=Decimal("20.00"))


def left(ledger, claire, given=("keys", "chequebooks"), **facts):
    """Claire's accounts of that evening, with a paper statement (no account is known here)."""
    if not ledger.book.cash_counts.exists():
        count(ledger, claire)
    return handovers.hand_over(ledger.book, **({"day": JUNE, "given": given, "by": claire, "compared": PAPER} | facts))


def bank_until(world, ledger, claire, last):
    """An account whose statement tells all that the bank saw until a day, matched."""
    account = make_account(world.cooperative)
    moves = ("2025-09-04", "500.00"), ("2026-05-14", "-120.00")
    told(account, "2025-09-01", last, *moves, start="0", by=world.claire)
    for move, number in zip(account.transactions.order_by("date"), (1, 3), strict=True):
        line = bank_line(Entry.objects.get(book=ledger.book, number=number))
        match(account, transactions=[move.pk], lines=[line.pk], by=claire)
    return account


def page(handover):
    return reverse("finance:handover", kwargs={"id": handover.public_id})


# --- what is left ----------------------------------------------------------------------------------------------------


def test_it_says_what_the_book_holds_on_that_evening_and_takes_the_count_that_is_there(ledger, claire):
    ledger.post(EDUCATION, BANK, "99.00", on=date(2026, 7, 2))
    counted = count(ledger, claire)

    handover = left(ledger, claire)

    assert (handover.bank, handover.cash, handover.count) == (Decimal("380.00"), Decimal("30.00"), counted)
    assert (handover.statement_balance, handover.going_out) == (Decimal("400.00"), Decimal("20.00"))
    assert [one.thing for one in handover.things.filter(given=True)] == ["chequebooks", "keys"]
    assert handover.things.count() == len(HandedThing.Thing)
    assert left(ledger, claire, given=()) == handover


def test_the_cash_is_counted_first_and_a_difference_with_its_words_may_stay(ledger, claire):
    with pytest.raises(ClosingRefused, match="Compter la caisse au 26/06/2026"):
        handovers.hand_over(ledger.book, day=JUNE, given=(), by=claire, compared=PAPER)

    count(ledger, claire, pieces={1000: 2}, explanation="un billet a glissé sous le meuble")

    assert left(ledger, claire).count.found == Decimal("20.00")


def test_a_paper_statement_that_does_not_agree_is_refused_at_its_field(ledger, claire):
    with pytest.raises(ClosingRefused, match="le cahier dit 380,00") as refused:
        left(ledger, claire, compared=Compared(Decimal("400.00")))

    assert refused.value.field == "statement"


def test_trap_13_the_statement_that_the_portal_has_is_used_with_what_is_on_its_way(world, ledger, claire):
    account = bank_until(world, ledger, claire, "2026-05-31")
    ledger.post(EDUCATION, BANK, "20.00", on=date(2026, 6, 20))
    count(ledger, claire)
    with pytest.raises(ClosingRefused, match="Donner le relevé au 26/06/2026"):
        left(ledger, claire)

    tick_by_hand(account, ledger.book, ends_on=JUNE, end_balance=Decimal("380.00"), ticked=[], by=claire)
    handover = left(ledger, claire)
    connection.check_constraints()

    assert (handover.basis, handover.statement_balance) == (Reconciliation.Basis.HAND, Decimal("380.00"))
    assert [(item.amount, item.side) for item in handover.items.all()] == [(Decimal("-20.00"), "book")]
    assert (handover.bank, handover.going_out) == (Decimal("360.00"), Decimal("20.00"))


@pytest.mark.parametrize("day", [date(2025, 8, 31), date(2026, 9, 1)])
def test_the_day_lies_in_the_book(ledger, claire, day):
    with pytest.raises(ClosingRefused) as refused:
        left(ledger, claire, day=day)

    assert refused.value.field == "day"


def test_only_a_mandataire_in_office_stops_the_accounts(world, ledger, claire, odette):
    for stranger in (odette, world.actor(world.sonia), world.actor(world.martine)):
        with pytest.raises(MandateNeeded):
            handovers.hand_over(ledger.book, day=JUNE, given=(), by=stranger, compared=PAPER)


# --- who takes over --------------------------------------------------------------------------------------------------


def test_the_successor_is_told_ticks_comes_back_and_signs_once(ledger, claire, odette):
    handover = left(ledger, claire)
    assert Notification.objects.get(kind=handovers.LEFT).user_id == odette.user_id

    handovers.tick_taken(handover, taken=["keys", "goods"], by=odette)
    handovers.tick_taken(handover, taken=["keys"], by=odette)
    taken = handovers.take_over(handover, taken=["keys", "chequebooks"], by=odette)

    assert list(handover.things.filter(taken=True).values_list("thing", flat=True)) == ["chequebooks", "keys"]
    assert taken.taken_by_mandate.user_id == odette.user_id
    assert handovers.take_over(handover, taken=[], by=odette).taken_at == taken.taken_at
    assert handover.things.filter(taken=True).count() == 2
    with pytest.raises(ClosingRefused, match="signée"):
        handovers.tick_taken(handover, taken=[], by=odette)


def test_nobody_takes_over_from_oneself_and_no_stranger_does(world, ledger, claire, odette):
    handover = left(ledger, claire)

    for stranger in (claire, world.actor(world.sonia), world.actor(world.tristan)):
        with pytest.raises(MandateNeeded):
            handovers.take_over(handover, taken=[], by=stranger)
    assert Handover.objects.open().count() == 1


def test_it_waits_on_the_gauge_and_on_friday_until_it_is_signed(world, ledger, claire):
    second = make_user("Paule")
    make_mandate(world.cooperative, second, rank=2)
    handover, paule = left(ledger, claire), world.actor(second)
    words = "Finir la passation du 26/06/2026\u00a0: qui reprend les comptes coche et signe"

    assert words in [missing.words for missing in readiness(ledger.book).missing]
    assert (
        handover_line(paule, world.cooperative).sentence == "Passation du 26/06/2026\u00a0: cocher ce que vous recevez"
    )
    assert handover_line(claire, world.cooperative) is None
    handovers.take_over(handover, taken=["keys"], by=paule)
    assert handover_line(paule, world.cooperative) is None
    assert words not in [missing.words for missing in readiness(ledger.book).missing]


# --- what never changes ----------------------------------------------------------------------------------------------


DENIED = [
    "UPDATE finance_handover SET bank = bank + 1, statement_balance = statement_balance + 1",
    "UPDATE finance_handedthing SET given = true",
    "UPDATE finance_handoveritem SET amount = 0",
    "UPDATE finance_firstlook SET remarks = ''",
    "DELETE FROM finance_handover",
    "DELETE FROM finance_handedthing",
    "DELETE FROM finance_firstlook",
    "TRUNCATE finance_handover CASCADE",
]


def test_the_web_role_changes_and_deletes_nothing(ledger, claire):
    left(ledger, claire)

    for statement in DENIED:
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run(statement)


def test_the_database_refuses_other_figures_another_signature_and_a_tick_after_signing(world, ledger, claire, odette):
    handover = left(ledger, claire)
    facts = Handover.objects.filter(pk=handover.pk).values().get()
    for name in ("id", "public_id"):
        facts.pop(name)

    with refuses("finance_handover_as_the_book"):
        Handover.objects.create(**facts | {"day": date(2026, 6, 27), "count_id": None, "cash": Decimal("31.00")})
    with refuses("finance_handover_of_the_book"):
        Handover.objects.create(**facts | {"day": date(2026, 6, 27)})  # its count is of another day
    stranger = Mandate.objects.get(user=world.sonia)
    with refuses("finance_handover_another_mandataire"):
        Handover.objects.filter(pk=handover.pk).update(taken_by_mandate=stranger, taken_at=handover.at)
    handovers.take_over(handover, taken=[], by=odette)
    with refuses("finance_handover_written_once"):
        Handover.objects.filter(pk=handover.pk).update(taken_at=None, taken_by_mandate=None)
    with refuses("finance_handedthing_stays"):
        handover.things.update(taken=True)


def test_an_entry_of_an_earlier_day_changes_no_figure_and_is_told(ledger, claire):
    handover = left(ledger, claire)
    ledger.post(EDUCATION, CASH, "4.00", on=date(2026, 6, 1))

    assert (changed_since(handover), handover.cash) == (Decimal("-4.00"), Decimal("30.00"))
    assert broken_rows() == []


# --- the reviewers' first look ---------------------------------------------------------------------------------------


def test_a_first_look_is_kept_and_the_same_review_goes_on_with_the_papers_of_the_second_period(ledger, claire):
    handover = left(ledger, claire)
    review = reviews.begin_review(ledger.book, by=claire)
    with pytest.raises(ClosingRefused, match="réunion des vérificateurs"):
        handovers.keep_first_look(handover, by=claire)
    for sampled in review.sample.all():
        reviews.look(sampled, is_right=True, remark="", by=claire)
    reviews.note_meeting(review, held_on=JUNE, ticks=TICKS, remarks="rien à dire", opinion="", by=claire)

    look = handovers.keep_first_look(handover, by=claire)
    ledger.post(BANK, FAMILIES, "45.00", on=date(2026, 7, 4), kind=Entry.Kind.INCOME)
    review.refresh_from_db()

    assert (look.held_on, look.seen, look.drawn, look.number) == (JUNE, 3, 3, 3)
    assert look.ticked == list(reviews.AccountReview.tick_words().values())
    assert (review.held_on, review.cash_counted, handovers.keep_first_look(handover, by=claire)) == (None, False, look)
    rules = reviews.money_rules(ledger.book.year)
    words = "Tirer les pièces écrites depuis le premier regard, le 26/06/2026"
    assert words in reviews.missing_for_quitus(review, rules)
    reviews.draw_the_rest(review, by=claire)
    reviews.draw_the_rest(review, by=claire)
    assert [one.entry.number for one in review.sample.order_by("rank")][3:] == [4]
    assert words not in reviews.missing_for_quitus(review, rules)
    assert FirstLook.objects.count() == 1


# --- the months after, the two periods -------------------------------------------------------------------------------


def test_july_and_august_are_the_successors_to_declare_without_movement(world, ledger, claire, odette):
    account = bank_until(world, ledger, claire, "2026-06-30")
    count(ledger, claire)
    handover = left(ledger, claire)
    handovers.take_over(handover, taken=[], by=odette)
    Mandate.objects.filter(user=world.claire).update(state="ended", ends_on=date(2026, 7, 1))
    Mandate.objects.filter(user_id=odette.user_id).update(state="active", starts_on=JUNE, approved_on=JUNE)

    for month in (6, 7, 8):
        declared = {"without_movement": month > 6}
        close_month(account, ledger.book, month=date(2026, month, 1), by=odette, **declared)

    assert [(row.month.month, row.closed.basis) for row in months_left(handover)] == [
        (6, "statement"), (7, "declared"), (8, "declared")
    ]  # fmt: skip


def test_trap_3_the_report_keeps_two_periods_that_add_up_to_the_year(ledger, claire, odette):
    assert financial_report(ledger.book).periods == []
    handover = left(ledger, claire)
    handovers.take_over(handover, taken=[], by=odette)
    ledger.post(BANK, FAMILIES, "45.00", on=date(2026, 7, 4), kind=Entry.Kind.INCOME)
    ledger.post(EDUCATION, BANK, "5.00", on=date(2026, 8, 30))

    report = financial_report(ledger.book)
    first, second = report.periods

    assert (first.starts, first.ends, list(first.holders)) == (date(2025, 9, 1), JUNE, ["Claire Test"])
    assert (first.income, first.expense, first.balance) == (Decimal("530.00"), Decimal("120.00"), Decimal("410.00"))
    assert (second.starts, second.ends, list(second.holders)) == (date(2026, 6, 27), date(2026, 8, 31), ["Odette Test"])
    assert (second.opening, second.income, second.expense) == (Decimal("410.00"), Decimal("45.00"), Decimal("5.00"))
    assert second.balance == report.closing.total
    assert first.is_right
    assert second.is_right
    assert first.income + second.income == report.income


def _year(world):
    return reverse("finance:year", args=[world.cooperative.public_id])


# --- the pages -------------------------------------------------------------------------------------------------------


def test_the_page_leads_to_what_is_missing_then_writes_and_a_refused_form_keeps_what_was_typed(world, ledger, claire):
    address = reverse("finance:handover-new", kwargs={"id": world.cooperative.public_id, "slug": world.year.slug})
    client = world.client(world.claire)

    assert "Compter la caisse au 26/06/2026" in client.get(address + "?day=2026-06-26").content.decode()
    count(ledger, claire)
    wrong = {"day": "26/06/2026", "statement": "12,34", "given": ["keys"]}
    refused = client.post(address, wrong)
    assert (refused.status_code, "12,34" in refused.content.decode()) == (422, True)
    answer = client.post(address, wrong | {"statement": "400,00", "going_out": "20,00"})

    assert answer.url == page(Handover.objects.get())
    assert (
        world.client(world.claire).get(reverse("finance:year", args=[world.cooperative.public_id])).status_code == 200
    )


def test_a_successor_without_a_room_yet_ticks_and_signs_on_a_page_of_its_own(world, ledger, claire, odette):
    handover = left(ledger, claire)
    user = Mandate.objects.get(user_id=odette.user_id).user
    client = world.client(user)

    assert client.get(page(handover)).status_code == 200
    client.post(page(handover), {"act": "tick", "taken": ["keys"]})
    assert Handover.objects.open().exists()
    answer = client.post(page(handover), {"act": "sign", "taken": ["keys", "rules"]})

    handover.refresh_from_db()
    assert (answer.status_code, handover.taken_by_mandate.user) == (302, user)
    assert client.post(page(handover), {"act": "sign"}).status_code == 403
    assert client.get(page(handover)).status_code == 200


def test_the_association_sees_it_beside_the_mandates(world, ledger, claire):
    handover = left(ledger, claire)

    seen = world.client(world.martine).get(reverse("desk:cooperative", args=[world.cooperative.public_id]))

    assert page(handover) in seen.content.decode()


def test_a_book_that_was_sent_is_not_stopped_any_more(ledger, claire):
    send_book(ledger.book, by=claire, without="les vérificateurs viennent en octobre")

    with pytest.raises(ClosingRefused, match="ne prend plus d’écriture"):
        handovers.hand_over(ledger.book, day=JUNE, given=(), by=claire, compared=PAPER)


def test_the_boxes_of_the_classes_are_told_as_they_were_on_that_evening(world, ledger):
    open_class_fund(world.classroom, by=System())
    ledger.post(CLASS_BOX, CASH, "20.00", on=date(2026, 6, 2), kind=Entry.Kind.ADVANCE, classroom=world.classroom)
    ledger.post(CASH, CLASS_BOX, "15.00", on=date(2026, 7, 1), kind=Entry.Kind.TRANSFER, classroom=world.classroom)
    address = reverse("finance:handover-new", kwargs={"id": world.cooperative.public_id, "slug": world.year.slug})

    page = world.client(world.claire).get(address, {"day": JUNE.isoformat()})

    assert (page.context["boxes"], page.context["evening"].held.class_boxes) == (
        [(world.classroom.name, Decimal("20.00"))],
        Decimal("20.00"),
    )
