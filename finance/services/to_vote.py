"""An expense that no decision stands behind: the next council speaks of it, in one tap."""

from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from councils.models import AgendaItem, Council
from councils.services.agenda import suggest_item
from finance.errors import ClaimRefused
from finance.models import ExpenseClaim
from occe.kit.actors import Actor
from occe.kit.euros import format_euros


def item_of(claim: ExpenseClaim) -> AgendaItem | None:
    """Where the council was asked about this expense; None when nobody asked. One query."""
    return AgendaItem.objects.filter(public_id=_request(claim)).first()


@transaction.atomic
def put_to_vote(claim: ExpenseClaim, *, by: Actor) -> AgendaItem:
    """Put an expense on the next agenda of its class's council, or of the school's. Twice is once.

    What is written there stays, so it is said with the portal's words, never a child's. Raises ClaimRefused for an
    expense that a decision stands behind already, and where there is no council.
    """
    councils = Council.objects.filter(cooperative=claim.cooperative_id, classroom=claim.classroom_id)
    council = councils.filter(year__closed_at__isnull=True).order_by("-year__starts").first()
    if council is None or claim.practice_id:
        raise ClaimRefused(_("Il n’y a pas de conseil à qui le demander."))
    if claim.decision_id:
        raise ClaimRefused(_("Le conseil a déjà décidé de cette dépense."))
    assert claim.account is not None
    assert claim.amount is not None  # what was sent is whole
    said = {"what": claim.account.child_label, "amount": format_euros(claim.amount)}
    title = _("Dépense\u00a0: %(what)s, %(amount)s") % said
    return suggest_item(council, kind=AgendaItem.Kind.SPENDING, title=title, by=by, request_id=_request(claim))


def _request(claim: ExpenseClaim) -> UUID:
    return uuid5(claim.public_id, "council")
