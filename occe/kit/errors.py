"""The one base of the sentences that a service says when it refuses."""


class DomainError(Exception):
    """A rule of the domain says no. Its text is a sentence for people: what happened, and what to do next.

    A view shows it on the form and answers 422; it is not a fault of the program.
    """

    def __init__(self, sentence: str, *, field: str | None = None):
        super().__init__(sentence)
        self.field = field
        """The form field that the sentence belongs to, if there is one."""
