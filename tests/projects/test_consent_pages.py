"""The sheet of the families, its grid, its paper, and the button of the child."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from members.friday import lines_for
from occe.kit.dates import today
from projects.models import ConsentAnswer, ConsentSheet, OwnNo
from projects.models.consent import Answer
from projects.queries.consent import consent_act
from projects.services.retention import ANSWERS_KEPT, erase_answers
from tests.counting import queries
from tests.projects.rows import answer, make_project, make_sheet
from tests.world import make_pupils


@pytest.fixture
def garden(world):
    world.lina, world.noe
    world.project = make_project(world.cooperative, "Le jardin", classrooms=[world.classroom], state="running")
    world.room = [world.cooperative.public_id]
    world.claires = world.client(world.claire)
    return world


def sheet_of(garden) -> ConsentSheet:
    return make_sheet(garden.classroom, garden.project, by=garden.claire, title="Le jardin")


def tap(garden, sheet, pupil, act="answer", **said):
    address = reverse(f"projects:consent-{act}", args=[*garden.room, sheet.public_id])
    headers = said.pop("headers", {})
    return garden.claires.post(address, {"pupil": pupil.public_id, **said}, headers=headers)


def test_a_sheet_is_proposed_with_its_project_and_the_end_of_next_year(garden):
    address = reverse("projects:consent-new", args=garden.room)
    page = garden.claires.get(f"{address}?project={garden.project.public_id}").context["form"]
    said = {name: page[name].value() for name in ("kind", "title", "what", "media")}

    assert (said["title"], page["ends_on"].value().month, page["ends_on"].value() > today()) == ("Le jardin", 8, True)
    said |= {"classroom": garden.classroom.public_id, "projects": [garden.project.public_id], "ends_on": "2099-08-31"}
    refused = garden.claires.post(address, said)
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"ends_on"})
    said["ends_on"] = (today() + timedelta(days=90)).isoformat()
    made = garden.claires.post(address, said)
    sheet = ConsentSheet.objects.get()
    assert made.url == reverse("projects:consent", args=[*garden.room, sheet.public_id])
    assert (sheet.media, list(sheet.projects.all())) == (["families", "site"], [garden.project])


def test_one_tap_a_child_keeps_its_place(garden):
    sheet = sheet_of(garden)

    done = tap(garden, sheet, garden.lina, image=Answer.NOT_SITE)

    assert done.url.endswith(f"#child-{garden.lina.public_id}")
    assert ConsentAnswer.objects.get().works == Answer.NOT_SITE
    without_reload = tap(garden, sheet, garden.lina, image=Answer.ALL, headers={"hx-request": "true"})
    assert (without_reload.status_code, ConsentAnswer.objects.get().image) == (200, Answer.ALL)
    row = without_reload.content.decode()
    assert (row.count('class="consent-row"'), "<html" in row, "<script" in row) == (1, False, False)
    assert 'hx-swap-oob="true"' in row


def test_the_detail_says_one_parent_and_other_works(garden):
    tap(garden, sheet_of(garden), garden.lina, image=Answer.ALL, works=Answer.NO, one_parent="1", detail="yes")

    found = ConsentAnswer.objects.get()
    assert (found.image, found.works, found.both_parents) == ("all", "no", False)
    tap(garden, found.sheet, garden.lina, image=Answer.NOT_SITE)
    found.refresh_from_db()
    assert (found.image, found.works, found.both_parents) == ("not_site", "not_site", False)


def test_a_family_takes_it_back_in_one_tap(garden):
    sheet = sheet_of(garden)
    answer(sheet, garden.lina)

    done = tap(garden, sheet, garden.lina, act="withdraw")

    assert "C’est retiré" in garden.claires.get(done.url).content.decode()
    assert ConsentAnswer.objects.get().image == Answer.NO


def test_thirty_children_cost_as_much_as_three(garden):
    sheet = sheet_of(garden)
    answer(sheet, garden.lina)
    address = reverse("projects:consent", args=[*garden.room, sheet.public_id])
    garden.claires.get(address)
    few = queries(garden.claires, address)
    for pupil in make_pupils(garden.classroom, *(f"Enfant {n}" for n in range(27))):
        answer(sheet, pupil)

    assert queries(garden.claires, address) == few


def test_the_next_act_asks_the_families_then_writes_down_what_comes_back(garden):
    by = garden.actor(garden.claire)

    assert consent_act(garden.project, by).words == "Demander aux familles"
    sheet = sheet_of(garden)
    assert consent_act(garden.project, by).words == "Noter les feuilles revenues"
    for pupil in (garden.lina, garden.noe, garden.zoe):
        answer(sheet, pupil)
    assert consent_act(garden.project, by) is None


def test_friday_counts_the_sheets_that_are_missing(garden):
    sheet = sheet_of(garden)
    answer(sheet, garden.lina)

    lines = {line.sentence: line.url for line in lines_for(garden.actor(garden.claire), [garden.cooperative])}
    address = reverse("projects:consent", args=[*garden.room, sheet.public_id])
    assert lines["Noter les feuilles d’images\u00a0: il en manque 2"] == address


def test_answers_are_erased_a_month_after_their_sheet_ended(garden):
    over = make_sheet(garden.classroom, garden.project, by=garden.claire, ends_on=today() - ANSWERS_KEPT)
    for sheet in (over, sheet_of(garden)):
        answer(sheet, garden.lina)

    assert erase_answers(today()) == 0
    assert erase_answers(today() + timedelta(days=1)) == 1
    assert ConsentSheet.objects.count() == 2


def test_a_colleague_of_another_school_finds_no_sheet(garden):
    address = reverse("projects:consent", args=[*garden.room, sheet_of(garden).public_id])

    assert garden.client(garden.sonia).get(address).status_code == 404


def test_the_paper_has_a_page_a_child_with_the_first_name_of_that_child_alone(garden):
    sheet = sheet_of(garden)
    ConsentSheet.objects.filter(pk=sheet.pk).update(what=("Des photos et des voix du jardin. " * 9)[:300])
    address = reverse("projects:consent-paper", args=[*garden.room, sheet.public_id])

    paper = garden.claires.get(address)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages]
    named = [[name for name in ("Lina", "Noé", "Zoé") if name in page] for page in pages]
    assert named == [["Lina"], ["Noé"], ["Zoé"]]
    assert all("Second parent" in page and "je ne veux pas" in page for page in pages)


def test_a_child_says_no_and_takes_it_back_on_the_tablet(garden):
    lina, address = garden.pupil_client(garden.lina), reverse("projects:pupil-own-no")

    assert "Je ne veux pas qu’on me voie" in lina.get(address).content.decode()
    lina.post(reverse("projects:pupil-own-no-say"))
    assert OwnNo.objects.get().project is None
    assert "Je veux bien qu’on me voie" in lina.get(address).content.decode()
    lina.post(reverse("projects:pupil-own-no-say"), {"back": "1"})
    lina.post(reverse("projects:pupil-own-no-say"), {"project": garden.project.public_id})
    assert OwnNo.objects.get().project == garden.project


def test_the_list_says_how_many_are_back(garden):
    answer(sheet_of(garden), garden.lina)

    page = garden.claires.get(reverse("projects:consents", args=garden.room)).content.decode()
    assert "1 revenue sur 3" in page


def test_the_form_says_what_it_needs(garden):
    """A sheet of a project needs a project and a place; the one of the year needs neither."""
    address = reverse("projects:consent-new", args=garden.room)
    said = {"classroom": garden.classroom.public_id, "title": "L’année", "what": "Des photos.",
            "ends_on": (today() + timedelta(days=1)).isoformat()}  # fmt: skip

    assert "facultatif" not in garden.claires.get(address).content.decode()
    refused = garden.claires.post(address, said | {"kind": "project"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"projects", "media"})
    garden.claires.post(address, said | {"kind": "year"})
    assert {sheet.for_the_class for sheet in ConsentSheet.objects.all()} <= {True}


def test_a_child_is_asked_about_what_has_begun_and_not_about_ideas(world):
    make_project(world.cooperative, "Une cabane", classrooms=[world.classroom], state="idea")
    begun = make_project(world.cooperative, "Un jardin", classrooms=[world.classroom], state="running")

    page = world.pupil_client(world.lina).get(reverse("projects:pupil-own-no"))

    assert [project for project, _said in page.context["projects"]] == [begun]
