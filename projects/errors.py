"""What projects refuse, in sentences."""

from occe.kit.errors import DomainError


class ProjectRefused(DomainError):
    """A project cannot begin as it was written."""


class PlanRefused(DomainError):
    """A date, a partner, a task or a sum of the plan cannot stand as it was written."""


class JournalRefused(DomainError):
    """A page of the journal, or a piece of it, cannot be kept, sent or shown as it is."""


class ConsentRefused(DomainError):
    """A sheet or an answer about a child's image cannot be recorded so."""


class PublicationRefused(DomainError):
    """A story cannot be opened to everybody yet."""


class ReflectionRefused(DomainError):
    """A paper of a class's looking back cannot be taken."""


class ReportRefused(DomainError):
    """An activity report cannot be changed, approved or sent as it stands."""
