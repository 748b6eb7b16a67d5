"""Cards and slips on paper: as many as pupils, each with a code of its own, tagged and titled."""

import io
import re

import pikepdf
import pytest

from members.exports import card_address, cards_pdf, secrets_pdf
from members.queries_pupils import roll
from members.services import roster
from tests.members.roster_walk import base, text
from tests.world import make_pupils


def test_as_many_cards_as_pupils_eight_to_a_page_each_with_a_qr_of_its_own(world):
    make_pupils(world.classroom, *[f"Enfant {letter}" for letter in "abcdefghijklmnopqrstuvwx"])
    rows = roll(world.classroom)

    document = pikepdf.open(io.BytesIO(cards_pdf(world.classroom, rows, address="https://portail.example/")))

    addresses = {card_address(row, "https://portail.example/") for row in rows}
    assert (len(rows), len(addresses), len(document.pages)) == (24, 24, 3)
    assert {bool(re.fullmatch(r"https://portail\.example/class/card/[\w-]{43}/", one)) for one in addresses} == {True}


def test_printing_again_gives_the_same_cards_and_a_renewed_card_another(world):
    from members.services.cards import renew_card

    before = [card_address(row, "x/") for row in roll(world.classroom)]
    world.lina
    before = [card_address(row, "x/") for row in roll(world.classroom)]
    again = [card_address(row, "x/") for row in roll(world.classroom)]
    renew_card(world.lina, seen_version=1, by=world.actor(world.claire))
    after = [card_address(row, "x/") for row in roll(world.classroom)]

    assert before == again
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True, True]


@pytest.mark.parametrize("make", [cards_pdf, secrets_pdf])
def test_the_sheets_are_tagged_have_a_title_and_a_language(world, make):
    world.lina
    roster.add_guest_cards(world.classroom, up_to=1, by=world.actor(world.claire))

    document = pikepdf.open(io.BytesIO(make(world.classroom, roll(world.classroom), address="x/")))

    assert bool(document.Root.MarkInfo.Marked)
    assert str(document.Root.Lang) == "fr"
    assert "CP-CE1-CE2" in str(document.docinfo["/Title"])


def test_the_cards_of_the_class_and_of_one_pupil_come_as_pdf_under_a_name_without_a_childs_name(world):
    world.lina
    client = world.client(world.claire)
    address = base(world, world.classroom.public_id, "cards")

    everybody = client.get(address)
    one = client.get(address, {"pupil": world.lina.public_id})

    assert (everybody["Content-Type"], everybody.content[:5]) == ("application/pdf", b"%PDF-")
    assert everybody["Content-Disposition"] == 'inline; filename="cartes-cp-ce1-ce2.pdf"'
    assert len(pikepdf.open(io.BytesIO(one.content)).pages) == 1
    assert client.get(base(world, world.classroom.public_id, "secrets")).content[:5] == b"%PDF-"


def test_without_pango_the_page_names_the_package(world, without_pango):
    world.lina

    response = world.client(world.claire).get(base(world, world.classroom.public_id, "cards"), follow=True)

    assert "libpangoft2" in text(response)
