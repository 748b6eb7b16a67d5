"""How an item ends: the secretary's one sentence, kept as a decision with who does it, or as what was said."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from councils.models import AgendaItem, Ballot
from councils.services.decisions import decide
from councils.services.meetings import end_item
from councils.services.wording import pupils_of, tidy_words
from occe.kit.actors import Actor


@transaction.atomic
def end_with(
    item: AgendaItem,
    *,
    text: str,
    decided: bool,
    by: Actor,
    owner: str = "",
    owner_words: str = "",
    due_on: date | None = None,
    amount: Decimal | None = None,
    replaces: bool = False,
) -> AgendaItem:
    """Close an item with a sentence. `owner` is the public id of the child who does it; "" is the whole class.

    A vote whose result the class has seen becomes the decision. Raises DecisionRefused and SittingRefused; a sentence
    that only tells what was said may be empty, and names no child either. `replaces`: in the place of the decision that
    came back.
    """
    if not decided:
        said = tidy_words(item.council, text, most=600, field="text")
        return end_item(item, words=said, by=by)
    ballot = item.ballots.filter(state=Ballot.State.SHOWN).order_by("-pk").first()
    pupil = pupils_of(item.council).filter(public_id=UUID(owner)).first() if owner else None
    decide(
        item, text=text, ballot=ballot, owner=pupil, owner_words=owner_words, due_on=due_on, amount=amount,
        replaces=replaces, by=by,
    )  # fmt: skip
    return end_item(item, by=by)
