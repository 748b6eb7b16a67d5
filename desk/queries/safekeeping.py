"""Whether the portal's backup was proved lately."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from desk.models import SafekeepingDrill

LATE_AFTER = timedelta(hours=50)
"""Two nights and a little: one that is missed may be a server that was restarted."""


@dataclass(frozen=True, slots=True)
class Safekeeping:
    """The last night of all, and the last good one; `state` is "fine", "failed", "late" or "never"."""

    state: str
    last: SafekeepingDrill | None
    last_good: SafekeepingDrill | None

    @property
    def is_worrying(self) -> bool:
        """Whether somebody must look; before the first night there is nothing to look at."""
        return self.state in ("failed", "late")


def safekeeping() -> Safekeeping:
    """How it stands now. Two queries."""
    ended = SafekeepingDrill.objects.filter(passed__isnull=False)
    last, good = ended.first(), ended.filter(passed=True).first()
    return Safekeeping(_state(last, good), last, good)


def _state(last: SafekeepingDrill | None, good: SafekeepingDrill | None) -> str:
    if last is None:
        return "never"
    if not last.passed:
        return "failed"
    return "fine" if good and good.started_at > timezone.now() - LATE_AFTER else "late"
