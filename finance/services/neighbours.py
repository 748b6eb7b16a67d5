"""The neighbour mandataire of a one-adult school: named by the association, with dates."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, Mandate
from finance import permissions
from finance.errors import ClaimRefused, NotYours
from finance.models import NeighbourMandate
from members.models import User
from occe.kit.actors import Adult
from occe.kit.dates import today


@transaction.atomic
def name_neighbour(cooperative: Cooperative, *, user: User, starts_on: datetime.date, by: Adult) -> NeighbourMandate:
    """Name the mandataire of another cooperative of the association as this one's second adult. Again: no change.

    Raises NotYours; ClaimRefused for somebody who holds no mandate elsewhere in the association.
    """
    if not permissions.can_name_neighbour(by, cooperative):
        raise NotYours(_("C’est l’association qui nomme un mandataire voisin."))
    mandates = Mandate.objects.filter(user=user, cooperative__federation_id=cooperative.federation_id)
    if not mandates.exclude(cooperative=cooperative).in_force(today()).exists():
        raise ClaimRefused(_("Un mandataire voisin est mandataire d’une autre coopérative."), field="user")
    named, _created = NeighbourMandate.objects.get_or_create(
        cooperative=cooperative,
        user=user,
        ends_on=None,
        defaults={"federation_id": cooperative.federation_id, "starts_on": starts_on, "named_by_id": by.user_id},
    )
    return named


@transaction.atomic
def end_neighbour(neighbour: NeighbourMandate, *, ends_on: datetime.date, by: Adult) -> NeighbourMandate:
    """End it: `ends_on` is the first day without. Raises NotYours."""
    neighbour = NeighbourMandate.objects.select_for_update(of=("self",)).get(pk=neighbour.pk)
    if not permissions.can_name_neighbour(by, neighbour.cooperative):
        raise NotYours(_("C’est l’association qui nomme un mandataire voisin."))
    neighbour.ends_on = max(ends_on, neighbour.starts_on)
    neighbour.save(update_fields=["ends_on"])
    return neighbour
