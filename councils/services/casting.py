"""A voice goes into the box, and nobody can tell whose it was. The only door for `Turnout` and `BallotPaper`.

The box is locked, who has voted is written down without a time, and all the papers of the box are written anew in
random order under new random ids. So neither order, nor id, nor the numbers that PostgreSQL gives to rows and to
transactions (`ctid`, `xmin`) lead from a voter to a paper. docs/decisions/0020 tells what this cannot hold.
"""

from collections.abc import Mapping
from secrets import SystemRandom

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from councils.counting import misfit
from councils.errors import VoteRefused
from councils.models import Attendance, Ballot, BallotPaper, CouncilMeeting, Turnout
from councils.papers import choices_of, rules_of
from councils.services.live import locked, touch
from members.models import ClassSession, Pupil
from occe.kit.actors import Actor


@transaction.atomic
def cast(ballot: Ballot, *, pupil: Pupil, session: ClassSession, marks: Mapping[int, int]) -> None:
    """Take the voice of a child who is there, from an open class. `marks` by position; empty chooses nothing.

    Raises VoteRefused, with a sentence for the child: twice, after the close, from outside of the class, not called.
    """
    meeting, box = _open_box(ballot)
    if not ClassSession.objects.open().filter(pk=session.pk).exists():
        raise VoteRefused(_("La classe n’est pas ouverte. À tout à l’heure\u00a0!"))
    if not may_vote(meeting, pupil_id=pupil.pk, classroom_id=session.classroom_id):
        raise VoteRefused(_("Tu n’étais pas à l’appel. Demande à un adulte."))
    if box.turnout.filter(pupil=pupil).exists():
        raise VoteRefused(_("Tu as déjà voté. Ton vote est gardé."))
    _put_in(box, Turnout(ballot=box, pupil=pupil), marks)
    touch(meeting)


@transaction.atomic
def cast_adult(ballot: Ballot, *, seat: int, marks: Mapping[int, int], by: Actor) -> None:
    """Take the voice of an adult: `seat` is one of the adults that the roll counted. Raises VoteRefused."""
    meeting, box = _open_box(ballot)
    adults = meeting.rolls.filter(called=True).aggregate(seats=Sum("adults"))["seats"] or 0
    if not 1 <= seat <= adults:
        raise VoteRefused(_("Aucun adulte de l’appel n’a cette place."))
    if box.turnout.filter(seat=seat).exists():
        raise VoteRefused(_("Cette voix est déjà dans la boîte. Un vote ne se change pas."))
    _put_in(box, Turnout(ballot=box, seat=seat), marks)
    touch(meeting)


def may_vote(meeting: CouncilMeeting, *, pupil_id: int, classroom_id: int) -> bool:
    """Whether this child was called, and is there, in the class where the voice is given; delegates of a school's
    council give theirs in any class of it: one tablet goes round."""
    here = Attendance.objects.filter(roll__meeting=meeting, roll__called=True, here=True, pupil_id=pupil_id)
    if meeting.council.is_of_school:
        return here.exists() and meeting.rolls.filter(classroom_id=classroom_id).exists()
    return here.filter(roll__classroom_id=classroom_id).exists()


def _open_box(ballot: Ballot) -> tuple[CouncilMeeting, Ballot]:
    """The sitting and the ballot, locked: voices come in one after another. Raises VoteRefused while it takes none."""
    meeting = locked(ballot.meeting)
    box = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    if box.state != Ballot.State.OPEN or not meeting.is_open:
        raise VoteRefused(_("Ce vote est terminé."))
    if box.collected != Ballot.Collected.TABLET:
        raise VoteRefused(_("On ne vote pas ici pour cette question."))
    if meeting.guarantor_acts.running_pauses().exists():
        raise VoteRefused(_("Le conseil fait une pause. Attends un peu."))
    return meeting, box


def _put_in(box: Ballot, turnout: Turnout, marks: Mapping[int, int]) -> None:
    """Write down who has voted, and all the papers anew, in an order that chance alone knows."""
    reason = misfit(box.way, choices_of(box.options.all()), marks, rules_of(box))
    if reason:
        raise VoteRefused(_misfit_words(reason))
    if box.turnout.count() >= (box.voters or 0):
        raise VoteRefused(_("Toutes les voix sont déjà dans la boîte. Demande à un adulte."))
    papers = [*box.papers.values_list("marks", flat=True), {str(position): mark for position, mark in marks.items()}]
    SystemRandom().shuffle(papers)
    turnout.save(force_insert=True)
    box.papers.all().delete()
    BallotPaper.objects.bulk_create(BallotPaper(ballot=box, marks=one) for one in papers)


def _misfit_words(reason: str) -> str:
    return {
        "too_many": _("C’est trop de choix. Touche celui que tu préfères."),
        "incomplete": _("Touche un visage pour chaque idée."),
        "too_dear": _("C’est plus que la somme. Enlève quelque chose."),
    }.get(reason, _("Ce choix n’est pas dans ce vote."))
