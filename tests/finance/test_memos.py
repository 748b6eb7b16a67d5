"""What is owed either way stands on a list outside the ledger; the real entry is written on the day of payment."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.errors import MandateNeeded, MemoRefused, NameWritten
from finance.models import Account, Entry, Memo
from finance.services.corrections import correct_entry
from finance.services.memos import drop_memo, note_memo, settle_memo
from tests.counting import queries
from tests.finance.own_papers import furnished, received, typed


@pytest.fixture
def ledger(world):
    return furnished(world)


def memo(world, by, **facts):
    told = {"kind": "to_pay", "what": "car pour le Puy Mary", "who": "Autocars du Cézallier", "amount": Decimal("280")}
    return note_memo(world.cooperative, by=by, **(told | facts))


def address(world, name="memos", **more):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **more})


def test_a_balance_sheet_holds_bank_and_cash_only_what_is_owed_is_no_entry(world, ledger, claire):
    before = Entry.objects.count()

    memo(world, claire)
    memo(world, claire, kind="to_receive", what="subvention de la mairie", who="la mairie")

    assert (Entry.objects.count(), Memo.objects.open().count()) == (before, 2)
    assert set(Account.objects.treasury().values_list("treasury", flat=True)) == {"bank", "cash", "class_box"}


def test_no_family_stands_on_the_list(world, claire):
    for facts in ({"who": "Famille Martin"}, {"what": "Mme Dupont"}):
        with pytest.raises(NameWritten):
            memo(world, claire, **facts)


def test_the_same_line_is_noted_once_and_only_by_a_mandataire(world, claire):
    assert memo(world, claire) == memo(world, claire)
    with pytest.raises(MandateNeeded):
        memo(world, world.actor(world.sonia))


def test_one_button_opens_the_form_filled_in_and_the_entry_settles_the_line(world, ledger, claire):
    noted, client = memo(world, claire), world.client(world.claire)
    form_address = f"{address(world, 'expense-new')}?memo={noted.public_id}"

    form = client.get(form_address).context["form"]
    client.post(form_address, typed(ledger, amount="280"))

    assert (form["amount"].value(), form["caption"].value()) == ("280,00", "car pour le Puy Mary")
    assert Memo.objects.get().entry == Entry.objects.latest("number")
    assert not Memo.objects.open().exists()
    assert client.get(form_address).status_code == 404


def test_what_comes_in_settles_its_line_too(world, ledger, claire):
    noted = memo(world, claire, kind="to_receive", what="subvention", who="la mairie")

    world.client(world.claire).post(f"{address(world, 'income-new')}?memo={noted.public_id}", received(ledger))

    assert Memo.objects.get().entry.kind == "income"


def test_a_sum_that_waits_for_a_second_adult_stays_on_the_list_until_it_is_paid(world, ledger, claire):
    noted = memo(world, claire, amount=Decimal("350"))

    world.client(world.claire).post(
        f"{address(world, 'expense-new')}?memo={noted.public_id}", typed(ledger, amount="350")
    )

    waiting = Memo.objects.open().get()
    assert (waiting.claim.state, waiting.entry) == ("sent", None)


def test_a_line_whose_entry_is_cancelled_is_open_again(world, ledger, claire):
    noted = memo(world, claire)
    entry = ledger.spend("10.00")
    settle_memo(noted, entry, by=claire)
    correct_entry(entry, by=claire, reason="not_done", request_id=uuid4())

    assert Memo.objects.open().get() == noted


def test_a_line_is_dropped_with_its_reason(world, claire):
    noted = memo(world, claire)

    with pytest.raises(MemoRefused, match="pourquoi"):
        drop_memo(noted, reason=" ", by=claire)
    drop_memo(noted, reason="la sortie n’a pas eu lieu", by=claire)

    assert not Memo.objects.open().exists()
    with pytest.raises(MemoRefused, match="déjà"):
        drop_memo(noted, reason="encore", by=claire)


def test_the_page_notes_a_line_and_refuses_a_family_without_losing_what_was_typed(world, ledger):
    client = world.client(world.claire)
    sent = {"kind": "to_pay", "what": "livres", "who": "Famille Martin", "amount": "12,50"}

    refused = client.post(address(world), sent)
    client.post(address(world), sent | {"who": "Librairie du Pont"})

    assert (refused.status_code, refused.context["form"]["amount"].value()) == (422, "12,50")
    assert Memo.objects.get().who == "Librairie du Pont"


def test_the_list_asks_the_same_of_the_database_for_one_line_and_for_thirty(world, ledger, claire):
    client = world.client(world.claire)
    counts = []
    for total in (1, 30):
        for rank in range(Memo.objects.count(), total):
            memo(world, claire, what=f"livres {rank}", due_on=datetime.date(2025, 11, 1))
        queries(client, address(world))
        counts.append(queries(client, address(world)))

    assert counts[0] == counts[1]
