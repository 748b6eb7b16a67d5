"""What councils refuse, in sentences."""

from occe.kit.errors import DomainError


class DecisionRefused(DomainError):
    """A decision cannot be kept as it was written."""
