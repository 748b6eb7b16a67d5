"""The page of the week: what waits for an adult is read once as a list, then agreed to at once."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from finance.models import BankAccount, Chequebook, Entry, ExpenseClaim, Payment
from finance.services.class_rules import set_class_rules
from tests.finance.ledger import ledger_of, photo, sent_by
from tests.finance.own_papers import address

State = ExpenseClaim.State


@pytest.fixture
def ledger(entrusted):
    """With money at the bank, in the cash box and in the box of the class."""
    return entrusted


def token(claim):
    return f"{claim.public_id}:{claim.version}"


def test_the_week_asks_once_with_the_whole_list_then_posts_them_all(world, ledger):
    claims = [sent_by(world.lina, world, amount=Decimal(amount)) for amount in ("38.40", "7.85")]
    client, page = world.client(world.claire), address(world, "week")

    asked = client.post(page, {"claim": [token(claim) for claim in claims]})
    done = client.post(page, {"claim": [token(claim) for claim in claims], "confirmed": "1"}, follow=True)

    assert [card.claim for card in asked.context["chosen"]] == claims
    assert asked.context["total"] == Decimal("46.25")
    assert sorted(ExpenseClaim.objects.values_list("state", flat=True)) == [State.PAID, State.PAID]
    assert "2 dépenses sont au cahier." in done.content.decode()


def test_the_week_asks_how_the_bank_paid_and_tells_the_next_cheque(world, ledger):
    account = BankAccount.objects.create(federation=world.federation, cooperative=world.cooperative, bank="Plateau")
    Chequebook.objects.create(
        federation=world.federation, account=account, first_number="0000101", last_number="0000125",
        holder=world.claire, received_on=datetime.date(2025, 9, 2),
    )  # fmt: skip
    by_bank, by_box = (sent_by(world.lina, world, paid_with=place) for place in ("bank", "cash"))
    client, page = world.client(world.claire), address(world, "week")
    chosen = {"claim": [token(by_bank), token(by_box)]}

    asked = client.post(page, chosen)
    assert [bool(card.how) for card in asked.context["chosen"]] == [True, False]
    assert "Le prochain du chéquier\u00a0: 0000101." in asked.content.decode()
    how = {f"how-{by_bank.public_id}-{name}": typed for name, typed in (("means", "cheque"), ("cheque_number", "dix"))}
    refused = client.post(page, chosen | how | {"confirmed": "1"})
    assert (refused.status_code, 'value="dix"' in refused.content.decode(), Payment.objects.count()) == (422, True, 0)

    client.post(page, chosen | how | {"confirmed": "1", f"how-{by_bank.public_id}-cheque_number": "101"})

    paid = Payment.objects.get()
    by_bank.refresh_from_db()
    assert (paid.line.entry, paid.means, paid.cheque_number) == (by_bank.entry, "cheque", "0000101")
    assert set(ExpenseClaim.objects.values_list("state", flat=True)) == {State.PAID}


def test_asking_writes_nothing(world, ledger):
    claim = sent_by(world.lina, world)

    world.client(world.claire).post(address(world, "week"), {"claim": token(claim)})

    claim.refresh_from_db()
    assert claim.state == State.SENT


def test_confirming_twice_posts_once(world, ledger):
    claim = sent_by(world.lina, world)
    client, data = world.client(world.claire), {"claim": token(claim), "confirmed": "1"}

    client.post(address(world, "week"), data)
    client.post(address(world, "week"), data)

    assert Entry.objects.filter(kind=Entry.Kind.EXPENSE).count() == 1


def test_an_expense_that_the_second_pupil_has_not_seen_is_not_ticked(world, ledger):
    set_class_rules(world.classroom, asks_second_look=True, treasurers_only=False, by=world.actor(world.claire))
    sent_by(world.lina, world)

    [card] = world.client(world.claire).get(address(world, "week")).context["cards"]

    assert (card.may_agree, card.is_plain) == (True, False)


def test_what_makes_one_look_twice_is_told_on_the_card_which_is_not_ticked(world, ledger):
    set_class_rules(world.classroom, asks_second_look=False, treasurers_only=False, by=world.actor(world.claire))
    twins = [sent_by(pupil, world, photo=photo(world, "a")) for pupil in (world.lina, world.noe)]
    plain = sent_by(world.zoe, world, photo=photo(world, "b"), amount=Decimal("3.20"))

    page = world.client(world.claire).get(address(world, "week"))

    ticked = {card.claim: card.is_plain for card in page.context["cards"]}
    assert ticked == {twins[0]: False, twins[1]: False, plain: True}
    assert page.content.decode().count("Cette photo est déjà sur une autre dépense.") == 2


def test_an_empty_week_says_so(world, ledger):
    page = world.client(world.claire).get(address(world, "week"))

    assert "Personne n’attend votre accord" in page.content.decode()


def test_the_week_takes_the_same_number_of_queries_for_1_and_12_expenses(world, ledger, django_assert_max_num_queries):
    client, counts = world.client(world.claire), []
    client.get(address(world, "week"))  # the first page of a session is written down as such
    for total in (1, 12):
        for _ in range(ExpenseClaim.objects.count(), total):
            sent_by(world.lina, world)
        with django_assert_max_num_queries(60) as queries:
            client.get(address(world, "week"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_week_shows_exactly_the_cooperative_s_expenses(world, ledger):
    mine = sent_by(world.lina, world)
    world.sonia
    other = reverse("finance:week", kwargs={"id": world.other_cooperative.public_id})
    ledger_of(world.other_cooperative, world.year)

    assert [card.claim for card in world.client(world.claire).get(address(world, "week")).context["cards"]] == [mine]
    assert world.client(world.sonia).get(other).context["cards"] == []
