"""The box on the pupils' tablet, as a browser without a script does it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import Council, Slip
from councils.services import agenda, slips
from councils.services.decisions import Votes, record_decision
from councils.services.follow_ups import follow_up
from occe.kit.dates import today
from tests.councils.slip_rows import hold, make_council, write
from tests.world import make_pupils


@pytest.fixture
def council(world):
    return make_council(world)


@pytest.fixture
def tablet(world, council):
    return world.pupil_client(world.lina)


def send(tablet, kind: str, **answers):
    return tablet.post(f"/fr/pupil/box/new/{kind}/", {"key": str(uuid4())} | answers)


def page(response) -> str:
    return response.content.decode()


def test_the_home_of_a_pupil_leads_to_the_box_of_the_class(tablet):
    assert 'href="/fr/pupil/box/"' in page(tablet.get("/fr/pupil/"))


def test_a_class_without_a_council_has_no_box(world):
    tablet = world.pupil_client(world.lina)

    assert 'href="/fr/pupil/box/"' not in page(tablet.get("/fr/pupil/"))
    assert tablet.get("/fr/pupil/box/").status_code == 404


@pytest.mark.parametrize("address", ["", "new/idea/", "new/problem/", "mine/"])
def test_the_net_is_on_every_page(tablet, address):
    shown = page(tablet.get(f"/fr/pupil/box/{address}"))

    assert "J’ai besoin d’un adulte" in shown
    assert "<b>119</b>" in shown
    assert "<b>3018</b>" in shown


def test_an_idea_goes_in_the_box_and_its_author_sees_where_it_is(world, tablet):
    response = send(tablet, "idea", text="Un poney.", pictures=["garden"])

    slip = Slip.objects.get()
    assert response["Location"] == f"/fr/pupil/box/{slip.public_id}/"
    assert (slip.pupil, slip.kind, slip.text, slip.pictures) == (world.lina, "idea", "Un poney.", ["garden"])
    assert "<span>Le jardin</span>" in page(tablet.get(response["Location"]))
    assert "Ton mot est dans la boîte. On l’ouvre au conseil." in page(tablet.get(response["Location"]))


def test_the_same_form_sent_twice_is_one_petit_mot(tablet):
    key = str(uuid4())

    for _ in range(2):
        send(tablet, "idea", text="Un poney.", key=key)

    assert Slip.objects.count() == 1


def test_nothing_said_is_asked_again_and_nothing_is_lost(tablet):
    response = send(tablet, "idea", text="")
    assert response.status_code == 422
    assert "Écris quelques mots, ou touche une image." in page(response)

    long = send(tablet, "thanks", text="a" * 401, pictures=["gift"])
    assert long.status_code == 422
    assert "a" * 401 in page(long)
    assert 'value="gift" checked' in page(long)


def test_a_first_name_in_a_problem_is_asked_about_kindly(world, tablet):
    response = send(tablet, "problem", text="Noé me pousse.")

    assert response.status_code == 422
    assert "Tu as écrit un prénom. Raconte sans le prénom, ou donne ton mot à l’adulte." in page(response)
    assert "Noé me pousse." in page(response)
    assert Slip.objects.count() == 0

    given = send(tablet, "problem", text="Noé me pousse.", adult="yes")
    assert Slip.objects.get().set_aside_on == today()
    assert "Ce mot est pour toi et l’adulte." in page(tablet.get(given["Location"]))
    told = world.claire.notifications.get()
    assert "un enfant vous a laissé un petit mot" in page(world.client(world.claire).get("/fr/my/notifications/"))
    assert "Noé" not in str(told.parameters)


def test_a_flower_is_no_first_name_says_the_child(world, tablet):
    make_pupils(world.classroom, "Rose")

    asked = page(send(tablet, "problem", text="Rose est cassée."))
    assert 'name="word"' in asked
    assert "Ici, «\u00a0Rose\u00a0» n’est pas un prénom." in asked
    assert 'name="word"' not in page(send(tablet, "problem", text="Noé me pousse."))
    assert send(tablet, "problem", text="Rose est cassée.", word="yes").status_code == 302


def test_it_is_taken_back_by_its_author_alone(world, council, tablet):
    own, other = write(world, council), write(world, council, by=world.noe)

    taken = tablet.post(f"/fr/pupil/box/{own.public_id}/take-back/")
    assert "Tu as repris ce mot." in page(tablet.get(taken["Location"]))
    assert tablet.post(f"/fr/pupil/box/{other.public_id}/take-back/").status_code == 404
    assert tablet.get(f"/fr/pupil/box/{other.public_id}/").status_code == 404
    assert list(council.slips.in_box()) == [other]


def test_an_opening_by_an_adult_is_told_until_the_next_council_is_over(world, council, tablet):
    by = world.actor(world.claire)
    told = "L’adulte a ouvert la boîte"

    assert told not in page(tablet.get("/fr/pupil/box/"))
    assert "La boîte a été ouverte." not in page(tablet.get("/fr/pupil/"))
    slips.unseal(council, by=by)
    assert told in page(tablet.get("/fr/pupil/box/"))
    assert "La boîte a été ouverte. Lis pourquoi." in page(tablet.get("/fr/pupil/"))

    meeting = hold(agenda.prepare_meeting(council, on=today(), by=by))
    type(meeting).objects.filter(pk=meeting.pk).update(held_on=today() + timedelta(days=1))
    assert told not in page(tablet.get("/fr/pupil/box/"))


def fate(tablet, slip) -> str:
    return tablet.get(f"/fr/pupil/box/{slip.public_id}/").context["fate"]


def test_each_child_follows_the_own_idea_to_its_end_even_when_the_answer_is_no(world, council, tablet):
    by = world.actor(world.claire)
    yes, no = write(world, council, "Un poney."), write(world, council, "Une machine à bonbons.")
    assert (fate(tablet, yes).step, fate(tablet, yes).can_be_taken_back) == (1, True)

    meeting = agenda.prepare_meeting(council, on=today(), by=by)
    assert (fate(tablet, yes).step, fate(tablet, yes).can_be_taken_back) == (2, False)
    hold(meeting)
    assert (fate(tablet, yes).step, fate(tablet, yes).sentence) == (3, "On en a parlé au conseil.")

    kept = record_decision(council, text="On écrit au poney-club.", on=today(), by=by)
    lost = record_decision(council, text="Pas de bonbons.", on=today(), by=by, votes=Votes(18, 6, 11, 1))
    for slip, decision in ((yes, kept), (no, lost)):
        slip.refresh_from_db()
        type(decision).objects.filter(pk=decision.pk).update(item=slip.item)
    assert (fate(tablet, yes).step, fate(tablet, yes).is_no) == (4, False)
    assert (fate(tablet, no).is_no, fate(tablet, no).words) == (True, "Pas de bonbons.")
    assert fate(tablet, no).sentence == "Cette fois c’est non. Voici pourquoi. Tu peux proposer autrement."

    follow_up(kept, state="done", by=by)
    assert fate(tablet, yes).step == 5


def test_the_list_of_ones_own_costs_the_same_with_one_and_with_three(world, council, tablet):
    def cost(more: int) -> int:
        for number in range(more):
            write(world, council, f"Idée {number}.")
        agenda.prepare_meeting(council, on=today(), by=world.actor(world.claire))
        with CaptureQueriesContext(connection) as counted:
            shown = tablet.get("/fr/pupil/box/mine/")
        assert len(shown.context["fates"]) == council.slips.count()
        return len(counted)

    assert cost(1) == cost(2)


def test_from_nine_years_on_a_petit_mot_may_go_to_the_council_of_the_school(world, council, tablet):
    school = Council.objects.create(cooperative=world.cooperative, year=world.year)
    send(tablet, "idea", text="Un banc.", school="yes")
    type(world.lina).objects.filter(pk=world.lina.pk).update(reading_age=9)
    sent = send(tablet, "idea", text="Un préau.", school="yes")

    assert [(slip.council, slip.text) for slip in Slip.objects.all()] == [(council, "Un banc."), (school, "Un préau.")]
    assert "Un préau." in page(tablet.get(sent["Location"]))
    assert "Un préau." in page(tablet.get("/fr/pupil/box/mine/"))
