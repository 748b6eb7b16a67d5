"""A vote from its question to its result: prepare, open, finish, show. The only door for `Ballot` and its options.

The database holds the order (migration 0003): what is asked is fixed once it is open, its two locks never open again,
and nothing is shown before it is finished. Each door locks the sitting first.
"""

from decimal import Decimal
from secrets import SystemRandom
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.counting import decide
from councils.errors import BallotRefused
from councils.models import AgendaItem, Attendance, Ballot, BallotOption, Council, CouncilMeeting
from councils.papers import FEW, HEARD, choices_of, kept, rules_of, sums_of
from councils.queries.school import members_of
from councils.services.ballot_drafts import BallotDraft, Collected, OptionDraft, Way, facts_of, options_of
from councils.services.ballot_ends import both_locked
from councils.services.guarantor import is_stopped
from councils.services.live import locked, touch
from councils.services.wording import tidy_words
from occe.kit.actors import Actor
from occe.kit.drawing.categories import CATEGORIES


@transaction.atomic
def prepare_ballot(item: AgendaItem, *, draft: BallotDraft, by: Actor, public_id: UUID | None = None) -> Ballot:
    """Prepare a vote on an item of a sitting; again with the same `public_id`: the same ballot.

    Raises BallotRefused for an item that no sitting has in hand, and for what does not fit together; DecisionRefused
    for a first name, since question and choices stay.
    """
    if item.meeting is None:
        raise BallotRefused(_("Ce sujet attend encore un conseil. Préparez d’abord le conseil."))
    meeting = locked(item.meeting)
    standing = Ballot.objects.filter(public_id=public_id, meeting=meeting).first() if public_id else None
    if standing:
        return standing
    if meeting.state == CouncilMeeting.State.CLOSED:
        raise BallotRefused(_("Ce conseil est terminé. Le vote se fera au prochain."))
    options = options_of(draft)
    _refuse_names(meeting.council, draft)
    ballot = Ballot.objects.create(
        public_id=public_id or uuid4(), council=meeting.council, meeting=meeting, item=item, **facts_of(draft)
    )
    _write_options(ballot, options)
    touch(meeting)
    return ballot


@transaction.atomic
def change_ballot(ballot: Ballot, *, draft: BallotDraft, by: Actor) -> Ballot:
    """Write a prepared ballot anew. What was promised secret, or hidden to the end, stays so. Raises BallotRefused."""
    meeting, standing = both_locked(ballot)
    if standing.state != Ballot.State.PREPARED:
        raise BallotRefused(_("Ce vote est déjà ouvert\u00a0: sa question ne change plus."))
    options, facts = options_of(draft), facts_of(draft)
    _refuse_names(meeting.council, draft)
    if (standing.secret and not facts["secret"]) or (standing.hidden and not facts["hidden"]):
        raise BallotRefused(
            _("Ce vote a été promis secret. Il le reste\u00a0: préparez-en un autre, ou laissez-le."), field="secret"
        )
    standing.options.all().delete()
    for name, value in facts.items():
        setattr(standing, name, value)
    standing.save(update_fields=list(facts))
    _write_options(standing, options)
    touch(meeting)
    return standing


def _refuse_names(council: Council, draft: BallotDraft) -> None:
    """Question and choices stand in minutes and register: no child's name, but as a candidate for a job."""
    tidy_words(council, draft.question, most=160, field="question")
    drawn = [CATEGORIES[one.picture] for one in draft.options if one.picture in CATEGORIES]
    ours = {words for one in drawn for words in (one.fr, one.en)}
    written = [one.label for one in draft.options if one.label not in ours]
    tidy_words(council, " / ".join(written), most=1000, field="options")


def _write_options(ballot: Ballot, options: tuple[OptionDraft, ...]) -> None:
    BallotOption.objects.bulk_create(
        BallotOption(
            ballot=ballot,
            position=rank,
            side=option.side,
            label=option.label.strip(),
            picture=option.picture,
            cost=option.cost if ballot.way == Way.BUDGET else None,
            pupil=option.pupil,
        )
        for rank, option in enumerate(options, 1)
    )


# --- open ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_ballot(ballot: Ballot, *, by: Actor) -> Ballot:
    """Open a prepared vote: the roll fixes now who may vote. An open one stays as it is. Raises BallotRefused."""
    meeting, standing = both_locked(ballot)
    if standing.state == Ballot.State.OPEN:
        return standing
    if standing.state != Ballot.State.PREPARED:
        raise BallotRefused(_("Ce vote est déjà terminé."))
    if not meeting.is_open:
        raise BallotRefused(_("Le conseil n’est pas ouvert. Ouvrez-le, puis ouvrez le vote."))
    if meeting.guarantor_acts.running_pauses().exists():
        raise BallotRefused(_("Le conseil est en pause. Reprenez-le, puis ouvrez le vote."))
    _refuse_stopped(standing)
    if meeting.ballots.filter(state__in=[Ballot.State.OPEN, Ballot.State.FINISHED]).exists():
        raise BallotRefused(_("Un vote est déjà en cours. Terminez-le d’abord."))
    standing.voters, standing.quorum = _electorate(meeting)
    standing.state = Ballot.State.OPEN
    standing.save(update_fields=["voters", "quorum", "state"])
    touch(meeting)
    return standing


def _refuse_stopped(ballot: Ballot) -> None:
    if is_stopped(ballot.item):
        raise BallotRefused(_("L’adulte a arrêté cette proposition. On ne vote pas."))
    if ballot.item.state in (AgendaItem.State.DROPPED, AgendaItem.State.LATER):
        raise BallotRefused(_("Ce sujet est laissé pour une autre fois. On ne vote pas."))


def _electorate(meeting: CouncilMeeting) -> tuple[int, int | None]:
    """How many may vote, and how many must where the class asks for a quorum. Raises BallotRefused."""
    rolls = meeting.rolls.filter(called=True).aggregate(adults=Sum("adults"))
    here = Attendance.objects.filter(roll__meeting=meeting, roll__called=True, here=True).count()
    voters = here + (rolls["adults"] or 0)
    if not here:
        raise BallotRefused(_("Faites d’abord l’appel\u00a0: il dit qui peut voter."))
    needed = meeting.council.quorum_of(members_of(meeting))
    if needed is not None and here < needed:
        raise BallotRefused(
            _("Il faut %(needed)s membres pour voter, et %(here)s sont là. Ce vote attend le prochain conseil.")
            % {"needed": needed, "here": here}
        )
    return voters, needed


# --- finish and show -------------------------------------------------------------------------------------------------


@transaction.atomic
def finish_ballot(ballot: Ballot, *, by: Actor, agreed: bool = False, incomplete: bool = False) -> Ballot:
    """Close the box and count, for the adult to look at; the class sees nothing yet. A finished one stays as it is.

    `agreed` says for a consensus that everybody agrees. `incomplete` finishes although voices are missing. The lot, if
    one is needed, is drawn here and once. Raises BallotRefused.
    """
    meeting, standing = both_locked(ballot)
    if standing.state in (Ballot.State.FINISHED, Ballot.State.SHOWN, Ballot.State.KEPT):
        return standing
    if standing.state != Ballot.State.OPEN:
        raise BallotRefused(_("Ce vote n’est pas ouvert."))
    standing.outcome = _heard(standing, agreed) if standing.way in HEARD else _counted(standing, incomplete)
    standing.hand_counts.update(pupil=None)  # who counted need not stay
    standing.state = Ballot.State.FINISHED
    standing.save(update_fields=["outcome", "state"])
    touch(meeting)
    return standing


def _heard(ballot: Ballot, agreed: bool) -> dict:
    """Consensus: everybody agrees. Consent: no objection is left."""
    left = ballot.objections.filter(lifted=False).count()
    accepted = agreed if ballot.way == Way.CONSENSUS else not left
    return {"verdict": "chosen" if accepted else "stays", "objections": left}


def _counted(ballot: Ballot, incomplete: bool) -> dict:
    options = list(ballot.options.all())
    sums = sums_of(ballot, options)
    if sums is None:
        raise BallotRefused(_no_count(ballot))
    by_paper = ballot.collected == Collected.TABLET
    missing = (ballot.voters or 0) - sums.papers if by_paper else 0
    if ballot.quorum and by_paper and sums.papers < ballot.quorum:
        raise BallotRefused(
            _("Il faut au moins %(needed)s voix. Attendez-les, ou laissez ce vote.") % {"needed": ballot.quorum}
        )
    if missing > 0 and not incomplete:
        raise BallotRefused(
            ngettext(
                "Il manque encore %(count)s voix. Dites si l’on termine sans elle.",
                "Il manque encore %(count)s voix. Dites si l’on termine sans elles.",
                missing,
            )
            % {"count": missing},
            field="incomplete",
        )
    if missing > 0 and ballot.secret:
        _refuse_too_few(ballot, sums.papers)
    lot = [option.position for option in options]
    SystemRandom().shuffle(lot)
    return kept(ballot, decide(ballot.way, choices_of(options), sums, rules_of(ballot, lot)), sums)


def _refuse_too_few(ballot: Ballot, papers: int) -> None:
    """A secret box is not opened for the first few voices alone: who had the tablet in hand would be read in it."""
    fewest = 2 if (ballot.voters or 0) <= FEW else FEW + 1
    if papers < fewest:
        raise BallotRefused(
            _("Avec si peu de voix, on lirait qui a voté quoi. Attendez-en d’autres, ou laissez ce vote."),
            field="incomplete",
        )


def _no_count(ballot: Ballot) -> str:
    if ballot.collected == Collected.TABLET:
        return _("Personne n’a encore voté.")
    if ballot.hand_counts.count() < 2:
        return _("Le compte n’est pas encore écrit.")
    return _("Vous n’avez pas compté pareil. On recompte ensemble\u00a0?")


@transaction.atomic
def show_ballot(ballot: Ballot, *, by: Actor) -> Ballot:
    """Show the class what came out. Shown again: nothing changes. Raises BallotRefused before it is finished."""
    meeting, standing = both_locked(ballot)
    if standing.state in (Ballot.State.SHOWN, Ballot.State.KEPT):
        return standing
    if standing.state != Ballot.State.FINISHED:
        raise BallotRefused(_("Terminez d’abord le vote\u00a0: vous regardez le résultat, puis la classe le voit."))
    standing.state = Ballot.State.SHOWN
    standing.save(update_fields=["state"])
    touch(meeting)
    return standing


@transaction.atomic
def second_round(ballot: Ballot, *, by: Actor) -> Ballot:
    """Prepare the vote that follows: the second round of an election, or a new vote between those that stood equal.

    Asked twice: the same ballot. Raises BallotRefused where nothing is left to vote on.
    """
    meeting, first = both_locked(ballot)
    standing = first.followed_by.exclude(state=Ballot.State.DROPPED).first()
    if standing:
        return standing
    told = first.outcome or {}
    again = told.get("again", [])
    if first.state != Ballot.State.SHOWN or not again:
        raise BallotRefused(_("Il n’y a pas de second tour à faire."))
    same = ["council", "item", "subject", "way", "collected", "question", "secret", "hidden", "threshold", "tie", "job"]
    following = Ballot.objects.create(
        meeting=meeting,
        follows=first,
        rounds=first.rounds,
        round=first.rounds,
        seats=max(told["seats_left"], 1) if first.is_election else 1,
        budget=Decimal(told["money_left"]) if first.way == Way.BUDGET else None,
        **{name: getattr(first, name) for name in same},
    )
    standing_again = first.options.filter(position__in=again).select_related("pupil")
    drafts = (OptionDraft(o.label, o.cost, o.pupil, o.side, o.picture) for o in standing_again)
    _write_options(following, tuple(drafts))
    touch(meeting)
    return following
