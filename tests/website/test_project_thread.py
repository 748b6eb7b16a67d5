"""The thread of a published project, as everybody reads it: from the idea to the story, without a name."""

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse

from councils.services.decisions import Votes, decide
from councils.services.follow_ups import follow_up
from tests.councils.sittings import DAY, make_council, make_item, make_sitting
from tests.website.rows import make_project


def published(world, **facts):
    """The page of a project that Claire's class decided in a sitting; Noé does it."""
    by = world.actor(world.claire)
    item = make_item(make_sitting(make_council(world), president=world.lina), "Ce que Lina a dit", words="Mots dits.")
    decision = decide(item, text="Graines et terre.", by=by, owner=world.noe, way="hands", **facts)
    follow_up(decision, state="done", words="Les papillons viennent.", by=by)
    project = make_project(world.cooperative, decision=decision)
    address = reverse("website:project", kwargs={"id": project.public_id})
    return project, decision, lambda: world.client().get(address).content.decode()


def test_the_public_reads_the_way_from_the_idea_to_the_story_without_a_name(world):
    votes = Votes(18, 15, 1, 2)
    _project, _decision, page = published(world, amount=Decimal(45), votes=votes)

    read = " ".join(page().split())

    for told in ("Une idée arrive au conseil", "Le conseil décide", "Où on en est"):
        assert told in read
    for kept in ("Noé", "Lina", "Mots dits", "Les papillons viennent"):
        assert kept not in read


def test_what_became_of_the_decision_is_on_the_page_at_once(world):
    _project, decision, page = published(world)
    assert "abandonnée" not in page()

    follow_up(decision, state="dropped", by=world.actor(world.claire))

    assert "abandonnée" in page()


def test_a_council_that_spoke_of_it_again_is_on_the_page_once_it_is_over(world):
    _project, decision, page = published(world)
    assert "On en reparle au conseil" not in page()

    closed = decision.item.meeting
    type(closed).objects.filter(pk=closed.pk).update(state="closed", closed_at=closed.opened_at)
    again = make_sitting(closed.council, on=DAY + timedelta(days=28), state="closed")
    make_item(again, "", kind="review", about=decision, state="done", words="Ça a poussé.")

    read = page()
    assert "On en reparle au conseil" in read
    assert "Ça a poussé" not in read


def test_two_projects_of_one_decision_each_tell_their_own_story(world):
    project, decision, page = published(world)
    other = make_project(world.cooperative, title="Le verger", decision=decision)
    for one, title in ((project, "La haie"), (other, "Le verger")):
        type(one).objects.filter(pk=one.pk).update(title=title)
        one.steps.create(state="running", on=DAY)

    read = page()

    assert (read.count("Le projet commence"), "Le verger" in read.split("D’autres projets")[0]) == (1, False)


def test_an_idea_that_the_class_had_first_begins_the_way(world):
    project, _decision, page = published(world)
    project.steps.create(state="idea", on=DAY - timedelta(days=6), by_pupil=world.lina)
    project.steps.create(state="running", on=DAY)
    type(project).objects.filter(pk=project.pk).update(title="La haie du fond")

    told = page().split('class="story-thread"')[-1].split("</section>")[0]

    assert told.index("Une idée de projet") < told.index("Le conseil décide") < told.index("Le projet commence")
    assert "La haie du fond" not in told
    assert "D’où vient l’idée" not in told
