"""The time-keeper's clock of an item: it runs while the item is in hand, and stands still during a pause."""

from django.utils import timezone

from councils.models import AgendaItem


def start_clock(item: AgendaItem) -> None:
    """Let it run from now on; the caller saves the item."""
    item.running_since = item.running_since or timezone.now()


def stop_clock(item: AgendaItem) -> None:
    """Add what ran to `seconds_spent`; the caller saves the item."""
    if item.running_since:
        item.seconds_spent += max(0, round((timezone.now() - item.running_since).total_seconds()))
        item.running_since = None
