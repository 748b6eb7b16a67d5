"""Pupils' pages on a school's old screen (1024 × 600) and on a telephone, at each reading age and in both languages."""

from decimal import Decimal

import pytest

from finance.services.claims import draft_claim, send_claim
from members.models import Pupil
from members.presence import COOKIE
from members.services import class_sessions, pupil_sign_in
from occe.kit.dates import today
from tests.browser.receipts import stored_receipt
from tests.browser.screens import PHONE, TABLET, TOO_HIGH, TOO_WIDE
from tests.finance.ledger import pupil_actor
from tests.world import SECRET, make_device, make_open_class, make_pupils

pytestmark = pytest.mark.browser

AGES = (6, 12)
"""The two ends: the largest letters and the most words."""
LANGUAGES = ("fr", "en")
COVERED = """() => {
  const photo = document.querySelector('.photo img').getBoundingClientRect();
  const button = document.querySelector('.photo .zoom').getBoundingClientRect();
  return button.top < photo.bottom - 1 && button.left < photo.right && button.right > photo.left;
}"""


def arrive(page, world, pupil, site, *, session=None) -> None:
    """A pupil's turn on this browser, without the steps of the door."""
    device, _token = make_device(session or world.open_class)
    if pupil.is_whole_class:
        _turn, token = pupil_sign_in.take_turn(device, pupil=pupil)
    else:
        _turn, token = pupil_sign_in.sign_in(device, pupil=pupil, pictures=SECRET)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": site}])


@pytest.fixture
def four_values(real_world, classroom):
    """An expense with a shop that has a long name: four things to compare."""
    lina = pupil_actor(real_world.lina)
    facts = {
        "category": "art", "amount": Decimal("1138.40"), "issued_on": today(),
        "photo": stored_receipt(real_world, lina),
        "shop": "La grande jardinerie du pont de Polminhac", "what": "du papier, de la colle et douze pinceaux",
    }  # fmt: skip
    return send_claim(draft_claim(real_world.cooperative, by=lina, classroom=classroom, **facts), by=lina)


@pytest.mark.parametrize("age", AGES)
def test_the_second_look_fits_the_tablet_with_four_values(open_page, real_world, four_values, site, age):
    Pupil.objects.filter(pk=real_world.noe.pk).update(reading_age=age)
    page, faults = open_page(viewport=TABLET), []
    arrive(page, real_world, real_world.noe, site)

    for language in LANGUAGES:
        for same in range(5):
            page.goto(f"/{language}/pupil/money/expenses/{four_values.public_id}/check/?same={same}")
            over = page.evaluate(TOO_HIGH)
            faults += [(language, same, over)] if over > 0 else []
            assert page.evaluate(COVERED) is False

    assert faults == []


@pytest.fixture
def one_photo_twice(real_world, classroom):
    """Seven purchases that wait for a second look, with long words, and Noé's own with the photo of one of them."""
    lina, noe = pupil_actor(real_world.lina), pupil_actor(real_world.noe)
    facts = {"category": "art", "amount": Decimal("138.40"), "issued_on": today()}
    facts["photo"] = stored_receipt(real_world, lina)
    facts["what"] = "du papier, de la colle et douze pinceaux"
    sent = [
        send_claim(draft_claim(real_world.cooperative, by=lina, classroom=classroom, **facts), by=lina)
        for _ in range(7)
    ]
    own = facts | {"shop": "La grande jardinerie du pont de Polminhac", "paid_with": "class_box"}
    return sent, draft_claim(real_world.cooperative, by=noe, classroom=classroom, **own)


@pytest.mark.parametrize("age", AGES)
def test_what_is_told_above_a_page_takes_its_room(open_page, real_world, one_photo_twice, site, age):
    Pupil.objects.filter(pk=real_world.noe.pk).update(reading_age=age)
    sent, own = one_photo_twice
    page, faults = open_page(viewport=TABLET), []
    arrive(page, real_world, real_world.noe, site)
    money = "pupil/money"
    addresses = [
        f"{money}/expenses/{own.public_id}/read/", f"{money}/checks/", f"{money}/expenses/",
        *(f"{money}/expenses/{sent[0].public_id}/check/?same={same}" for same in range(4)),
    ]  # fmt: skip

    for language in LANGUAGES:
        for address in addresses:
            page.goto(f"/{language}/{address}")
            faults += [(language, address, over)] if (over := page.evaluate(TOO_HIGH)) > 0 else []

    assert faults == []


@pytest.mark.parametrize("age", AGES)
def test_a_file_that_is_no_photo_is_told_without_scrolling(open_page, real_world, classroom, site, age):
    lina = pupil_actor(real_world.lina)
    claim = draft_claim(real_world.cooperative, by=lina, classroom=classroom, category="garden")
    Pupil.objects.filter(pk=real_world.lina.pk).update(reading_age=age)
    page = open_page(viewport=TABLET)
    arrive(page, real_world, real_world.lina, site)
    page.goto(f"/fr/pupil/money/expenses/{claim.public_id}/ask/photo/")

    page.set_input_files("#id_file", {"name": "ticket.jpg", "mimeType": "image/jpeg", "buffer": b"<html></html>"})

    page.locator(".said").wait_for()
    assert page.evaluate(TOO_HIGH) <= 0


@pytest.mark.parametrize("age", AGES)
def test_the_amount_fits_the_tablet_in_both_languages(open_page, real_world, classroom, site, age):
    lina = pupil_actor(real_world.lina)
    claim = draft_claim(real_world.cooperative, by=lina, classroom=classroom, category="garden")
    Pupil.objects.filter(pk=real_world.lina.pk).update(reading_age=age)
    page, faults = open_page(viewport=TABLET), []
    arrive(page, real_world, real_world.lina, site)

    for language in LANGUAGES:
        page.goto(f"/{language}/pupil/money/expenses/{claim.public_id}/ask/amount/")
        faults += [(language, page.evaluate(TOO_HIGH))] if page.evaluate(TOO_HIGH) > 0 else []

    assert faults == []


@pytest.mark.parametrize("count", [26, 32])
def test_a_large_class_finds_its_picture_without_scrolling(open_page, real_world, classroom, site, count):
    names = [f"Prénom{rank:02}" for rank in range(count - 3)]
    make_pupils(classroom, *names)
    _device, token = make_device(real_world.open_class)
    page = open_page(viewport=TABLET)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": site}])

    page.goto("/fr/class/board/")

    assert page.locator(".face").count() == count
    assert page.evaluate(TOO_HIGH) <= 0
    page.set_viewport_size(PHONE)
    assert page.evaluate(TOO_WIDE) <= 0


@pytest.mark.parametrize("count", [17, 32])
def test_at_the_door_of_a_large_class_the_ways_out_are_in_sight(open_page, real_world, classroom, site, count):
    make_pupils(classroom, *(f"Prénom{rank:02}" for rank in range(count)))
    _device, token = make_device(real_world.open_class, let_in=False)
    page = open_page(viewport=TABLET)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": site}])

    page.goto("/fr/class/board/")

    assert page.locator(".at-the-door").is_visible()
    assert page.evaluate(TOO_HIGH) <= 0


def test_goodbye_stands_on_one_line_on_a_telephone(open_page, real_world, classroom, site):
    page = open_page(viewport=PHONE)
    arrive(page, real_world, real_world.lina, site)

    page.goto("/fr/pupil/")

    lines = "one => one.getClientRects().length"
    assert page.locator(".pupil-head .btn:visible span").evaluate_all(f"all => all.map({lines})") == [1, 1]
    assert page.evaluate(TOO_WIDE) <= 0


def test_the_whole_class_keeps_its_tinted_square(open_page, real_world, classroom, site):
    class_sessions.close_class(real_world.open_class, by=real_world.actor(real_world.claire))
    session = make_open_class(classroom, real_world.claire, as_one=True)
    everybody = Pupil.objects.get(kind=Pupil.Kind.WHOLE_CLASS)
    page = open_page(viewport=TABLET)
    arrive(page, real_world, everybody, site, session=session)

    for address in ("/fr/pupil/", "/fr/pupil/money/expenses/new/", "/en/pupil/money/expenses/new/"):
        page.goto(address)
        box = page.locator(".pupil-who .portrait").bounding_box()
        assert (round(box["width"]), round(box["height"])) == (48, 48), address


@pytest.mark.parametrize(
    ("step", "gone", "boxes"),
    [
        ("category", ".pupil-head", 0),
        ("amount", ".keypad, .amount-field, .table-top", 6),
        ("day", ".month, .near-days, .typed-day", 0),
        ("shop", "#id_shop", 0),
        ("photo", ".photo-picks, .photo-kept", 0),
        ("purpose", ".pupil-foot", 0),
    ],
)
def test_a_question_prints_a_form_to_fill_by_hand(open_page, real_world, classroom, site, step, gone, boxes):
    lina = pupil_actor(real_world.lina)
    facts = {"category": "garden", "amount": Decimal("38.40"), "what": "des bulbes", "shop": "Au Pont"}
    claim = draft_claim(real_world.cooperative, by=lina, classroom=classroom, **facts)
    page = open_page(viewport=TABLET)
    arrive(page, real_world, real_world.lina, site)
    page.goto(f"/fr/pupil/money/expenses/{claim.public_id}/ask/{step}/")
    assert page.locator(".paper").is_visible() is False

    page.emulate_media(media="print")

    assert page.locator(".paper-hand").is_visible()
    assert page.locator(gone).locator("visible=true").count() == 0
    assert page.locator(".paper .box").count() == boxes
    printed = page.inner_text("main")
    assert [word for word in ("38,40", "des bulbes") if word in printed] == []


def test_the_second_look_prints_every_value(open_page, real_world, four_values, site):
    page = open_page(viewport=TABLET)
    arrive(page, real_world, real_world.noe, site)
    page.goto(f"/fr/pupil/money/expenses/{four_values.public_id}/check/")

    page.emulate_media(media="print")

    printed = page.inner_text("main")
    assert "…" not in printed
    assert printed.count("Pas pareil") == 4
    assert "La grande jardinerie du pont de Polminhac" in printed
