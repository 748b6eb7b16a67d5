"""The story in the adult's hands, and what readers report at the association's desk."""

import pytest
from django.urls import reverse

from members.models import Notification
from projects.models import ContentReport, Piece, Project
from projects.services.publication import report_content
from tests.projects.rows import answer, make_entry, make_photo, make_project, make_sheet, make_text
from tests.world import make_mandate

QUESTIONS = {"by_words": "nobody", "by_pictures": "known", "by_place": "known"}


@pytest.fixture
def garden(world):
    world.project = make_project(world.cooperative, classrooms=[world.classroom], state="finished")
    world.entry = make_entry(world.project, world.classroom)
    world.page = reverse("projects:story", args=[world.cooperative.public_id, world.project.public_id])
    world.browser = world.client(world.claire)
    return world


def act(garden, piece, which: str):
    return garden.browser.post(f"{garden.page}pieces/{piece.public_id}/{which}/", follow=True)


def test_a_story_goes_from_its_words_to_the_site_and_back(garden):
    photo = make_photo(garden.entry, words="La haie")
    words = {"summary": "Une haie.", "aims": "Voir qui vient.", "story": "On a planté.", "learnt": "Attendre."}

    garden.browser.post(garden.page, words)
    act(garden, photo, "in")
    act(garden, photo, "cover")
    unanswered = garden.browser.post(f"{garden.page}preview/", {"by_words": "nobody"})
    assert (unanswered.status_code, Project.objects.get().is_published) == (422, False)
    garden.browser.post(f"{garden.page}preview/", QUESTIONS)

    project = Project.objects.get()
    assert (project.is_published, project.state, project.cover, project.learnt) == (True, "told", photo, "Attendre.")
    assert project.publications.get().by_id == garden.claire.pk
    garden.browser.post(f"{garden.page}withdrawal/", {"why": "Une famille le demande."})
    assert not Project.objects.get().is_published
    assert "Une famille le demande." in garden.browser.get(garden.page).content.decode()


def test_a_picture_is_added_to_a_public_story_after_the_three_questions_again(garden):
    Project.objects.update(story="On a planté.")
    garden.browser.post(f"{garden.page}preview/", QUESTIONS)
    opened = Project.objects.get().published_at
    photo = make_photo(garden.entry, words="La haie au printemps")
    public = garden.client()
    address = reverse("website:project", args=[garden.project.public_id])

    asked = garden.browser.post(f"{garden.page}pieces/{photo.public_id}/in/")
    shown = garden.browser.get(asked["Location"]).content.decode()
    unanswered = garden.browser.post(f"{garden.page}preview/", {"piece": photo.public_id, "by_words": "nobody"})

    assert ("La haie au printemps" in shown, unanswered.status_code) == (True, 422)
    assert "La haie au printemps" not in public.get(address).content.decode()
    for _ in range(2):
        garden.browser.post(f"{garden.page}preview/", QUESTIONS | {"piece": photo.public_id})
    assert "La haie au printemps" in public.get(address).content.decode()
    project = Project.objects.get()
    assert (project.published_at, project.publications.count()) == (opened, 2)
    assert project.publications.filter(withdrawn_at__isnull=True).count() == 1


def test_a_first_name_is_refused_at_its_field_and_nothing_is_lost(garden):
    garden.lina
    answered = garden.browser.post(garden.page, {"story": "Lina a planté une haie.", "learnt": "Attendre."})

    content = answered.content.decode()
    assert answered.status_code == 422
    assert "Il y a un prénom, Lina" in content
    assert "Lina a planté une haie." in content
    assert Project.objects.get().story == ""


def test_a_piece_that_waits_says_for_whom_and_cannot_be_chosen(garden):
    photo = make_photo(garden.entry, garden.lina, words="Des mains")

    content = garden.browser.get(garden.page).content.decode()
    assert "La feuille n’est pas revenue" in content
    assert "Lina" in content
    assert "Mettre dans le récit" not in content
    refused = act(garden, photo, "in").content.decode()
    assert "ne peut pas encore aller sur le site" in refused
    assert not Piece.objects.get().in_story
    answer(make_sheet(garden.classroom, garden.project, by=garden.claire), garden.lina)
    act(garden, photo, "in")
    assert Piece.objects.get().in_story


def test_the_words_of_the_class_are_a_draft_until_they_are_kept(garden):
    make_text(garden.entry, words="On a semé en rond.")

    content = garden.browser.get(f"{garden.page}?from=journal").content.decode()

    assert content.count("On a semé en rond.") == 2
    assert Project.objects.get().story == ""


def test_a_report_waits_at_the_desk_and_takes_the_piece_off_with_a_word(garden):
    photo = make_photo(garden.entry, in_story=True, words="La haie")
    Project.objects.update(story="On a planté.", published_at="2026-06-01T12:00Z", state="told")
    report = report_content(garden.project, reason="child", words="On reconnaît quelqu’un.", by=None)
    assert report == report_content(garden.project, reason="child", words="On reconnaît quelqu’un.", by=None)
    page = reverse("desk:story-report", args=[report.public_id])
    desk = garden.client(garden.martine)

    assert page in desk.get(reverse("desk:queue")).content.decode()
    told = reverse("story-piece", args=[photo.public_id, "full"])
    ContentReport.objects.update(piece=photo)
    assert told in desk.get(page).content.decode()
    silent = desk.post(page, {"outcome": "piece_off", "piece": str(photo.public_id), "words": ""})
    assert (silent.status_code, ContentReport.objects.get().outcome) == (422, "")
    desk.post(page, {"outcome": "piece_off", "piece": str(photo.public_id), "words": "Une famille préfère."})

    assert Piece.objects.get().withdrawn_at
    assert ContentReport.objects.get().outcome == "piece_off"
    assert [told.user for told in Notification.objects.filter(kind="projects.piece_off")] == [garden.claire]
    assert page not in desk.get(reverse("desk:queue")).content.decode()
    assert garden.client(garden.rita).get(page).status_code == 200


def test_who_does_not_lead_the_project_has_no_story_to_write(garden):
    make_mandate(garden.other_cooperative, garden.nina)

    for who in (garden.nina, garden.martine):
        assert garden.client(who).get(garden.page).status_code == 404
