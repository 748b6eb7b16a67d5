"""Writing, choosing, publishing, withdrawing and reporting a story."""

from datetime import timedelta

import pytest

from members.models import Notification
from occe.kit.actors import Anonymous
from occe.kit.dates import today
from projects.errors import PublicationRefused
from projects.models import ContentReport, Piece, Project
from projects.models.consent import Answer
from projects.queries.story import choices_of, journal_words, story_of
from projects.services import publication as doors
from projects.services.retention import KEPT, forget_reported
from tests.projects.rows import answer, make_entry, make_photo, make_project, make_sheet, make_text

NOBODY = {"by_words": "nobody", "by_pictures": "nobody", "by_place": "known"}


@pytest.fixture
def garden(world):
    world.project = make_project(world.cooperative, classrooms=[world.classroom], state="finished", story="On a semé.")
    world.entry = make_entry(world.project, world.classroom)
    world.by = world.actor(world.claire)
    return world


def publish(garden):
    return doors.publish_story(garden.project, by=garden.by, **NOBODY)


def test_a_story_keeps_its_paragraphs_and_names_nobody(garden):
    garden.lina
    doors.write_story(garden.project, by=garden.by, story="  On  a creusé. \n\n\n\nOn a semé. ", learnt="")

    assert Project.objects.get().story == "On a creusé.\n\nOn a semé."
    with pytest.raises(PublicationRefused) as refused:
        doors.write_story(garden.project, by=garden.by, learnt="Avec Lina")
    assert refused.value.field == "learnt"


def test_publishing_tells_the_project_once(garden):
    first = publish(garden)

    assert publish(garden) == first
    project = Project.objects.get()
    assert (project.state, project.is_published, first.by_place) == ("told", True, "known")
    assert project.steps.filter(state="told").count() == 1


@pytest.mark.parametrize(("fields", "said"), [({"story": ""}, "Racontez"), ({"state": "idea"}, "idée")])
def test_a_project_without_a_story_or_still_an_idea_is_not_published(garden, fields, said):
    Project.objects.update(**fields)

    with pytest.raises(PublicationRefused, match=said):
        publish(garden)


def test_a_first_name_stops_the_publication(garden):
    garden.lina
    make_text(garden.entry, words="Lina a trouvé un ver.", in_story=True)

    with pytest.raises(PublicationRefused, match="Lina"):
        publish(garden)


def test_a_story_is_withdrawn_at_once_and_published_again(garden):
    publish(garden)

    doors.withdraw_story(garden.project, by=garden.by)
    doors.withdraw_story(garden.project, by=garden.by)
    project = Project.objects.get()
    assert (project.is_published, project.state, project.publications.count()) == (False, "told", 1)
    publish(garden)
    assert Project.objects.get().is_published
    assert project.publications.count() == 2


def test_a_cover_is_a_picture_of_the_project_and_shown_while_it_may_be(garden):
    photo, text = make_photo(garden.entry, garden.lina), make_text(garden.entry)
    sheet = make_sheet(garden.classroom, garden.project, by=garden.claire)
    answer(sheet, garden.lina)

    doors.set_cover(garden.project, photo, by=garden.by)
    with pytest.raises(PublicationRefused):
        doors.set_cover(garden.project, text, by=garden.by)
    assert story_of(Project.objects.get()).cover == photo
    answer(sheet, garden.lina, Answer.NOT_SITE)
    assert story_of(Project.objects.get()).cover is None
    doors.choose_piece(photo, in_story=False, by=garden.by)
    assert Project.objects.get().cover is None


def test_pieces_change_places_among_the_chosen_ones(garden):
    first, _left_out, last = (make_text(garden.entry, words=word) for word in ("un", "deux", "trois"))
    for piece in (first, last):
        doors.choose_piece(piece, in_story=True, by=garden.by)

    doors.move_piece(last, earlier=True, by=garden.by)
    doors.move_piece(last, earlier=True, by=garden.by)

    assert [piece.words for piece in story_of(garden.project).pieces] == ["trois", "un"]


def test_the_adult_reads_why_a_piece_waits_and_for_whom(garden):
    """Neither who said no, nor why."""
    photo = make_photo(garden.entry, garden.lina, garden.noe, garden.zoe)
    sheet = make_sheet(garden.classroom, garden.project, by=garden.claire)
    answer(sheet, garden.lina, Answer.NOT_SITE)
    answer(sheet, garden.noe, both_parents=False)
    make_photo(garden.entry, people="unknown")

    seen, unknown = choices_of(garden.project, garden.by)

    names = {place: [face.first_name for face in getattr(seen, place)] for place in ("no", "one_parent", "not_back")}
    assert (seen.piece, seen.allowed, unknown.unknown) == (photo, False, True)
    assert names == {"no": ["Lina"], "one_parent": ["Noé"], "not_back": ["Zoé"]}


def test_the_words_of_an_adult_come_in_one_tap_but_not_those_of_children(garden):
    """Those go into the story as a piece: they leave it with their authors' consent."""
    answer(make_sheet(garden.classroom, garden.project, by=garden.claire), garden.lina)
    make_text(garden.entry, words="On a creusé.")
    make_text(garden.entry, garden.lina, words="Notre idée.", made_by="together")
    make_text(garden.entry, garden.lina, words="Mon idée.")
    make_text(make_entry(garden.project, garden.classroom, checked=False), words="Brouillon.")

    assert journal_words(garden.project) == "On a creusé."


def test_what_a_reader_wrote_is_forgotten_a_year_after_the_answer(garden):
    make_photo(garden.entry, in_story=True)
    publish(garden)
    said = {"reason": "other", "words": "Une famille s’y reconnaît.", "by": Anonymous(garden.federation.pk)}
    report = doors.report_content(garden.project, **said)
    doors.handle_report(report, outcome="kept", words="Elle est d’accord.", by=garden.actor(garden.martine))

    assert forget_reported(today() + KEPT) == 0
    assert [forget_reported(today() + KEPT + timedelta(days=1)) for _twice in range(2)] == [1, 0]
    report.refresh_from_db()
    assert (report.outcome, report.words, report.outcome_words) == ("kept", "", "")


@pytest.mark.parametrize(
    ("outcome", "published", "off"), [("kept", True, 0), ("piece_off", True, 1), ("story_off", False, 0)]
)
def test_a_report_is_handled_once_and_the_class_is_told_what_changed(garden, outcome, published, off):
    photo = make_photo(garden.entry, in_story=True)
    publish(garden)
    report = doors.report_content(garden.project, reason="child", by=Anonymous(garden.federation.pk), piece=photo)
    staff = garden.actor(garden.martine)

    with pytest.raises(PublicationRefused):
        doors.handle_report(report, outcome=outcome, words=" ", by=staff)
    for _twice in range(2):
        doors.handle_report(report, outcome=outcome, words="Une famille a demandé.", by=staff)

    assert ContentReport.objects.get().outcome == outcome
    assert Project.objects.get().is_published is published
    assert Piece.objects.filter(withdrawn_at__isnull=False).count() == off
    assert [told.kind for told in Notification.objects.all()] == {"kept": []}.get(outcome, [f"projects.{outcome}"])
