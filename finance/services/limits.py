"""The limit of a person: what one adult agrees to or records at most at once. The association decides it."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.errors import ClaimRefused, NotYours, OverLimit
from finance.models import PersonLimit
from finance.queries.limits import limit_for
from members.models import User
from members.naming import looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.euros import format_euros
from occe.kit.folded import clean_line


def check_limit(by: Adult, cooperative: Cooperative, amount: Decimal) -> None:
    """Refuse a sum above the limit of this adult in this cooperative. Raises OverLimit."""
    limit = limit_for(by.user_id, cooperative)
    if limit is not None and amount > limit:
        raise OverLimit(over_limit(limit), field="amount")


def over_limit(limit: Decimal) -> str:
    """What is said at the field of a sum above somebody's limit."""
    return _("Votre plafond est de %(limit)s en une fois : au-dessus, un autre adulte donne son accord.") % {
        "limit": format_euros(limit)
    }


@transaction.atomic
def set_limit(cooperative: Cooperative, *, user: User, amount: Decimal, reason: str, by: Adult) -> PersonLimit:
    """Set the limit of a person in a cooperative, with its reason; the latest counts, the earlier ones stay readable.

    The same limit again: no change. Raises NotYours, ClaimRefused.
    """
    if not permissions.can_decide_books(by, cooperative):
        raise NotYours(_("C’est la trésorerie de l’association qui fixe un plafond."))
    reason = clean_line(reason[:200]) if reason.strip() else ""
    if not reason or looks_like_a_person(reason):
        raise ClaimRefused(_("Dites pourquoi, sans nom de personne : la raison reste lisible."), field="reason")
    standing = PersonLimit.objects.filter(cooperative=cooperative, user=user).order_by("-id").first()
    if standing and (standing.amount, standing.reason) == (amount, reason):
        return standing
    return PersonLimit.objects.create(
        federation_id=cooperative.federation_id, cooperative=cooperative, user=user, amount=amount, reason=reason,
        set_by_id=by.user_id,
    )  # fmt: skip
