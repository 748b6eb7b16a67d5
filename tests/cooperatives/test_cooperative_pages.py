"""One cooperative's front room, its adults, its public page's switch."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cooperatives.models import Cooperative
from cooperatives.services.people import invite_teacher, make_day_pass
from desk.services.accounts import suspend_cooperative
from finance.services.books import open_book
from occe.kit.dates import today
from tests.cooperatives.drafts import year_of_today
from tests.world import make_classroom, make_user


def url(world, name: str = "home", *args) -> str:
    return reverse(f"cooperatives:{name}", args=[world.cooperative.public_id, *args])


@pytest.fixture
def room(world):
    world.claire
    return make_classroom(world.cooperative, year_of_today(world), "CM1-CM2", pupil_count=17)


def test_the_front_room_says_what_the_cooperative_is(world, room):
    page = world.client(world.claire).get(url(world)).content.decode()

    for words in (world.cooperative.name, "École des Quatre-Chemins-Verts, Polminhac", "CM1-CM2", "17", "Claire Test"):
        assert words in page
    assert "ouvert depuis le 01/11/2020" in page


def test_an_account_that_is_being_opened_says_who_holds_it_and_what_to_do(world, room):
    Cooperative.objects.filter(pk=world.cooperative.pk).update(
        account_opened_on=None, account_step_holder="La banque", account_step_since=today()
    )

    page = world.client(world.claire).get(url(world)).content.decode()

    assert "Agréée, compte en cours d’ouverture" in page
    assert f"La banque tient cette étape depuis le {today():%d/%m/%Y}." in page
    assert "un adulte avance l’argent" in page


@pytest.mark.parametrize("page", ["", "money/", "year/", "council/", "projects/"])
def test_a_suspended_cooperative_says_so_in_each_of_its_rooms(world, room, page):
    """Before somebody fills in a form that will be refused."""
    open_book(world.cooperative, world.year, by=world.actor(world.claire))
    address = f"/fr/cooperatives/{world.cooperative.public_id}/{page}"
    said = "La coopérative est suspendue"
    before = world.client(world.claire).get(address).content.decode()

    suspend_cooperative(world.cooperative, by=world.actor(world.martine))

    assert (before.count(said), world.client(world.claire).get(address).content.decode().count(said)) == (0, 1)


def test_only_adults_of_the_cooperative_and_staff_come_in(world, room):
    paul = make_user("Paul")
    invite_teacher(room, by=world.actor(world.claire), email=paul.email, starts_on=today())
    seen = {
        user.first_name: world.client(user).get(url(world)).status_code
        for user in (world.claire, paul, world.martine, world.rita, world.sonia, world.nina, world.felix)
    }

    assert seen == {"Claire": 200, "Paul": 200, "Martine": 200, "Rita": 200, "Sonia": 404, "Nina": 404, "Felix": 404}
    assert world.client().get(url(world)).status_code == 302


def test_two_open_years_are_both_one_click_away(world, room):
    make_classroom(world.cooperative, world.year, "CP-CE1-CE2")

    now = world.client(world.claire).get(url(world)).content.decode()
    then = world.client(world.claire).get(url(world) + f"?year={world.year.slug}").content.decode()

    assert ("CM1-CM2" in now, "CP-CE1-CE2" in now) == (True, False)
    assert ("CM1-CM2" in then, "CP-CE1-CE2" in then) == (False, True)
    assert f"?year={world.year.slug}" in now


def test_a_colleague_is_invited_from_the_page_and_thanked_there(world, room):
    client = world.client(world.claire)
    data = {
        "first_name": "Paul",
        "last_name": "Roche",
        "email": "paul@ecole.example",
        "classroom": room.public_id,
        "starts_on": today().isoformat(),
    }

    client.post(url(world, "teacher-invite"), data)
    teacher = room.teachers.get()
    assert "Paul Roche" in client.get(url(world, "people")).content.decode()

    end = url(world, "teacher-end", teacher.public_id)
    assert client.get(end).status_code == 200
    client.post(end)
    assert "Paul Roche" not in client.get(url(world, "people")).content.decode()


def test_an_invitation_that_lacks_something_keeps_what_was_typed(world, room):
    response = world.client(world.claire).post(
        url(world, "teacher-invite"), {"first_name": "Paul", "email": "paul", "classroom": room.public_id}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Paul"' in page
    assert page.count("Écrivez son nom.") == 2
    assert mail.outbox == []


def test_nobody_is_invited_into_another_cooperatives_class(world, room):
    elsewhere = make_classroom(world.other_cooperative, room.year, "CP")
    data = {"first_name": "Paul", "last_name": "Roche", "email": "paul@ecole.example", "starts_on": today().isoformat()}

    response = world.client(world.claire).post(url(world, "teacher-invite"), {**data, "classroom": elsewhere.public_id})

    assert response.status_code == 422
    assert elsewhere.teachers.count() == 0


def test_a_pass_is_a_sheet_of_paper(world, room):
    response = world.client(world.claire).post(
        url(world, "pass-new"), {"classroom": room.public_id, "day": today().isoformat()}
    )

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF")
    assert room.day_passes.get().made_by == world.claire


def test_a_pass_is_revoked_from_the_page(world, room):
    day_pass, _code = make_day_pass(room, by=world.actor(world.claire), day=today() + timedelta(days=1))
    client = world.client(world.claire)
    assert "prêt" in client.get(url(world, "people")).content.decode()

    client.post(url(world, "pass-revoke", day_pass.public_id))

    assert "annulé" in client.get(url(world, "people")).content.decode()


def test_who_only_reads_neither_invites_nor_prints(world, room):
    client = world.client(world.rita)

    assert client.get(url(world, "people")).status_code == 200
    assert [client.get(url(world, name)).status_code for name in ("teacher-invite", "pass-new")] == [403, 403]


def test_the_public_page_opens_after_three_questions_changes_its_figures_and_closes_at_once(world, room):
    client, path = world.client(world.claire), url(world, "public-page")

    refused = client.post(path, {"agreed": "on"})
    world.cooperative.refresh_from_db()
    assert (refused.status_code, world.cooperative.public_page) == (422, False)
    assert "un enfant pourrait s’y reconnaître" in refused.content.decode()

    answers = {"agreed": "on", "nobody_named": "on", "adults_agree": "on", "figures": ["classes", "pupils"]}
    client.post(path, answers)
    world.cooperative.refresh_from_db()
    assert (world.cooperative.public_page, world.cooperative.public_figures) == (True, ["pupils", "classes"])

    client.post(path, {"figures": ["decisions"]})
    world.cooperative.refresh_from_db()
    assert (world.cooperative.public_page, world.cooperative.public_figures) == (True, ["decisions"])

    client.post(path, {"close": "1"})
    world.cooperative.refresh_from_db()
    assert not world.cooperative.public_page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_page_answers_in_both_languages(world, room, language):
    make_day_pass(room, by=world.actor(world.claire), day=today())
    client = world.client(world.claire)

    with translation.override(language):
        for name in ("home", "people", "teacher-invite", "pass-new", "public-page"):
            page = client.get(url(world, name))
            assert page.status_code == 200
            assert page.content.decode().count("<h1") == 1
            assert f'<html lang="{language}"' in page.content.decode()


@pytest.mark.parametrize("name", ["home", "people"])
def test_pages_ask_the_database_as_often_for_much_as_for_little(world, room, name):
    client = world.client(world.claire)
    invite_teacher(room, by=world.actor(world.claire), email="a0@ecole.example", starts_on=today())
    make_day_pass(room, by=world.actor(world.claire), day=today())
    client.get(url(world, name))
    few = _queries(client, url(world, name))

    for n in range(6):
        other = make_classroom(world.cooperative, room.year, f"C{n}", levels=["CP"])
        invite_teacher(other, by=world.actor(world.claire), email=f"b{n}@ecole.example", starts_on=today())
        make_day_pass(other, by=world.actor(world.claire), day=today())

    assert _queries(client, url(world, name)) == few


def _queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_a_class_teacher_hands_over_the_own_class_and_no_other(world, room):
    other = make_classroom(world.cooperative, room.year, "CP")
    paul = make_user("Paul")
    invite_teacher(room, by=world.actor(world.claire), email=paul.email, starts_on=today())
    client = world.client(paul)

    page = client.get(url(world, "pass-new")).content.decode()
    foreign = client.post(url(world, "pass-new"), {"classroom": other.public_id, "day": today().isoformat()})
    own = client.post(url(world, "pass-new"), {"classroom": room.public_id, "day": today().isoformat()})

    assert (str(room.public_id) in page, str(other.public_id) in page) == (True, False)
    assert (foreign.status_code, own.status_code) == (422, 200)
    assert client.get(url(world, "teacher-invite")).status_code == 403
