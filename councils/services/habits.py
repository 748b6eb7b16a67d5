"""How a council likes to work."""

from typing import Any

from django.db import transaction

from councils.models import Council
from occe.kit.actors import Actor
from occe.kit.folded import LineEmpty, clean_line

HABITS = (
    "weekday", "minutes_per_item", "adults_vote", "quorum_percent", "review_weeks", "word_idea", "word_thanks",
    "word_problem", "word_question",
)  # fmt: skip


@transaction.atomic
def set_habits(council: Council, *, by: Actor, **habits: Any) -> Council:
    """Keep the habits that are named (`HABITS`); what is prepared or held already stays as it is.

    An empty word is the usual one. The database refuses minutes, weeks and percents that make no sense.
    """
    locked = Council.objects.select_for_update(of=("self",)).get(pk=council.pk)
    for name, value in habits.items():
        if name not in HABITS:
            raise TypeError(name)
        setattr(locked, name, _word(value) if name.startswith("word_") else value)
    locked.save(update_fields=list(habits))
    return locked


def _word(text: str) -> str:
    try:
        return clean_line(text)
    except LineEmpty:
        return ""
