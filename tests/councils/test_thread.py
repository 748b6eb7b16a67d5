"""The thread of a decision: the whole story for its adults, less for the others, and what a decision starts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from councils.errors import DecisionRefused
from councils.models import AgendaItem, Decision, FeasibilityNote, Slip
from councils.queries.thread import owner_of, thread_of
from councils.services.decided_jobs import start_job
from councils.services.decisions import Votes, decide, record_decision
from councils.services.follow_ups import follow_up
from councils.services.signing import sign_as_adult, sign_as_president
from councils.thread import untold
from members.models import ClassJob
from occe.kit.actors import Anonymous, PupilActor
from projects.models import Project
from projects.services.life import move_project, start_project
from tests.councils.sittings import DAY, make_council, make_item, make_sitting

VOTED = Votes(18, 15, 1, 2)


@pytest.fixture
def by(world):
    return world.actor(world.claire)


@pytest.fixture
def decision(world, by):
    """« Graines et terre » of Claire's class, from an idea in the box; Noé does it."""
    item = make_item(make_sitting(make_council(world), state="closed"), seconds_spent=300, state=AgendaItem.State.DONE)
    Slip.objects.create(
        council=item.council, pupil=world.lina, kind="idea", text="Attirer les papillons", item=item,
        put_on=DAY - timedelta(days=6), opened_on=DAY,
    )  # fmt: skip
    FeasibilityNote.objects.create(item=item, ground="money", words="Il reste 80 €.")
    return decide(
        item, text="Graines et terre.", by=by, owner=world.noe, owner_words="la trésorière", votes=VOTED, way="hands",
        amount=Decimal(45),
    )  # fmt: skip


def page(decision: Decision, name: str = "decision") -> str:
    place = {"id": decision.council.cooperative.public_id, "decision_id": decision.public_id}
    return reverse(f"councils:{name}", kwargs=place)


def told(decision, actor) -> list[tuple[date, str]]:
    return [(event.on, str(event.title)) for event in thread_of(decision, actor)]


def test_the_thread_goes_from_the_petit_mot_to_the_look_back(decision, by):
    sign_as_adult(sign_as_president([decision], by=by), by=by)
    decision.refresh_from_db()
    project = start_project(decision, title="Un jardin", kind="environment", by=by)
    move_project(project, state=Project.State.RUNNING, on=DAY + timedelta(days=1), by=by)

    assert told(decision, by) == [
        (DAY - timedelta(days=6), "Un petit mot dans la boîte"),
        (DAY, "On en parle au conseil"),
        (DAY, "L’adulte dit ce qu’il faut savoir"),
        (DAY, "On vote"),
        (DAY, "Le conseil décide"),
        (DAY, "Un projet est né"),
        (DAY + timedelta(days=1), "Le projet commence"),
        (decision.adult_signed_at.date(), "La présidence et l’adulte ont signé"),
    ]


def test_the_words_of_a_petit_mot_are_in_no_thread(world, decision, by):
    pupil = PupilActor(world.noe.pk, 1, world.classroom.pk, world.cooperative.pk, world.federation.pk)

    for actor in (by, pupil, Anonymous(world.federation.pk)):
        assert "Attirer" not in repr(thread_of(decision, actor))


def test_who_does_it_is_known_to_those_who_know_the_children(world, decision, by):
    pupil = PupilActor(world.lina.pk, 1, world.classroom.pk, world.cooperative.pk, world.federation.pk)

    assert [owner_of(decision, actor) and owner_of(decision, actor).first_name for actor in (by, pupil)] == ["Noé"] * 2
    assert owner_of(decision, world.actor(world.martine)) is None
    assert "Noé" not in repr(thread_of(decision, by))


def test_the_public_reads_no_word_but_the_decision_s_and_no_count_of_less_than_five(world, decision, by):
    follow_up(decision, state="done", words="Les papillons viennent.", by=by)
    few = record_decision(decision.council, text="On sème.", on=DAY, by=by, votes=Votes(4, 4, 0, 0), way="hands")

    words = {str(event.words) for event in thread_of(decision, Anonymous(world.federation.pk)) if event.words}
    counts = {str(event.words) for event in thread_of(few, Anonymous(world.federation.pk)) if event.words}

    assert words == {"15 pour, 1 contre, 2 ne choisissent pas", "Graines et terre."}
    assert counts == {"On sème."}


def test_the_page_shows_the_thread_and_takes_the_signatures(world, decision):
    client = world.client(world.claire)

    shown = client.get(page(decision)).content.decode()
    for act in ("adult", "president"):
        client.post(page(decision), {"act": act})
    decision.refresh_from_db()

    assert "Le fil de l’histoire" in shown
    assert "Noé, la trésorière" in " ".join(shown.split())
    assert (decision.is_signed, decision.president_on_paper, decision.signed_by) == (True, True, world.claire)


def test_what_became_of_it_is_told_on_the_page(world, decision):
    client = world.client(world.claire)

    refused = client.post(page(decision), {"act": "follow", "state": "done", "words": "Bravo Noé !"})
    kept = client.post(page(decision), {"act": "follow", "state": "done", "words": "Les papillons viennent."})

    assert (refused.status_code, sorted(refused.context["form"].errors)) == (422, ["words"])
    assert (kept.status_code, decision.follow_ups.get().words) == (302, "Les papillons viennent.")


def test_staff_read_and_do_not_sign(world, decision):
    client = world.client(world.martine)

    assert "Noé" not in client.get(page(decision)).content.decode()
    assert client.post(page(decision), {"act": "adult"}).status_code == 404


def test_a_decision_is_written_better_then_corrected(world, decision):
    client = world.client(world.claire)

    client.post(page(decision, "decision-reword"), {"text": "Graines, terre et eau.", "amount": "45"})
    decision.refresh_from_db()
    correction = {"text": "Graines seulement.", "on": DAY.strftime("%d/%m/%Y")}
    client.post(page(decision, "decision-correct"), correction)

    assert decision.text == "Graines, terre et eau."
    assert Decision.objects.get(corrects=decision).text == "Graines seulement."


def test_a_decision_starts_a_project_that_shows_it(world, decision):
    client = world.client(world.claire)
    address = reverse("projects:new", kwargs={"id": world.cooperative.public_id})

    form = client.get(f"{address}?decision={decision.public_id}").context["form"]
    values = {"decision": decision.public_id, "kind": "environment"}
    named = client.post(address, values | {"title": "Le jardin de Noé"})
    answer = client.post(address, values | {"title": "Un jardin"}, follow=True)

    assert str(form["decision"].value()) == str(decision.public_id)
    assert (named.status_code, sorted(named.context["form"].errors)) == (422, ["title"])
    assert page(decision) in answer.content.decode()
    assert list(Project.objects.get().classrooms.all()) == [world.classroom]


def test_a_decision_gives_the_class_a_job_that_shows_where_it_comes_from(world, decision, by):
    client = world.client(world.claire)
    offered = {one.key for one in client.get(page(decision)).context["offshoots"]}

    answer = client.post(
        page(decision, "decision-job"), {"kind": "own", "title": "Responsable des poules"}, follow=True
    )
    job = ClassJob.objects.get(title="Responsable des poules")
    tablet = world.pupil_client(world.zoe).get(reverse("members:pupil-job", args=[job.public_id])).content.decode()

    assert "job" in offered
    assert page(decision) in answer.content.decode()
    assert "Graines et terre." in tablet
    assert ("Un métier est né", "Responsable des poules") in [
        (str(event.title), event.words) for event in thread_of(decision, by)
    ]


def test_a_job_is_begun_once_and_only_by_a_class(world, decision, by):
    first = start_job(decision, kind="gardener", by=by)
    school = decision.council.cooperative.councils.get(classroom=None)
    theirs = record_decision(school, text="Un jardinier pour tous.", on=DAY, by=by)

    assert start_job(decision, kind="gardener", by=by) == first
    assert decision.jobs.count() == 1
    with pytest.raises(DecisionRefused, match="celui d’une classe"):
        start_job(theirs, kind="gardener", by=by)


def test_a_story_says_what_it_does_not_tell(world, decision, by):
    on_paper = record_decision(decision.council, text="On sème des radis.", on=DAY, by=by)

    follow_up(decision, state="begun", words="", by=by)

    assert untold(thread_of(decision, by)) == ["Ni projet ni dépense pour l’instant."]
    assert [words.split()[0] for words in untold(thread_of(on_paper, by))] == ["D’où", "On", "Ni", "Personne"]
    assert "Personne n’a encore raconté la suite." in world.client(world.claire).get(page(on_paper)).content.decode()
