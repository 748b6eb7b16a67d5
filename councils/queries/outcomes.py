"""What a shown vote gave, as the register and the minutes tell it. An election tells who is elected, and no figure."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from councils.models import Ballot, BallotOption
from members.models import Pupil
from members.queries_pupils import face_of_pupil
from occe.kit.euros import format_euros

FEWEST_SIDES = 2


def yes_or_no(ballot: Ballot) -> tuple[int, int, int] | None:
    """For, against, and who did not choose (or did not vote), of a yes-or-no question that was counted; else None."""
    sides = {option.side: str(option.position) for option in ballot.options.all() if option.side}
    voices = (ballot.outcome or {}).get("voices")
    if voices is None or len(sides) < FEWEST_SIDES or ballot.voters is None:
        return None
    pro = int(voices.get(sides[BallotOption.Side.FOR], 0))
    contra = int(voices.get(sides[BallotOption.Side.AGAINST], 0))
    return pro, contra, max(0, ballot.voters - pro - contra)


def told(ballot: Ballot, *, names: bool = False) -> str:
    """The result in words: counts of each choice, or what was chosen; "" while nothing was shown.

    `names` tells who is elected, by first name, while the pupils are there; without it an election says nothing.
    """
    outcome: dict[str, Any] = ballot.outcome or {}
    options = list(ballot.options.all())
    if not outcome:
        return ""
    if ballot.is_election:
        return _elected(outcome, options) if names else ""
    if outcome.get("voices"):
        rows = [_voices(option, outcome["voices"]) for option in options]
        left = outcome.get("money_left")
        if left is not None:
            rows.append(_("il reste %(amount)s") % {"amount": format_euros(Decimal(left))})
        return ", ".join(rows)
    chosen = [option.label for option in options if option.position in outcome.get("chosen", [])]
    return ", ".join(chosen)


def heard(ballot: Ballot) -> str:
    """What came out where one listens instead of counting; "" for every other way, and while nothing was shown."""
    accepted = (ballot.outcome or {}).get("verdict") == "chosen"
    words = {
        Ballot.Way.CONSENSUS: (_("Tout le monde est d’accord."), _("Pas encore d’accord. On en reparle.")),
        Ballot.Way.CONSENT: (_("Plus rien ne gêne personne."), _("Une objection reste.")),
    }.get(Ballot.Way(ballot.way), ("", ""))
    return words[0 if accepted else 1] if ballot.outcome else ""


def _voices(option: BallotOption, voices: dict[str, int]) -> str:
    label = {"for": _("pour"), "against": _("contre")}.get(option.side, option.label)
    return _("%(choice)s\u00a0: %(count)s") % {"choice": label, "count": voices.get(str(option.position), 0)}


def _elected(outcome: dict[str, Any], options: list[BallotOption]) -> str:
    chosen = [option.pupil_id for option in options if option.position in outcome.get("chosen", [])]
    faces = [face_of_pupil(pupil) for pupil in Pupil.objects.faced().filter(pk__in=chosen).order_by("pk")]
    return ", ".join(face.first_name for face in faces)
