"""What councils refuse, in sentences."""

from occe.kit.errors import DomainError


class DecisionRefused(DomainError):
    """A decision cannot be kept as it was written."""


class SittingRefused(DomainError):
    """Something that cannot be done at this point of a sitting."""
