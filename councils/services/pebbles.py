"""A council of the youngest, in pictures: what the pebbles chose becomes the same record as the grown-ups'.

A proposal, a ballot by show of pebbles, a decision: each through its own door, in one transaction.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from councils.errors import PebblesRefused
from councils.models import AgendaItem, Ballot, Council, Decision
from councils.services.agenda import add_item, prepare_meeting
from councils.services.ballot_drafts import BallotDraft, OptionDraft
from councils.services.ballots import finish_ballot, open_ballot, prepare_ballot, show_ballot
from councils.services.decisions import decide
from councils.services.hand_counts import count_hands
from councils.services.meetings import begin_item, close_meeting, end_item, open_meeting
from councils.services.rolls import call_roll
from members.models import Pupil
from occe.kit.actors import Actor
from occe.kit.dates import today
from occe.kit.folded import fold


@transaction.atomic
def keep_pebbles(
    council: Council, *, here: Sequence[Pupil], choices: Mapping[str, str], pebbles: Mapping[str, int],
    request_id: UUID, by: Actor,
) -> Decision:  # fmt: skip
    """Keep what the pebbles chose. `choices` maps each picture that lay there to its words, `pebbles` to its count.

    The same `request_id` is kept once. Raises PebblesRefused: nobody is here, one picture only, not as many pebbles as
    children, two towers of one height, a council that is open already.
    """
    kept = Decision.objects.filter(item__public_id=request_id, item__council=council).first()
    if kept:
        return kept
    highest = _the_highest(here, choices, pebbles)
    classroom = council.classroom
    if classroom is None:
        raise PebblesRefused(_("Les cailloux sont pour le conseil d’une classe."))
    if council.meetings.filter(state="open").exists():
        raise PebblesRefused(_("Un conseil est déjà ouvert. L’adulte le termine d’abord."))
    meeting = open_meeting(prepare_meeting(council, on=today(), by=by), by=by)
    call_roll(meeting, classroom, present=here, by=by)
    question = _("Qu’est-ce qu’on veut\u00a0?")
    item = add_item(meeting, kind=AgendaItem.Kind.IDEA, title=question, by=by, request_id=request_id)
    item = begin_item(item, by=by)
    options = tuple(OptionDraft(label=words, picture=key) for key, words in choices.items())
    draft = BallotDraft(
        subject=Ballot.Subject.THING, way=Ballot.Way.HANDS, collected=Ballot.Collected.HANDS, question=question,
        options=options, threshold=Ballot.Threshold.MOST,
    )  # fmt: skip
    ballot = open_ballot(prepare_ballot(item, draft=draft, by=by, public_id=request_id), by=by)
    counts = {position: pebbles.get(key, 0) for position, key in enumerate(choices, 1)}
    for counter in (1, 2):  # the class counts aloud, the adult beside it
        count_hands(ballot, counter=counter, counts=counts, blank=0, by=by)
    ballot = show_ballot(finish_ballot(ballot, by=by), by=by)
    text = _("Nous avons choisi, avec des cailloux\u00a0: %(choice)s.") % {"choice": choices[highest]}
    decision = decide(item, text=text, ballot=ballot, by=by)
    end_item(item, by=by)
    close_meeting(meeting, by=by)
    return decision


def _the_highest(here: Sequence[Pupil], choices: Mapping[str, str], pebbles: Mapping[str, int]) -> str:
    if not here:
        raise PebblesRefused(_("Dites d’abord qui est là, à la première planche."))
    if len(choices) < 2 or len({fold(words) for words in choices.values()}) < 2:
        raise PebblesRefused(_("Il faut deux images pour choisir."))
    laid = sum(pebbles.values())
    if laid != len(here):
        raise PebblesRefused(
            _("Il y a %(laid)s cailloux et %(here)s enfants. On recompte ensemble\u00a0?")
            % {"laid": laid, "here": len(here)}
        )
    most = max(pebbles.values())
    highest = [key for key, count in pebbles.items() if count == most]
    if len(highest) > 1:
        raise PebblesRefused(_("C’est pareil\u00a0! On recommence avec deux cartes."))
    return highest[0]
