"""In a real browser: Lina draws with a finger, records her voice, blurs a photo with the keys, and sends her page; on a
telephone without scripts a photo is blurred place by place."""

import pytest
from django.core.files.storage import default_storage

from cooperatives.models import StoredFile
from members.presence import COOKIE
from members.services import pupil_sign_in
from projects.models import JournalEntry, Piece
from projects.services.journal import begin_entry
from projects.services.tasks import add_task
from tests.browser.screens import PHONE, SMALL, TOO_HIGH, TOO_WIDE
from tests.finance.ledger import pupil_actor
from tests.kit.test_upload_sounds import picture, tones
from tests.world import SECRET, make_device

pytestmark = pytest.mark.browser
PHOTO = {"name": "main.png", "mimeType": "image/png", "buffer": picture()}


@pytest.fixture
def on_page(open_page, real_world, classroom, site):
    """Lina at the tablet, on her page of the journal."""

    def at(**options):
        entry = begin_entry(
            real_world.cooperative.projects.get(), classroom=classroom, title="La haie", by=pupil_actor(real_world.lina)
        )
        device, _token = make_device(real_world.open_class)
        _turn, token = pupil_sign_in.sign_in(device, pupil=real_world.lina, pictures=SECRET)
        page = open_page(**options)
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": site}])
        page.goto(f"/fr/pupil/journal/{entry.public_id}/")
        return page

    return at


def on(page) -> list[str]:
    """What the console complains of, and what does not fit a tablet."""
    return [*page.complaints, *page.evaluate(SMALL)] + [
        f"{page.url} {name}" for name, how in (("wide", TOO_WIDE), ("high", TOO_HIGH)) if page.evaluate(how) > 0
    ]


def tones_of(piece, box) -> int:
    with default_storage.open(piece.file.path) as file:
        return len(tones(file.read(), box))


def test_a_child_draws_records_and_blurs(on_page, real_world):
    page = on_page()
    faults = on(page)
    page.click("text=Un dessin")
    sheet = page.wait_for_selector("[data-paper]").bounding_box()
    faults += on(page)
    page.check("[name=thickness][value='34']", force=True)
    page.mouse.move(sheet["x"] + 100, sheet["y"] + 100)
    page.mouse.down()
    page.mouse.move(sheet["x"] + 400, sheet["y"] + 200, steps=4)
    page.mouse.up()
    page.click("text=C’est bon")
    page.fill("#id_words", "Un trait noir.")
    page.click("text=C’est bon")

    page.click("text=Un son")
    page.click("[data-start]")
    page.wait_for_timeout(900)  # a second of voice: what is measured is the length of a recording
    page.click("[data-stop]")
    page.wait_for_selector("[data-hear]:not([hidden])")
    faults += on(page)
    page.click("text=C’est bon")
    page.check(f".roll-face:has-text('{real_world.noe.first_name}') input", force=True)
    page.click("text=C’est nous")
    page.click("text=C’est bon")

    page.click("text=Une photo")
    faults += on(page)
    page.set_input_files("#id_taken", PHOTO)
    page.click("text=Personne")
    page.click("text=C’est bon")
    page.click(".journal-tile:has-text('Photo')")
    faults += on(page)
    page.click("text=Flouter ou couper")
    page.click("[data-add]")
    for key in (*["ArrowLeft"] * 20, *["ArrowUp"] * 13, *["Shift+ArrowRight"] * 15):
        page.keyboard.press(key)
    faults += on(page)
    page.click("text=Cacher pour toujours")
    page.wait_for_selector("text=Ta photo")
    page.click("footer >> text=Ma page")
    page.click("text=J’ai fini ma page")
    page.wait_for_url("**/journal/")

    drawing, sound, photo = Piece.objects.order_by("position")
    assert JournalEntry.objects.get().state == "sent"
    assert tones_of(drawing, (0, 0, 1200, 600)) > 5
    assert (sound.seconds, list(sound.shows.all())) == (1, [real_world.noe])
    assert photo.blurred
    assert tones_of(photo, (10, 10, 180, 80)) < 60
    assert tones_of(photo, (220, 110, 390, 290)) > 150
    assert StoredFile.objects.filter(pk__in=[drawing.file_id, sound.file_id, photo.file_id]).count() == 3
    assert faults == []


def test_without_a_script_a_photo_is_blurred_place_by_place(on_page):
    page = on_page(viewport=PHONE, java_script_enabled=False)
    page.click("text=Une photo")
    page.set_input_files("#id_taken", PHOTO)
    page.click("text=C’est bon")
    page.click("text=Personne")
    page.click("text=C’est bon")
    page.click(".journal-tile")
    page.click("text=Flouter ou couper")
    for cell in ("2-1", "3-1", "2-2", "3-2"):
        page.check(f"[name=cells][value='{cell}']", force=True)
    page.click("text=Cacher pour toujours")
    page.wait_for_selector("text=Ta photo")

    photo = Piece.objects.get()
    assert (photo.blurred, tones_of(photo, (105, 55, 195, 145)) < 60) == (True, True)
    assert page.complaints == []


RECORDED_AS_WEBM = """async () => {
  const context = new AudioContext(), tone = context.createOscillator(), out = context.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  const recorder = new MediaRecorder(out.stream), parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((end) => { recorder.onstop = end; });
  recorder.start();
  await new Promise((end) => setTimeout(end, 1200));
  recorder.stop();
  await ended;
  const files = new DataTransfer(), field = document.querySelector('#id_chosen');
  files.items.add(new File(parts, 'voix.webm', { type: recorder.mimeType }));
  field.files = files.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}"""


def test_a_recording_of_a_telephone_is_read_by_the_page_and_leaves_as_a_sound_that_is_taken(on_page):
    page = on_page()
    page.click("text=Un son")
    page.wait_for_selector("[data-recorder]:not([hidden])")

    page.evaluate(RECORDED_AS_WEBM)
    page.wait_for_selector("text=C’est nous")

    assert Piece.objects.get().seconds in (1, 2)
    assert page.complaints == []


def test_the_edges_of_a_photo_are_cut_with_a_frame_by_finger_or_by_keys(on_page):
    page = on_page()
    page.click("text=Une photo")
    page.set_input_files("#id_taken", PHOTO)
    page.click("text=Personne")
    page.click("text=C’est bon")
    page.click(".journal-tile")
    page.click("text=Flouter ou couper")
    before = Piece.objects.get().file
    page.click("[data-cut]")
    box, corner = page.locator(".blur-picture").bounding_box(), page.locator(".cut-top").bounding_box()
    page.mouse.move(corner["x"] + 10, corner["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 4, steps=3)
    page.mouse.up()
    page.focus("[data-corner=bottom]")
    for key in ["ArrowRight"] * 5:
        page.keyboard.press(key)
    faults = on(page)
    values = [page.input_value(f"[name={name}]") for name in ("left", "top", "right", "bottom")]
    page.click("text=Cacher pour toujours")
    page.wait_for_selector("text=Ta photo")

    after = Piece.objects.get().file
    assert values == ["50", "25", "", "10"]
    assert (after.width, after.height) == (round(before.width * 0.5), round(before.height * 0.65))
    assert faults == []


def test_a_card_is_dragged_to_another_column_and_says_where_it_is(on_page, real_world):
    project = real_world.cooperative.projects.get()
    project.state = "running"
    project.save()
    task = add_task(project, title="Arroser", by=real_world.actor(real_world.claire))
    page = on_page()
    page.goto(f"/fr/pupil/projects/{project.public_id}/tasks/")
    handle, there = page.locator(".task-handle").bounding_box(), page.locator("[data-column=doing]").bounding_box()

    page.mouse.move(handle["x"] + 20, handle["y"] + 20)
    page.mouse.down()
    page.mouse.move(there["x"] + 80, there["y"] + 60, steps=5)
    page.mouse.up()
    page.wait_for_selector("[data-column=doing] .task-card")

    task.refresh_from_db()
    assert task.state == "doing"
    assert "est dans «\N{NO-BREAK SPACE}En cours" in page.inner_text("[role=status]")
    assert on(page) == []
