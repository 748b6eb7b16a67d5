"""What a council decided is kept: the only door for `Decision`, with `signing`.

In every door the meeting is locked first (where there is one), then the council, whose numbers follow each other.
"""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from councils.errors import DecisionRefused, DecisionSigned
from councils.models import AgendaItem, Ballot, Council, CouncilMeeting, Decision, GuarantorAct
from councils.queries.outcomes import told, yes_or_no
from councils.services.elections import install_elected
from councils.services.live import locked as locked_meeting
from councils.services.live import touch
from councils.services.wording import pupils_of, tidy_words
from members.models import Pupil
from occe.kit.actors import Actor
from occe.kit.dates import today

LONGEST = 600


@dataclass(frozen=True, slots=True)
class Votes:
    """Counts of a vote, never who voted what; all of them, or none where the council decided without counting."""

    present: int
    votes_for: int
    votes_against: int
    votes_blank: int


@transaction.atomic
def decide(
    item: AgendaItem,
    *,
    text: str,
    by: Actor,
    ballot: Ballot | None = None,
    owner: Pupil | None = None,
    owner_words: str = "",
    due_on: date | None = None,
    amount: Decimal | None = None,
    look_again_on: date | None = None,
    votes: Votes | None = None,
    way: str = "",
    result: str = "",
    replaces: bool = False,
) -> Decision:
    """Keep what the sitting decided on an item, in the secretary's words: the outcome becomes final here, nowhere else.

    `owner` does it (or `owner_words`: "la trésorière"), before `due_on` (none: by the next council), for no more than
    `amount` euros. It is spoken of again on `look_again_on`, by habit some weeks later. A shown `ballot` becomes kept,
    and gives its way and its counts (who did not vote chose nothing); who was elected has the job from then on. The
    same words on the same item, or the same ballot, are kept once. The item itself goes on. `replaces`: it
    takes the place of the decision that came back with the item.
    Raises DecisionRefused: nothing is decided before the sitting opens, on a stopped proposal, of a vote not shown yet,
    nor with a child's first name; nor in the place of one that another corrects already.
    """
    meeting = _meeting_of(item)
    council = _locked(meeting.council)
    said = _sentence(council, text)
    standing = item.decisions.filter(text=said).first() or (ballot and Decision.objects.filter(ballot=ballot).first())
    if standing:
        return standing
    _refuse_stopped(item)
    _refuse_wrong_owner(council, owner)
    voted = _shown(item, ballot)
    decision = _keep(
        council, item=item, ballot=voted, corrects=_replaced(item) if replaces else None, date=meeting.held_on,
        text=said, way=voted.way if voted else way,
        result=_result(council, voted, result), amount=amount, votes=votes or _votes(voted), owner=owner,
        owner_words=tidy_words(council, owner_words, most=80, field="owner_words"), due_on=due_on,
        look_again_on=look_again_on or meeting.held_on + timedelta(weeks=council.review_weeks),
    )  # fmt: skip
    if voted:
        voted.state = Ballot.State.KEPT
        voted.save(update_fields=["state"])
        install_elected(voted, by=by)
    touch(meeting)
    return decision


@transaction.atomic
def record_decision(
    council: Council,
    *,
    text: str,
    on: date,
    by: Actor,
    amount: Decimal | None = None,
    due_on: date | None = None,
    votes: Votes | None = None,
    way: str = "",
    owner_words: str = "",
    look_again_on: date | None = None,
) -> Decision:
    """Keep what a council decided on paper, under the next number of its year. The same words on a day are kept once.

    `amount` is the sum not to exceed, in euros. Raises DecisionRefused for a day outside the council's year or to come,
    for votes that do not add up to those present, and for a child's first name.
    """
    council = _locked(council)
    _refuse_wrong_day(council, on)
    said = _sentence(council, text)
    standing = council.decisions.filter(text=said, date=on).first()
    if standing:
        return standing
    owned = tidy_words(council, owner_words, most=80, field="owner_words")
    return _keep(
        council, date=on, text=said, amount=amount, due_on=due_on, votes=votes, way=way, owner_words=owned,
        look_again_on=look_again_on,
    )  # fmt: skip


@transaction.atomic
def reword_decision(
    decision: Decision,
    *,
    text: str,
    by: Actor,
    owner_words: str = "",
    due_on: date | None = None,
    amount: Decimal | None = None,
    look_again_on: date | None = None,
) -> Decision:
    """Write a decision better that nobody has signed yet. The counts and the number stay. Raises DecisionSigned."""
    council = _locked(decision.council)
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not locked.can_be_reworded:
        raise DecisionSigned(_("Elle est signée : elle ne change plus. Une nouvelle décision peut la corriger."))
    _refuse_wrong_sum(amount, due_on, locked.date)
    locked.text = _sentence(council, text)
    locked.owner_words = tidy_words(council, owner_words, most=80, field="owner_words")
    locked.due_on, locked.amount, locked.look_again_on = due_on, amount, look_again_on
    locked.save(update_fields=["text", "owner_words", "due_on", "amount", "look_again_on"])
    return locked


@transaction.atomic
def correct_decision(
    decision: Decision,
    *,
    text: str,
    on: date,
    by: Actor,
    amount: Decimal | None = None,
    due_on: date | None = None,
    owner_words: str = "",
    votes: Votes | None = None,
    way: str = "",
) -> Decision:
    """Put a new decision in the place of one: the first stays as it was signed, the second says which one it corrects.

    Asked again with the same words, the correction is returned. Raises DecisionRefused when another one corrects it.
    """
    council = _locked(decision.council)
    _refuse_wrong_day(council, on)
    said = _sentence(council, text)
    standing = Decision.objects.filter(corrects=decision).first()
    if standing and standing.text == said:
        return standing
    _refuse_corrected(decision)
    if on < decision.date:
        raise DecisionRefused(_("On corrige après avoir décidé : choisissez un jour plus tard."), field="on")
    owned = tidy_words(council, owner_words, most=80, field="owner_words")
    return _keep(
        council, corrects=decision, date=on, text=said, amount=amount, due_on=due_on, owner_words=owned, votes=votes,
        way=way, look_again_on=decision.look_again_on if (decision.look_again_on or on) > on else None,
    )  # fmt: skip


# --- inside ----------------------------------------------------------------------------------------------------------


def _locked(council: Council) -> Council:
    return Council.objects.select_for_update(of=("self",)).select_related("year").get(pk=council.pk)


def _keep(
    council: Council, *, votes: Votes | None, amount: Decimal | None, due_on: date | None, **facts: Any
) -> Decision:
    """The row, under the next number of the council (which is locked)."""
    _refuse_wrong_count(votes)
    _refuse_wrong_sum(amount, due_on, facts["date"])
    number = (council.decisions.aggregate(last=Max("number"))["last"] or 0) + 1
    counts = asdict(votes) if votes else {}
    return Decision.objects.create(council=council, number=number, amount=amount, due_on=due_on, **facts, **counts)


def _meeting_of(item: AgendaItem) -> CouncilMeeting:
    if item.meeting is None:
        raise DecisionRefused(_("Ce sujet attend encore son conseil."))
    meeting = locked_meeting(item.meeting)
    if meeting.state == CouncilMeeting.State.PREPARED:
        raise DecisionRefused(_("Le conseil n’est pas encore ouvert : on décide ensemble, au conseil."))
    return meeting


def _sentence(council: Council, text: str) -> str:
    said = tidy_words(council, text, most=LONGEST, field="text")
    if not said:
        raise DecisionRefused(_("Écrivez ce que le conseil a décidé."), field="text")
    return said


def _refuse_stopped(item: AgendaItem) -> None:
    if item.guarantor_acts.filter(kind=GuarantorAct.Kind.VETO).exists():
        raise DecisionRefused(_("L’adulte a arrêté cette proposition : sa raison est dans le compte rendu."))


def _refuse_wrong_owner(council: Council, owner: Pupil | None) -> None:
    if owner and not pupils_of(council).filter(pk=owner.pk).exists():
        raise DecisionRefused(_("Choisissez quelqu’un de ce conseil."), field="owner")


def _shown(item: AgendaItem, ballot: Ballot | None) -> Ballot | None:
    """The ballot, locked; its result has been shown to the class."""
    if ballot is None:
        return None
    locked = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    if locked.item_id != item.pk:
        raise DecisionRefused(_("Ce vote est d’un autre sujet."))
    if locked.state != Ballot.State.SHOWN:
        raise DecisionRefused(_("Montrez d’abord le résultat du vote à la classe."))
    return locked


def _replaced(item: AgendaItem) -> Decision | None:
    """The decision that came back with an item, for one that takes its place."""
    if item.about:
        _refuse_corrected(item.about)
    return item.about


def _refuse_corrected(decision: Decision) -> None:
    later = Decision.objects.filter(corrects=decision).first()
    if later:
        raise DecisionRefused(
            _("La décision n° %(number)s la corrige déjà : corrigez celle-là.") % {"number": later.number}
        )


def _votes(ballot: Ballot | None) -> Votes | None:
    """The counts of a shown yes-or-no vote."""
    counts = yes_or_no(ballot) if ballot else None
    return Votes(ballot.voters or 0, *counts) if ballot and counts else None


def _result(council: Council, ballot: Ballot | None, said: str) -> str:
    """What the vote gave, in words, where it was no yes-or-no count; of an election nothing."""
    if not said and ballot and _votes(ballot) is None:
        return Truncator(told(ballot)).chars(300)
    return tidy_words(council, said, most=300, field="result")


def _refuse_wrong_sum(amount: Decimal | None, due_on: date | None, on: date) -> None:
    if amount is not None and amount <= 0:
        raise DecisionRefused(_("Une somme à ne pas dépasser est au-dessus de zéro."), field="amount")
    if due_on and due_on < on:
        raise DecisionRefused(_("Ce jour est avant le conseil. Choisissez un jour plus tard."), field="due_on")


def _refuse_wrong_day(council: Council, on: date) -> None:
    if on > today():
        raise DecisionRefused(
            _("Ce conseil n’a pas encore eu lieu. Écrivez un jour passé, ou aujourd’hui."), field="on"
        )
    if not council.year.starts <= on <= council.year.ends:
        raise DecisionRefused(
            _("Ce jour n’est pas de l’année %(year)s. Choisissez le conseil de la bonne année.")
            % {"year": council.year},
            field="on",
        )


def _refuse_wrong_count(votes: Votes | None) -> None:
    if votes is None:
        return
    missing = votes.present - votes.votes_for - votes.votes_against - votes.votes_blank
    if missing > 0:
        raise DecisionRefused(
            _("Il manque %(count)s voix pour faire le compte des présents. Recomptez ensemble.") % {"count": missing},
            field="present",
        )
    if missing < 0:
        raise DecisionRefused(
            _("Il y a %(count)s voix de plus que de présents. Recomptez ensemble.") % {"count": -missing},
            field="present",
        )
