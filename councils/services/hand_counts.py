"""Voices counted by hand: raised hands by two pupils, papers by who opens the box. The only door for `HandCount`."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.counting import misfit_of_sums
from councils.counting.papers import FACES
from councils.errors import BallotRefused
from councils.models import Attendance, Ballot, HandCount
from councils.papers import rules_of, sums_by_hand
from councils.services.live import locked, touch
from members.models import Pupil
from occe.kit.actors import Actor

COUNTERS = (1, 2)


@transaction.atomic
def count_hands(
    ballot: Ballot, *, counter: int, counts: Mapping[int, int | Sequence[int]], blank: int, by: Actor
) -> HandCount:
    """Write what one counter (1 or 2) counted, by position, and who chose nothing; counted again, the later one stands.

    With faces each choice has five figures, the worst face first. Raises BallotRefused where it does not add up to
    those who are there, and for anything but an open ballot that is counted by hand.
    """
    return _written(ballot, counter=counter, counts=counts, blank=blank)


@transaction.atomic
def count_as_pupil(
    ballot: Ballot, *, pupil: Pupil, counts: Mapping[int, int | Sequence[int]], blank: int
) -> HandCount:  # fmt: skip
    """Write what one of the two pupils who count has counted: each has a column, and counts anew as often as needed.

    Raises BallotRefused like `count_hands`; for a third pupil, for one who is not in the roll, and during a pause.
    """
    meeting = locked(ballot.meeting)
    if meeting.guarantor_acts.running_pauses().exists():
        raise BallotRefused(_("Le conseil fait une pause. Attends un peu."))
    if not Attendance.objects.filter(roll__meeting=meeting, here=True, pupil=pupil).exists():
        raise BallotRefused(_("Tu n’étais pas à l’appel. Demande à un adulte."))
    counter = column_of(ballot, pupil.pk)
    if counter is None:
        raise BallotRefused(_("Deux élèves ont déjà compté. Merci\u00a0!"))
    return _written(ballot, counter=counter, counts=counts, blank=blank, pupil=pupil)


def column_of(ballot: Ballot, pupil_id: int) -> int | None:
    """The column of a pupil who counts: the own one, else the first that is free; None when two others have counted."""
    taken = dict(ballot.hand_counts.values_list("counter", "pupil_id"))
    mine = next((counter for counter, who in taken.items() if who == pupil_id), None)
    return mine or next((counter for counter in COUNTERS if counter not in taken), None)


def _written(
    ballot: Ballot, *, counter: int, counts: Mapping[int, int | Sequence[int]], blank: int, **who: Pupil
) -> HandCount:
    meeting = locked(ballot.meeting)
    box = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    if box.state != Ballot.State.OPEN or box.collected not in (Ballot.Collected.HANDS, Ballot.Collected.PAPER):
        raise BallotRefused(_("Ce vote ne se compte pas à la main maintenant."))
    positions = set(box.options.values_list("position", flat=True))
    judged = box.way == Ballot.Way.JUDGMENT
    if set(counts) != positions or blank < 0 or any(not _is_count(value, judged) for value in counts.values()):
        raise BallotRefused(_("Écrivez un nombre pour chaque choix."))
    gap = misfit_of_sums(box.way, sums_by_hand(box, dict(counts), blank), box.voters or 0, rules_of(box))
    if gap:
        raise BallotRefused(gap_words(box, gap), field="blank")
    stored = {str(position): value if isinstance(value, int) else list(value) for position, value in counts.items()}
    written, _made = HandCount.objects.update_or_create(
        ballot=box, counter=counter, defaults={"counts": stored, "blank": blank} | who
    )
    touch(meeting)
    return written


def _is_count(value: int | Sequence[int], judged: bool) -> bool:
    if judged:
        return isinstance(value, Sequence) and len(value) == FACES and all(one >= 0 for one in value)
    return isinstance(value, int) and value >= 0


def gap_words(ballot: Ballot, gap: int) -> str:
    """What to say when the voices do not make up those who are there: how many are missing, or too many."""
    if gap < 0:
        return ngettext(
            "Il y a %(count)s voix de trop. On recompte ensemble\u00a0?",
            "Il y a %(count)s voix de trop. On recompte ensemble\u00a0?",
            -gap,
        ) % {"count": -gap}
    if ballot.collected == Ballot.Collected.PAPER:
        return ngettext(
            "Il manque %(count)s bulletin. Regardez dans la boîte.",
            "Il manque %(count)s bulletins. Regardez dans la boîte.",
            gap,
        ) % {"count": gap}
    if gap == 1:
        return _("Il manque une voix. Qui n’a pas levé la main\u00a0?")
    return _("Il manque %(count)s voix. Qui n’a pas levé la main\u00a0?") % {"count": gap}
