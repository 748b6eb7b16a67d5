"""Who may do what with money. Plain predicates: read from the database at once, so that a right withdrawn a minute ago
no longer holds. A pupil's job gives none: pupils draft and check, never agree, pay or post.
"""

from cooperatives.models import Cooperative, Mandate, StaffRole
from finance.models import Book, Entry
from occe.kit.actors import Actor, Adult, Role
from occe.kit.dates import today

KEEPERS = (Role.ADMINISTRATOR, Role.TREASURER)


def is_mandataire(actor: Actor, cooperative: Cooperative) -> bool:
    """Whether the actor holds a mandate in force today in this cooperative."""
    if not isinstance(actor, Adult) or actor.federation_id != cooperative.federation_id:
        return False
    return Mandate.objects.filter(cooperative=cooperative, user_id=actor.user_id).in_force(today()).exists()


def holds_role(actor: Actor, federation_id: int, *roles: Role) -> bool:
    """Whether the actor holds one of these staff roles today in this federation."""
    if not isinstance(actor, Adult) or actor.federation_id != federation_id:
        return False
    held = StaffRole.objects.filter(user_id=actor.user_id, federation_id=federation_id, role__in=roles)
    return held.in_force(today()).exists()


def can_read_money(actor: Actor, cooperative: Cooperative) -> bool:
    """Whoever sees the cooperative reads its money: mandataires, class teachers, staff, and its pupils."""
    return Cooperative.objects.visible_to(actor).filter(pk=cooperative.pk).exists()


def can_record_money(actor: Actor, cooperative: Cooperative) -> bool:
    """Income, bank charges, the affiliation, decided purchases, advances: that is the mandate itself, alone."""
    return is_mandataire(actor, cooperative)


def can_correct_entry(actor: Actor, entry: Entry) -> bool:
    """A mandataire in office corrects the cooperative's book; the federation's treasurer its own and any other."""
    cooperative = entry.book.cooperative
    mine = cooperative is not None and is_mandataire(actor, cooperative)
    return mine or holds_role(actor, entry.federation_id, Role.TREASURER)


def can_send_book(actor: Actor, book: Book) -> bool:
    """A mandataire in office sends the year's book to the association."""
    return book.cooperative is not None and is_mandataire(actor, book.cooperative)


def can_decide_book(actor: Actor, book: Book) -> bool:
    """The association's treasurer or administrator accepts a book, or returns it with a reason."""
    return holds_role(actor, book.federation_id, *KEEPERS)


def can_record_opening(actor: Actor, book: Book) -> bool:
    """What there was on the first day: the mandataire, or the association for a cooperative that comes from paper."""
    return can_send_book(actor, book) or holds_role(actor, book.federation_id, *KEEPERS)


def can_edit_chart(actor: Actor) -> bool:
    """The words of the chart belong to the association's treasurer and administrators."""
    return isinstance(actor, Adult) and holds_role(actor, actor.federation_id, *KEEPERS)
