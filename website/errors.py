"""What the site's services say when they refuse."""

from occe.kit.errors import DomainError


class TooManyMessages(DomainError):
    """Too many messages from one place, in a short time."""


class MessageNotHuman(DomainError):
    """The form was filled in faster than anybody types, or long after it was shown."""


class YearNotOver(DomainError):
    """Figures are frozen once a year is over."""


class NewsAddressTaken(DomainError):
    """Another piece of news has the same title."""


class PictureInUse(DomainError):
    """A text of the site still shows this picture."""
