"""A correction is one guided act that shows the pair: the mirror, and the right entry in its place."""

import datetime
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.translation import override

from finance.errors import EntryRefused
from finance.models import Entry, InternalSlip, InventoryItem, Payment, Replacement, Voucher
from finance.queries.balances import Money, money
from finance.queries.goods import lines_to_enter
from finance.queries.papers import without_paper
from finance.services.advances import ask_advance, grant_advance
from finance.services.agreeing import agree_claim
from finance.services.corrections import Right, correct_and_redo, correct_entry, redoable
from finance.services.direct_entries import Part, Place, record_entry, record_split
from finance.services.goods import enter_item
from finance.services.papers import add_paper, state_missing
from finance.services.transfers import Move, make_move
from tests.finance.ledger import BANK, CASH, CLASS_BOX, EDUCATION, LASTING_GOODS, refuses, sent_by
from tests.finance.own_papers import furnished

DAY = datetime.date(2025, 10, 6)
OTHER = "65000008"


@pytest.fixture
def ledger(world):
    return furnished(world)


@pytest.fixture
def wrong(world, ledger, claire):
    return record_entry(
        ledger.book, account=ledger[EDUCATION], treasury=ledger[BANK], amount=Decimal("83.40"), date=DAY,
        request_id=uuid4(), by=claire, classroom=world.classroom, means="cheque", cheque_number="101",
    )  # fmt: skip


def redo(wrong, by, request_id=None, amount=Decimal("38.40"), **changed):
    said = redoable(wrong)
    [part], [place] = said.parts, said.places
    right = Right((replace(part, amount=amount, **changed),), (replace(place, amount=amount),), DAY)
    return done_again(wrong, right, by, request_id)


def done_again(wrong, right, by, request_id=None):
    return correct_and_redo(wrong, right=right, by=by, reason="wrong_amount", request_id=request_id or uuid4())


def test_the_mirror_and_the_right_entry_are_posted_in_one_act_under_the_same_paper(ledger, claire, wrong):
    right = redo(wrong, claire)

    mirror = wrong.reversed_by
    assert (mirror.replacement.right, right.voucher, mirror.voucher) == (right, wrong.voucher, wrong.voucher)
    assert (right.total, right.number, right.direct) == (Decimal("38.40"), mirror.number + 1, True)
    assert right.lines.get(account__kind="expense").classroom == wrong.lines.get(account__kind="expense").classroom
    assert Payment.objects.get(line__entry=right).cheque_number == "0000101"
    assert (Voucher.objects.count(), money(ledger.book).bank) == (1, Decimal("1961.60"))


def test_pressing_twice_corrects_once(claire, wrong):
    request_id = uuid4()

    assert redo(wrong, claire, request_id) == redo(wrong, claire, request_id)
    assert Replacement.objects.count() == 1


def test_nothing_is_posted_when_the_right_entry_is_refused_or_says_the_same(ledger, claire, wrong):
    for changed in ({"amount": Decimal("83.40")}, {"amount": Decimal("300.01")}, {"account": ledger["70700008"]}):
        with pytest.raises(EntryRefused):
            redo(wrong, claire, **changed)

    assert not Entry.objects.filter(reverses=wrong).exists()


def test_what_was_said_of_its_paper_goes_with_the_right_entry(world, claire, wrong):
    slip = state_missing(wrong, reason="lost", words="resté dans le car", by=claire)

    right = redo(wrong, claire)

    again = InternalSlip.objects.get(entry=right)
    assert (again.reason, again.words, again.number) == ("lost", "resté dans le car", slip.number + 1)
    assert not without_paper(Entry.objects.all()).exists()
    shown = world.client(world.claire).get(reverse("finance:papers", args=[world.cooperative.public_id]))
    assert [one.pk for one in shown.context["slips"]] == [again.pk]


def test_the_word_that_its_paper_is_in_the_box_goes_with_the_right_entry(claire, wrong):
    add_paper(wrong, by=claire)

    right = redo(wrong, claire)

    assert right.later_papers.count() == 1
    assert not without_paper(Entry.objects.all()).exists()


def test_what_lasts_stays_once_in_the_inventory_with_the_right_price(world, ledger, claire):
    bought = record_entry(
        ledger.book, account=ledger[LASTING_GOODS], treasury=ledger[BANK], amount=Decimal("83.40"), date=DAY,
        request_id=uuid4(), by=claire,
    )  # fmt: skip
    enter_item(
        world.cooperative, label="appareil photo", place="armoire", acquired_on=DAY, price=Decimal("83.40"),
        line=bought.lines.get(debit__gt=0), request_id=uuid4(), by=claire,
    )  # fmt: skip

    request_id = uuid4()
    with override("en"):  # what the register keeps is in the association's words, whoever acts
        right = redo(bought, claire, request_id)
        redo(bought, claire, request_id)

    here = InventoryItem.objects.get(left_on__isnull=True)
    assert (here.label, here.place, here.price, here.line.entry) == ("appareil photo", "armoire", right.total, right)
    gone = InventoryItem.objects.get(left_on__isnull=False)
    assert "a été corrigée" in gone.left_note
    assert not lines_to_enter(world.cooperative).exists()


def test_an_expense_that_is_corrected_and_paid_once_more_keeps_its_thing_in_the_inventory(world, ledger, claire):
    claim = sent_by(world.lina, world, account=ledger[LASTING_GOODS], paid_with="cash", amount=Decimal("48.60"))
    bought = agree_claim(claim, by=claire).entry
    enter_item(
        world.cooperative, label="étagère", place="classe", acquired_on=DAY, price=bought.total,
        line=bought.lines.get(debit__gt=0), request_id=uuid4(), by=claire,
    )  # fmt: skip

    correct_entry(bought, reason="wrong_date", request_id=uuid4(), by=claire)
    claim.refresh_from_db()
    again = agree_claim(claim, by=claire).entry

    here = InventoryItem.objects.get(left_on__isnull=True)
    assert (here.label, here.price, here.line.entry) == ("étagère", again.total, again)
    assert not lines_to_enter(world.cooperative).exists()


@pytest.fixture
def split(world, ledger, claire):
    """A paper over two accounts, paid by a cheque and from the cash box."""
    parts = [
        Part(ledger[EDUCATION], Decimal("40"), {"classroom": world.classroom}),
        Part(ledger[OTHER], Decimal("20"), {}),
    ]
    places = [Place(ledger[BANK], Decimal("50"), "cheque", "101"), Place(ledger[CASH], Decimal("10"))]
    return record_split(ledger.book, parts=parts, places=places, date=DAY, request_id=uuid4(), by=claire)


def test_a_paper_of_several_accounts_and_places_is_done_again_with_its_lines_and_its_cheque(
    world, ledger, claire, split
):
    said = redoable(split)
    assert [(part.account.code, part.amount) for part in said.parts] == [(EDUCATION, 40), (OTHER, 20)]
    assert [(place.treasury.code, place.cheque_number) for place in said.places] == [(BANK, "0000101"), (CASH, "")]
    with pytest.raises(EntryRefused, match="Rien n’a changé"):
        done_again(split, said, claire)

    other = replace(
        said, parts=(replace(said.parts[0], amount=Decimal("35")), replace(said.parts[1], amount=Decimal("25")))
    )
    right = done_again(split, other, claire)

    assert (right.voucher, right.total, split.reversed_by.replacement.right) == (split.voucher, Decimal("60"), right)
    lines = right.lines.order_by("position")
    assert [(line.account.code, line.classroom, line.debit - line.credit) for line in lines] == [
        (EDUCATION, world.classroom, 35), (OTHER, None, 25), (BANK, None, -50), (CASH, None, -10),
    ]  # fmt: skip
    assert Payment.objects.get(line__entry=right, line__account=ledger[BANK]).cheque_number == "0000101"
    assert money(ledger.book) == Money(bank=Decimal("1950"), cash=Decimal("190"))


@pytest.mark.parametrize(("source", "target"), [(CASH, BANK), (BANK, CASH), (BANK, CLASS_BOX), (CASH, CLASS_BOX)])
def test_what_changed_place_is_done_again_the_other_way_or_with_another_sum(world, ledger, claire, source, target):
    room = world.classroom if CLASS_BOX in (source, target) else None
    move = Move(ledger[source], ledger[target], Decimal("30"), DAY, classroom=room)
    wrong = make_move(ledger.book, move, request_id=uuid4(), by=claire)
    assert redoable(wrong) == move

    right = done_again(wrong, replace(move, amount=Decimal("13")), claire)

    assert (right.kind, right.total, wrong.reversed_by.replacement.right) == (wrong.kind, Decimal("13"), right)
    assert redoable(right) == replace(move, amount=Decimal("13"))


def test_a_move_is_not_done_again_as_a_paper(ledger, claire, wrong, split):
    move = make_move(ledger.book, Move(ledger[CASH], ledger[BANK], Decimal(5), DAY), request_id=uuid4(), by=claire)

    with pytest.raises(EntryRefused):
        done_again(move, redoable(split), claire)
    assert not Entry.objects.filter(reverses=move).exists()


def test_an_advance_that_was_asked_for_waits_for_its_two_adults_again(world, ledger, claire):
    asked = ask_advance(
        ledger.book, world.classroom, amount=Decimal(20), purpose="le jardin", request_id=uuid4(), by=claire
    )
    granted = grant_advance(asked, source="cash", date=DAY, by=claire)

    assert redoable(granted.entry) is None


def test_an_expense_of_the_class_is_not_done_again_alone_it_waits_for_its_adult(world, ledger, claire):
    claim = agree_claim(sent_by(world.lina, world), by=claire, paid_with="bank")

    assert redoable(claim.entry) is None


def test_a_trio_is_written_once_and_only_behind_its_mirror(claire, wrong, ledger):
    right = redo(wrong, claire)

    with refuses("finance_replacement_follows_its_mirror"):
        Replacement.objects.create(mirror=wrong, right=right)


def address(world, entry, name="entry-correct"):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, "entry_id": entry.public_id})


def test_the_pair_is_shown_side_by_side_before_it_is_posted(world, wrong):
    client = world.client(world.claire)

    first, pair = client.get(address(world, wrong)), client.get(address(world, wrong), {"reason": "wrong_amount"})

    assert (first.context["right"], first.context["reason"]) == (None, "")
    assert pair.context["right"]["amount"].value() == "83,40"
    assert [line.account.code for line in pair.context["lines"]] == [EDUCATION, BANK]
    assert not Entry.objects.filter(reverses=wrong).exists()


def test_the_page_posts_both_and_each_page_of_the_trio_names_the_others(world, ledger, wrong):
    client = world.client(world.claire)
    sent = {
        "request_id": str(uuid4()), "reason": "wrong_amount", "redo": "1", "right-account": ledger[EDUCATION].pk,
        "right-amount": "38,40", "right-date": "2025-10-06", "right-classroom": world.classroom.pk,
    }  # fmt: skip

    refused = client.post(address(world, wrong), sent | {"right-amount": "beaucoup"})
    answer = client.post(address(world, wrong), sent)

    right, mirror = Entry.objects.get(replaces__isnull=False), wrong.reversed_by
    assert (refused.status_code, answer.status_code, answer["Location"]) == (
        422, 302, address(world, right, "entry"),
    )  # fmt: skip
    for page, others in ((wrong, (mirror, right)), (mirror, (wrong, right)), (right, (wrong,))):
        shown = client.get(address(world, page, "entry")).content.decode()
        assert all(address(world, other, "entry") in shown for other in others)


def test_the_lines_of_a_split_are_shown_beside_the_mirror_added_to_and_posted_as_a_pair(world, ledger, split):
    client = world.client(world.claire)
    pair = client.get(address(world, split), {"reason": "wrong_account"})
    form = pair.context["right"]
    assert [line["amount"].value() for line in (*form.parts, *form.places)] == ["40,00", "20,00", "50,00", "10,00"]
    sent = {
        "request_id": str(uuid4()),
        "reason": "wrong_account",
        "redo": "1",
        "date": "2025-10-06",
        "parts": "2",
        "places": "2",
    }
    for line in (*form.parts, *form.places):
        sent |= {line.add_prefix(name): line[name].value() or "" for name in line.fields}

    added = client.post(address(world, split), sent | {"act": "add-part"})
    assert (added.status_code, len(added.context["right"].parts), "field-error" in added.content.decode()) == (
        200,
        3,
        False,
    )
    short = client.post(address(world, split), sent | {"act": "keep", "part-1-amount": "12"})
    assert (short.status_code, Entry.objects.filter(reverses=split).exists()) == (422, False)
    assert "Les deux côtés ne font pas la même somme" in short.content.decode()

    changed = {"parts": "3", "part-1-amount": "12", "part-2-account": ledger[EDUCATION].pk, "part-2-amount": "8"}
    client.post(address(world, split), sent | {"act": "keep"} | changed)
    right = Entry.objects.get(replaces__isnull=False)
    assert (right.line_count, right.total, right.voucher) == (5, 60, split.voucher)


def test_a_transfer_is_shown_beside_its_mirror_and_posted_as_a_pair(world, ledger, claire):
    move = Move(ledger[BANK], ledger[CASH], Decimal("30"), DAY, means="cheque", cheque_number="0000104")
    wrong = make_move(ledger.book, move, request_id=uuid4(), by=claire)
    client = world.client(world.claire)
    form = client.get(address(world, wrong), {"reason": "wrong_amount"}).context["right"]
    assert [form[name].value() for name in ("way", "amount", "means", "cheque_number")] == [
        "bank_cash", "30,00", "cheque", "0000104",
    ]  # fmt: skip
    sent = {f"right-{name}": form[name].value() or "" for name in form.fields}
    sent |= {"request_id": str(uuid4()), "reason": "wrong_amount", "redo": "1", "right-amount": "13"}

    assert client.post(address(world, wrong), sent | {"right-amount": "beaucoup"}).status_code == 422
    client.post(address(world, wrong), sent)

    right = Entry.objects.get(replaces__isnull=False)
    assert redoable(right) == replace(move, amount=Decimal("13"))
    assert money(ledger.book) == Money(bank=Decimal("1987"), cash=Decimal("213"))


def test_what_was_just_posted_by_the_reader_offers_the_correction_first(world, wrong):
    page = world.client(world.claire).get(address(world, wrong, "entry"))

    assert page.context["fresh"]
    assert not world.client(world.tristan).get(address(world, wrong, "entry")).context["fresh"]


def test_what_belongs_to_a_year_that_is_over_is_a_new_entry_with_its_reason(ledger, claire):
    entry = record_entry(
        ledger.book, account=ledger[EDUCATION], treasury=ledger[BANK], amount=Decimal("12.00"), date=DAY,
        request_id=uuid4(), by=claire, found_later=True,
    )  # fmt: skip

    assert (entry.kind, entry.reason, entry.reverses) == ("expense", "found_later", None)
