"""How long one stays in, by role; and that nothing typed is lost when the time is over."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members import sitting
from members.models import User
from members.tasks import forget_ended_sessions
from tests.members.account_walk import confirm_password, sign_in
from tests.world import PASSWORD

HOUR = 3600
PROFILE = "/fr/my/profile/"
TYPED = {"first_name": "Clairette", "last_name": "Test", "called": "mistress", "language": "fr"}


@pytest.fixture(autouse=True)
def no_limit_left_over():
    cache.clear()


def let_pass(client: Client, *, rest: int = 0, whole: int = 0) -> None:
    """As if the last page, and sign-in, had been so many seconds ago."""
    session = client.session
    session[sitting.SEEN] -= rest
    session[sitting.BEGAN] -= whole
    session.save()


@pytest.fixture
def signed_in(world):
    """A client of Claire's (teacher) or of Martine's (staff), signed in by the form."""

    def enter(user: User) -> Client:
        client = world.client()
        sign_in(client, user.email)
        assert client.get(PROFILE).status_code == 200
        return client

    return enter


@pytest.mark.parametrize(
    ("name", "rest", "whole", "expected"),
    [
        ("claire", 3.9 * HOUR, 0, 200),
        ("claire", 4.1 * HOUR, 0, 302),
        ("claire", 0, 11.9 * HOUR, 200),
        ("claire", 0, 12.1 * HOUR, 302),
        ("martine", 0.9 * HOUR, 0, 200),
        ("martine", 1.1 * HOUR, 0, 302),
        ("martine", 0, 7.9 * HOUR, 200),
        ("martine", 0, 8.1 * HOUR, 302),
    ],
)
def test_each_role_has_its_hours(world, signed_in, name, rest, whole, expected):
    client = signed_in(getattr(world, name))
    let_pass(client, rest=int(rest), whole=int(whole))

    assert client.get(PROFILE).status_code == expected


def test_a_page_read_starts_the_rest_again(world, signed_in):
    client = signed_in(world.claire)
    let_pass(client, rest=3 * HOUR)
    client.get(PROFILE)
    let_pass(client, rest=3 * HOUR)

    assert client.get(PROFILE).status_code == 200


def test_the_session_is_not_written_at_each_page(world, signed_in):
    client = signed_in(world.claire)
    before = client.session[sitting.SEEN]

    client.get(PROFILE)

    assert client.session[sitting.SEEN] == before


def test_there_is_no_end_in_the_demonstration(world, signed_in, settings):
    client = signed_in(world.claire)
    let_pass(client, rest=100 * HOUR, whole=100 * HOUR)
    settings.SESSION_LIMITS = {}

    assert client.get(PROFILE).status_code == 200


def test_after_the_end_the_page_asked_for_comes_back(world, signed_in):
    client = signed_in(world.claire)
    let_pass(client, rest=5 * HOUR)

    answer = client.get(PROFILE)

    assert answer.headers["Location"] == f"/fr/accounts/login/?next={PROFILE}"


# --- what was typed --------------------------------------------------------------------------------------------------


def send_too_late(client: Client):
    let_pass(client, rest=5 * HOUR)
    return client.post(PROFILE, TYPED)


def test_a_form_sent_too_late_waits_for_its_author(world, signed_in):
    client = signed_in(world.claire)

    refused = send_too_late(client)
    back = sign_in(client, world.claire.email, next_page="/fr/my/resume/")
    page = client.get(back.headers["Location"])

    world.claire.refresh_from_db()
    assert refused.headers["Location"] == "/fr/accounts/login/?next=%2Ffr%2Fmy%2Fresume%2F"
    assert world.claire.first_name == "Claire"
    assert page.context["held"].path == PROFILE
    assert sorted(map(tuple, page.context["held"].fields)) == sorted(TYPED.items())


def test_sending_it_again_does_it_and_forgets_it(world, signed_in):
    client = signed_in(world.claire)
    send_too_late(client)
    sign_in(client, world.claire.email)

    client.post(PROFILE, TYPED)

    world.claire.refresh_from_db()
    assert world.claire.first_name == "Clairette"
    assert client.get("/fr/my/resume/").headers["Location"] == "/fr/my/"


def test_it_may_be_dropped(world, signed_in):
    client = signed_in(world.claire)
    send_too_late(client)
    sign_in(client, world.claire.email)

    client.post("/fr/my/resume/")

    world.claire.refresh_from_db()
    assert world.claire.first_name == "Claire"
    assert sitting.HELD not in client.session


def test_nobody_else_sees_it_on_the_same_computer(world, signed_in):
    client = signed_in(world.claire)
    send_too_late(client)

    sign_in(client, world.sonia.email)
    answer = client.get("/fr/my/resume/")

    assert answer.headers["Location"] == "/fr/my/"
    assert sitting.HELD not in client.session


def test_a_password_is_never_kept(world, signed_in):
    client = signed_in(world.claire)
    let_pass(client, rest=5 * HOUR)

    client.post(reverse("account_change_password"), {"oldpassword": "secret secret", "password1": "autre secret"})

    assert sitting.HELD not in client.session


def test_a_very_long_form_is_not_kept(world, signed_in):
    client = signed_in(world.claire)
    let_pass(client, rest=5 * HOUR)

    client.post(PROFILE, TYPED | {"first_name": "x" * 200_000})

    assert sitting.HELD not in client.session


# --- asked again -----------------------------------------------------------------------------------------------------


@pytest.fixture
def acting(settings) -> None:
    settings.ROOT_URLCONF = "tests.members.asking_urls"


def test_an_act_that_matters_asks_for_the_password_again_and_goes_on(world, signed_in, acting):
    client = signed_in(world.claire)

    asked = client.post("/act/", {"word": "bonjour"})
    done = client.post(asked.headers["Location"], {"password": PASSWORD, "next": "/act/"})

    assert asked.headers["Location"] == "/fr/accounts/reauthenticate/?next=%2Fact%2F"
    assert done.content == b"claire@ecole.example says bonjour"


def test_the_answer_holds_ten_minutes(world, signed_in, acting, settings):
    client = signed_in(world.claire)
    confirm_password(client)
    assert client.post("/act/", {"word": "bonjour"}).status_code == 200

    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0

    assert client.post("/act/", {"word": "bonjour"}).status_code == 302


def test_reading_the_page_of_such_an_act_is_free(world, signed_in, acting):
    assert signed_in(world.claire).get("/act/").status_code == 200


def test_a_visitor_is_sent_to_sign_in_not_asked_again(world, acting):
    assert world.client().post("/act/").headers["Location"] == "/fr/accounts/login/"


# --- languages -------------------------------------------------------------------------------------------------------


def test_the_language_of_an_address_without_one_is_the_account_s(world):
    world.claire.language = "en"
    world.claire.save()
    client = world.client(world.claire)

    account = client.get("/my/", HTTP_ACCEPT_LANGUAGE="fr")
    visitor = world.client().get("/my/", HTTP_ACCEPT_LANGUAGE="en")
    by_address = client.get("/fr/my/")

    assert account.headers["Location"] == "/en/my/"
    assert visitor.headers["Location"] == "/en/my/"
    assert by_address.headers["Content-Language"] == "fr"


# --- what is kept of a session ---------------------------------------------------------------------------------------


def test_nothing_is_kept_of_sessions_that_are_over(world, signed_in):
    signed_in(world.claire)
    over = signed_in(world.sonia).session.session_key
    Session.objects.filter(session_key=over).update(expire_date=timezone.now() - timedelta(minutes=1))

    forget_ended_sessions(timestamp=0)

    assert [kept.user for kept in UserSession.objects.all()] == [world.claire]
    assert not Session.objects.filter(session_key=over).exists()


# --- what was told, and not read yet ---------------------------------------------------------------------------------


def told_by_saving(client: Client) -> None:
    """A form is saved, and nobody reads the page that would say so."""
    client.post(PROFILE, TYPED | {"first_name": "Claire", "language": "fr"})
    assert client.cookies["messages"].value


def test_who_signs_out_leaves_no_sentence_to_who_comes_next(signed_in, world):
    client = signed_in(world.claire)
    told_by_saving(client)

    client.post(reverse("account_logout"))

    assert "C’est enregistré." not in client.get("/fr/accounts/login/").content.decode()


def test_nor_does_who_stayed_away_too_long(signed_in, world):
    client = signed_in(world.claire)
    told_by_saving(client)
    let_pass(client, rest=5 * HOUR)

    client.get("/fr/my/")

    page = client.get("/fr/accounts/login/").content.decode()
    assert ("C’est enregistré." in page, "Par prudence" in page) == (False, True)
