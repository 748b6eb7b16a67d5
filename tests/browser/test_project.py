"""A project from the decision to the story that everybody reads, and into the year's activity report.

A council decided it; the teacher begins it; pupils take a task and write the journal; families answer on paper; the
teacher publishes; a visitor finds, reads and reports it; the staff answer; the council approves the report and the
association gets it. Then a family takes its agreement back, and the text is gone for the next reader.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from councils.models import Council, Decision
from councils.services.councils import open_councils
from members.presence import COOKIE
from members.services import pupil_sign_in
from occe.kit.dates import school_year_of, today
from projects.models import ActivityReport, ContentReport, JournalEntry, Project, Task
from tests.browser import walk
from tests.world import SECRET, make_classroom, make_device, make_year
from website.services import contact

pytestmark = pytest.mark.browser

TITLE = "Un jardin pour les papillons"
TOLD = "On a semé des fleurs sauvages au fond du pré, et les papillons sont venus."
QUESTIONS = ("by_words", "by_pictures", "by_place")


@pytest.fixture
def world(real_world, monkeypatch):
    """Claire's class of this year is open; its council decided to plant, and to approve the report."""
    world = real_world
    # The visitor of this walk writes faster than people do.
    monkeypatch.setattr(contact, "FASTEST", timedelta(0))
    world.year = make_year(world.federation, school_year_of(today()).start)
    world.classroom = make_classroom(world.cooperative, world.year)
    world.claire, world.martine, world.open_class
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    council = Council.objects.get(classroom=world.classroom)
    voted = {"council": council, "date": today(), "present": 19, "votes_for": 15, "votes_against": 4}
    texts = ("On sème des fleurs pour les papillons.", "Le compte rendu nous plaît.")
    world.planted, world.approved = (
        Decision.objects.create(number=number, text=text, **voted) for number, text in enumerate(texts, 1)
    )
    return world


@pytest.fixture(params=[("fr", True, 1280), ("en", False, 360)], ids=["fr", "en-plain"])
def room(request, chromium, world, site):
    language, scripts, width = request.param
    room = walk.Room(chromium, site, language, width, scripts)
    yield room
    room.close()


def begins(claire: walk.Person, world) -> Project:
    """From the decision in the register, in two pages."""
    place = f"cooperatives/{world.cooperative.public_id}/council/decisions/{world.planted.public_id}/"
    claire.go(place)
    claire.follow("a[href*='/projects/new/']")
    claire.page.fill("input[name=title]", TITLE)
    claire.page.check("input[name=kind][value=environment]", force=True)
    claire.press("Commencer le projet")
    project = Project.objects.get()
    claire.go(f"{home(project)}move/")
    claire.page.check("input[name=state][value=running]", force=True)
    claire.press("Enregistrer")
    return project


def home(project: Project) -> str:
    return f"cooperatives/{project.cooperative.public_id}/projects/{project.public_id}/"


def sits_at_the_tablet(room: walk.Room, world) -> walk.Person:
    """Lina, who tapped her picture and her secret."""
    device, _token = make_device(world.open_class)
    _turn, token = pupil_sign_in.sign_in(device, pupil=world.lina, pictures=SECRET)
    lina = room.person()
    lina.page.context.add_cookies([{"name": COOKIE, "value": token, "url": room.site}])
    return lina


def takes_a_task(lina: walk.Person, project: Project) -> None:
    lina.go(f"pupil/projects/{project.public_id}/tasks/new/")
    lina.page.fill("input[name=title]", "Préparer la terre")
    lina.press("Sur le tableau")
    lina.follow("button[name=take]")
    lina.follow("button[name=state][value=doing]")
    lina.follow("button[name=state][value=done]")


def writes_in_the_journal(lina: walk.Person, project: Project) -> None:
    lina.go(f"pupil/projects/{project.public_id}/journal/new/")
    lina.page.fill("input[name=title]", "La haie")
    lina.press("C’est bon")
    lina.follow("a[href*='/add/text/']")
    lina.page.fill("textarea[name=words]", TOLD)
    lina.press("C’est bon")
    entry = JournalEntry.objects.get()
    lina.go(f"pupil/journal/{entry.public_id}/")
    lina.follow("form[action$='/send/'] button")


def hears_the_families(claire: walk.Person, world, project: Project) -> None:
    """One sheet, printed; back at school one tap a child."""
    page = claire.page
    claire.go(f"cooperatives/{world.cooperative.public_id}/consents/new/")
    page.check(f"input[name=projects][value='{project.public_id}']", force=True)
    page.fill("input[name=title]", "Le jardin")
    if page.locator("select[name=classroom]").input_value() == "":
        page.select_option("select[name=classroom]", str(world.classroom.public_id))
    claire.press("Préparer la feuille")
    sheet = page.url.rstrip("/")
    paper = page.request.get(f"{sheet}/paper/")
    assert len(PdfReader(BytesIO(paper.body())).pages) == 3
    taps(claire, f"#all-{world.lina.public_id}")


def taps(claire: walk.Person, button: str) -> None:
    """A tap on the grid: the row alone changes with scripts, the page without."""
    if claire.room.scripts:
        claire.page.click(button)
        claire.page.wait_for_selector(f"{button}[aria-pressed=true]")
    else:
        claire.follow(button)


def looks_and_publishes(claire: walk.Person, world, project: Project) -> None:
    entry, page = JournalEntry.objects.get(), claire.page
    claire.go(f"{home(project)}journal/{entry.public_id}/")
    claire.press("J’ai relu la page")
    claire.go(f"{home(project)}story/")
    page.fill("textarea[name=aims]", "Attirer les papillons.")
    page.fill("textarea[name=story]", "Toute la classe a préparé la terre.")
    claire.press("Enregistrer les mots")
    claire.follow("form[action*='/pieces/'][action$='/in/'] button")
    claire.take("Relire et publier")
    for question in QUESTIONS:
        page.check(f"input[name={question}][value=nobody]", force=True)
    claire.press("Publier le récit")


def finds_reads_and_reports(visitor: walk.Person, project: Project) -> None:
    visitor.go("projects/?q=papillon")
    visitor.follow(f"main a[href$='/projects/{project.public_id}/']")
    words = visitor.reads()
    assert TOLD in words
    assert "Attirer les papillons." in words
    assert "Lina" not in words
    visitor.follow("a[href$='/report/']")
    visitor.page.check("input[name=reason][value=other]", force=True)
    visitor.page.fill("textarea[name=words]", "Le pré est le nôtre.")
    visitor.follow("main form button[type=submit]")
    assert ContentReport.objects.get().words == "Le pré est le nôtre."


def answers(staff: walk.Person, site_words: str) -> None:
    """From the queue, in the place where everything that waits is."""
    staff.go("desk/")
    report = ContentReport.objects.get()
    staff.follow(f"main a[href*='{report.public_id}']")
    assert site_words in staff.reads()
    staff.page.check("input[name=outcome][value=kept]", force=True)
    staff.page.fill("textarea[name=words]", "Le pré est à la commune.")
    staff.follow("main form button[type=submit]")
    report.refresh_from_db()
    assert report.outcome == "kept"


def reports_the_year(claire: walk.Person, world) -> None:
    """What the portal drafted, approved by the council, goes to the association."""
    here = f"cooperatives/{world.cooperative.public_id}/year/{world.year.slug}/activity/"
    claire.go(here)
    assert TITLE in claire.reads()
    claire.take("Le conseil l’approuve")
    claire.page.select_option("select[name=decision]", str(world.approved.public_id))
    claire.press("C’est cette décision")
    claire.press("Envoyer à l’AD")
    paper = claire.page.request.get(f"{claire.page.url}report.pdf")
    assert TITLE in "".join(page.extract_text() for page in PdfReader(BytesIO(paper.body())).pages).replace("\n", " ")


def test_a_project_goes_from_the_decision_to_the_story_and_into_the_report(room, world):
    claire = room.person()
    walk.signs_in(claire, world.claire.email)
    project = begins(claire, world)
    lina = sits_at_the_tablet(room, world)
    takes_a_task(lina, project)
    writes_in_the_journal(lina, project)
    hears_the_families(claire, world, project)
    looks_and_publishes(claire, world, project)

    visitor, staff = room.person(), room.person()
    finds_reads_and_reports(visitor, project)
    walk.signs_in(staff, world.martine.email)
    answers(staff, "Le pré est le nôtre.")
    reports_the_year(claire, world)

    claire.go(f"cooperatives/{world.cooperative.public_id}/consents/{project.consent_sheets.get().public_id}/")
    taps(claire, f"#no-{world.lina.public_id}")
    visitor.go(f"projects/{project.public_id}/")
    words = visitor.reads()
    assert "Toute la classe a préparé la terre." in words
    assert TOLD not in words

    project.refresh_from_db()
    assert (project.state, Task.objects.get().state) == ("told", "done")
    assert ActivityReport.objects.get().state == "sent"
    assert (room.complaints, room.strangers) == ([], [])
