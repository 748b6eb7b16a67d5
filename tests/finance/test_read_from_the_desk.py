"""A cooperative's book opened from the association's space: read there, not written."""

from decimal import Decimal

from django.urls import reverse

from finance.models import Memo
from finance.services.memos import note_memo


def test_the_association_opens_a_book_and_is_told_that_it_reads(world, ledger):
    page = world.client(world.rita).get(f"/fr/desk/cooperatives/{world.cooperative.public_id}/").content.decode()
    address = f"/fr/cooperatives/{world.cooperative.public_id}/money/"
    money = world.client(world.rita).get(address).content.decode()

    assert f'href="{address}"' in page
    assert "Vous lisez ce cahier pour l’AD\u00a0: seuls ses mandataires y inscrivent." in money
    assert "money/income/" not in money
    assert world.client(world.rita).post(f"{address}income/").status_code == 403


def test_who_holds_the_mandate_reads_no_such_thing(world, ledger):
    money = world.client(world.claire).get(f"/fr/cooperatives/{world.cooperative.public_id}/money/").content.decode()

    assert "Vous lisez ce cahier pour l’AD" not in money


def test_the_association_reads_the_memo_list_and_writes_nothing_on_it(world, ledger, claire):
    note_memo(world.cooperative, kind="to_pay", what="la facture du car", amount=Decimal("240.00"), by=claire)
    address = f"/fr/cooperatives/{world.cooperative.public_id}/money/"
    memos = reverse("finance:memos", args=[world.cooperative.public_id])
    for user in (world.rita, world.tristan):
        client = world.client(user)
        money, page = (client.get(where).content.decode() for where in (address, memos))
        assert (f'href="{memos}' in money, "la facture du car" in page) == (True, True)
        assert [words in page for words in ("C’est payé", "Retirer", "Noter sur la liste")] == [False] * 3

        client.post(memos, {"kind": "to_pay", "what": "autre chose", "amount": "5"})
        assert Memo.objects.count() == 1
