"""The open class, from the adult's side: who opens it, for how long, and what is forgotten of it."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import timezone

from cooperatives.models import ClassTeacher, Cooperative, DayPass, SchoolYear
from cooperatives.services.guests import home_of
from cooperatives.services.people import make_day_pass
from members.errors_pupils import ClassCannotOpen
from members.models import ClassSession, Pupil, SecretTries, SessionDevice, Signal, Turn
from members.services import class_sessions, pupil_sign_in
from members.services.picture_codes import BOARD
from members.tasks import forget_traces_of_classes
from tests.members.class_walk import class_address
from tests.together import at_once
from tests.world import make_classroom, make_device, make_open_class, make_user

# --- opening and closing ---------------------------------------------------------------------------------------------


def test_a_class_opens_for_ninety_minutes_under_six_digits(world):
    session = make_open_class(world.classroom, world.claire)

    assert session.ends_at - session.opened_at == timedelta(minutes=90)
    assert (len(session.code), session.code.isdecimal(), session.opened_by) == (6, True, world.claire)


def test_opening_an_open_class_gives_the_same_one(world):
    assert make_open_class(world.classroom, world.claire) == make_open_class(world.classroom, world.claire)


def test_a_class_whose_time_is_over_opens_anew_and_its_code_is_free_again(world):
    before = world.open_class
    ClassSession.objects.update(
        opened_at=timezone.now() - timedelta(hours=2), ends_at=timezone.now() - timedelta(minutes=1)
    )

    after = make_open_class(world.classroom, world.claire)

    before.refresh_from_db()
    assert (after != before, before.ended_at) == (True, before.ends_at)


def test_the_class_of_a_closed_cooperative_does_not_open(world):
    Cooperative.objects.filter(pk=world.cooperative.pk).update(state="closed", closed_on=date(2026, 1, 1))

    with pytest.raises(ClassCannotOpen, match="coopérative est fermée"):
        make_open_class(world.classroom, world.claire)


def test_the_class_of_a_closed_year_does_not_open(world):
    world.classroom
    SchoolYear.objects.update(closed_at=timezone.now())

    with pytest.raises(ClassCannotOpen, match="L’année de cette classe est close"):
        make_open_class(world.classroom, world.claire)


def test_classes_that_open_at_once_have_a_code_each(real_world):
    world = real_world
    rooms = [make_classroom(world.cooperative, world.year, f"Classe {number}", levels=["CP"]) for number in range(8)]
    claire = world.claire

    at_once(*[partial(make_open_class, room, claire) for room in rooms])

    assert len(set(ClassSession.objects.open().values_list("code", flat=True))) == 8


def test_a_class_is_extended_to_two_hours_and_no_further(world):
    session = world.open_class

    class_sessions.extend(session, until=session.latest_end, by=world.actor(world.claire))
    with pytest.raises(ClassCannotOpen, match="deux heures au plus"):
        class_sessions.extend(session, until=session.latest_end + timedelta(seconds=1), by=world.actor(world.claire))

    session.refresh_from_db()
    assert session.ends_at == session.latest_end


def test_a_closed_class_is_not_extended(world):
    class_sessions.close_class(world.open_class, by=world.actor(world.claire))

    with pytest.raises(ClassCannotOpen, match="La classe est fermée"):
        class_sessions.extend(world.open_class, until=timezone.now(), by=world.actor(world.claire))


def test_closing_twice_keeps_the_first_moment(world):
    first = class_sessions.close_class(world.open_class, by=world.actor(world.claire)).ended_at

    assert class_sessions.close_class(world.open_class, by=world.actor(world.claire)).ended_at == first


def test_closing_ends_every_turn_at_that_moment(world):
    world.pupil_client(world.lina), world.pupil_client(world.noe)

    closed = class_sessions.close_class(world.open_class, by=world.actor(world.claire))

    assert set(Turn.objects.values_list("ended_at", flat=True)) == {closed.ended_at}


def test_three_days_later_nothing_tells_who_did_what_when(world):
    world.pupil_client(world.lina).post("/fr/pupil/adult/")
    device, _token = make_device(world.open_class)
    with pytest.raises(pupil_sign_in.WrongSecret):
        pupil_sign_in.sign_in(device, pupil=world.noe, pictures=BOARD[5:8])
    ClassSession.objects.update(
        opened_at=timezone.now() - timedelta(days=4), ends_at=timezone.now() - timedelta(days=4) + timedelta(hours=1)
    )

    assert class_sessions.forget_closed_classes() == 5
    assert [model.objects.count() for model in (SessionDevice, Turn, Signal, SecretTries)] == [0, 0, 0, 0]
    assert (ClassSession.objects.count(), Pupil.objects.count()) == (1, 3)


def test_what_happens_today_is_not_forgotten_tonight(world):
    world.pupil_client(world.lina)

    forget_traces_of_classes(0)

    assert Turn.objects.count() == 1


def test_a_substitutes_link_leads_to_the_opening_of_the_class(world, today_class):
    _client, _response, day_pass = substitute(world)

    day_pass.refresh_from_db()
    assert home_of(day_pass.link) == open_address(world, today_class)


# --- who -------------------------------------------------------------------------------------------------------------


def open_address(world, classroom=None) -> str:
    room = classroom or world.classroom
    return f"/fr/cooperatives/{room.cooperative.public_id}/class/open/{room.public_id}/"


def test_one_press_opens_the_class(world):
    response = world.client(world.claire).post(open_address(world))

    session = ClassSession.objects.get()
    assert (response.status_code, session.classroom, session.as_one) == (302, world.classroom, False)
    assert str(session.public_id) in response["Location"]


def test_the_class_opens_by_one_press_on_the_teachers_home(world, today_class):
    client = world.client(world.claire)

    home = client.get("/fr/my/").content.decode()
    client.post(open_address(world, today_class))

    assert f'<form method="post" action="{open_address(world, today_class)}">' in home
    assert ClassSession.objects.get().classroom == today_class


def test_a_nursery_class_is_asked_on_the_home_how_it_works(world, today_class):
    type(today_class).objects.filter(pk=today_class.pk).update(levels=["PS", "MS"])

    home = world.client(world.claire).get("/fr/my/").content.decode()

    assert f'href="{open_address(world, today_class)}"' in home


def test_a_nursery_class_is_offered_to_work_as_one(world):
    nursery = make_classroom(world.cooperative, world.year, "PS-MS")
    client = world.client(world.claire)

    page = client.get(open_address(world, nursery)).content.decode()
    client.post(open_address(world, nursery), {"as_one": "yes"})

    assert 'value="yes" checked' in page
    assert ClassSession.objects.get().as_one


def test_a_class_teacher_opens_the_own_class_and_no_other(world):
    teacher = make_user("Paule")
    ClassTeacher.objects.create(classroom=world.classroom, user=teacher, starts_on=date(2025, 9, 1))
    other = make_classroom(world.cooperative, world.year, "CM1-CM2")
    client = world.client(teacher)

    assert client.post(open_address(world)).status_code == 302
    assert client.post(open_address(world, other)).status_code == 403
    assert [session.classroom for session in ClassSession.objects.all()] == [world.classroom]


def test_strangers_and_staff_neither_open_nor_watch_a_class(world):
    world.open_class
    answers = {
        name: (
            world.client(user).get(class_address(world)).status_code,
            world.client(user).post(open_address(world)).status_code,
        )
        for name, user in (("sonia", world.sonia), ("staff", world.martine), ("visitor", None))
    }

    assert answers == {"sonia": (404, 404), "staff": (404, 403), "visitor": (302, 302)}


def test_the_address_names_the_cooperative_of_the_class(world):
    wrong = f"/fr/cooperatives/{world.other_cooperative.public_id}/class/{world.open_class.public_id}/"

    assert world.client(world.claire).get(wrong).status_code == 404


def substitute(world):
    """A browser in which today's pass of Claire's class was typed."""
    day_pass, code = make_day_pass(world.today_class, by=world.actor(world.claire), day=timezone.localdate())
    client = world.client()
    response = client.post("/fr/class/substitute/", {"code": code, "holder": "Madame Vidal"})
    return client, response, day_pass


@pytest.fixture
def today_class(world):
    """A class of the present year: a pass is for today."""
    today = timezone.localdate()
    starts = date(today.year if today.month >= 9 else today.year - 1, 9, 1)
    year, _made = SchoolYear.objects.get_or_create(
        federation=world.federation, starts=starts, defaults={"ends": date(starts.year + 1, 8, 31)}
    )
    world.today_class = make_classroom(world.cooperative, year, "CE2", pupil_count=12)
    return world.today_class


def test_a_substitute_opens_the_class_with_the_days_pass_and_sees_nothing_else(world, today_class):
    client, response, day_pass = substitute(world)

    opened = client.post(response["Location"], follow=True)

    session = ClassSession.objects.get()
    assert response["Location"] == open_address(world, today_class)
    assert (session.classroom, session.day_pass, session.opened_by) == (today_class, day_pass, None)
    assert "La classe" in opened.content.decode()
    assert "Un nouvel élève" not in opened.content.decode()
    assert client.get(f"/fr/cooperatives/{world.cooperative.public_id}/roster/").status_code == 403
    assert client.post(open_address(world)).status_code == 403


def test_yesterdays_pass_opens_nothing(world, today_class):
    client, response, day_pass = substitute(world)
    DayPass.objects.filter(pk=day_pass.pk).update(day=timezone.localdate() - timedelta(days=1))

    assert client.post(response["Location"]).status_code == 403


def test_a_wrong_pass_is_refused_and_counted(world):
    world.federation
    client = world.client()
    client.get("/fr/class/substitute/")

    answers = [
        client.post("/fr/class/substitute/", {"code": "AAAA-BBBB", "holder": "X"}).content.decode() for _ in range(11)
    ]

    assert "Ce code n’ouvre rien" in answers[0]
    assert "une petite pause" in answers[10]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_the_open_class_answers_in_both_languages(world, language):
    client = world.client(world.claire)
    base = class_address(world).replace("/fr/", f"/{language}/")
    pages = [
        open_address(world, make_classroom(world.cooperative, world.year, "CM2")).replace("/fr/", f"/{language}/"),
        base,
        f"{base}projector/",
        f"{base}pupils/new/",
        f"{base}pupils/{world.lina.public_id}/",
    ]

    for page in pages:
        response = client.get(page)
        text = response.content.decode()
        assert (response.status_code, text.count("<h1"), f'lang="{language}"' in text) == (200, 1, True), page
