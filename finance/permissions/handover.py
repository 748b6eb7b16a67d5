"""Who stops the accounts before leaving, who takes them over, who reads what was left."""

from django.db.models import QuerySet

from cooperatives.models import Cooperative, Mandate
from finance.models import Book, Handover
from finance.models.handovers import COMING
from finance.permissions.everyday import is_mandataire, mandates_of
from occe.kit.actors import Actor, Adult
from occe.kit.dates import today


def can_hand_over(actor: Actor, cooperative: Cooperative) -> bool:
    """Stop the accounts on a day and say what is left: a mandataire in office."""
    return is_mandataire(actor, cooperative)


def can_hand_over_book(actor: Actor, book: Book) -> bool:
    """The same for one book: the association's own is its staff's affair."""
    return book.cooperative is not None and is_mandataire(actor, book.cooperative)


def can_read_handover(actor: Actor, handover: Handover) -> bool:
    """It tells what the bank said: the staff, who holds or held a mandate here, who has accepted one."""
    if not isinstance(actor, Adult):
        return False
    over = [Mandate.State.PROPOSED, Mandate.State.WITHDRAWN]
    mine = Mandate.objects.filter(user_id=actor.user_id, cooperative=handover.book.cooperative_id)
    return actor.is_staff or mine.exclude(state__in=over).exists()


def can_take_over(actor: Actor, handover: Handover) -> bool:
    """Tick what was received, and sign: another mandataire, in office or accepted and waiting for the board."""
    return successors(handover).filter(user_id=getattr(actor, "user_id", None)).exists()


def successors(handover: Handover) -> QuerySet[Mandate]:
    """The mandates under which these accounts may be taken over."""
    here = Mandate.objects.filter(cooperative=handover.book.cooperative_id).exclude(user=handover.mandate.user_id)
    return here.in_force(today()) | here.filter(state__in=COMING)


def own_mandate(actor: Actor, book: Book) -> Mandate | None:
    """The mandate that the actor holds today in the book's cooperative."""
    return mandates_of(actor).filter(cooperative=book.cooperative_id).first()
