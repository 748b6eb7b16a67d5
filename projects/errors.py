"""What projects refuse, in sentences."""

from occe.kit.errors import DomainError


class ProjectRefused(DomainError):
    """A project cannot begin as it was written."""
