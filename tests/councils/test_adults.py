"""The adults' council: called, held with its minutes, counted."""

import datetime

import pytest
from django.urls import reverse

from councils.errors import AdultMeetingRefused
from councils.friday import adults_line
from councils.models import AdultMeeting
from councils.queries.adults import held_in, is_late, missing_in
from councils.services.adults import CALLED, call_adults, cancel_adults, hold_adults
from members.models import Notification
from occe.kit.dates import today
from tests.cooperatives.drafts import year_of_today
from tests.counting import costs
from tests.world import make_mandate

AGENDA = "Les comptes à ce jour\nLes projets"


@pytest.fixture
def claire(world):
    year_of_today(world)
    return world.actor(world.claire)


@pytest.fixture
def called(world, claire):
    return call_adults(world.cooperative, on=today(), agenda=AGENDA, by=claire, place="Salle des maîtres", invited=6)


def held(meeting, by, **changed):
    said = {"present": 4, "present_words": "trois enseignantes, un parent", "minutes": "On achète des jeux."}
    return hold_adults(meeting, by=by, **said | changed)


def test_a_meeting_is_called_held_and_counted(world, claire, called):
    assert held_in(world.cooperative, called.year) == 0
    held(called, claire)
    held(called, claire, minutes="On achète des jeux en bois.")

    assert AdultMeeting.objects.get().minutes == "On achète des jeux en bois."
    assert held_in(world.cooperative, called.year) == 1


def test_calling_twice_for_one_day_writes_the_call_anew(world, claire, called):
    again = call_adults(world.cooperative, on=called.on, agenda="Autre chose", by=claire)
    assert (again.pk, again.agenda) == (called.pk, "Autre chose")


def test_a_day_that_was_held_takes_no_second_call(world, claire, called):
    held(called, claire)
    with pytest.raises(AdultMeetingRefused, match="déjà tenue ce jour-là"):
        call_adults(world.cooperative, on=called.on, agenda=AGENDA, by=claire)


def test_minutes_are_not_written_before_the_day(world, claire):
    later = call_adults(world.cooperative, on=today() + datetime.timedelta(days=3), agenda=AGENDA, by=claire)
    with pytest.raises(AdultMeetingRefused, match="pas encore eu lieu"):
        held(later, claire)


def test_a_cancelled_meeting_stays_on_the_list_and_takes_no_minutes(world, claire, called):
    cancel_adults(called, by=claire)
    with pytest.raises(AdultMeetingRefused, match="annulée"):
        held(called, claire)
    assert AdultMeeting.objects.get().state == AdultMeeting.State.CANCELLED


def test_what_was_held_is_not_cancelled(claire, called):
    held(called, claire)
    with pytest.raises(AdultMeetingRefused, match="s’est tenue"):
        cancel_adults(called, by=claire)


def test_nobody_else_calls_or_writes(world, claire, called):
    for other in (world.sonia, world.martine):
        with pytest.raises(AdultMeetingRefused, match="Seuls les enseignants"):
            call_adults(world.cooperative, on=today(), agenda=AGENDA, by=world.actor(other))
        with pytest.raises(AdultMeetingRefused, match="Seuls les enseignants"):
            held(called, world.actor(other))


def test_a_day_of_no_open_year_is_refused_at_its_field(world, claire):
    with pytest.raises(AdultMeetingRefused) as refused:
        call_adults(world.cooperative, on=datetime.date(1999, 10, 1), agenda=AGENDA, by=claire)
    assert refused.value.field == "on"


def test_the_page_calls_shows_and_keeps_the_minutes(world, claire):
    client, room = world.client(world.claire), {"id": world.cooperative.public_id}
    answer = client.post(
        reverse("councils:adult-meeting-new", kwargs=room), {"on": str(today()), "at": "16:30", "agenda": AGENDA}
    )
    meeting = AdultMeeting.objects.get()
    page = reverse("councils:adult-meeting", kwargs=room | {"meeting_id": meeting.public_id})
    assert answer.url == page

    refused = client.post(page, {"present": "", "minutes": "On a parlé."})
    assert refused.status_code == 422
    assert "Écrivez combien étaient là" in refused.text
    assert "On a parlé." in refused.text
    client.post(page, {"present": "4", "minutes": "On a parlé."})
    assert "1 séance tenue en" in client.get(reverse("councils:adult-meetings", kwargs=room)).text


def test_the_list_costs_the_same_with_many(world, claire):
    client, page = world.client(world.claire), reverse("councils:adult-meetings", args=[world.cooperative.public_id])

    def grow(first, last):
        for days in range(first, last):
            call_adults(world.cooperative, on=today() + datetime.timedelta(days=days), agenda=AGENDA, by=claire)

    one, many = costs(client, [page], grow, sizes=(1, 19))
    assert one == many


@pytest.mark.parametrize(("month", "day", "late"), [(12, 31, False), (1, 1, True), (4, 1, True)])
def test_a_season_without_the_adults_council_is_told(world, claire, called, month, day, late):
    year = called.year
    on = datetime.date(year.starts.year + (month < 9), month, day)

    cancel_adults(called, by=claire)

    assert is_late(world.cooperative, year, on) is late
    assert missing_in(world.cooperative, year) == 3


def test_who_works_there_hears_of_the_convocation_but_for_who_calls(world, claire):
    make_mandate(world.cooperative, world.sonia, rank=2)
    for _twice in range(2):
        call_adults(world.cooperative, on=today(), agenda=AGENDA, by=claire)

    [told] = Notification.objects.filter(kind=CALLED)
    assert (told.user, told.parameters["cooperative"]) == (world.sonia, str(world.cooperative))


def test_mon_vendredi_says_that_the_adults_council_is_late(world, claire, monkeypatch):
    year = year_of_today(world)
    monkeypatch.setattr("councils.friday.today", lambda: year.ends)

    line = adults_line(claire, world.cooperative)

    assert line.sentence == "Convoquer le conseil des adultes, il manque 3 séances sur trois"
    assert adults_line(world.actor(world.sonia), world.cooperative) is None
