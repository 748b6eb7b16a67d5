"""A correction is one guided act that shows the pair: the mirror, and the right entry in its place."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.errors import EntryRefused
from finance.models import Entry, Payment, Replacement, Voucher
from finance.queries.balances import money
from finance.services.agreeing import agree_claim
from finance.services.corrections import Right, correct_and_redo, redoable
from finance.services.direct_entries import record_entry
from tests.finance.ledger import BANK, EDUCATION, refuses, sent_by
from tests.finance.own_papers import furnished

DAY = datetime.date(2025, 10, 6)


@pytest.fixture
def ledger(world):
    return furnished(world)


@pytest.fixture
def wrong(world, ledger, claire):
    return record_entry(
        ledger.book, account=ledger[EDUCATION], treasury=ledger[BANK], amount=Decimal("83.40"), date=DAY,
        request_id=uuid4(), by=claire, classroom=world.classroom, means="cheque", cheque_number="101",
    )  # fmt: skip


def redo(wrong, by, request_id=None, **changed):
    right = {"account": wrong.lines.get(account__kind="expense").account, "amount": Decimal("38.40"), "date": DAY}
    right |= {"classroom": wrong.lines.get(account__kind="expense").classroom} | changed
    return correct_and_redo(wrong, right=Right(**right), by=by, reason="wrong_amount", request_id=request_id or uuid4())


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
