"""After a withdrawal nothing shows the picture: no page, feed, paper, address, shared link, cached or asked again."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from cooperatives.models import StoredFile
from members.services.roster import depart
from occe.kit.actors import PupilActor
from occe.kit.dates import today
from projects.models import ConsentSheet, Piece, Project
from projects.models.consent import Answer
from projects.services import publication
from projects.services.consent import record_answer, say_own_no, withdraw_consent
from projects.services.journal import retitle_entry
from projects.services.pieces import withdraw_piece
from tests.projects.rows import being_written, make_entry, make_photo, make_project, make_sheet, make_text
from tests.website.pictures_on_paper import shades, words_of

NOBODY = {"by_words": "nobody", "by_pictures": "known", "by_place": "known"}
WORDS = {"photo": "Trois mains dans la terre.", "drawing": "Un papillon bleu.", "sound": "On entend la pluie.",
         "text": "Mon papillon est venu."}  # fmt: skip


def stored(world, name: str, content: bytes, content_type: str, **size) -> StoredFile:
    path = default_storage.save(f"test/{name}", ContentFile(content))
    return StoredFile.objects.create(
        federation=world.federation, cooperative=world.cooperative, path=path, thumbnail_path=path, sha256="0" * 64,
        content_type=content_type, size=len(content), **size,
    )  # fmt: skip


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, "WEBP")
    return out.getvalue()


@pytest.fixture
def told(world):
    """A published story in which Lina is seen and heard, and has drawn and written; all that is allowed."""
    lina, classroom = world.lina, world.classroom
    world.project = make_project(world.cooperative, classrooms=[classroom], state="finished", story="On a semé.")
    entry = world.entry = make_entry(world.project, classroom)
    file = stored(world, "photo.webp", picture("red"), "image/webp", width=80, height=60)
    photo = make_photo(entry, lina, in_story=True, words=WORDS["photo"], file=file)
    with being_written(entry):
        drawing = Piece.objects.create(
            entry=entry, kind="drawing", people="nobody", in_story=True, words=WORDS["drawing"],
            file=stored(world, "drawing.webp", picture("blue"), "image/webp", width=80, height=60),
        )  # fmt: skip
        drawing.authors.add(lina)
        sound = Piece.objects.create(
            entry=entry, kind="sound", people="children", in_story=True, words=WORDS["sound"], seconds=4,
            made_by="together", file=stored(world, "sound.mp3", b"sound" * 20, "audio/mpeg"),
        )  # fmt: skip
        sound.shows.add(lina)
        sound.authors.add(lina)
    text = make_text(entry, lina, words=WORDS["text"], in_story=True)
    world.pieces = [photo, drawing, sound, text]
    world.by = world.actor(world.claire)
    world.sheet = make_sheet(classroom, world.project, by=world.claire)
    record_answer(world.sheet, lina, image=Answer.ALL, by=world.by)
    publication.set_cover(world.project, Piece.objects.get(pk=photo.pk), by=world.by)
    publication.publish_story(world.project, by=world.by, **NOBODY)
    return world


def child_says_no(told, **where):
    session = told.open_class
    lina = PupilActor(told.lina.pk, session.pk, told.classroom.pk, told.cooperative.pk, told.federation.pk)
    say_own_no(by=lina, **where)


def end_the_sheet(told):
    ConsentSheet.objects.update(ends_on="2026-01-01")


def take_pieces_off(told):
    for piece in told.pieces:
        withdraw_piece(piece, by=told.by)


WAYS = {
    "the answer is no": lambda w: record_answer(w.sheet, w.lina, image=Answer.NO, by=w.by),
    "the answer is not the site": lambda w: record_answer(w.sheet, w.lina, image=Answer.NOT_SITE, by=w.by),
    "one parent only": lambda w: record_answer(w.sheet, w.lina, image=Answer.ALL, both_parents=False, by=w.by),
    "the family takes it back": lambda w: withdraw_consent(w.lina, by=w.by),
    "the child says no": child_says_no,
    "the child says no here": lambda w: child_says_no(w, project=w.project),
    "the sheet has ended": end_the_sheet,
    "the pieces are taken off": take_pieces_off,
    "the page waits for the adult": lambda w: retitle_entry(w.entry, title="Autrement", by=w.by),
    "left out of the story": lambda w: [publication.choose_piece(p, in_story=False, by=w.by) for p in w.pieces],
    "the story is withdrawn": lambda w: publication.withdraw_story(w.project, by=w.by),
    "the child leaves": lambda w: depart(w.lina, on=today(), by=w.by),
}


def addresses(told) -> list[str]:
    """All that anybody can ask and that could show a story, but for its papers."""
    project, cooperative = told.project.public_id, told.cooperative.public_id
    type(told.cooperative).objects.update(public_page=True)
    pages = ["/", "/projects/", "/impact/", "/news/", f"/projects/{project}/", f"/projects/{project}/report/",
             f"/projects/cooperative/{cooperative}/"]  # fmt: skip
    return [*(f"/fr{page}" for page in pages), f"/en/projects/{project}/", "/feeds/projects.atom", "/feeds/news.atom",
            "/impact.json", "/sitemap.xml"]  # fmt: skip


def files(told) -> list[str]:
    """Each picture and sound in each size, and as a shared link shows it."""
    found = [reverse("story-cover-jpeg", args=[piece.public_id]) for piece in told.pieces[:2]]
    return found + [
        reverse("story-piece", args=[piece.public_id, size]) for piece in told.pieces[:3] for size in ("full", "small")
    ]


def told_in(content: str, told) -> set[str]:
    """Which pieces a page shows: by their words, or by their address."""
    marks = {
        kind: (words, str(piece.public_id)) for (kind, words), piece in zip(WORDS.items(), told.pieces, strict=True)
    }
    return {kind for kind, both in marks.items() if any(mark in content for mark in both)}


def asked(path: str, etag: str = ""):
    """The answer, its content read."""
    response = Client().get(path, headers={"if-none-match": etag} if etag else {})
    response.read = b"".join(response) if response.streaming else response.content
    return response


def nothing_is_left(told, before: dict) -> None:
    """No page that was asked before shows a piece, to who asks anew or with the old ETag; no file answers."""
    for path, old in before.items():
        for etag in ("", old.headers.get("ETag", "")):
            now = asked(path, etag)
            assert told_in(now.content.decode(), told) == set(), path
            assert now.status_code != 304 or told_in(old.content.decode(), told) == set(), path
    assert {path: asked(path).status_code for path in files(told)} == dict.fromkeys(files(told), 404)


def test_a_story_shows_what_is_allowed_and_no_cache_may_keep_a_picture(told):
    page = asked(f"/fr/projects/{told.project.public_id}/")
    content = page.content.decode()

    assert told_in(content, told) == set(WORDS)
    assert re.search(r'property="og:image" content="[^"]+"', content)[0].count(str(told.pieces[0].public_id)) == 1
    for path in files(told):
        response = asked(path)
        assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True), path
        assert "ETag" not in response


def test_after_a_withdrawal_no_place_shows_it(told):
    """The pages are asked before, so that the public cache holds them."""
    before = {path: asked(path) for path in addresses(told)}

    WAYS["the family takes it back"](told)

    nothing_is_left(told, before)


def test_whichever_way_it_was_withdrawn_the_story_does_not_show_it(told):
    """Each way is tried and undone; the class is open before, for that is no part of any."""
    told.open_class
    story = f"/fr/projects/{told.project.public_id}/"
    for way, withdraw in WAYS.items():
        with transaction.atomic():
            before = {path: asked(path) for path in (story, "/feeds/projects.atom", "/fr/projects/")}
            assert told_in(before[story].content.decode(), told) == set(WORDS), way
            withdraw(told)
            for path, old in before.items():
                now = asked(path, old["ETag"])
                seen = old if now.status_code == 304 else now
                assert told_in(seen.content.decode(), told) == set(), (way, path)
            assert {asked(path).status_code for path in files(told)[1:4]} == {404}, way
            transaction.set_rollback(True)


def test_the_papers_leave_out_what_is_withdrawn(told):
    paths = [f"/fr/projects/{told.project.public_id}/{paper}.pdf" for paper in ("leaflet", "poster")]
    before = {path: asked(path) for path in paths}
    assert [shades(response.read) for response in before.values()] == [{"red", "blue"}, {"red", "blue"}]

    withdraw_consent(told.lina, by=told.by)

    for path, old in before.items():
        now = asked(path, old.headers["ETag"])
        assert (now.status_code, shades(now.read)) == (200, set())
        assert told_in(words_of(now.read), told) == set()
    publication.withdraw_story(told.project, by=told.by)
    assert [asked(path).status_code for path in paths] == [404, 404]


def test_a_story_that_is_published_again_shows_only_what_is_allowed_then(told):
    publication.withdraw_story(told.project, by=told.by)
    record_answer(told.sheet, told.lina, image=Answer.NO, works=Answer.ALL, by=told.by)
    publication.publish_story(told.project, by=told.by, **NOBODY)

    content = asked(f"/fr/projects/{told.project.public_id}/").content.decode()
    assert told_in(content, told) == {"drawing", "text"}
    assert Project.objects.get().is_published
