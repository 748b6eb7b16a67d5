"""How each cooperative stands: one word, said the same way on the wall, in the list, in the export."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, QuerySet, TextChoices, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Mandate
from occe.kit.actors import Actor

MOST_STONES = 12 * 13
"""Twelve courses: as many as a department of the usual size has, and as high as the page beside."""


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


class Stone(NamedTuple):
    """One cooperative of the wall."""

    public_id: UUID
    number: int
    name: str
    standing: str


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall of the cooperatives: `stones` from the quietest up, and how many there are of each kind."""

    stones: list[Stone]
    counts: list[Count]
    day: date

    @property
    def total(self) -> int:
        """How many live, on the wall or not."""
        return sum(count.count for count in self.counts)


def wall_of(actor: Actor) -> Wall:
    """The living cooperatives of the association as stones, those that ask for work on top. Two queries.

    A large association has more of them than a wall may hold: then the quietest are left to the list.
    """
    living = with_standing(Cooperative.objects.visible_to(actor).exclude(state=Cooperative.State.CLOSED))
    tally = dict(living.order_by().values_list("standing").annotate(n=models.Count("pk")))
    rank = Func(Value(Standing.values), F("standing"), function="array_position")
    top = living.annotate(rank=rank).order_by("-rank", "-number").values_list(*Stone._fields)[:MOST_STONES]
    counts = [Count(standing, tally[standing]) for standing in Standing if standing in tally]
    return Wall([Stone(*row) for row in reversed(top)], counts, timezone.localdate())
