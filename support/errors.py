"""What the room refuses, in sentences for people."""

from occe.kit.errors import DomainError


class NotYours(DomainError):
    """The actor has no right to this act (the page should not have offered it)."""


class QuestionRefused(DomainError):
    """Something of a question or an answer is missing, or it was answered already."""
