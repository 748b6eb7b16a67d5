"""The pieces of a page of the journal: texts, drawings, photos, sounds; who is on them, who made them, what goes.

Every door takes the page in hand (`JournalEntry` locked) and makes a page that was looked at wait for the adult again.
"""

from collections.abc import Sequence

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.services.files import forget_file, store_file
from members.models import Pupil
from occe.kit.actors import Actor, PupilActor
from occe.kit.uploads import pipeline
from occe.kit.uploads.pipeline import Box, CleanFile
from projects.errors import JournalRefused
from projects.models import JournalEntry, Piece
from projects.services.journal import erase_piece, locked_entry, tidy, touch

LONGEST_TEXT = 2000
LONGEST_SUMMARY = 300
"""Of what a picture shows or a sound says."""
MOST_PIECES = 12
MOST_BOXES = 12


@transaction.atomic
def add_text(entry: JournalEntry, *, words: str, by: Actor) -> Piece:
    """A text; the same words twice on a page are one piece. Raises JournalRefused."""
    locked = locked_entry(entry)
    said = tidy(locked.project, words, most=LONGEST_TEXT, field="words")
    if not said:
        raise JournalRefused(_("Il n’y a encore rien d’écrit."), field="words")
    standing = locked.pieces.filter(kind=Piece.Kind.TEXT, words=said).first()
    return standing or _added(locked, by, kind=Piece.Kind.TEXT, words=said, people=Piece.People.NOBODY)


@transaction.atomic
def add_drawing(entry: JournalEntry, *, picture: CleanFile, by: Actor, words: str = "") -> Piece:
    """A drawing, made on the page or photographed; nobody's image is on it."""
    return _with_file(entry, picture, Piece.Kind.DRAWING, words, by, people=Piece.People.NOBODY)


@transaction.atomic
def add_photo(entry: JournalEntry, *, picture: CleanFile, by: Actor, words: str = "") -> Piece:
    """A photo. Until `tell_people` it is shown to its author and to the adults alone."""
    return _with_file(entry, picture, Piece.Kind.PHOTO, words, by)


@transaction.atomic
def add_sound(entry: JournalEntry, *, sound: CleanFile, by: Actor, words: str = "") -> Piece:
    """A sound of at most two minutes. A voice is an image: `tell_people` says who speaks."""
    return _with_file(entry, sound, Piece.Kind.SOUND, words, by, seconds=sound.seconds)


@transaction.atomic
def tell_people(piece: Piece, *, people: str, by: Actor, pupils: Sequence[Pupil] = ()) -> Piece:
    """Say who is seen on a photo or heard in a sound: nobody, children of the class (named by picture), or others too.

    In a sound that the class made together one hears, unless told otherwise, all who made it. Raises JournalRefused for
    « children » without any, for nobody with some, and for a child who is not on the list of the page's class.
    """
    locked, entry = _locked(piece)
    if people == Piece.People.NOBODY and pupils:
        raise JournalRefused(
            _("Des images d’enfants sont touchées\u00a0: on voit ou on entend quelqu’un."), field="pupils"
        )
    if locked.kind == Piece.Kind.SOUND and locked.made_by == Piece.MadeBy.TOGETHER and not pupils:
        pupils = list(locked.authors.here())  # type: ignore[attr-defined]
    listed = [] if people in (Piece.People.NOBODY, Piece.People.UNKNOWN) else _of_class(entry, pupils)
    if people == Piece.People.CHILDREN and not listed:
        raise JournalRefused(_("Touchez l’image de chaque enfant que l’on voit ou que l’on entend."), field="pupils")
    touch(entry)
    locked.shows.clear()
    locked.people = people
    locked.save(update_fields=["people"])
    locked.shows.set(listed)
    return locked


@transaction.atomic
def tell_authors(piece: Piece, *, made_by: str, by: Actor, pupils: Sequence[Pupil] | None = None) -> Piece:
    """Say who made a piece: one or several children, the class together, or an adult. Raises JournalRefused.

    Together: the `pupils` who took part, all children of the class unless told; each of them is an author. With nobody
    named the piece does not leave the class.
    """
    locked, entry = _locked(piece)
    listed = [] if made_by == Piece.MadeBy.ADULT else _of_class(entry, pupils or ())
    if made_by == Piece.MadeBy.CHILDREN and not listed:
        raise JournalRefused(_("Touchez l’image de chaque enfant qui l’a fait."), field="pupils")
    if made_by == Piece.MadeBy.TOGETHER and pupils is None:
        listed = class_of(entry)
    touch(entry)
    locked.made_by = made_by
    locked.save(update_fields=["made_by"])
    locked.authors.set(listed)
    return locked


@transaction.atomic
def write_words(piece: Piece, *, words: str, by: Actor) -> Piece:
    """Change a text, or say what a picture shows and what a sound tells. Raises JournalRefused."""
    locked, entry = _locked(piece)
    is_text = locked.kind == Piece.Kind.TEXT
    said = tidy(entry.project, words, most=LONGEST_TEXT if is_text else LONGEST_SUMMARY, field="words")
    if is_text and not said:
        raise JournalRefused(_("Il n’y a encore rien d’écrit."), field="words")
    if said != locked.words:
        touch(entry)
        locked.words = said
        locked.save(update_fields=["words"])
    return locked


@transaction.atomic
def change_picture(piece: Piece, *, by: Actor, crop: Box | None = None, blur: Sequence[Box] = ()) -> Piece:
    """Cut a picture and make places of it unknowable. The new file replaces the old one, whose row and content are gone
    when the transaction ends (unless another piece keeps the same content): no way leads back.

    Boxes are x, y, width and height in thousandths. Raises JournalRefused without any box, PictureTooSmall.
    """
    locked, entry = _locked(piece)
    if not locked.is_picture or locked.file is None or not (crop or blur):
        raise JournalRefused(_("Placez au moins un cadre sur l’image."), field="boxes")
    if len(blur) > MOST_BOXES:
        raise JournalRefused(_("Douze cadres au plus. Une autre photo sera plus simple."), field="boxes")
    old = locked.file
    with default_storage.open(old.path) as content:
        changed = pipeline.change_picture(content.read(), crop=crop, blur=blur)
    touch(entry)
    locked.file = _stored(entry, changed, by)
    locked.blurred = locked.blurred or bool(blur)
    locked.save(update_fields=["file", "blurred"])
    forget_file(old)
    return locked


@transaction.atomic
def put_on_page(piece: Piece, *, entry: JournalEntry, by: Actor) -> Piece:
    """Bring a piece to the end of another page of the same journal and class. Both pages wait for the adult again; the
    page that it stands on already is left as it is.

    Raises JournalRefused for a page of another project or class, and for one that is full.
    """
    rows = {key: locked_entry(JournalEntry(pk=key)) for key in sorted({piece.entry_id, entry.pk})}
    locked, there = Piece.objects.get(pk=piece.pk), rows[entry.pk]
    if locked.entry_id == there.pk:
        return locked
    here = rows[piece.entry_id]
    if (here.project_id, here.classroom_id) != (there.project_id, there.classroom_id):
        raise JournalRefused(_("Cette page est d’un autre journal."))
    locked.position = _next_place(there)
    touch(here)
    touch(there)
    locked.entry = there
    locked.save(update_fields=["entry", "position"])
    return locked


@transaction.atomic
def remove_piece(piece: Piece, *, by: Actor) -> None:
    """Erase a piece and the content of its file. Twice is once."""
    entry = locked_entry(piece.entry)
    locked = Piece.objects.select_related("file").filter(pk=piece.pk).first()
    if locked:
        erase_piece(locked)
        touch(entry)


@transaction.atomic
def withdraw_piece(piece: Piece, *, by: Actor) -> Piece:
    """Take a piece off everywhere at once: class, story, feeds, papers. It stays for the adults. Twice is once."""
    locked, _entry = _locked(piece)
    if locked.withdrawn_at is None:
        locked.withdrawn_at = timezone.now()
        locked.save(update_fields=["withdrawn_at"])
    return locked


@transaction.atomic
def put_back_piece(piece: Piece, *, by: Actor) -> Piece:
    """Show a piece again that was taken off; the page waits for the adult's look."""
    locked, entry = _locked(piece)
    if locked.withdrawn_at:
        touch(entry)
        locked.withdrawn_at = None
        locked.save(update_fields=["withdrawn_at"])
    return locked


def _with_file(entry: JournalEntry, file: CleanFile, kind: str, words: str, by: Actor, **facts) -> Piece:
    locked = locked_entry(entry)
    said = tidy(locked.project, words, most=LONGEST_SUMMARY, field="words")
    standing = locked.pieces.filter(kind=kind, file__sha256=file.sha256).first()
    if standing:
        return standing
    return _added(locked, by, kind=kind, words=said, file=file, **facts)


def _added(entry: JournalEntry, by: Actor, *, file: CleanFile | None = None, **facts) -> Piece:
    position = _next_place(entry)
    if file:
        facts["file"] = _stored(entry, file, by)
    child = Pupil.objects.get(pk=by.pupil_id) if isinstance(by, PupilActor) else None
    # A drawing that an adult brings is a child's until said otherwise: it does not leave before its author is named.
    made_by = Piece.MadeBy.CHILDREN if facts["kind"] == Piece.Kind.DRAWING else Piece.MadeBy.ADULT
    if child:
        made_by = Piece.MadeBy.TOGETHER if child.is_whole_class else Piece.MadeBy.CHILDREN
    touch(entry)
    piece = Piece.objects.create(entry=entry, made_by=made_by, position=position, **facts)
    if child:
        piece.authors.set([child] if made_by == Piece.MadeBy.CHILDREN else class_of(entry))
    return piece


def _next_place(entry: JournalEntry) -> int:
    """The place after the last piece of a page. Raises JournalRefused when it is full."""
    if entry.pieces.count() >= MOST_PIECES:
        raise JournalRefused(_("Cette page est pleine : continuez sur une autre page."))
    last = entry.pieces.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def class_of(entry: JournalEntry) -> list[Pupil]:
    """The children of a page's class: who made what was made together, unless told otherwise."""
    rows = entry.classroom.enrolments.here().filter(pupil__kind=Pupil.Kind.CHILD).select_related("pupil")
    return [row.pupil for row in rows]


def _stored(entry: JournalEntry, file: CleanFile, by: Actor):
    cooperative = entry.project.cooperative
    return store_file(file, federation=cooperative.federation, cooperative=cooperative, by=by)


def _locked(piece: Piece) -> tuple[Piece, JournalEntry]:
    entry = locked_entry(piece.entry)
    return Piece.objects.select_related("file").get(pk=piece.pk), entry


def _of_class(entry: JournalEntry, pupils: Sequence[Pupil]) -> list[Pupil]:
    """The children named, once each, if all are on the list of the page's class."""
    wanted = {pupil.pk for pupil in pupils}
    rows = entry.classroom.enrolments.here().filter(pupil_id__in=wanted).select_related("pupil")
    found = {row.pupil_id: row.pupil for row in rows}
    if set(found) != wanted:
        raise JournalRefused(_("Cet enfant n’est pas sur la liste de la classe."), field="pupils")
    return list(found.values())
