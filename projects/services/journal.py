"""The pages of a project's journal: begun, sent to the adult, returned with a sentence, or looked at."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from cooperatives.services.files import forget_file
from members.models import Pupil
from members.naming import first_name_in
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import today
from projects.errors import JournalRefused
from projects.models import JournalEntry, Piece, Project

LONGEST_TITLE = 120
LONGEST_RETURN = 200


def children_of(project: Project) -> QuerySet[Pupil]:
    """The children whom the words of a journal may not name: of the cooperative, and of the classes that take part."""
    there = Q(cooperative_id=project.cooperative_id) | Q(enrolments__classroom__projects=project)
    return Pupil.objects.here().filter(there)


def tidy(project: Project, text: str, *, most: int, field: str) -> str:
    """The words on one line. Raises JournalRefused when they are too long or name a child. One query."""
    said = " ".join(text.split())
    if len(said) > most:
        raise JournalRefused(_("C’est un peu long : %(most)s signes au plus.") % {"most": most}, field=field)
    name = first_name_in(said, children_of(project))
    if name:
        raise JournalRefused(
            _("Il y a un prénom, %(name)s. Dans le journal on écrit « un élève », « notre groupe » ou « on ».")
            % {"name": name},
            field=field,
        )
    return said


@transaction.atomic
def begin_entry(
    project: Project, *, classroom: Classroom, title: str, by: Actor, on: date | None = None
) -> JournalEntry:
    """Begin a page of the journal, of today unless `on` says otherwise, for a class that takes part.

    The same title by the same hand on the same day is one page while it is being written. Raises JournalRefused.
    """
    words = tidy(project, title, most=LONGEST_TITLE, field="title")
    if not words:
        raise JournalRefused(_("Donnez un titre à la page."), field="title")
    if on and on > today():
        raise JournalRefused(_("Ce jour n’est pas encore arrivé. Regardez le calendrier."), field="on")
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    hand = hand_of(by)
    entry, _made = JournalEntry.objects.get_or_create(
        project=project, classroom=classroom, title=words, on=on or today(), state=JournalEntry.State.DRAFT, **hand
    )
    return entry


def hand_of(by: Actor) -> dict[str, Any]:
    """Whose hand writes: an adult's, a pupil's, or nobody's (the demonstration)."""
    return {
        "written_by_user_id": by.user_id if isinstance(by, Adult) else None,
        "written_by_pupil_id": by.pupil_id if isinstance(by, PupilActor) else None,
    }


@transaction.atomic
def retitle_entry(entry: JournalEntry, *, title: str, by: Actor) -> JournalEntry:
    """Give a page other words. What was looked at has to be looked at again."""
    locked = locked_entry(entry)
    words = tidy(locked.project, title, most=LONGEST_TITLE, field="title")
    if not words:
        raise JournalRefused(_("Donnez un titre à la page."), field="title")
    if words != locked.title:
        locked.title = words
        locked.save(update_fields=["title"])
        touch(locked)
    return locked


@transaction.atomic
def send_entry(entry: JournalEntry, *, by: Actor) -> JournalEntry:
    """The page is finished: the class sees it, the adult will look at it. Twice is once.

    Raises JournalRefused for a page without anything on it.
    """
    locked = locked_entry(entry)
    if locked.state not in (JournalEntry.State.DRAFT, JournalEntry.State.RETURNED):
        return locked
    if not locked.pieces.exists():
        raise JournalRefused(_("La page est vide. Il y manque un texte, un dessin, une photo ou un son."))
    return _moved(locked, JournalEntry.State.SENT)


@transaction.atomic
def return_entry(entry: JournalEntry, *, words: str, by: Adult) -> JournalEntry:
    """The adult gives a page back to its author, with one sentence that names no child. Twice is once."""
    locked = locked_entry(entry)
    said = tidy(locked.project, words, most=LONGEST_RETURN, field="words")
    if not said:
        raise JournalRefused(_("Dites ce qu’il faut reprendre."), field="words")
    if locked.state == JournalEntry.State.DRAFT:
        raise JournalRefused(_("Cette page n’est pas encore envoyée."))
    return _moved(locked, JournalEntry.State.RETURNED, return_words=said)


@transaction.atomic
def check_entry(entry: JournalEntry, *, by: Adult) -> JournalEntry:
    """The adult has looked at the page: it may leave the class, as far as each piece's consents allow. Twice is once.

    Raises JournalRefused while a photo or a sound does not say who is on it, a child's work not whose it is, or a
    picture or a sound has no words for who does not see or hear it.
    """
    locked = locked_entry(entry)
    if locked.state == JournalEntry.State.CHECKED:
        return locked
    pieces = locked.pieces.filter(withdrawn_at__isnull=True)
    if not pieces.exists():
        raise JournalRefused(_("La page est vide. Il y manque un texte, un dessin, une photo ou un son."))
    if pieces.filter(people=Piece.People.UNKNOWN).exists():
        raise JournalRefused(_("Dites d’abord qui l’on voit ou qui parle, photo par photo et son par son."))
    if pieces.filter(made_by=Piece.MadeBy.CHILDREN, authors__isnull=True).exists():
        raise JournalRefused(_("Dites d’abord qui a fait chaque dessin : un enfant est un auteur."))
    if pieces.filter(words="").exists():
        raise JournalRefused(
            _("Dites en une phrase ce que montre chaque image et ce que dit chaque son, pour qui ne les suit pas.")
        )
    return _moved(locked, JournalEntry.State.CHECKED, checked_by_id=by.user_id, checked_at=timezone.now())


@transaction.atomic
def remove_entry(entry: JournalEntry, *, by: Actor) -> None:
    """Take a page out of the journal: its words, its files and their content are erased."""
    locked = locked_entry(entry)
    for piece in locked.pieces.select_related("file"):
        erase_piece(piece)
    locked.delete()


def erase_piece(piece: Piece) -> None:
    """Erase a piece and its file, row and content. What a reader reported of it stays, about the project."""
    file = piece.file
    if piece.withdrawn_at is None:  # while it is shown, nobody is taken off its list
        Piece.objects.filter(pk=piece.pk).update(withdrawn_at=timezone.now())
    piece.delete()
    if file:
        forget_file(file)


def locked_entry(entry: JournalEntry) -> JournalEntry:
    """The row of a page, held until the transaction ends, with its project."""
    rows = JournalEntry.objects.select_for_update(of=("self",)).select_related("project__cooperative__federation")
    return rows.get(pk=entry.pk)


def touch(entry: JournalEntry) -> None:
    """Something on the page changed: if an adult had looked at it, it waits for that again."""
    if entry.state == JournalEntry.State.CHECKED:
        _moved(entry, JournalEntry.State.SENT)


def _moved(entry: JournalEntry, state: JournalEntry.State, **facts) -> JournalEntry:
    """The page in another state, with the facts of that state alone."""
    told = {"return_words": "", "checked_by_id": None, "checked_at": None} | facts
    JournalEntry.objects.filter(pk=entry.pk).update(state=state, **told)
    entry.refresh_from_db(fields=["state", "return_words", "checked_by", "checked_at"])
    return entry
