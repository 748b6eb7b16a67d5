"""Rows of a project in hand, for the tests of its doors and pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from cooperatives.models import StoredFile
from occe.kit.dates import today
from projects.models import ConsentAnswer, ConsentSheet, JournalEntry, Piece, Project
from projects.models.consent import Answer, Medium

EVERYWHERE = [Medium.FAMILIES, Medium.SITE, Medium.PRESS]


def make_project(cooperative, title="Un jardin", *, classrooms=(), **fields) -> Project:
    """A project of a cooperative, of the classes named (none: the whole school's)."""
    slug = fields.pop("slug", title.lower().replace(" ", "-"))
    fields.setdefault("kind", "environment")
    project = Project.objects.create(cooperative=cooperative, title=title, slug=slug, **fields)
    project.classrooms.set(classrooms)
    return project


def make_entry(project, classroom, *, checked: bool = True, **fields) -> JournalEntry:
    """A page of the journal, looked at by an adult unless `checked` is false."""
    state = JournalEntry.State.CHECKED if checked else JournalEntry.State.SENT
    fields.setdefault("state", state)
    fields.setdefault("checked_at", "2026-06-01T12:00Z" if checked else None)
    return JournalEntry.objects.create(
        project=project, classroom=classroom, title=fields.pop("title", "La haie"), **fields
    )


@contextmanager
def being_written(entry) -> Iterator[None]:
    """The page as before an adult looked at it, for something to be put on it; then looked at again, if it was."""
    page = JournalEntry.objects.filter(pk=entry.pk)
    page.update(state=JournalEntry.State.SENT)
    yield
    page.update(state=entry.state)


def make_photo(entry, *shows, **fields) -> Piece:
    """A photo on which these children are; without any, nobody is."""
    file = fields.pop("file", None) or StoredFile.objects.create(
        federation=entry.project.cooperative.federation, cooperative=entry.project.cooperative,
        path=f"test/{entry.pieces.count()}.webp", sha256="0" * 64, content_type="image/webp", size=100, width=800,
        height=600,
    )  # fmt: skip
    fields.setdefault("people", Piece.People.CHILDREN if shows else Piece.People.NOBODY)
    fields.setdefault("made_by", Piece.MadeBy.ADULT)
    with being_written(entry):
        piece = Piece.objects.create(entry=entry, kind=Piece.Kind.PHOTO, file=file, **fields)
        piece.shows.set(shows)
    return piece


def make_text(entry, *authors, words="On a semé.", **fields) -> Piece:
    """A text that these children wrote; without any, an adult."""
    fields.setdefault("made_by", Piece.MadeBy.CHILDREN if authors else Piece.MadeBy.ADULT)
    with being_written(entry):
        text = {"kind": Piece.Kind.TEXT, "words": words, "people": Piece.People.NOBODY}
        piece = Piece.objects.create(entry=entry, **text, **fields)
        piece.authors.set(authors)
    return piece


def make_sheet(classroom, *projects, by, media=EVERYWHERE, ends_on: date | None = None, **fields) -> ConsentSheet:
    """A sheet that went home; without projects, the one for the class and the year."""
    for_the_class = not projects
    sheet = ConsentSheet.objects.create(
        classroom=classroom, for_the_class=for_the_class, media=[Medium.CLASS] if for_the_class else media,
        title=fields.pop("title", f"Feuille {classroom.consent_sheets.count() + 1}"), what="Des photos du jardin.",
        ends_on=ends_on or today() + timedelta(days=200), made_by=by, **fields,
    )  # fmt: skip
    sheet.projects.set(projects)
    return sheet


def answer(sheet, pupil, said=Answer.ALL, *, works=None, both_parents=True) -> ConsentAnswer:
    """What came back for a child."""
    return ConsentAnswer.objects.update_or_create(
        sheet=sheet, pupil=pupil,
        defaults={"image": said, "works": works or said, "both_parents": both_parents, "recorded_by": sheet.made_by},
    )[0]  # fmt: skip
