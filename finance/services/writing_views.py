"""Which view of the writing pages a person likes."""

from finance.models import WritingView
from occe.kit.actors import Adult


def choose_writing_view(*, expert: bool, by: Adult) -> WritingView:
    """Keep a person's own choice: the expert view or the simple one. The record is the same in both."""
    chosen, _created = WritingView.objects.update_or_create(user_id=by.user_id, defaults={"expert": expert})
    return chosen
