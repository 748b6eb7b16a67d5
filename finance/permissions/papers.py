"""Who may do what with papers: those that came late, those that nobody has, those in the tray."""

from cooperatives.models import Classroom
from finance.models import Book, Entry, TrayPaper
from finance.permissions.everyday import is_mandataire, taught_classes
from occe.kit.actors import Actor


def can_bring_paper_of(actor: Actor, entry: Entry) -> bool:
    """Bring the paper of a posted expense, or say why there is none: a mandataire in office, or who teaches the class
    that it was for; until the book is accepted.
    """
    cooperative = entry.book.cooperative
    if cooperative is None or entry.book.state == Book.State.ACCEPTED or entry.kind != Entry.Kind.EXPENSE:
        return False
    if is_mandataire(actor, cooperative):
        return True
    return taught_classes(actor, cooperative).filter(entry_lines__entry=entry).exists()


def can_settle_tray_paper(actor: Actor, paper: TrayPaper) -> bool:
    """Make an entry or an expense from a photo of the tray, or set it aside: a mandataire in office, or who teaches
    the class that it waits for.
    """
    if is_mandataire(actor, paper.cooperative):
        return True
    return taught_classes(actor, paper.cooperative).filter(pk=paper.classroom_id).exists()


def can_bring_for(actor: Actor, paper: TrayPaper, classroom: Classroom | None) -> bool:
    """Lay a photo in the tray for a class, or (a mandataire) for the school as a whole."""
    if is_mandataire(actor, paper.cooperative):
        return True
    return classroom is not None and taught_classes(actor, paper.cooperative).filter(pk=classroom.pk).exists()
