"""The sitting on the tablet: president and secretary lead it there, everybody else asks to speak."""

import pytest
from django.urls import reverse

from councils.models import Decision, MeetingRole
from councils.services.ballots import finish_ballot, show_ballot
from councils.services.guarantor import pause
from councils.services.meetings import close_meeting, end_item, next_item, open_meeting
from councils.services.rolls import give_role, leave_early
from councils.services.speaking import ask_to_speak
from members.pupil_doors import doors_for, todays_for, waits_for
from occe.kit.actors import PupilActor
from tests.councils.rows import begin, council_of, make_meeting
from tests.councils.votes import Vote

ROLE = MeetingRole.Role


@pytest.fixture
def by(world):
    return world.actor(world.claire)


@pytest.fixture
def meeting(world, by):
    """Lina presides, Noé writes."""
    meeting = begin(world, "Un jardin", "La malle")
    give_role(meeting, role=ROLE.PRESIDENT, pupil=world.lina, by=by)
    give_role(meeting, role=ROLE.SECRETARY, pupil=world.noe, by=by)
    return meeting


def where(name: str = "") -> str:
    return reverse("councils:pupil-council" + (f"-{name}" if name else ""))


def actor_of(world, pupil) -> PupilActor:
    room = world.classroom
    return PupilActor(pupil.pk, world.open_class.pk, room.pk, room.cooperative_id, world.federation.pk)


def states(meeting) -> list[str]:
    return list(meeting.items.values_list("state", flat=True))


def test_the_president_reads_the_opening_and_goes_on_to_the_first_item(world, meeting):
    client = world.pupil_client(world.lina)

    page = client.get(where())
    assert page.context["said"] == "Le conseil est ouvert. On s’écoute. On ne se moque pas."
    client.post(where("next"))

    assert states(meeting) == ["now", "waiting"]
    assert client.get(where()).context["said"].startswith("Voici une idée.")


def test_the_president_gives_the_floor_by_name(world, meeting, by):
    next_item(meeting, by=by)
    ask_to_speak(meeting, pupil=world.zoe, by=by)
    client = world.pupil_client(world.lina)

    client.post(where("floor"), {"pupil": str(world.zoe.public_id)})

    assert client.get(where()).context["said"] == "Zoé, tu as la parole."


def test_the_secretary_s_sentence_closes_the_item_as_a_decision(world, meeting, by):
    next_item(meeting, by=by)
    client = world.pupil_client(world.noe)

    client.post(where("write"), {"text": "On sème.", "owner": str(world.zoe.public_id), "decided": "yes"})

    decision = Decision.objects.get()
    assert (decision.text, decision.owner, states(meeting)) == ("On sème.", world.zoe, ["done", "waiting"])


def test_a_sentence_with_a_first_name_is_asked_again_and_stays_written(world, meeting, by):
    next_item(meeting, by=by)

    answer = world.pupil_client(world.noe).post(where("write"), {"text": "Zoé sème.", "decided": "yes"})

    assert (answer.status_code, states(meeting)) == (422, ["now", "waiting"])
    assert "Zoé sème." in answer.content.decode()


@pytest.mark.parametrize("name", ["next", "later", "close", "floor", "write", "hands"])
def test_a_child_without_a_role_leads_nothing(world, meeting, by, name):
    assert world.pupil_client(world.zoe).post(where(name), {"text": "x"}).status_code == 404
    assert states(meeting) == ["waiting", "waiting"]


def test_everybody_else_asks_to_speak_and_may_think_again(world, meeting, by):
    next_item(meeting, by=by)
    client = world.pupil_client(world.zoe)

    client.post(where("speak"))
    assert client.get(where()).context["my_hand"] == "waiting"
    client.post(where("speak"), {"lower": "yes"})
    assert client.get(where()).context["my_hand"] == ""


def test_who_gives_the_floor_notes_the_hands_of_the_room(world, meeting, by):
    next_item(meeting, by=by)
    give_role(meeting, role=ROLE.SPEAKER, pupil=world.zoe, by=by)
    client = world.pupil_client(world.zoe)

    client.post(where("hands"), {"pupil": str(world.noe.public_id)})

    assert [face.first_name for face in client.get(where("hands")).context["sitting"].hands] == ["Noé"]


def test_what_cannot_be_done_now_is_told_to_the_child(world, meeting, by):
    pause(meeting, ground="respect", words="On souffle.", by=by)

    page = world.pupil_client(world.lina).post(where("next"), follow=True)

    assert "Le conseil est en pause." in page.content.decode()


def test_the_president_closes_once_everything_is_seen(world, meeting, by):
    client = world.pupil_client(world.lina)
    client.post(where("close"))
    meeting.refresh_from_db()
    assert meeting.state == "open"

    for _each in range(2):
        end_item(next_item(meeting, by=by), by=by)
    client.post(where("close"))

    meeting.refresh_from_db()
    assert meeting.state == "closed"


@pytest.mark.parametrize("name", ["later", "close", "write"])
def test_a_pause_of_the_adult_s_holds_for_the_president_too(world, meeting, by, name):
    if name != "close":
        next_item(meeting, by=by)
    else:
        meeting.items.update(state="done")
    before = states(meeting)
    pause(meeting, ground="respect", words="On se calme.", by=by)
    president = world.pupil_client(world.lina)

    president.post(where(name), {"text": "On a planté des fleurs.", "decided": "yes"})

    meeting.refresh_from_db()
    assert (meeting.is_open, states(meeting), meeting.council.decisions.count()) == (True, before, 0)


def test_the_tablet_hears_nothing_new_until_something_changes(world, meeting, by):
    client = world.pupil_client(world.zoe)
    asked = {"HTTP_HX_REQUEST": "true", "HTTP_IF_NONE_MATCH": client.get(where())["ETag"]}

    assert client.get(where(), **asked).status_code == 304
    next_item(meeting, by=by)
    assert client.get(where(), **asked).context["sitting"].now.title == "Un jardin"


def test_a_tablet_that_waits_for_the_council_sees_it_open(world, by):
    world.lina
    client, waiting = world.pupil_client(world.lina), make_meeting(council_of(world), "Un jardin")
    asked = {"HTTP_HX_REQUEST": "true", "HTTP_IF_NONE_MATCH": client.get(where())["ETag"]}

    assert client.get(where(), **asked).status_code == 304
    open_meeting(waiting, by=by)
    assert client.get(where(), **asked).context["sitting"].next.title == "Un jardin"


def test_the_home_leads_to_the_council_while_it_is_open(world, meeting, by):
    zoe = actor_of(world, world.zoe)

    assert where() in [door.url for door in doors_for(zoe)]
    assert [today.url for today in todays_for("president", zoe)] == [where()]
    close_meeting(meeting, by=by)
    assert where() not in [door.url for door in doors_for(zoe)]


def test_who_was_absent_reads_three_lines_first(world, meeting, by):
    leave_early(meeting, world.zoe, by=by)
    world.pupil_client(world.noe)
    next_item(meeting, by=by)
    world.pupil_client(world.noe).post(where("write"), {"text": "On sème des fleurs.", "decided": "yes"})
    end_item(next_item(meeting, by=by), words="La malle attend.", by=by)
    close_meeting(meeting, by=by)

    assert where("missed") in [wait.url for wait in waits_for(actor_of(world, world.zoe))]
    assert where("missed") not in [wait.url for wait in waits_for(actor_of(world, world.noe))]
    page = world.pupil_client(world.zoe).get(where("missed"))
    assert page.context["missed"].lines == ["On sème des fleurs.", "La malle attend."]


# --- votes -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def vote(world):
    vote = Vote(world)
    give_role(vote.meeting, role=ROLE.PRESIDENT, pupil=world.lina, by=vote.by)
    next_item(vote.meeting, by=vote.by)
    return vote


def test_while_a_vote_is_open_the_page_leads_to_it_until_one_has_voted(world, vote):
    ballot = vote.open()
    client = world.pupil_client(world.zoe)

    assert client.get(where()).context["may_vote"]
    vote.pupils.reverse()
    vote.cast(ballot, 1)
    assert not client.get(where()).context["may_vote"]


def test_the_president_says_that_one_votes_and_then_that_there_is_a_result(world, vote):
    client, said = world.pupil_client(world.lina), []

    ballot = vote.open()
    said.append(client.get(where()).context["said"])
    vote.cast(ballot, 1, 1, 2)
    ballot = finish_ballot(ballot, by=vote.by)
    said.append(client.get(where()).context["said"])
    show_ballot(ballot, by=vote.by)
    said.append(client.get(where()).context["said"])

    assert said == [
        "On vote. Chacun son tour. Personne ne regarde.",
        "Le vote est fini. L’adulte regarde.",
        "Voici le résultat. On l’écrit en une phrase.",
    ]


def test_the_wall_turns_to_the_vote_and_nothing_on_it_tells_how_anyone_voted(world, vote):
    ballot = vote.open()
    vote.cast(ballot, 1)
    address = reverse(
        "councils:meeting-projector", args=[world.cooperative.public_id, vote.meeting.public_id]
    )  # fmt: skip

    page = world.client(world.claire).get(address)

    shown = page.context["sitting"].vote
    assert (shown.ballot, shown.voices.voted, shown.result) == (ballot, 1, None)
    assert "On adopte les escargots" in page.content.decode()
