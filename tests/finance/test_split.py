"""One paper over several accounts and places, in the expert view of the same record: same door, same rules."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.errors import EntryRefused, NameWritten, NotEnoughMoney, OverLimit, RequestAlreadyUsed, SecondAdultNeeded
from finance.models import BankAccount, Chequebook, Entry, MoneyRules, Payment, WritingView
from finance.queries.balances import Money, money
from finance.services.direct_entries import Part, Place, record_split
from finance.services.limits import set_limit
from finance.services.writing_views import choose_writing_view
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, LASTING_GOODS, refuses
from tests.finance.own_papers import address, furnished, photo
from tests.finance.own_papers import typed as own_paper

DAY = datetime.date(2025, 10, 6)
SALES = "70700008"


@pytest.fixture
def ledger(world):
    return furnished(world)


def split(ledger, by, parts, places, **options):
    facts = {"date": DAY, "request_id": uuid4()} | options
    return record_split(
        ledger.book, by=by, **facts,
        parts=[Part(ledger[code], Decimal(amount), axes) for code, amount, axes in parts],
        places=[Place(ledger[code], Decimal(amount), *how) for code, amount, *how in places],
    )  # fmt: skip


def test_one_paper_is_split_over_classes_and_places_and_its_lines_balance(world, ledger, claire):
    entry = split(
        ledger, claire,
        [(EDUCATION, "40.00", {"classroom": world.classroom}), ("65000008", "20.00", {})],
        [(BANK, "50.00", "cheque", "101"), (CASH, "10.00")],
    )  # fmt: skip

    assert [(line.account.code, line.debit - line.credit) for line in entry.lines.order_by("position")] == [
        (EDUCATION, Decimal("40.00")), ("65000008", Decimal("20.00")), (BANK, Decimal("-50.00")),
        (CASH, Decimal("-10.00")),
    ]  # fmt: skip
    assert (entry.total, entry.label) == (Decimal("60.00"), "D01 · Activités éducatives, Autres charges courantes")
    assert list(Payment.objects.values_list("line__account__code", "cheque_number")) == [(BANK, "0000101")]
    assert money(ledger.book) == Money(bank=Decimal("1950.00"), cash=Decimal("190.00"))


def test_two_cheques_of_one_payment_keep_both_numbers(ledger, claire):
    split(ledger, claire, [(EDUCATION, "60.00", {})], [(BANK, "50", "cheque", "101"), (BANK, "10", "cheque", "102")])

    assert list(Payment.objects.order_by("cheque_number").values_list("cheque_number", "line__credit")) == [
        ("0000101", Decimal("50.00")),
        ("0000102", Decimal("10.00")),
    ]


def test_the_same_request_is_one_entry_and_another_content_is_refused(ledger, claire):
    request_id = uuid4()
    parts, places = [(EDUCATION, "40", {}), ("65000008", "20", {})], [(BANK, "60", "card")]

    first, again = (split(ledger, claire, parts, places, request_id=request_id) for _ in range(2))

    assert (first, Payment.objects.count()) == (again, 1)
    with pytest.raises(RequestAlreadyUsed):
        split(ledger, claire, [(EDUCATION, "60", {})], [(CASH, "60")], request_id=request_id)


def test_sums_that_differ_and_kinds_that_mix_are_refused(ledger, claire):
    with pytest.raises(EntryRefused, match="manque 5,00"):
        split(ledger, claire, [(EDUCATION, "40", {})], [(BANK, "45")])
    with pytest.raises(EntryRefused):
        split(ledger, claire, [(EDUCATION, "40", {}), (FAMILIES, "5", {})], [(BANK, "45")])


def test_the_threshold_counts_the_expenses_together_and_not_what_the_mandate_pays(ledger, claire):
    with pytest.raises(SecondAdultNeeded):
        split(ledger, claire, [(EDUCATION, "200", {}), ("65000008", "100.01", {})], [(BANK, "300.01")])

    assert split(ledger, claire, [("62810008", "400", {}), (EDUCATION, "300", {})], [(BANK, "700")]).total == 700


def test_the_database_counts_them_together_as_well(world, ledger, claire):
    entry = split(ledger, claire, [(EDUCATION, "200", {}), ("65000008", "100", {})], [(BANK, "300")])

    with refuses("finance_entryline_two_adults"):
        entry.lines.create(federation=world.federation, position=9, account=ledger[EDUCATION], debit=Decimal("0.01"))


def test_a_box_gives_no_more_than_it_holds_however_many_lines_take_from_it(ledger, claire):
    with pytest.raises(NotEnoughMoney):
        split(ledger, claire, [(EDUCATION, "220", {})], [(CASH, "110"), (CASH, "110")])


def test_what_came_in_names_nobody(world, ledger, claire):
    with pytest.raises(NameWritten):
        split(ledger, claire, [(SALES, "10", {}), (FAMILIES, "5", {})], [(CASH, "15")], caption="Mme Dupont")


# --- limits ----------------------------------------------------------------------------------------------------------


def test_nobody_records_above_the_own_limit_and_the_mandate_itself_has_none(world, ledger, claire):
    MoneyRules.objects.create(federation=world.federation, year=world.year, person_limit=Decimal("50.00"))
    with pytest.raises(OverLimit, match="50,00"):
        split(ledger, claire, [(EDUCATION, "50.01", {})], [(BANK, "50.01")])

    set_limit(
        world.cooperative, user=world.claire, amount=Decimal("80"), reason="formée", by=world.actor(world.tristan)
    )

    assert split(ledger, claire, [(EDUCATION, "80", {})], [(BANK, "80")]).direct
    assert split(ledger, claire, [("62810008", "200", {})], [(BANK, "200")]).direct


# --- the expert view -------------------------------------------------------------------------------------------------


def expert(world, kind="expense"):
    return reverse("finance:split-new", kwargs={"id": world.cooperative.public_id, "kind": kind})


def typed(ledger, **facts) -> dict:
    return {
        "request_id": str(uuid4()), "date": "2025-10-06", "parts": "2", "places": "1", "act": "keep",
        "place-0-treasury": ledger[BANK].pk, "place-0-amount": "60", "place-0-means": "cheque",
        "place-0-cheque_number": "101", "part-0-account": ledger[EDUCATION].pk, "part-0-amount": "40",
        "part-1-account": ledger["65000008"].pk, "part-1-amount": "20",
    } | facts  # fmt: skip


def test_the_expert_view_writes_the_same_record(world, ledger):
    answer = world.client(world.claire).post(expert(world), typed(ledger))

    entry = Entry.objects.latest("number")
    assert (answer.status_code, entry.total, entry.line_count, entry.direct) == (302, 60, 3, True)
    assert Payment.objects.get(line__entry=entry).cheque_number == "0000101"


def test_what_lasts_is_asked_where_it_will_be_in_the_same_step(world, ledger):
    sent = typed(ledger, **{"part-0-account": ledger[LASTING_GOODS].pk})

    answer = world.client(world.claire).post(expert(world), sent)

    entry = Entry.objects.latest("number")
    assert answer.url == reverse("finance:good-of-entry", args=[world.cooperative.public_id, entry.public_id])


@pytest.mark.parametrize("view", ["expense-new", "split-new"])
def test_what_the_portal_notices_is_told_once_it_stands_in_either_view(world, ledger, view):
    where, sent = expert(world), typed(ledger, date="2025-10-05")
    if view == "expense-new":
        where, sent = address(world), own_paper(ledger, date="2025-10-05")

    page = world.client(world.claire).post(where, sent, follow=True)

    told = [str(message) for message in page.context["messages"]]
    assert "Le jour écrit, le 05/10/2025, est un dimanche." in told
    assert Entry.objects.filter(kind="expense").count() == 1


def test_recalculating_shows_what_is_left_and_loses_nothing(world, ledger):
    sent = typed(ledger, act="recalculate", caption="car et goûter", **{"part-1-amount": "12,5"}) | {"file": photo()}

    page = world.client(world.claire).post(expert(world), sent)

    assert (page.status_code, Entry.objects.filter(kind="expense").count()) == (200, 0)
    form = page.context["form"]
    assert (form.sums.left, form.parts[1]["amount"].value(), form["caption"].value()) == (
        Decimal("7.50"), "12,5", "car et goûter",
    )  # fmt: skip
    assert form.photo is not None
    assert "field-error" not in page.content.decode()


def test_another_line_is_added_and_the_others_stay(world, ledger):
    form = world.client(world.claire).post(expert(world), typed(ledger, act="add-part")).context["form"]

    assert [line["amount"].value() for line in form.parts] == ["40", "20", None]


def test_what_is_still_to_be_allocated_is_refused_with_its_sentence(world, ledger):
    page = world.client(world.claire).post(expert(world), typed(ledger, **{"part-1-amount": ""}))

    assert page.status_code == 422
    assert "Écrivez la somme de cette ligne." in page.content.decode()


def test_the_other_view_opens_with_what_was_typed_and_the_photo(world, ledger):
    simple = reverse("finance:expense-new", kwargs={"id": world.cooperative.public_id})
    client = world.client(world.claire)
    typed_simply = {
        "act": "carry", "request_id": str(uuid4()), "amount": "12,5", "account": ledger[EDUCATION].pk,
        "caption": "Car pour le Puy Mary", "date": "2025-10-03", "paid_with": "cash", "file": photo(),
    }  # fmt: skip

    there = client.post(expert(world), typed_simply).context["form"]
    said = {name: there.data[name] for name in ("part-0-amount", "place-0-amount", "caption", "kept")}
    back = client.post(simple, {**there.data.dict(), "act": "carry"}).context["form"]

    assert (said["part-0-amount"], said["place-0-amount"], said["caption"]) == ("12,5", "12,5", "Car pour le Puy Mary")
    assert (there["date"].value(), there.places[0]["treasury"].value()) == ("2025-10-03", str(ledger[CASH].pk))
    assert [back[name].value() for name in ("amount", "account", "paid_with", "caption")] == [
        "12,5", str(ledger[EDUCATION].pk), "cash", "Car pour le Puy Mary",
    ]  # fmt: skip
    assert (back.photo == there.photo, there.photo is not None, back.errors) == (True, True, {})
    assert Entry.objects.filter(book=ledger.book, direct=True).count() == 0


def test_several_lines_stay_in_the_expert_view_and_lose_nothing(world, ledger):
    simple = reverse("finance:expense-new", kwargs={"id": world.cooperative.public_id})
    client = world.client(world.claire)
    choose_writing_view(expert=True, by=world.actor(world.claire))

    page = client.post(simple, {**typed(ledger), "act": "carry"}, follow=True)

    assert (page.redirect_chain[0][1], page.status_code) == (307, 200)
    assert page.context["form"].data["part-1-amount"] == typed(ledger)["part-1-amount"]
    assert "plusieurs lignes" in page.content.decode()
    assert client.get(simple).status_code == 200


def test_the_view_is_each_persons_own_choice(world, ledger):
    client = world.client(world.claire)
    simple = reverse("finance:expense-new", kwargs={"id": world.cooperative.public_id})

    before = client.get(simple).status_code
    client.post(reverse("finance:record-view", kwargs={"id": world.cooperative.public_id}), {"expert": "1"})
    after = client.get(simple)

    assert (before, after.status_code, after["Location"].split("?")[0]) == (200, 302, expert(world))
    assert WritingView.objects.get().user == world.claire
    choose_writing_view(expert=False, by=world.actor(world.claire))
    assert client.get(simple).status_code == 200


def test_the_next_cheque_is_proposed_beside_and_told_in_the_guess(world, ledger):
    account = BankAccount.objects.create(federation=world.federation, cooperative=world.cooperative, bank="Plateau")
    Chequebook.objects.create(
        federation=world.federation, account=account, first_number="0000101", last_number="0000125",
        holder=world.claire, received_on=DAY,
    )  # fmt: skip

    page = world.client(world.claire).get(reverse("finance:expense-new", kwargs={"id": world.cooperative.public_id}))

    assert "chèque 0000101" in page.context["form"].guessed


def test_an_address_with_a_sign_that_no_text_holds_opens_the_empty_form(world, at_work):
    client, split = world.client(world.claire), {"id": world.cooperative.public_id, "kind": "expense"}

    pages = [
        client.get(reverse("finance:split-new", kwargs=split), asked)
        for asked in ({"account": "\0"}, {"activity": "a\0b"})
    ]

    assert [page.status_code for page in pages] == [200, 200]
