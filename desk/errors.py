"""What the association's space refuses, in sentences for people."""

from occe.kit.errors import DomainError


class AccountStepRefused(DomainError):
    """A step of the opening of a bank account cannot be recorded as it is given."""


class CooperativeRefused(DomainError):
    """A cooperative cannot take this step: its state says no."""


class InvitationClosed(DomainError):
    """An invitation was used, taken back, or is too old."""


class RoleRefused(DomainError):
    """A role cannot be granted or ended as asked."""


class SchoolRefused(DomainError):
    """This school cannot be the cooperative's: private, closed, of another department, or not described."""


class SettingRefused(DomainError):
    """A setting of the association cannot take this value."""


class YearRefused(DomainError):
    """This school year cannot be opened, closed or changed now."""
