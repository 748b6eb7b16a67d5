"""What the room refuses, in sentences for people."""

from occe.kit.errors import DomainError


class MandateRefused(DomainError):
    """A mandate cannot take this step: its state, a date or another person's mandate says no."""


class RegistrationAlreadyDecided(DomainError):
    """Somebody has acted on this request in the meantime; the sentence says who did what, and when."""


class RegistrationRefused(DomainError):
    """A request cannot take this step: something is missing, or a rule of the association says no."""


class FileQuotaReached(DomainError):
    """Somebody has sent as many files today as one person may."""


class StoreIsFull(DomainError):
    """The store of files takes nothing more: its disk is full."""


class PeopleRefused(DomainError):
    """A class cannot take this adult, or a day pass cannot be used: a date, a state or a person says no."""
