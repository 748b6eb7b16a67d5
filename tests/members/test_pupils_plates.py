"""A kindergarten's council in seven pictures: the class as one person, every touch a form, no name kept."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from members.models import Pupil
from members.plates import PLATES
from tests.finance.pupil_walk import OneForAll, this_year, words


@pytest.fixture
def everybody(world):
    this_year(world)
    world.lina
    return OneForAll(world).client


def address(number: int) -> str:
    return reverse("members:pupil-plate", args=[number])


def touch(client, number: int, *values: str) -> str:
    for value in values:
        assert client.post(address(number), {"touch": value}).headers["Location"] == f"{address(number)}#said"
    return words(client.get(address(number)))


def test_the_home_leads_to_the_seven_plates(everybody):
    assert "Notre conseil en images" in words(everybody.get(reverse("members:pupil-home")))
    strip = words(everybody.get(reverse("members:pupil-plates")))

    assert [str(plate.name).replace("\u00a0", " ") in strip for plate in PLATES] == [True] * 7


def test_the_class_counts_itself_in_words(everybody):
    assert "Touche ton image : tu es à l’école." in touch(everybody, 1)
    assert "data-goes-on" in everybody.get(address(1)).content.decode()  # the voice answers each touch
    assert "Nous sommes deux." in touch(everybody, 1, "0", "2")
    assert "Nous sommes un." in touch(everybody, 1, "2")


def test_each_touch_is_a_sticker(everybody):
    touch(everybody, 2, "sun", "sun", "rain")

    page = everybody.get(address(2))
    assert {tile.value: tile.count for tile in page.context["tiles"]} == {"sun": 2, "cloud": 0, "rain": 1}


def test_a_choice_is_counted_after_the_jar_was_closed(everybody):
    touch(everybody, 1, "0", "1", "2")
    assert "Nous voulons : pour le jardin, pour le sport." in touch(everybody, 3, "garden", "sport")
    closed = touch(everybody, 4, "garden", "sport", "garden")

    assert all(not tile.count for tile in everybody.get(address(4)).context["tiles"])
    assert "Le bocal est fermé." in closed
    assert "La plus haute tour : pour le jardin." in touch(everybody, 5)


def test_the_jar_says_how_many_children_are_still_to_come_and_a_tie_begins_again(everybody):
    touch(everybody, 1, "0", "1", "2")
    touch(everybody, 3, "garden", "sport")

    assert "Encore deux enfants." in touch(everybody, 4, "garden")
    touch(everybody, 4, "sport")
    assert "C’est pareil ! On recommence avec deux cartes." in touch(everybody, 5)


def test_money_is_laid_and_leads_to_the_purchase(everybody):
    page = touch(everybody, 6, "200", "100", "1", "7")

    assert "Dans la main : 3,00 €, trois euros." in page
    assert reverse("finance:pupil-expense-new") in everybody.get(address(6)).content.decode()


def test_a_plate_begins_again_and_leaves_the_others(everybody):
    touch(everybody, 1, "0")
    touch(everybody, 2, "sun")
    everybody.post(address(2), {"again": "yes"})

    assert "Chacun touche son temps." in touch(everybody, 2)
    assert "Nous sommes un." in touch(everybody, 1)


def test_what_was_touched_goes_with_goodbye_and_never_holds_a_name(everybody):
    touch(everybody, 1, "0", "1")
    kept = [session.get_decoded() for session in Session.objects.all()]
    assert "Lina" not in str(kept)

    everybody.post(reverse("members:pupil-leave"))

    assert [session for session in Session.objects.all() if "members.plates" in session.get_decoded()] == []


@pytest.mark.parametrize("number", [0, 8])
def test_there_are_seven_plates(everybody, number):
    assert everybody.get(address(number)).status_code == 404


@pytest.mark.parametrize("number", range(1, 7))
def test_a_forged_touch_changes_nothing(everybody, number):
    before = words(everybody.get(address(number)))

    assert touch(everybody, number, "x" * 9) == before


def test_a_child_who_has_a_turn_of_the_own_does_not_meet_the_plates(world):
    client = world.pupil_client(world.lina)

    assert client.get(reverse("members:pupil-plates")).status_code == 404
    assert Pupil.objects.filter(kind=Pupil.Kind.WHOLE_CLASS).count() == 0


def test_every_plate_speaks_english(everybody):
    for number in range(1, 8):
        page = words(everybody.get(address(number).replace("/fr/", "/en/")))
        assert "On recommence" not in page
        assert "Revenir" not in page
