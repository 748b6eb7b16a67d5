"""What an adult prepares for a vote, and whether it fits together: what one votes on, how, and how voices come in."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from councils.errors import BallotRefused
from councils.models import Ballot, BallotOption
from councils.papers import HEARD
from members.models import ClassJob, Pupil

Way, Subject, Collected = Ballot.Way, Ballot.Subject, Ballot.Collected

WAYS_FOR = {
    Subject.IDEA: (Way.CONSENSUS, Way.CONSENT, Way.HANDS, Way.SECRET, Way.APPROVAL, Way.JUDGMENT),
    Subject.SPENDING: (Way.CONSENSUS, Way.CONSENT, Way.HANDS, Way.SECRET, Way.APPROVAL, Way.JUDGMENT, Way.BUDGET),
    Subject.RULE: (Way.CONSENSUS, Way.CONSENT, Way.HANDS, Way.SECRET),
    Subject.THING: (Way.CONSENSUS, Way.HANDS, Way.SECRET, Way.APPROVAL, Way.JUDGMENT),
    Subject.JOB: (Way.ELECTION,),
}
"""The ways that fit what one votes on. A person is voted on for a job only, and never with faces."""

VOICES_FOR = {
    Way.CONSENSUS: (Collected.ALOUD,),
    Way.CONSENT: (Collected.ALOUD,),
    Way.HANDS: (Collected.HANDS,),
    Way.SECRET: (Collected.TABLET, Collected.PAPER),
    Way.ELECTION: (Collected.TABLET, Collected.PAPER),
    Way.APPROVAL: (Collected.TABLET, Collected.PAPER, Collected.HANDS),
    Way.JUDGMENT: (Collected.TABLET, Collected.PAPER, Collected.HANDS),
    Way.BUDGET: (Collected.TABLET, Collected.PAPER, Collected.HANDS),
}
FEWEST = {Way.APPROVAL: 2, Way.JUDGMENT: 2, Way.BUDGET: 2, Way.ELECTION: 1}
MOST_OPTIONS = 8


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """Something to choose: words (and what it costs, in euros), or a candidate."""

    label: str = ""
    cost: Decimal | None = None
    pupil: Pupil | None = None
    side: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class BallotDraft:
    """What an adult prepares. Without options a show of hands and a secret vote ask for or against."""

    subject: str
    way: str
    collected: str
    question: str
    options: tuple[OptionDraft, ...] = ()
    secret: bool = False
    hidden: bool = False
    threshold: str = Ballot.Threshold.HALF
    tie: str = Ballot.Tie.AGAIN
    seats: int = 1
    rounds: int = 1
    job: ClassJob | None = None
    budget: Decimal | None = None


def facts_of(draft: BallotDraft) -> dict:
    """The columns. Secret ways carry both locks; a lock or a seat that a way does not know is left out."""
    sealed = draft.way in (Way.SECRET, Way.ELECTION) or (draft.secret and draft.collected != Collected.HANDS)
    election = draft.way == Way.ELECTION
    return {
        "subject": draft.subject,
        "way": draft.way,
        "collected": draft.collected,
        "question": draft.question.strip(),
        "secret": sealed and draft.way not in HEARD,
        "hidden": sealed or draft.hidden,
        "threshold": Ballot.Threshold.MOST if election or draft.way in (Way.JUDGMENT, Way.BUDGET) else draft.threshold,
        "tie": draft.tie,
        "seats": draft.seats if election else 1,
        "rounds": draft.rounds if election else 1,
        "job": draft.job if election else None,
        "budget": draft.budget if draft.way == Way.BUDGET else None,
    }


def options_of(draft: BallotDraft) -> tuple[OptionDraft, ...]:
    """The options as they will be written. Raises BallotRefused for what does not fit together."""
    if draft.way not in WAYS_FOR.get(Subject(draft.subject), ()):
        raise BallotRefused(_("Cette façon de décider ne va pas avec ce sujet."), field="way")
    if draft.collected not in VOICES_FOR[Way(draft.way)]:
        raise BallotRefused(_("Ces voix ne se donnent pas ainsi."), field="collected")
    if draft.way == Way.ELECTION and draft.job is None:
        raise BallotRefused(_("Choisissez le métier\u00a0: on n’élit quelqu’un que pour un métier."), field="job")
    if draft.way == Way.BUDGET and not draft.budget:
        raise BallotRefused(_("Écrivez la somme à partager."), field="budget")
    if draft.way in HEARD:
        return ()
    if not draft.options and draft.way in (Way.HANDS, Way.SECRET):
        sides = ((BallotOption.Side.FOR, "Pour"), (BallotOption.Side.AGAINST, "Contre"))
        return tuple(OptionDraft(label, side=side) for side, label in sides)
    _refuse_options(draft)
    return draft.options


def _refuse_options(draft: BallotDraft) -> None:
    fewest = FEWEST.get(Way(draft.way), 2)
    if len(draft.options) < fewest:
        sentence = _("Il faut au moins deux choix.") if fewest == 2 else _("Choisissez qui se présente.")
        raise BallotRefused(sentence, field="options" if fewest == 2 else "candidates")
    if draft.way != Way.ELECTION and len(draft.options) > MOST_OPTIONS:
        raise BallotRefused(_("Huit choix au plus\u00a0: au-delà, personne ne s’y retrouve."), field="options")
    labels = [option.label.strip().casefold() for option in draft.options if option.label]
    if len(set(labels)) < len(labels):
        raise BallotRefused(_("Deux choix disent la même chose."), field="options")
    if draft.way == Way.BUDGET and any(not option.cost for option in draft.options):
        raise BallotRefused(_("Écrivez ce que coûte chaque choix."), field="options")
