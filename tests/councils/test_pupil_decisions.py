"""What the class decided, on its tablet: read, signed by the president, told done by who does it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from councils.models import MeetingRole
from councils.services.decisions import Votes, decide
from members.services.jobs import give_job
from occe.kit.dates import today
from tests.councils.sittings import make_council, make_item, make_sitting
from tests.world import make_classroom

HOME = "/fr/pupil/"
LIST = "/fr/pupil/council/decisions/"


@pytest.fixture
def sitting(world):
    """Claire's class sat, Lina presided."""
    return make_sitting(make_council(world), state="closed", president=world.lina)


@pytest.fixture
def decision(world, sitting):
    """Noé does it before tomorrow."""
    return decide(
        make_item(sitting), text="Graines et terre.", by=world.actor(world.claire), owner=world.noe,
        due_on=today() + timedelta(days=1), votes=Votes(18, 15, 1, 2), way="hands",
    )  # fmt: skip


def page(answer) -> str:
    return " ".join(answer.content.decode().split())


def at(decision, name: str = "pupil-decision") -> str:
    return reverse(f"councils:{name}", args=[decision.public_id])


def test_the_home_leads_to_what_was_decided_once_there_is_something(world, sitting, decision):
    tablet = world.pupil_client(world.zoe)

    assert f'href="{LIST}"' in page(tablet.get(HOME))
    assert [one.text for one in tablet.get(LIST).context["shown"]] == ["Graines et terre."]


def test_a_class_that_decided_nothing_has_no_such_door(world, sitting):
    assert LIST not in page(world.pupil_client(world.zoe).get(HOME))


def test_a_child_reads_the_whole_story_and_who_does_it(world, decision):
    shown = page(world.pupil_client(world.zoe).get(at(decision)))

    assert "Toute l’histoire" in shown
    assert "Noé" in shown
    assert "C’est fait" not in shown
    assert "Je signe" not in shown


def test_who_does_it_is_told_and_says_when_it_is_done(world, decision):
    tablet = world.pupil_client(world.noe)

    assert at(decision) in page(tablet.get(HOME))
    tablet.post(at(decision, "pupil-decision-done"))

    assert decision.follow_ups.get().state == "done"
    assert at(decision) not in page(tablet.get(HOME))


def test_somebody_else_does_not_say_that_it_is_done(world, decision):
    assert world.pupil_client(world.zoe).post(at(decision, "pupil-decision-done")).status_code == 404


def test_the_president_of_the_sitting_signs(world, decision):
    tablet = world.pupil_client(world.lina)

    assert [one.text for one in tablet.get(f"{LIST}?sign=1").context["shown"]] == ["Graines et terre."]
    tablet.post(at(decision, "pupil-decision-sign"))
    decision.refresh_from_db()

    assert (decision.president_signed_at is not None, decision.president_on_paper) == (True, False)
    assert list(tablet.get(f"{LIST}?sign=1").context["shown"]) == []


def test_another_child_is_told_who_signs(world, decision):
    answer = world.pupil_client(world.zoe).post(at(decision, "pupil-decision-sign"), follow=True)
    decision.refresh_from_db()

    assert "C’est la présidente ou le président du conseil qui signe ici." in page(answer)
    assert decision.president_signed_at is None


def test_without_a_president_of_the_day_the_class_s_president_signs(world, sitting, decision):
    MeetingRole.objects.all().delete()
    job = world.classroom.jobs.create(kind="president")
    give_job(job, pupils=[world.zoe], starts_on=today(), ends_on=today(), by=world.actor(world.claire))

    waiting = [
        len(world.pupil_client(child).get(f"{LIST}?sign=1").context["shown"]) for child in (world.zoe, world.lina)
    ]

    assert waiting == [1, 0]


def test_a_child_reads_nothing_of_the_class_next_door(world, sitting):
    council = make_council(world).cooperative.councils.create(
        year=world.year, classroom=make_classroom(world.cooperative, world.year, "CM1-CM2")
    )
    theirs = decide(make_item(make_sitting(council)), text="Chez eux.", by=world.actor(world.claire))
    tablet = world.pupil_client(world.zoe)

    assert list(tablet.get(LIST).context["shown"]) == []
    assert tablet.get(at(theirs)).status_code == 404
