"""What a child finds on the home and on a project's own page: today first, a card a project, no two alike."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from councils.models import Council
from members.job_pages import PAGES
from members.pupil_doors import doors_for, doors_on, waits_for
from projects.drawings import drawings_for
from projects.models import JournalEntry
from projects.sections import pupil_doors_of
from projects.services.reflection import open_reflection
from tests.counting import queries
from tests.projects.rows import make_project
from tests.projects.test_journal_pages import tablet


@pytest.fixture
def child(telling):
    return telling.child


@pytest.fixture
def lina(telling, client):
    return tablet(telling, client, telling.lina)


def test_each_project_that_goes_on_has_one_card_before_the_other_doors(telling, child):
    room = {"classrooms": [telling.classroom]}
    for title, state in (("Le bal", "told"), ("Une idée", "idea"), ("La mare", "running"), ("Le loto", "finished")):
        make_project(telling.cooperative, title, state=state, **room)

    titles = [door.title for door in doors_for(child)]

    assert titles[:2] == ["Le loto", "La mare"]
    assert not {"Le bal", "Une idée"} & set(titles)
    assert titles.index("La mare") < titles.index("Nos projets")


def test_projects_of_one_kind_wear_different_drawings_and_keep_them(telling, child):
    room = {"classrooms": [telling.classroom], "kind": "environment", "state": "running"}
    first, second = make_project(telling.cooperative, "Un", **room), make_project(telling.cooperative, "Deux", **room)
    before = drawings_for(child)
    make_project(telling.cooperative, "Trois", **room)

    after = drawings_for(child)

    assert before[first.pk] != before[second.pk]
    assert {key: after[key] for key in before} == before


def test_no_two_doors_of_a_page_wear_the_same_picture(telling, child):
    Council.objects.create(cooperative=telling.cooperative, classroom=telling.classroom, year=telling.year)
    room = {"classrooms": [telling.classroom], "state": "running"}
    project, _other = make_project(telling.cooperative, "Un", **room), make_project(telling.cooperative, "Deux", **room)
    open_reflection(project, classroom=telling.classroom, by=telling.by)

    home = [door.picture for door in doors_for(child)] + [page.picture for page in PAGES.values()]
    page = ["palette", *(door.picture for door in pupil_doors_of(project, child))]

    assert (len(home), len(page)) == (len(set(home)), len(set(page)))
    assert len(page) == 6


def test_the_home_costs_the_same_for_one_project_and_for_three(telling, lina):
    costs = []
    for count in (1, 3):
        for row in range(count):
            make_project(telling.cooperative, f"P{count}{row}", classrooms=[telling.classroom], state="running")
        costs.append(queries(lina, "/fr/pupil/"))

    assert costs[0] == costs[1]


def test_from_the_home_to_a_sheet_of_the_journal_it_is_two_taps_without_a_word_to_write(telling, lina):
    project = make_project(telling.cooperative, "La mare", classrooms=[telling.classroom], state="running")
    page = reverse("projects:pupil-project", args=[project.public_id])
    assert page in lina.get("/fr/pupil/").content.decode()
    assert 'name="kind" value="drawing"' in lina.get(page).content.decode()

    for _ in range(2):
        sheet = lina.post(reverse("projects:pupil-page-new", args=[project.public_id]), {"kind": "drawing"})

    entry = JournalEntry.objects.get(project=project)
    assert sheet["Location"] == reverse("projects:pupil-piece-new", args=[entry.public_id, "drawing"])
    assert entry.title


def test_a_page_that_was_only_opened_is_not_asked_for_again(telling, lina):
    journal = reverse("projects:pupil-project-journal", args=[telling.project.public_id])

    assert "À finir" not in lina.get(journal).content.decode()
    lina.post(reverse("projects:pupil-piece-new", args=[telling.page.public_id, "text"]), {"words": "On a semé."})
    assert "À finir" in lina.get(journal).content.decode()


def test_a_box_that_waits_for_me_comes_before_the_doors(telling, child):
    open_reflection(telling.project, classroom=telling.classroom, by=telling.by)

    assert [wait.picture for wait in waits_for(child)] == ["heart"]


def test_the_youngest_still_find_the_journal_on_their_plate(telling, child):
    telling.project.state = "running"
    telling.project.save()

    assert [door.title for door in doors_on(7, child)] == ["Notre journal"]


@pytest.mark.parametrize(("state", "kind"), [("idea", "new/idea/"), ("running", "")])
def test_what_is_brought_to_the_council_begins_with_the_project(telling, child, lina, state, kind):
    Council.objects.create(cooperative=telling.cooperative, classroom=telling.classroom, year=telling.year)
    telling.project.state = state
    telling.project.save()

    [door] = [door for door in pupil_doors_of(telling.project, child) if door.picture == "council"]
    page = lina.get(door.url).content.decode()

    assert door.url.startswith(f"/fr/pupil/box/{kind}?about=")
    if state == "running":
        assert f"?about={quote('Un jardin')}" in page
    else:
        assert ">Un jardin\N{NO-BREAK SPACE}: </textarea>" in page


def test_without_a_council_nothing_leads_to_its_box(telling, child):
    assert "council" not in [door.picture for door in pupil_doors_of(telling.project, child)]
