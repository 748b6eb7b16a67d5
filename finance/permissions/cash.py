"""Who may do what with the boxes of coins and notes: count, confirm, sign. A pupil counts, and confirms nothing."""

from django.db.models import QuerySet

from cooperatives.models import Classroom, Cooperative
from finance.models import Book, CashCount
from finance.permissions.everyday import is_mandataire, taught_classes
from occe.kit.actors import Actor, Adult, PupilActor


def works_here(actor: Actor, cooperative: Cooperative) -> bool:
    """A mandataire of the cooperative, or whoever teaches in one of its classes."""
    return is_mandataire(actor, cooperative) or taught_classes(actor, cooperative).exists()


def can_open_count(actor: Actor, book: Book, classroom: Classroom | None, counted_by_class: Classroom | None) -> bool:
    """Have a box counted: a mandataire any, a class teacher the class's own or by the own class; a pupil the box of the
    own class.
    """
    cooperative = book.cooperative
    if cooperative is None:
        return False
    if isinstance(actor, PupilActor):
        return classroom is not None and {classroom, counted_by_class} == {Classroom(pk=actor.classroom_id)}
    if is_mandataire(actor, cooperative):
        return True
    taught = taught_classes(actor, cooperative)
    return any(room and taught.filter(pk=room.pk).exists() for room in (classroom, counted_by_class))


def counting_classes(actor: Actor, book: Book) -> QuerySet[Classroom]:
    """The classes of the book's year whose pupils this adult may have count: all for a mandataire, else the own."""
    assert book.cooperative is not None  # the pages are a cooperative's
    if is_mandataire(actor, book.cooperative):
        return Classroom.objects.filter(cooperative=book.cooperative, year=book.year)
    return taught_classes(actor, book.cooperative).filter(year=book.year)


def can_tally(actor: Actor, count: CashCount) -> bool:
    """Count coins and notes: a pupil of the class that counts them."""
    return isinstance(actor, PupilActor) and count.counted_by_class_id == actor.classroom_id


def can_see_count(actor: Actor, count: CashCount) -> bool:
    """An adult who sees the cooperative (`visible_to` chose); pupils have their own pages."""
    return isinstance(actor, Adult)


def can_confirm_count(actor: Actor, count: CashCount) -> bool:
    """A mandataire; for the box of a class, or what the own class counted, its teacher too."""
    if is_mandataire(actor, count.cooperative):
        return True
    rooms = [room for room in (count.classroom_id, count.counted_by_class_id) if room]
    return taught_classes(actor, count.cooperative).filter(pk__in=rooms).exists()


def can_sign_count(actor: Actor, count: CashCount) -> bool:
    """The second signature: another adult who works in the cooperative."""
    return isinstance(actor, Adult) and actor.user_id != count.confirmed_by_id and works_here(actor, count.cooperative)
