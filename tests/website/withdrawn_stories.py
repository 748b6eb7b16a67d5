"""Plants published stories in the portal that runs in production, then withdraws each in another way.

A program beside the portal, with its settings, its database role and its files (`python -m
tests.website.withdrawn_stories`). It prints one line of JSON when the stories stand, withdraws when it is told a line,
and prints when that is committed.
"""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import django

COLOURS = {"photo": (220, 20, 20), "drawing": (20, 20, 220)}


@dataclass
class Told:
    """A story about one child: photo, drawing, sound and text, each with words of its own."""

    way: str
    project: Any
    entry: Any
    child: Any
    sheet: Any
    pieces: dict[str, Any]

    def marks(self) -> list[str]:
        """What gives it away on a page: words and addresses."""
        return [mark for piece in self.pieces.values() for mark in (piece.words, str(piece.public_id))]


class Stage:
    """The cast of the tests, in the portal's own database and association."""

    def __init__(self) -> None:
        from cooperatives.models import Federation, SchoolYear
        from occe.kit.dates import school_year_of, today
        from tests.world import World, make_classroom, make_pupils, make_year

        self.world = World()
        federation = Federation.objects.get()
        self.world.__dict__ |= {"federation": federation}
        starts = school_year_of(today()).start
        year = SchoolYear.objects.filter(federation=federation, starts=starts).first() or make_year(federation, starts)
        self.world.__dict__ |= {"year": year}
        self.world.__dict__ |= {"classroom": make_classroom(self.world.cooperative, year)}
        type(self.world.cooperative).objects.update(public_page=True)
        self.by = self.world.actor(self.world.claire)
        names = [f"Enfant {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"[: len(WAYS)]]
        children = make_pupils(self.world.classroom, *names, level="CE1")
        self.stories = [self.tell(way, child) for way, child in zip(WAYS, children, strict=True)]

    def tell(self, way: str, child) -> Told:
        from projects.models import Piece
        from projects.services import publication
        from projects.services.consent import record_answer
        from tests.projects.rows import being_written, make_entry, make_project, make_sheet

        project = make_project(
            self.world.cooperative, f"Projet {way}", slug=f"p{len(way)}-{child.pk}", classrooms=[self.world.classroom],
            state="finished", story="On a semé.",
        )  # fmt: skip
        entry = make_entry(project, self.world.classroom)
        together = {"made_by": "together"}
        seen = {"people": "children"}
        facts = {
            "photo": {**seen, "kind": "photo", "made_by": "adult", "file": self.picture("photo", child)},
            "drawing": {"kind": "drawing", "people": "nobody", "file": self.picture("drawing", child)},
            "sound": {**seen, **together, "kind": "sound", "seconds": 4, "file": self.sound(child)},
            "text": {**together, "kind": "text", "people": "nobody"},
        }
        pieces = {}
        for kind, fact in facts.items():
            words = f"marque-{kind}-{child.pk}-secrete"
            with being_written(entry):
                piece = pieces[kind] = Piece.objects.create(entry=entry, in_story=True, words=words, **fact)
                if fact["people"] == "children":
                    piece.shows.add(child)
                if kind != "photo":
                    piece.authors.add(child)
        sheet = make_sheet(self.world.classroom, project, by=self.world.claire)
        record_answer(sheet, child, image="all", by=self.by)
        publication.set_cover(project, pieces["photo"], by=self.by)
        publication.publish_story(project, by=self.by, by_words="nobody", by_pictures="known", by_place="known")
        return Told(way, project, entry, child, sheet, pieces)

    def picture(self, kind: str, child):
        from PIL import Image

        out = io.BytesIO()
        red, green, blue = COLOURS[kind]
        Image.new("RGB", (80, 60), (red, green + child.pk % 20, blue)).save(out, "WEBP", lossless=True)
        return self.stored(f"{kind}-{child.pk}.webp", out.getvalue(), "image/webp", width=80, height=60)

    def sound(self, child):
        return self.stored(f"{child.pk}.mp3", f"sound of {child.pk} ".encode() * 20, "audio/mpeg")

    def stored(self, name: str, content: bytes, content_type: str, **size):
        from django.core.files.base import ContentFile
        from django.core.files.storage import default_storage

        from cooperatives.models import StoredFile

        path = default_storage.save(f"test/{name}", ContentFile(content))
        return StoredFile.objects.create(
            federation=self.world.federation, cooperative=self.world.cooperative, path=path,
            thumbnail_path=path if "image" in content_type else "", sha256="0" * 64, content_type=content_type,
            size=len(content), **size,
        )  # fmt: skip

    def child_actor(self, told: Told):
        from occe.kit.actors import PupilActor

        world = self.world
        return PupilActor(told.child.pk, 0, world.classroom.pk, world.cooperative.pk, world.federation.pk)

    def withdraw(self) -> None:
        for told in self.stories:
            WAYS[told.way](self, told)

    def as_json(self) -> dict:
        return {
            "cooperative": str(self.world.cooperative.public_id),
            "stories": [
                {"way": told.way, "project": str(told.project.public_id), "marks": told.marks(),
                 "pieces": {kind: str(piece.public_id) for kind, piece in told.pieces.items()}}
                for told in self.stories
            ],
        }  # fmt: skip


def _answers(**said) -> Callable[[Stage, Told], None]:
    def way(stage: Stage, told: Told) -> None:
        from projects.services.consent import record_answer

        record_answer(told.sheet, told.child, by=stage.by, **said)

    return way


def _family(stage: Stage, told: Told) -> None:
    from projects.services.consent import withdraw_consent

    withdraw_consent(told.child, by=stage.by)


def _own_no(stage: Stage, told: Told) -> None:
    from projects.services.consent import say_own_no

    say_own_no(by=stage.child_actor(told))


def _own_no_here(stage: Stage, told: Told) -> None:
    from projects.services.consent import say_own_no

    say_own_no(by=stage.child_actor(told), project=told.project)


def _ended(stage: Stage, told: Told) -> None:
    from occe.kit.dates import today

    type(told.sheet).objects.filter(pk=told.sheet.pk).update(ends_on=today() - timedelta(days=1))


def _narrowed(stage: Stage, told: Told) -> None:
    type(told.sheet).objects.filter(pk=told.sheet.pk).update(media=["families"])


def _second_sheet(stage: Stage, told: Told) -> None:
    from projects.services.consent import record_answer
    from tests.projects.rows import make_sheet

    sheet = make_sheet(stage.world.classroom, told.project, by=stage.world.claire, title=f"Autre {told.child.pk}")
    record_answer(sheet, told.child, image="no", by=stage.by)


def _pieces_off(stage: Stage, told: Told) -> None:
    from projects.services.pieces import withdraw_piece

    for piece in told.pieces.values():
        withdraw_piece(piece, by=stage.by)


def _left_out(stage: Stage, told: Told) -> None:
    from projects.services.publication import choose_piece

    for piece in told.pieces.values():
        choose_piece(piece, in_story=False, by=stage.by)


def _waits(stage: Stage, told: Told) -> None:
    from projects.services.journal import retitle_entry

    retitle_entry(told.entry, title="Autrement", by=stage.by)


def _erased(stage: Stage, told: Told) -> None:
    from projects.services.journal import remove_entry

    remove_entry(told.entry, by=stage.by)


def _story_off(stage: Stage, told: Told) -> None:
    from projects.services.publication import withdraw_story

    withdraw_story(told.project, by=stage.by)


def _reported(stage: Stage, told: Told) -> None:
    from occe.kit.actors import Anonymous
    from projects.services.publication import handle_report, report_content

    for piece in told.pieces.values():
        report = report_content(told.project, reason="child", by=Anonymous(stage.world.federation.pk), piece=piece)
        handle_report(report, outcome="piece_off", words="Retiré.", by=stage.by)


def _leaves(stage: Stage, told: Told) -> None:
    from members.services.roster import depart
    from occe.kit.dates import today

    depart(told.child, on=today(), by=stage.by)


WAYS: dict[str, Callable[[Stage, Told], None]] = {
    "the answer is no": _answers(image="no"),
    "the answer is not the site": _answers(image="not_site"),
    "one parent only": _answers(image="all", both_parents=False),
    "the sheet is not back after all": _answers(image=""),
    "the family takes it back": _family,
    "the child says no": _own_no,
    "the child says no here": _own_no_here,
    "the sheet has ended": _ended,
    "the sheet is narrowed": _narrowed,
    "a second sheet says no": _second_sheet,
    "the pieces are taken off": _pieces_off,
    "left out of the story": _left_out,
    "the page waits for the adult": _waits,
    "the page is erased": _erased,
    "the story is withdrawn": _story_off,
    "a report is answered": _reported,
    "the child leaves": _leaves,
}


def main() -> None:
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        stage = Stage()
    say(json.dumps(stage.as_json()))
    sys.stdin.readline()
    with transaction.atomic():
        stage.withdraw()
    say("withdrawn")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
