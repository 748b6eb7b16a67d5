"""What a council decided is kept: the only door for `Decision`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from councils.errors import DecisionRefused
from councils.models import Council, Decision
from occe.kit.actors import Actor
from occe.kit.dates import today


@dataclass(frozen=True, slots=True)
class Votes:
    """Counts of a vote, never who voted what; all of them, or none where the council decided without counting."""

    present: int
    votes_for: int
    votes_against: int
    votes_blank: int


@transaction.atomic
def record_decision(
    council: Council,
    *,
    text: str,
    on: date,
    by: Actor,
    amount: Decimal | None = None,
    due_on: date | None = None,
    votes: Votes | None = None,
) -> Decision:
    """Keep what the council decided, under the next number of its year. The same words on the same day are kept once.

    `amount` is the sum not to exceed, in euros. Raises DecisionRefused for a day outside the council's year or to come,
    and for votes that do not add up to those present.
    """
    locked = Council.objects.select_for_update(of=("self",)).select_related("year").get(pk=council.pk)
    _refuse_wrong_day(locked, on)
    _refuse_wrong_count(votes)
    standing = locked.decisions.filter(text=text, date=on).first()
    if standing:
        return standing
    number = (locked.decisions.aggregate(last=Max("number"))["last"] or 0) + 1
    counts = {name: getattr(votes, name) for name in Votes.__dataclass_fields__} if votes else {}
    return Decision.objects.create(
        council=locked, number=number, date=on, text=text, amount=amount, due_on=due_on, **counts
    )


def _refuse_wrong_day(council: Council, on: date) -> None:
    if on > today():
        raise DecisionRefused(
            _("Ce conseil n’a pas encore eu lieu. Écrivez un jour passé, ou aujourd’hui."), field="on"
        )
    if not council.year.starts <= on <= council.year.ends:
        raise DecisionRefused(
            _("Ce jour n’est pas de l’année %(year)s. Choisissez le conseil de la bonne année.")
            % {"year": council.year},
            field="on",
        )


def _refuse_wrong_count(votes: Votes | None) -> None:
    if votes is None:
        return
    missing = votes.present - votes.votes_for - votes.votes_against - votes.votes_blank
    if missing > 0:
        raise DecisionRefused(
            _("Il manque %(count)s voix pour faire le compte des présents. Recomptez ensemble.") % {"count": missing},
            field="present",
        )
    if missing < 0:
        raise DecisionRefused(
            _("Il y a %(count)s voix de plus que de présents. Recomptez ensemble.") % {"count": -missing},
            field="present",
        )
