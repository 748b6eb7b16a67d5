"""What the room refuses, in sentences for people."""

from occe.kit.errors import DomainError


class NotYours(DomainError):
    """The actor has no right to this act (the page should not have offered it)."""


class BookTakesNoEntries(DomainError):
    """The book was sent or accepted, or its cooperative is suspended or closed."""


class BookCannotMove(DomainError):
    """The book is not in a state from which this step leads."""


class DateOutOfYear(DomainError):
    """The day lies outside the book's school year, or in the future."""


class EntryRefused(DomainError):
    """The lines of an entry cannot be posted: they do not balance, or name an account that is not of this book."""


class RequestAlreadyUsed(DomainError):
    """The same request was posted before with another content."""


class EntryAlreadyReversed(DomainError):
    """The entry was corrected before, or is itself a correction."""
