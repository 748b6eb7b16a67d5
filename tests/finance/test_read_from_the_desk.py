"""A cooperative's book opened from the association's space: read there, not written."""


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
