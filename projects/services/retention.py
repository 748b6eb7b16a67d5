"""What the projects forget: all about a child who leaves, but for the number; and pictures that nobody may see."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from members.models import Pupil
from occe.kit.actors import System
from projects.models import ConsentAnswer, ContentReport, JournalEntry, OwnNo, Piece
from projects.models.consent import Answer
from projects.services.journal import erase_piece, remove_entry

KEPT = timedelta(days=365)
"""How long a photo or a sound outlasts the last consent of a child on it, and a page whose people were never told."""

ANSWERS_KEPT = timedelta(days=30)
"""How long what a family answered outlasts its sheet: time to make the next one."""


def erase_answers(day: date) -> int:
    """Erase what families answered on sheets that ended more than thirty days ago; a sheet names nobody and stays.

    Nothing is shown by them since they ended. Returns how many.
    """
    return ConsentAnswer.objects.filter(sheet__ends_on__lt=day - ANSWERS_KEPT).delete()[0]


def forget_reported(day: date) -> int:
    """Empty what readers wrote about a story, and the answer, a year after it was handled; what was done stays.

    Returns how many.
    """
    old = ContentReport.objects.filter(handled_at__date__lt=day - KEPT).exclude(words="", outcome_words="")
    return old.update(words="", outcome_words="")


@transaction.atomic
def forget_pupil(pupil: Pupil) -> None:
    """Erase the consents and the own no of a child who leaves, and take the child's tasks back.

    The pages that the child was still writing are erased, with their files. Finished pieces keep the child's number and
    have no consent any more: nobody outside the class sees them, and `erase_pieces` erases those that show the child.
    """
    ConsentAnswer.objects.filter(pupil=pupil).delete()
    OwnNo.objects.filter(pupil=pupil).delete()
    pupil.tasks.clear()
    unfinished = [JournalEntry.State.DRAFT, JournalEntry.State.RETURNED]
    for entry in JournalEntry.objects.filter(written_by_pupil=pupil, state__in=unfinished):
        remove_entry(entry, by=System())


@transaction.atomic
def erase_pieces(day: date) -> int:
    """Erase the photos and sounds of pages older than a year on which a child is whose last consent ended (or was
    withdrawn) more than a year ago, and those whose people were never told, or are not of the class. Returns how many.

    Inside the class too nobody may see them any more. Works without a child's image or voice stay with the class.
    """
    limit = day - KEPT
    of_project = Q(sheet__projects=OuterRef("piece__entry__project_id")) | Q(
        sheet__for_the_class=True, sheet__classroom=OuterRef("piece__entry__classroom_id")
    )
    consents = ConsentAnswer.objects.filter(of_project, pupil=OuterRef("pupil_id"), sheet__ends_on__gte=limit)
    lapsed = Piece.shows.through.objects.filter(~Exists(consents.exclude(image=Answer.NO)), piece=OuterRef("pk"))
    untold = Q(people__in=[Piece.People.UNKNOWN, Piece.People.OTHERS])
    old = Piece.objects.filter(untold | Exists(lapsed), entry__on__lt=limit).exclude(kind=Piece.Kind.TEXT)
    pieces = list(old.select_related("file"))
    for piece in pieces:
        erase_piece(piece)
    return len(pieces)
