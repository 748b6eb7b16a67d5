"""The second adult from outside the school: the neighbour mandataire of a one-adult school, and whoever stands in for a
mandataire during an absence. The association names both; a mandataire may propose the second.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, Mandate
from finance import permissions
from finance.errors import ClaimRefused, NotYours
from finance.models import NeighbourMandate
from members.models import User
from occe.kit.actors import Adult
from occe.kit.dates import today

LONGEST = datetime.timedelta(days=366)


@transaction.atomic
def name_neighbour(cooperative: Cooperative, *, user: User, starts_on: datetime.date, by: Adult) -> NeighbourMandate:
    """Name the mandataire of another cooperative of the association as this one's second adult. Again: no change.

    Raises NotYours; ClaimRefused for somebody who holds no mandate elsewhere in the association.
    """
    if not permissions.can_name_neighbour(by, cooperative):
        raise NotYours(_("C’est l’association qui nomme un mandataire voisin."))
    _check_elsewhere(cooperative, user)
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


@transaction.atomic
def stand_in(
    cooperative: Cooperative,
    *,
    absent: User,
    user: User,
    starts_on: datetime.date,
    last_day: datetime.date,
    by: Adult,
) -> NeighbourMandate:
    """Let a mandataire of another cooperative agree in the place of one who is away, both days included.

    It holds at once when the association names it; what a mandataire of the school proposes waits for
    `confirm_stand_in`. It ends by itself. The same again: no change. Raises NotYours, ClaimRefused.
    """
    names = permissions.can_name_neighbour(by, cooperative)
    if not names and not permissions.is_mandataire(by, cooperative):
        raise NotYours(_("Un mandataire propose une remplaçante ou un remplaçant, l’association confirme."))
    _check_elsewhere(cooperative, user)
    if not Mandate.objects.filter(cooperative=cooperative, user=absent).in_force(today()).exists():
        raise ClaimRefused(_("Choisissez un mandataire en fonction de cette coopérative."), field="absent")
    if last_day < starts_on:
        raise ClaimRefused(_("Le dernier jour vient après le premier."), field="last_day")
    if last_day < today():
        raise ClaimRefused(_("Cette absence est déjà passée."), field="last_day")
    if last_day - starts_on > LONGEST:
        raise ClaimRefused(
            _("Une absence de plus d’un an est une fin de mandat : parlez-en à votre association."), field="last_day"
        )
    found, _created = NeighbourMandate.objects.get_or_create(
        cooperative=cooperative,
        user=user,
        absent=absent,
        starts_on=starts_on,
        ends_on=last_day + datetime.timedelta(days=1),
        defaults={
            "federation_id": cooperative.federation_id,
            "named_by_id": by.user_id,
            "confirmed_at": timezone.now() if names else None,
        },
    )
    return found


@transaction.atomic
def confirm_stand_in(neighbour: NeighbourMandate, *, by: Adult) -> NeighbourMandate:
    """Confirm what a mandataire proposed. Again: no change. Raises NotYours."""
    neighbour = NeighbourMandate.objects.select_for_update(of=("self",)).get(pk=neighbour.pk)
    if not permissions.can_name_neighbour(by, neighbour.cooperative):
        raise NotYours(_("C’est l’association qui confirme un remplacement."))
    if neighbour.confirmed_at is None:
        neighbour.confirmed_at = timezone.now()
        neighbour.save(update_fields=["confirmed_at"])
    return neighbour


def _check_elsewhere(cooperative: Cooperative, user: User) -> None:
    mandates = Mandate.objects.filter(user=user, cooperative__federation_id=cooperative.federation_id)
    if not mandates.exclude(cooperative=cooperative).in_force(today()).exists():
        raise ClaimRefused(_("Un mandataire voisin est mandataire d’une autre coopérative."), field="user")
