"""What the room refuses about pupils and open classes, in sentences for people (adults first, children below)."""

from datetime import datetime

from occe.kit.errors import DomainError


class RosterRefused(DomainError):
    """The list of the class cannot take this: a name, a picture or a number says no."""


class PictureTaken(RosterRefused):
    """Another pupil of the class has this picture in this tint."""


class ClassCannotOpen(DomainError):
    """The class cannot be open, or not for that long."""


class JobRefused(DomainError):
    """A job or its term cannot be as asked."""


class NotLetIn(DomainError):
    """The class is closed, the device is not in it, or the pupil is not of it: nobody enters."""


class WrongCode(DomainError):
    """No open class has this code."""


class WaitBeforeNextCode(WrongCode):
    """Too many wrong codes from this device or its network: it waits until `until`."""

    def __init__(self, sentence: str, *, until: datetime):
        super().__init__(sentence, field="code")
        self.until = until


class WrongSecret(DomainError):
    """Not the three pictures of this pupil."""


class Pause(DomainError):
    """Five wrong secrets: this pupil waits until `until`, a minute at most."""

    def __init__(self, sentence: str, *, until: datetime):
        super().__init__(sentence)
        self.until = until
