"""What the room refuses, in sentences for people."""

from occe.kit.errors import DomainError


class MandateRefused(DomainError):
    """A mandate cannot take this step: its state, a date or another person's mandate says no."""
