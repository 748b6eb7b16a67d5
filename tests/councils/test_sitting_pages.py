"""The adult's pages of a sitting, its wall, and the council's home."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.models import SchoolYear
from councils.friday import council_line, left_open_line
from councils.models import AgendaItem, Council, CouncilMeeting, Decision, MeetingRole, Slip
from councils.services.guarantor import note_feasibility, pause, veto
from councils.services.meetings import close_meeting, next_item, open_meeting
from councils.services.speaking import ask_to_speak
from members.friday import lines_for
from occe.kit.dates import today
from tests.cooperatives.drafts import year_of_today
from tests.councils.rows import begin, council_of, make_meeting
from tests.world import make_classroom, make_pupils

LIVE = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def by(world):
    return world.actor(world.claire)


@pytest.fixture
def meeting(world, by):
    meeting = begin(world, "Un jardin", "La malle")
    next_item(meeting, by=by)
    return meeting


def address(meeting, name: str = "meeting", **more) -> str:
    place = {"id": meeting.council.cooperative.public_id, "meeting": meeting.public_id}
    return reverse(f"councils:{name}", kwargs=place | more)


def of_item(meeting, name: str) -> str:
    return address(meeting, name, item=meeting.items.get(state="now").public_id)


def home_of(world) -> str:
    return reverse("councils:home", kwargs={"id": world.cooperative.public_id})


# --- live ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["meeting", "meeting-projector"])
def test_a_screen_that_asks_again_hears_nothing_new_until_something_changes(world, meeting, by, name):
    client, where = world.client(world.claire), address(meeting, name)
    first = client.get(where)
    asked = LIVE | {"HTTP_IF_NONE_MATCH": first["ETag"]}

    assert client.get(where, **asked).status_code == 304
    ask_to_speak(meeting, pupil=world.noe, by=by)
    again = client.get(where, **asked)

    assert (again.status_code, again["ETag"] == first["ETag"]) == (200, False)
    page = again.content.decode()
    assert page.lstrip().startswith('<div id="live"')
    assert "Noé" in page


def test_a_wall_that_hangs_before_the_opening_asks_again_until_the_end(world, by):
    world.lina
    meeting = make_meeting(council_of(world), "Un jardin")
    client, where = world.client(world.claire), address(meeting, "meeting-projector")

    def asks() -> tuple[bool, bool]:
        page = client.get(where).content.decode()
        return "hx-get" in page, '<noscript><meta http-equiv="refresh"' in page

    asked = [asks()]
    open_meeting(meeting, by=by)
    asked.append(asks())
    close_meeting(meeting, by=by)
    asked.append(asks())

    assert asked == [(True, True), (True, True), (False, False)]


def test_nothing_new_costs_the_same_few_questions_whatever_the_sitting(world, meeting, by):
    client, where = world.client(world.claire), address(meeting, "meeting-projector")
    asked = LIVE | {"HTTP_IF_NONE_MATCH": client.get(where)["ETag"]}

    with CaptureQueriesContext(connection) as queries:
        assert client.get(where, **asked).status_code == 304

    councils = [query for query in queries if '"councils_' in query["sql"]]
    assert len(councils) == 2  # the meeting, its clock


@pytest.mark.parametrize("name", ["meeting", "meeting-projector"])
def test_a_screen_costs_the_same_for_two_items_and_for_twenty(world, meeting, name):
    client, where, counts = world.client(world.claire), address(meeting, name), []
    client.get(where)
    facts = {"council": meeting.council, "meeting": meeting, "kind": "idea"}
    for last in (1, 20):
        for position in range(meeting.items.count() + 1, last + 3):
            item = AgendaItem.objects.create(position=position, **facts)
            slip = {"council": meeting.council, "pupil": world.noe, "kind": "idea", "item": item}
            Slip.objects.create(text="Un jardin", opened_on=today(), **slip)
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_wall_shows_the_item_the_queue_and_the_roles(world, meeting, by):
    MeetingRole.objects.create(meeting=meeting, role="president", pupil=world.zoe)
    ask_to_speak(meeting, pupil=world.noe, by=by)

    sitting = world.client(world.claire).get(address(meeting, "meeting-projector")).context["sitting"]

    assert (sitting.now.title, sitting.place, sitting.present) == ("Un jardin", 1, 3)
    assert [face.first_name for face in sitting.hands] == ["Noé"]
    assert [(role.role, role.face.first_name) for role in sitting.roles if role.face] == [("president", "Zoé")]


def test_the_wall_tells_what_the_guarantor_said_and_never_what_the_adult_keeps(world, meeting, by):
    item = meeting.items.select_related("meeting", "council").get(state="now")
    note_feasibility(item, ground="money", words="Cela coûte 900 €.", by=by)
    veto(item, ground="law", words="C’est à la commune.", words_kept="À voir lundi.", by=by)

    page = world.client(world.claire).get(address(meeting, "meeting-projector")).content.decode()

    assert "Cela coûte 900 €." in page
    assert "C’est à la commune." in page
    assert "À voir lundi." not in page


def test_a_petit_mot_of_a_problem_is_read_by_the_adult_and_not_on_the_wall(world, meeting, by):
    item = meeting.items.get(state="now")
    item.title, item.kind = "", "problem"
    item.save()
    facts = {"council": meeting.council, "pupil": world.lina, "kind": "problem", "item": item, "opened_on": today()}
    Slip.objects.create(text="On me pousse.", **facts)
    client = world.client(world.claire)

    assert "On me pousse." in client.get(address(meeting)).content.decode()
    assert "On me pousse." not in client.get(address(meeting, "meeting-projector")).content.decode()


# --- acts ------------------------------------------------------------------------------------------------------------


def test_opening_leads_to_the_roll_and_the_roll_to_the_sitting(world):
    world.lina
    meeting = make_meeting(council_of(world), "Un jardin")
    client = world.client(world.claire)

    opened = client.post(address(meeting, "meeting-open"))
    roll = address(meeting, "meeting-roll", classroom=world.classroom.public_id)
    assert opened["Location"] == roll
    called = client.post(roll, {"present": [str(world.lina.public_id)]})

    assert called["Location"] == address(meeting)
    assert meeting.rolls.get().present == 1


def test_after_the_roll_of_one_site_comes_that_of_the_other(world):
    world.lina
    second = make_classroom(world.cooperative, world.year, "CM1-CM2")
    make_pupils(second, "Tom")
    council_of(world)
    meeting = make_meeting(Council.objects.get(classroom=None), "La malle")
    client = world.client(world.claire)
    client.post(address(meeting, "meeting-open"))

    called = client.post(
        address(meeting, "meeting-roll", classroom=world.classroom.public_id), {"present": [world.lina.public_id]}
    )

    assert called["Location"] == address(meeting, "meeting-roll", classroom=second.public_id)


def test_a_roll_of_nobody_is_refused_and_shows_who_was_touched_off(world, meeting):
    answer = world.client(world.claire).post(address(meeting, "meeting-roll", classroom=world.classroom.public_id))

    assert answer.status_code == 422
    assert [here for _face, here in answer.context["faces"]] == [False, False, False]


def test_an_act_on_the_wall_comes_back_to_the_wall(world, meeting, by):
    ask_to_speak(meeting, pupil=world.noe, by=by)

    answer = world.client(world.claire).post(address(meeting, "meeting-floor"), {"back": "projector"})

    assert answer["Location"] == address(meeting, "meeting-projector")
    assert answer.wsgi_request.actor == by
    assert meeting.items.get(state="now").speaking_turns.get().state == "speaking"


def test_what_cannot_be_done_now_is_told(world, meeting, by):
    pause(meeting, ground="respect", words="On souffle.", by=by)

    page = world.client(world.claire).post(address(meeting, "meeting-next"), follow=True)

    assert "Le conseil est en pause." in page.content.decode()


def test_one_sentence_closes_an_item_as_a_decision(world, meeting):
    Council.objects.update(review_weeks=3)
    answer = world.client(world.claire).post(
        of_item(meeting, "item-end"),
        {"text": "On sème des fleurs.", "owner": str(world.lina.public_id), "amount": "45", "decided": "yes"},
    )

    decision = Decision.objects.get()
    assert answer["Location"] == address(meeting)
    assert (decision.text, decision.owner, decision.amount) == ("On sème des fleurs.", world.lina, 45)
    assert list(meeting.items.values_list("state", flat=True)) == ["done", "waiting"]


def test_or_as_what_was_said(world, meeting):
    world.client(world.claire).post(of_item(meeting, "item-end"), {"text": "On y pense.", "said": "yes"})

    item = meeting.items.get(title="Un jardin")
    assert (item.state, item.words, Decision.objects.count()) == ("done", "On y pense.", 0)


def test_a_sentence_that_names_a_child_is_refused_and_stays_written(world, meeting):
    answer = world.client(world.claire).post(of_item(meeting, "item-end"), {"text": "Lina sème.", "said": "yes"})

    assert answer.status_code == 422
    assert "Lina sème." in answer.content.decode()
    assert meeting.items.filter(state="now").exists()


def test_the_veto_asks_for_a_reason_for_the_class(world, meeting):
    client = world.client(world.claire)

    assert client.post(of_item(meeting, "item-stop"), {"ground": "law", "words": ""}).status_code == 422
    client.post(of_item(meeting, "item-stop"), {"ground": "law", "words": "C’est à la commune."})

    act = meeting.guarantor_acts.get()
    assert (act.kind, act.words, act.by) == ("veto", "C’est à la commune.", world.claire)


def test_roles_are_given_and_taken_back_on_one_page(world, meeting):
    client, where = world.client(world.claire), address(meeting, "meeting-roles")
    client.post(where, {"president": str(world.zoe.public_id), "secretary": str(world.noe.public_id)})
    client.post(where, {"president": str(world.zoe.public_id)})

    assert list(meeting.roles.values_list("role", "pupil")) == [("president", world.zoe.pk)]


def test_closing_asks_once_and_says_what_waits(world, meeting):
    client, where = world.client(world.claire), address(meeting, "meeting-close")

    assert "La malle" in client.get(where).content.decode()
    client.post(where)

    meeting.refresh_from_db()
    assert meeting.state == "closed"


def test_a_meeting_is_not_found_under_another_cooperative(world, meeting):
    where = address(meeting).replace(str(world.cooperative.public_id), str(world.other_cooperative.public_id))

    assert world.client(world.claire).get(where).status_code == 404


# --- home ------------------------------------------------------------------------------------------------------------


def test_the_home_offers_the_next_useful_thing(world):
    council = council_of(world)
    Slip.objects.create(council=council, pupil=world.lina, kind="idea", text="Un jardin")
    client = world.client(world.claire)

    assert (client.get(home_of(world)).context["today"].in_box) == 1
    meeting = make_meeting(council, "Un jardin")
    found = client.get(home_of(world)).context["today"]

    assert (found.meeting, found.items) == (meeting, 1)


def test_the_home_of_who_holds_no_council_tells_what_was_decided(world):
    council = council_of(world)
    mine = Decision.objects.create(council=council, number=1, date=date(2025, 10, 2), text="On plante une haie.")

    page = world.client(world.rita).get(home_of(world))

    assert (page.context["today"], list(page.context["decided"])) == (None, [mine])


def test_the_home_never_says_what_is_in_the_box(world):
    Slip.objects.create(council=council_of(world), pupil=world.lina, kind="idea", text="Un secret bien gardé")

    assert "Un secret bien gardé" not in world.client(world.claire).get(home_of(world)).content.decode()


def test_the_home_opens_at_the_council_of_the_class_that_is_asked_for(world):
    world.lina
    second = make_classroom(world.cooperative, world.year, "CM1-CM2")
    wanted = council_of(world, second)
    client = world.client(world.claire)

    for asked in (wanted.public_id, second.public_id):
        assert client.get(home_of(world), {"council": asked}).context["today"].council == wanted


# --- « Mon vendredi » ------------------------------------------------------------------------------------------------


def line(world, by):
    return council_line(by, world.cooperative)


def test_a_council_that_nobody_ended_is_to_be_ended(world, by, meeting):
    assert left_open_line(by, world.cooperative) is None  # of today

    CouncilMeeting.objects.filter(pk=meeting.pk).update(held_on=today() - timedelta(days=1))

    told = left_open_line(by, world.cooperative)
    assert lines_for(by, [world.cooperative]).count(told) == 1
    assert (told.sentence, told.url) == ("Terminer le conseil de CP-CE1-CE2, resté ouvert", address(meeting))


def test_the_council_of_today_is_to_be_prepared_in_three_minutes(world, by):
    council = council_of(world)
    Council.objects.filter(pk=council.pk).update(weekday=today().weekday())

    found = line(world, by)

    assert (found.sentence, found.minutes) == ("Préparer le conseil de CP-CE1-CE2", 3)
    make_meeting(council, "Un jardin")
    assert line(world, by) is None


def test_without_a_fixed_day_it_is_told_once_a_petit_mot_waits(world, by):
    council = council_of(world)

    assert line(world, by) is None
    Slip.objects.create(council=council, pupil=world.lina, kind="idea", text="Un jardin")
    assert line(world, by).url.endswith(f"?council={council.public_id}")


def test_a_council_of_another_day_waits_for_its_eve(world, by):
    council = council_of(world)
    Council.objects.filter(pk=council.pk).update(weekday=(today().weekday() + 4) % 7)
    Slip.objects.create(council=council, pupil=world.lina, kind="idea", text="Un jardin")

    assert line(world, by) is None


def test_preparing_opens_the_box_and_leads_to_the_agenda(world):
    year_of_today(world)
    world.lina
    council = council_of(world)
    Council.objects.filter(pk=council.pk).update(year=SchoolYear.objects.get(starts__lte=today(), ends__gte=today()))
    Slip.objects.create(council=council, pupil=world.lina, kind="idea", text="Un jardin")
    where = reverse("councils:prepare", kwargs={"id": world.cooperative.public_id, "council": council.public_id})

    answer = world.client(world.claire).post(where)

    meeting = council.meetings.get()
    assert answer["Location"] == address(meeting, "agenda")
    assert Slip.objects.get().item in meeting.items.all()
