"""What councils refuse, in sentences."""

from occe.kit.errors import DomainError


class DecisionRefused(DomainError):
    """A decision cannot be kept as it was written."""


class SittingRefused(DomainError):
    """Something that cannot be done at this point of a sitting."""


class DecisionSigned(DecisionRefused):
    """A decision that somebody has signed is not written anew: another one corrects it."""


class NotPresident(DomainError):
    """Only the president of the sitting signs as its president."""


class NotThisCouncil(DomainError):
    """The adult does not hold this council."""


class AdultMeetingRefused(DomainError):
    """A meeting of the adults' council cannot be called, held or cancelled like this."""


class RuleRefused(DomainError):
    """A law or a rule cannot stand on the poster, or leave it, like this."""


class SlipRefused(DomainError):
    """A petit mot cannot go in the box, or out of it, like this."""


class ChildNamed(SlipRefused):
    """A petit mot about a problem names a child of the school. `word` is what may be a plain word there, "" if none."""

    word = ""


class AgendaRefused(DomainError):
    """The agenda cannot be as asked: the sitting is over, or an item has been spoken of."""


class BallotRefused(DomainError):
    """A vote cannot be prepared, opened, finished or shown like this."""


class VoteRefused(DomainError):
    """A voice cannot be taken; the sentence is for the child who gives it."""


class MandateRefused(DomainError):
    """A class cannot ask this of its delegates."""


class PebblesRefused(DomainError):
    """What lies on the youngest's table is not a choice yet."""
