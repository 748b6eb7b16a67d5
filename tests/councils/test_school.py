"""The council of the school: delegates, mandates, report back."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from councils.errors import DecisionRefused, MandateRefused, SittingRefused
from councils.models import AgendaItem, Council, ItemMandate
from councils.queries.school import Reported, delegates_of, school_council
from councils.queries.sitting import sitting_of
from councils.services.agenda import prepare_meeting, suggest_item
from councils.services.councils import open_councils
from councils.services.decisions import decide
from councils.services.meetings import begin_item, close_meeting, end_item, open_meeting
from councils.services.rolls import call_roll
from councils.services.school import bring_to_class, give_mandate
from members.services.jobs import add_job, give_job
from occe.kit.dates import today
from tests.cooperatives.drafts import year_of_today
from tests.world import make_classroom, make_pupils


@pytest.fixture
def claire(world):
    return world.actor(world.claire)


@pytest.fixture
def classroom(world):
    return make_classroom(world.cooperative, year_of_today(world), "CE1-CE2")


@pytest.fixture
def ada(classroom):
    return make_pupils(classroom, "Ada", "Bilal", "Chloé")[0]


@pytest.fixture
def school(world, classroom, claire) -> Council:
    open_councils([world.cooperative], classroom.year, by=claire)
    return Council.objects.get(classroom__isnull=True, year=classroom.year)


@pytest.fixture
def item(school, claire) -> AgendaItem:
    return suggest_item(school, kind="idea", title="La cour à vélo", by=claire, request_id=uuid4())


def elect(classroom, pupil, by) -> None:
    job = add_job(classroom, kind="delegate", by=by)
    give_job(job, pupils=[pupil], starts_on=today(), ends_on=today(), by=by)


def held(school, by):
    return open_meeting(prepare_meeting(school, on=today(), by=by), by=by)


def test_the_roll_of_the_school_calls_delegates_and_everybody_where_there_are_none(
    world, school, classroom, ada, claire
):
    other = make_classroom(world.cooperative, classroom.year, "CM1")
    [eve] = make_pupils(other, "Ève")
    elect(classroom, ada, claire)
    meeting = held(school, claire)

    assert call_roll(meeting, classroom, present=[ada], by=claire).members == 1
    assert call_roll(meeting, other, present=[eve], by=claire).members == 1
    bilal = classroom.enrolments.get(pupil__first_name="Bilal").pupil
    with pytest.raises(SittingRefused, match="pas dans la classe"):
        call_roll(meeting, classroom, present=[ada, bilal], by=claire)


def test_only_who_is_called_is_proposed_for_a_role_in_the_council_of_the_school(school, classroom, ada, claire):
    bilal = classroom.enrolments.get(pupil__first_name="Bilal").pupil
    for kind, pupil in (("president", bilal), ("secretary", ada)):
        job = add_job(classroom, kind=kind, by=claire)
        give_job(job, pupils=[pupil], starts_on=today(), ends_on=today(), by=claire)
    elect(classroom, ada, claire)

    assert [(one.role, one.pupil) for one in held(school, claire).roles.all()] == [("secretary", ada)]


def test_a_class_says_what_its_delegates_are_to_say_and_takes_it_back(classroom, item, claire):
    for words in ("Oui, le vendredi", "Oui, le jeudi"):
        give_mandate(item, classroom, words=words, by=claire)
    assert ItemMandate.objects.get().words == "Oui, le jeudi"
    give_mandate(item, classroom, words=" ", by=claire)
    assert not ItemMandate.objects.exists()


def test_what_a_class_asks_names_no_child(classroom, item, ada, claire):
    with pytest.raises(DecisionRefused, match="prénom"):
        give_mandate(item, classroom, words="Ada veut un vélo", by=claire)


def test_nobody_speaks_for_somebody_elses_class(world, classroom, item):
    for other in (world.sonia, world.martine):
        with pytest.raises(MandateRefused, match="Seul l’adulte de la classe"):
            give_mandate(item, classroom, words="Oui", by=world.actor(other))


def test_a_class_asks_nothing_of_its_own_council(school, classroom, claire):
    own = Council.objects.get(classroom=classroom)
    mine = suggest_item(own, kind="idea", title="Nos vélos", by=claire, request_id=uuid4())
    with pytest.raises(MandateRefused, match="au conseil de l’école"):
        give_mandate(mine, classroom, words="Oui", by=claire)


def test_after_the_council_of_the_school_each_class_hears_of_it_once(school, classroom, claire):
    meeting = held(school, claire)
    for _ in range(2):
        close_meeting(meeting, by=claire)
    report = Council.objects.get(classroom=classroom).items.get()
    assert (report.kind, report.meeting, report.title.startswith("Le conseil de l’école du")) == ("report", None, True)
    assert not school.items.exists()


def test_what_classes_ask_is_told_when_the_school_speaks_of_it_and_what_it_decides_comes_back(
    school, classroom, item, claire
):
    give_mandate(item, classroom, words="Oui, le jeudi", by=claire)
    meeting = held(school, claire)
    item = begin_item(AgendaItem.objects.get(pk=item.pk), by=claire)
    told = sitting_of(meeting, for_class=True)
    decide(item, text="Le jeudi, la cour est aux vélos.", by=claire)
    end_item(item, by=claire)
    close_meeting(meeting, by=claire)

    own = Council.objects.get(classroom=classroom)
    report = begin_item(held(own, claire).items.get(kind="report"), by=claire)

    assert [(one.classroom, one.words) for one in told.mandates] == [(classroom, "Oui, le jeudi")]
    assert sitting_of(report.meeting, for_class=True).reported == Reported(["Le jeudi, la cour est aux vélos."])


def test_a_class_may_speak_of_it_first_at_its_own_council(world, classroom, item, claire):
    where = reverse("councils:school-mandate", args=[world.cooperative.public_id, item.public_id])
    for _ in range(2):
        world.client(world.claire).post(where, {"talk": classroom.public_id})

    [brought] = Council.objects.get(classroom=classroom).items.all()
    assert (brought.title, brought.kind) == ("Pour le conseil de l’école : La cour à vélo", "question")
    with pytest.raises(MandateRefused, match="Seul l’adulte de la classe"):
        bring_to_class(item, classroom, by=world.actor(world.martine))


def test_the_page_shows_delegates_items_and_mandates(world, school, classroom, ada, item, claire):
    elect(classroom, ada, claire)
    where = [world.cooperative.public_id]
    client = world.client(world.claire)
    client.post(
        reverse("councils:school-mandate", args=[*where, item.public_id]),
        {"classroom": classroom.pk, "words": "Oui, le jeudi"},
    )
    page = client.get(reverse("councils:school", args=where)).text
    for words in ("Ada", "La cour à vélo", "Oui, le jeudi"):
        assert words in page


def test_delegates_are_those_of_the_day(classroom, ada, claire):
    elect(classroom, ada, claire)
    assert [row.pupil for row in delegates_of(classroom, today())] == [ada]
    assert delegates_of(classroom, date(2020, 1, 1)) == []


def test_a_cooperative_without_a_council_this_year_says_so(world):
    assert school_council(world.cooperative, today()).council is None
    page = world.client(world.claire).get(reverse("councils:school", args=[world.cooperative.public_id]))
    assert "Pas de conseil de l’école cette année" in page.text
