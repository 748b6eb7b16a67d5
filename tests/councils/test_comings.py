"""A child comes in late or goes early: one tap on the adult's page, which says what it means for the votes."""

import pytest
from django.urls import reverse

from councils.models import Attendance, Council, MeetingRole
from councils.services.ballot_drafts import BallotDraft
from councils.services.ballots import finish_ballot, open_ballot, prepare_ballot, show_ballot
from councils.services.guarantor import note_feasibility, veto
from councils.services.hand_counts import count_hands
from councils.services.meetings import next_item, open_meeting
from councils.services.rolls import call_roll
from tests.councils.rows import begin, council_of, make_meeting
from tests.councils.votes import SECRET

HANDS = {"way": "hands", "collected": "hands"}


@pytest.fixture
def by(world):
    return world.actor(world.claire)


@pytest.fixture
def meeting(world, by):
    meeting = begin(world, "Un jardin")
    next_item(meeting, by=by)
    call_roll(meeting, world.classroom, present=[world.lina, world.noe], by=by)
    return meeting


def address_of(meeting) -> list:
    return [meeting.council.cooperative.public_id, meeting.public_id]


def address(meeting, name="meeting") -> str:
    return reverse(f"councils:{name}", args=address_of(meeting))


def tap(world, meeting, pupil, here: str):
    marked = {"pupil": str(pupil.public_id), "here": here}
    return world.client(world.claire).post(address(meeting, "meeting-presence"), marked, follow=True)


def said(page) -> str:
    return " ".join(str(message) for message in page.context["messages"])


def test_who_comes_late_is_there_at_one_tap(world, meeting):
    before = world.client(world.claire).get(address(meeting)).context["comings"]
    page = tap(world, meeting, world.zoe, "yes")

    assert [face.first_name for face in before.away] == ["Zoé"]
    assert said(page) == "Zoé est dans l’appel, et vote au prochain vote. Présents\u00a0: 3 sur 3."
    assert page.context["comings"].away == []


def test_who_goes_early_gives_the_role_back_and_the_quorum_is_told(world, meeting):
    Council.objects.update(quorum_percent=60)
    MeetingRole.objects.create(meeting=meeting, role="secretary", pupil=world.noe)

    page = tap(world, meeting, world.noe, "no")

    assert said(page) == (
        "Noé n’est plus dans l’appel. Présents\u00a0: 1 sur 3. À confier à un autre enfant\u00a0: secrétariat. "
        "Le quorum n’y est plus\u00a0: il manque 1 enfant pour voter."
    )
    assert not meeting.roles.exists()
    assert said(tap(world, meeting, world.zoe, "yes")).endswith("Le quorum est atteint (2).")


def test_while_a_vote_is_open_nobody_comes_or_goes_and_the_page_says_until_when(world, meeting, by):
    item = meeting.items.get()
    open_ballot(prepare_ballot(item, draft=BallotDraft(**SECRET), by=by), by=by)

    page = world.client(world.claire).get(address(meeting))

    assert page.context["comings"].voices == 2
    assert "Un vote est ouvert, avec 2 voix." in page.content.decode()
    assert "L’appel change juste après." in said(tap(world, meeting, world.zoe, "yes"))
    assert not Attendance.objects.get(pupil=world.zoe).here


def test_a_roll_that_nobody_called_is_asked_for_first(world, by):
    world.lina
    meeting = open_meeting(make_meeting(council_of(world), "Un jardin"), by=by)

    page = world.client(world.claire).get(address(meeting))

    assert [roll.classroom for roll in page.context["sitting"].uncalled] == [world.classroom]
    assert page.context["comings"] is None
    assert "L’appel d’abord" in page.content.decode()


def test_what_was_noted_of_a_proposal_is_there_to_change_and_each_form_says_what_it_is_about(world, meeting, by):
    item = meeting.items.get()
    note_feasibility(item, ground="law", words="C’est à la commune.", can_be_done=False, by=by)
    client, place = world.client(world.claire), [*address_of(meeting), item.public_id]

    pages = {name: client.get(reverse(f"councils:item-{name}", args=place)) for name in ("note", "stop", "end")}

    assert pages["note"].context["form"].initial == {
        "ground": "law", "words": "C’est à la commune.", "can_be_done": "no"
    }  # fmt: skip
    assert [page.context["title"] for page in pages.values()] == ["Un jardin"] * 3


def test_an_election_of_a_class_without_jobs_leads_to_where_one_is_made(world, meeting):
    new = reverse("councils:ballot-new", args=[meeting.council.cooperative.public_id, meeting.items.get().public_id])

    page = world.client(world.claire).get(new, {"subject": "job", "way": "election"}).content.decode()

    assert reverse("members:jobs", args=[world.cooperative.public_id, world.classroom.public_id]) in page


def test_from_a_shown_vote_one_tap_leads_to_the_sentence_which_recalls_what_the_class_voted(world, meeting, by):
    ballot = open_ballot(prepare_ballot(meeting.items.get(), draft=BallotDraft(**SECRET | HANDS), by=by), by=by)
    for counter in (1, 2):
        count_hands(ballot, counter=counter, counts={1: 2, 2: 0}, blank=0, by=by)
    show_ballot(finish_ballot(ballot, by=by), by=by)
    client = world.client(world.claire)
    end = reverse("councils:item-end", args=[*address_of(meeting), meeting.items.get().public_id])

    shown = client.get(reverse("councils:ballot", args=[meeting.council.cooperative.public_id, ballot.public_id]))

    assert f'id="decide" href="{end}"' in shown.content.decode()
    assert client.get(end).context["voted"] == f"{ballot.question} pour\u00a0: 2, contre\u00a0: 0"


def test_a_stopped_proposal_ends_with_what_was_said_and_offers_no_decision(world, meeting, by):
    veto(meeting.items.get(), ground="safety", words="Le toit est fragile.", by=by)
    end = reverse("councils:item-end", args=[*address_of(meeting), meeting.items.get().public_id])

    page = world.client(world.claire).get(end).content.decode()

    assert ('name="said"' in page, 'name="decided"' in page) == (True, False)
