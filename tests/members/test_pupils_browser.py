"""In a real browser: a child signs in without a script, the shared tablet never goes back, the live page stays true."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from members.models import Turn
from members.services import class_sessions, jobs
from occe.kit.dates import today
from tests.browser.screens import PHONE, SMALL, TABLET, TOO_WIDE, tablets
from tests.world import PASSWORD, SECRET

pytestmark = pytest.mark.browser


@pytest.fixture
def tablet(chromium, real_world, site):
    """Opens a tablet in Claire's class (`screens.tablets`)."""
    real_world.claire.called = "mistress"
    real_world.claire.save()
    real_world.open_class
    with tablets(chromium, site) as open_one:
        yield open_one


def type_code(page: Page, code: str) -> None:
    """On the pad, one key at a time."""
    page.goto("/fr/class/")
    for digit in code:
        page.click(f".key-button[value='{digit}']")
    page.wait_for_url("**/class/board/")


def touch_secret(page: Page) -> None:
    for picture in SECRET:
        page.click(f".tile[value='{picture}']")
    page.wait_for_url("**/pupil/")


def teacher(page: Page, world) -> str:
    """Signs Claire in; returns the address of her open class."""
    page.goto("/fr/accounts/login/")
    page.fill("input[name=login]", world.claire.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/my/**")
    return f"/fr/cooperatives/{world.cooperative.public_id}/class/{world.open_class.public_id}/"


@pytest.mark.parametrize(
    ("viewport", "script"),
    [(PHONE, False), (TABLET, False), (TABLET, True)],
    ids=["phone-without-script", "tablet-without-script", "tablet-with-script"],
)
def test_a_child_signs_in_with_the_code_and_three_pictures(tablet, real_world, viewport, script):
    world = real_world
    page = tablet(viewport=viewport, java_script_enabled=script)

    type_code(page, world.open_class.code)
    at_the_door = page.inner_text("h1")
    class_sessions.let_all_in(world.open_class, by=world.actor(world.claire))
    page.goto("/fr/class/board/")
    page.click("text=Lina")
    touch_secret(page)
    home = page.inner_text(".pupil-who")
    page.click("text=Au revoir")
    page.wait_for_url("**/class/board/")

    assert at_the_door == "Attends un peu, on va t’ouvrir."
    assert home.strip() == "Lina"
    assert page.complaints == []
    assert Turn.objects.filter(ended_at__isnull=True).count() == 0


def test_a_wrong_secret_says_so_without_a_script(tablet, real_world):
    world = real_world
    page = tablet(java_script_enabled=False)
    type_code(page, world.open_class.code)
    class_sessions.let_all_in(world.open_class, by=world.actor(world.claire))
    page.goto("/fr/class/board/")
    page.click("text=Lina")

    for picture in reversed(SECRET):
        page.click(f".tile[value='{picture}']")

    assert page.inner_text(".say").strip() == "Ce ne sont pas les bonnes images. Essaie encore."
    assert page.locator(".secret-places .filled").count() == 0


def test_a_tap_too_many_is_taken_back_by_begin_again(tablet, real_world):
    world = real_world
    page = tablet()
    type_code(page, world.open_class.code)
    class_sessions.let_all_in(world.open_class, by=world.actor(world.claire))
    page.goto("/fr/class/board/")
    page.click("text=Lina")
    page.click(".tile[value='tent']")

    page.click("text=Recommencer")
    touch_secret(page)

    assert page.inner_text(".pupil-who").strip() == "Lina"


def test_the_shared_tablet_never_goes_back_to_the_former_child(tablet, real_world):
    world = real_world
    page = tablet()
    address = teacher(page, world)
    page.goto(address)
    page.click("text=Faire de cet appareil la tablette de la classe")
    page.wait_for_url("**/class/board/")

    page.click("button:has-text('Lina')")
    page.wait_for_url("**/pupil/turn/**")
    lina = page.url
    page.click("text=Un adulte")
    page.wait_for_url("**/adult/")
    page.click("text=Au revoir")
    page.wait_for_url("**/class/board/")
    page.click("button:has-text('Noé')")
    page.wait_for_url("**/pupil/turn/**")
    noe = page.url

    seen = []
    for _ in range(5):
        page.go_back()
        page.wait_for_load_state()
        seen.append((page.url, " ".join(page.locator(".pupil-who").all_inner_texts()).strip()))
    page.goto(lina)
    after = page.url
    adults = page.goto(address).status

    assert lina != noe
    assert not any(lina in url or who == "Lina" for url, who in seen), seen
    assert after.endswith("/class/board/")
    assert adults == 403  # the adult is signed out here: a child is not let into the adult's pages
    assert page.complaints == []


def test_a_page_of_the_former_child_sends_nothing_for_the_next(tablet, real_world):
    """Two tabs on one tablet: Lina's page is still open while it is Noé's turn."""
    world = real_world
    page = tablet()
    page.goto(teacher(page, world))
    page.click("text=Faire de cet appareil la tablette de la classe")
    page.wait_for_url("**/class/board/")
    page.click("button:has-text('Lina')")
    page.wait_for_url("**/pupil/turn/**")
    page.click("text=Un adulte")
    page.wait_for_url("**/adult/")
    board = page.context.new_page()
    board.goto("/fr/class/board/")
    board.click("button:has-text('Noé')")
    board.wait_for_url("**/pupil/turn/**")

    page.click("text=Appeler ta maîtresse")
    page.wait_for_url("**/class/board/")

    assert world.open_class.signals.count() == 0
    assert Turn.objects.get(ended_at__isnull=True).pupil == world.noe


def test_the_teacher_sees_a_tablet_at_the_door_and_lets_it_in_without_a_reload(tablet, real_world):
    world = real_world
    desk, child = tablet(viewport={"width": 1280, "height": 800}), tablet()
    desk.goto(teacher(desk, world))
    answers = []
    desk.on("response", lambda one: answers.append(one.status) if one.request.headers.get("hx-request") else None)

    type_code(child, world.open_class.code)
    desk.click("text=Laisser entrer la tablette 1")
    child.wait_for_selector("text=Bonjour")
    child.click("text=Lina")
    touch_secret(child)
    desk.wait_for_selector("text=1 élève est là")
    desk.wait_for_timeout(4500)

    assert 304 in answers
    assert desk.inner_text("#present-title") == "1 élève est là"  # an unchanged answer empties nothing
    assert desk.complaints + child.complaints == []


def test_what_the_teacher_unfolded_stays_so_when_the_room_changes(tablet, real_world):
    world = real_world
    desk, child = tablet(viewport={"width": 1280, "height": 800}), tablet()
    desk.goto(teacher(desk, world))
    desk.click("#absent summary")

    type_code(child, world.open_class.code)
    desk.wait_for_selector("text=Laisser entrer la tablette 1")

    assert desk.get_attribute("#absent", "open") is not None


def test_closing_the_class_shows_a_kind_page_at_the_next_tap(tablet, real_world):
    world = real_world
    child = tablet()
    child.goto(f"/fr/class/open/{class_sessions.session_token(world.open_class)}/")
    child.click("text=Lina")
    touch_secret(child)

    class_sessions.close_class(world.open_class, by=world.actor(world.claire))
    child.click("text=Un adulte")
    child.wait_for_url("**/class/closed/")

    assert "La classe n’est pas ouverte" in child.inner_text("h1")


def every_page(page: Page, world):
    """Walks each kind of a child's page, in this tablet."""
    page.goto("/fr/class/")
    yield "entry"
    for exit in ("lost", "not-me", "new", "read"):
        page.goto(f"/fr/class/help/{exit}/")
        yield exit
    page.goto("/fr/class/closed/")
    yield "closed"
    type_code(page, world.open_class.code)
    yield "waiting"
    class_sessions.let_all_in(world.open_class, by=world.actor(world.claire))
    page.goto("/fr/class/board/")
    yield "board"
    page.click("text=Lina")
    page.wait_for_selector(".tile")
    yield "secret"
    touch_secret(page)
    yield "home"
    page.click(".picture-choice-job")
    page.wait_for_selector(".two-things")
    yield "job"
    page.goto("/fr/pupil/adult/")
    yield "adult"


@pytest.mark.parametrize(
    ("viewport", "theme"), [(PHONE, "dark"), (TABLET, "light")], ids=["phone-dark", "tablet-light"]
)
def test_childrens_pages_fit_are_easy_to_touch_and_have_no_barrier(tablet, real_world, viewport, theme):
    world = real_world
    job = jobs.add_job(world.classroom, kind="treasurer", by=world.actor(world.claire))
    jobs.give_job(job, pupils=[world.lina], starts_on=today(), ends_on=today(), by=world.actor(world.claire))
    page, axe, found = tablet(viewport=viewport, color_scheme=theme), Axe(), {}

    for name in every_page(page, world):
        barriers = [rule["id"] for rule in axe.run(page).response["violations"]]
        wrong = [*barriers, *page.evaluate(SMALL), *(["too wide"] if page.evaluate(TOO_WIDE) > 0 else [])]
        if viewport == TABLET and page.evaluate("document.documentElement.scrollHeight") > 620:
            wrong.append("longer than the screen")
        if wrong:
            found[name] = wrong

    assert found == {}
    assert page.complaints == []
