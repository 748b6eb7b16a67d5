"""How each cooperative stands: one word, said the same way on the wall, in the list, in the export."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Mandate
from occe.kit.actors import Actor


class Standing(TextChoices):
    """From the quietest to what asks for work; `closed` stands on no wall."""

    FINE = "fine", _("en ordre")
    ACCOUNT = "account", _("compte en cours d’ouverture")
    NOBODY = "nobody", _("sans mandataire")
    SUSPENDED = "suspended", _("suspendue")
    CLOSING = "closing", _("en cours de fermeture")
    CLOSED = "closed", _("fermée")


def with_standing(cooperatives: QuerySet[Cooperative]) -> QuerySet[Cooperative]:
    """Adds `has_mandataire` (a mandate in force today) and `standing` (one of `Standing`), in the same query."""
    in_force = Mandate.objects.in_force(timezone.localdate()).filter(cooperative=OuterRef("pk"))
    return cooperatives.annotate(has_mandataire=Exists(in_force)).annotate(
        standing=Case(
            When(state=Cooperative.State.CLOSED, then=Value(Standing.CLOSED)),
            When(state=Cooperative.State.CLOSING, then=Value(Standing.CLOSING)),
            When(state=Cooperative.State.SUSPENDED, then=Value(Standing.SUSPENDED)),
            When(has_mandataire=False, then=Value(Standing.NOBODY)),
            When(account_opened_on__isnull=True, then=Value(Standing.ACCOUNT)),
            default=Value(Standing.FINE),
        )
    )


@dataclass(frozen=True, slots=True)
class Count:
    """How many cooperatives stand so."""

    standing: Standing
    count: int


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall of the cooperatives: `stones` from the quietest up, and how many there are of each kind."""

    stones: list[Cooperative]
    counts: list[Count]
    day: date


def wall_of(actor: Actor) -> Wall:
    """Every living cooperative of the association as a stone, in one query; those that ask for work lie on top."""
    order = list(Standing)
    stones = list(
        with_standing(Cooperative.objects.visible_to(actor).filter(~Q(state=Cooperative.State.CLOSED))).only(
            "public_id", "number", "name", "state"
        )
    )
    stones.sort(key=lambda stone: (order.index(Standing(stone.standing)), stone.number))
    tally = dict.fromkeys(order, 0)
    for stone in stones:
        tally[Standing(stone.standing)] += 1
    return Wall(stones, [Count(standing, count) for standing, count in tally.items() if count], timezone.localdate())
