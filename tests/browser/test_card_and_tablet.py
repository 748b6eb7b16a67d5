"""The two other ways into a class, in a real browser, to the end of an expense: the own card, and the class's tablet.

Lina holds her card before a tablet: its address leads to her three secret pictures and to nobody else's. Noé's turn is
on the tablet that the whole class shares; nothing of it stays for the child who comes next.
"""

from decimal import Decimal

import pytest

from finance.models import ExpenseClaim
from members.exports import card_address
from members.models import SessionDevice, Turn
from members.queries_pupils import roll
from members.services import cards, class_sessions
from tests.browser import walk
from tests.finance.pupil_walk import fill_the_boxes, this_year
from tests.kit import hostile
from tests.world import SECRET

pytestmark = pytest.mark.browser

AMOUNT = "12{comma}60"


@pytest.fixture
def world(real_world):
    """Claire's class has its money of the year; its children have their cards."""
    fill_the_boxes(real_world, this_year(real_world))
    real_world.lina
    return real_world


@pytest.fixture(params=[("fr", 1280, True), ("en", 360, False)], ids=["french-scripts-1280", "english-plain-360"])
def room(request, chromium, world, site):
    language, width, scripts = request.param
    room = walk.Room(chromium, site, language, width, scripts)
    yield room
    room.close()


def card_of(pupil, room: walk.Room) -> str:
    """The address in the QR of the pupil's printed card."""
    [row] = [row for row in roll(pupil.enrolments.get().classroom) if row.pupil == pupil]
    return card_address(row, room.site)


def scans(child: walk.Person, address: str) -> None:
    """Whatever reads the QR opens its address."""
    assert child.page.goto(address).status == 200


def touches_three_pictures(child: walk.Person) -> None:
    """The secret of the whole cast."""
    for picture in SECRET:
        child.page.click(f".tile[value='{picture}']")
    child.page.wait_for_url("**/pupil/")


def shares_this_device(teacher: walk.Person, world) -> None:
    """The device that the teacher holds becomes the tablet of the class, and the teacher is signed out of it."""
    teacher.go(f"cooperatives/{world.cooperative.public_id}/class/{world.open_class.public_id}/")
    teacher.press("Faire de cet appareil la tablette de la classe")


def takes_a_turn(tablet: walk.Person, pupil) -> str:
    """A tap on the own picture. Gives the address of the turn."""
    tablet.follow(f"button[name=pupil][value='{pupil.public_id}']")
    return tablet.page.url


def test_an_expense_goes_from_a_scanned_card_over_the_shared_tablet_into_the_book(room, world):
    world.open_class
    lina, tablet, claire = room.person(), room.person(), room.person()

    scans(lina, card_of(world.lina, room))
    at_her_secret = lina.page.url
    touches_three_pictures(lina)
    photo = {"name": "IMG_0042.JPG", "mimeType": "image/jpeg", "buffer": hostile.telephone_photo()}
    walk.writes_an_expense(lina, AMOUNT.format(comma="," if room.language == "fr" else "."), photo)

    walk.signs_in(tablet, world.claire.email)
    shares_this_device(tablet, world)
    noe_s = takes_a_turn(tablet, world.noe)
    values = walk.looks_at_the_expense(tablet)
    tablet.press("Au revoir")
    between = tablet.page.url
    zoe_s = takes_a_turn(tablet, world.zoe)
    tablet.page.goto(noe_s)  # where the tablet's own way back would lead
    after = tablet.page.url
    adults = tablet.page.request.get(f"/{room.language}/my/", max_redirects=0).status

    walk.signs_in(claire, world.claire.email)
    walk.agrees_to_the_week(claire)

    claim = ExpenseClaim.objects.get()
    assert at_her_secret.endswith(f"/{room.language}/class/pupil/{world.lina.public_id}/")
    assert [values, claim.state, claim.amount] == [3, "paid", Decimal("12.60")]
    assert (claim.drafted_by_pupil, claim.checks.get().pupil, claim.agreed_by) == (world.lina, world.noe, world.claire)
    assert sorted(SessionDevice.objects.values_list("how", flat=True)) == ["card", "shared"]
    assert list(Turn.objects.filter(ended_at__isnull=True).order_by("pk").values_list("pupil", flat=True)) == [
        world.lina.pk,
        world.zoe.pk,
    ]
    assert between.endswith("/class/board/")
    assert noe_s != zoe_s
    assert after == between
    assert adults == 403
    assert room.strangers == []
    assert room.complaints == []


def test_a_card_opens_its_own_pupil_s_door_and_only_while_the_class_is_open(room, world):
    child, by = room.person(), world.actor(world.claire)
    card, noe_s_door = card_of(world.lina, room), f"/{room.language}/class/pupil/{world.noe.public_id}/"

    scans(child, card)
    before = child.page.url
    world.open_class
    scans(child, card)
    child.page.goto(noe_s_door)
    led_back = child.page.url
    cards.renew_card(world.lina, seen_version=1, by=by)
    scans(room.person(), card)
    renewed = room.contexts[-1].pages[0].url
    class_sessions.close_class(world.open_class, by=by)
    scans(child, card_of(world.lina, room))

    assert before.endswith("/class/closed/")
    assert led_back.endswith(f"/class/pupil/{world.lina.public_id}/")
    assert renewed.endswith("/class/old-card/")
    assert child.page.url.endswith("/class/closed/")
    assert (Turn.objects.count(), SessionDevice.objects.count()) == (0, 0)
    assert room.complaints == []
