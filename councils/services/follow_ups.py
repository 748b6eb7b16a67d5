"""What became of a decision: rows that only grow. The only door for `FollowUp`."""

from django.db import transaction
from django.utils.translation import gettext as _

from councils.errors import DecisionRefused
from councils.models import Decision, FollowUp
from occe.kit.actors import Actor
from occe.kit.dates import today

from .wording import tidy_words


@transaction.atomic
def follow_up(decision: Decision, *, state: str, words: str = "", by: Actor) -> FollowUp:
    """Tell where a decision stands today, in one sentence if wished. The same said twice in a row is kept once.

    `state` is a `FollowUp.State`. Raises DecisionRefused for a first name, and for a decision that another corrects.
    """
    locked = Decision.objects.select_for_update(of=("self",)).select_related("council").get(pk=decision.pk)
    if locked.corrected_by.exists():
        raise DecisionRefused(_("Une autre décision corrige celle-ci : suivez la nouvelle."))
    said = tidy_words(locked.council, words, most=200, field="words")
    last = locked.follow_ups.last()
    if last and (last.state, last.words, last.on) == (state, said, today()):
        return last
    return FollowUp.objects.create(decision=locked, state=FollowUp.State(state), words=said, on=today())
