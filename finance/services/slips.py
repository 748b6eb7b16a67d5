"""A deposit while it is written: coins, notes and cheques, counted by a class or an adult. None of it says who paid."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, Cooperative
from councils.models import Decision
from finance import permissions
from finance.chart_of_accounts import FAMILIES
from finance.errors import ClaimAlreadyAnswered, ClaimChanged, ClaimRefused, NameWritten, NotYours
from finance.models import (
    PIECES,
    Account,
    Activity,
    DepositedSlip,
    DepositSlip,
    Grant,
    SlipCheque,
    SlipEvent,
    SlipPiece,
)
from members.naming import class_first_name_in, looks_like_a_person
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import today
from occe.kit.folded import LineEmpty, clean_line
from projects.models import Project

from .claims import check_day, first_of_request, practice_of

State = DepositSlip.State
Kind = SlipEvent.Kind


class SlipFacts(TypedDict, total=False):
    """What a slip says beside what was counted."""

    account: Account | None
    label: str
    collected_on: datetime.date | None
    project: Project | None
    decision: Decision | None
    activity: Activity | None
    grant: Grant | None


@dataclass(frozen=True, slots=True)
class Cheque:
    """A cheque of a slip, in euros. There is no place for a name."""

    bank: str
    number: str
    amount: Decimal


@transaction.atomic
def draft_slip(
    cooperative: Cooperative,
    *,
    by: Actor,
    classroom: Classroom | None = None,
    request_id: UUID | None = None,
    **facts: Unpack[SlipFacts],
) -> DepositSlip:
    """Begin a deposit of a class (or of the school as a whole). In a practice class it is false from the start.

    `request_id` becomes its public id: the same one again, from a form sent twice, gives the same slip as it stands.
    Raises NotYours, ClaimRefused, NameWritten.
    """
    if not permissions.can_draft(by, cooperative, classroom):
        raise NotYours(_("Dans cette classe, ce sont les trésoriers qui comptent l’argent."))
    practice = practice_of(classroom)
    slip = DepositSlip(
        federation_id=cooperative.federation_id, cooperative=cooperative, classroom=classroom, practice=practice
    )
    if isinstance(by, PupilActor):
        slip.drafted_by_pupil_id = by.pupil_id
    elif isinstance(by, Adult):
        slip.drafted_by_user_id = by.user_id
    _write(slip, facts)
    return first_of_request(slip, request_id, by=by)


@transaction.atomic
def update_slip(
    slip: DepositSlip,
    *,
    by: Actor,
    version: int,
    pieces: Mapping[int, int] | None = None,
    cheques: Sequence[Cheque] | None = None,
    **facts: Unpack[SlipFacts],
) -> DepositSlip:
    """Save what was counted so far. `pieces` are counts by value in cents; both lists replace what stood there.

    Its author writes until it is sent; a mandataire may recount what was sent. Raises NotYours, ClaimChanged,
    ClaimAlreadyAnswered, ClaimRefused, NameWritten.
    """
    slip = lock_slip(slip)
    recounts = slip.state == State.SENT and permissions.can_record_slip(by, slip)
    if not permissions.can_write(by, slip) and not recounts:
        raise NotYours(_("Seul l’auteur de ce bordereau écrit dedans."))
    if not slip.is_editable and not recounts:
        raise ClaimAlreadyAnswered(answered_slip(slip))
    check_slip_version(slip, version)
    _write(slip, facts)
    if pieces is not None:
        _count(slip, pieces)
    if cheques is not None:
        _list(slip, cheques)
    slip.version += 1
    slip.save()
    if recounts:
        tell_slip(slip, Kind.CORRECTED, by=by)
    return slip


@transaction.atomic
def discard_slip(slip: DepositSlip, *, by: Actor) -> None:
    """Throw away a slip that was never sent. Raises NotYours, ClaimAlreadyAnswered."""
    slip = lock_slip(slip)
    if not permissions.can_write(by, slip):
        raise NotYours(_("Seul l’auteur de ce bordereau écrit dedans."))
    if slip.sent_at:
        raise ClaimAlreadyAnswered(_("Ce bordereau a déjà été envoyé : il reste, on peut le corriger."))
    slip.delete()


@transaction.atomic
def send_slip(slip: DepositSlip, *, by: Actor, version: int | None = None) -> DepositSlip:
    """Send the slip to the adults. Sent again: no change. Raises NotYours, ClaimChanged, ClaimRefused at the field."""
    slip = lock_slip(slip)
    if not permissions.can_write(by, slip):
        raise NotYours(_("Seul l’auteur de ce bordereau l’envoie."))
    if slip.state == State.SENT:
        return slip
    if not slip.is_editable:
        raise ClaimAlreadyAnswered(answered_slip(slip))
    check_slip_version(slip, version)
    check_counted(slip, by=by)
    slip.state, slip.sent_at, slip.reason, slip.note = State.SENT, timezone.now(), "", ""
    slip.version += 1
    slip.save()
    tell_slip(slip, Kind.SENT, by=by)
    return slip


# --- shared with the other services of slips -------------------------------------------------------------------------


def lock_slip(slip: DepositSlip) -> DepositSlip:
    """The slip's row, locked until the end of the transaction."""
    slips = DepositSlip.objects.select_for_update(of=("self",)).select_related("cooperative", "classroom")
    locked = slips.filter(pk=slip.pk).first()
    if locked is None:
        raise ClaimAlreadyAnswered(_("Ce bordereau n’est plus là : l’entraînement est fini."))
    return locked


def tell_slip(slip: DepositSlip, kind: SlipEvent.Kind, *, by: Actor, reason: str = "") -> SlipEvent:
    """Add a step to the story of the slip."""
    return SlipEvent.objects.create(
        slip=slip,
        kind=kind,
        by_pupil_id=getattr(by, "pupil_id", None),
        by_user_id=getattr(by, "user_id", None),
        reason=reason,
    )


def answered_slip(slip: DepositSlip) -> str:
    """The sentence that says where the slip is now."""
    return _("Ce bordereau est maintenant « %(state)s ».") % {"state": slip.get_state_display()}


# --- inside ----------------------------------------------------------------------------------------------------------


def check_slip_version(slip: DepositSlip, version: int | None) -> None:
    """Refuse an act that was decided on another version than the one that stands."""
    if version is not None and version != slip.version:
        raise ClaimChanged(_("Quelqu’un d’autre a changé ce bordereau entre-temps. Relisez-le, rien n’a été écrasé."))


def _write(slip: DepositSlip, facts: SlipFacts) -> None:
    unknown = set(facts) - SlipFacts.__annotations__.keys()
    if unknown:
        raise TypeError(f"a slip has no {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(slip, name, _label(str(value or ""), slip) if name == "label" else value)
    if slip.account and (slip.account.federation_id, slip.account.kind) != (slip.federation_id, "income"):
        raise ClaimRefused(_("Choisissez d’où vient l’argent."), field="account")
    if slip.account and slip.account.code == FAMILIES:
        slip.label = ""
    for name in ("project", "activity", "grant"):
        if (linked := getattr(slip, name)) and linked.cooperative_id != slip.cooperative_id:
            raise ClaimRefused(_("Choisissez dans la liste de la coopérative."), field=name)
    if slip.decision and slip.decision.council.cooperative_id != slip.cooperative_id:
        raise ClaimRefused(_("Choisissez dans la liste de la coopérative."), field="decision")


def _label(text: str, slip: DepositSlip) -> str:
    """What was sold or held, on one line; never a person."""
    try:
        line = clean_line(text)[:60] if text else ""
    except LineEmpty:
        return ""
    named = slip.classroom and class_first_name_in(line, slip.classroom)
    if line and (named or looks_like_a_person(line)):
        raise NameWritten(
            _("Écrivez ce qui a été vendu ou fait, sans nom de personne : « soupe à la courge »."), field="label"
        )
    return line


def _count(slip: DepositSlip, pieces: Mapping[int, int]) -> None:
    found = {int(cents): int(count) for cents, count in pieces.items() if count}
    if not found.keys() <= set(PIECES) or any(not 1 <= count <= 9999 for count in found.values()):
        raise ClaimRefused(_("Comptez de vraies pièces et de vrais billets."), field="pieces")
    slip.pieces.all().delete()
    SlipPiece.objects.bulk_create(SlipPiece(slip=slip, cents=cents, count=count) for cents, count in found.items())


def _list(slip: DepositSlip, cheques: Sequence[Cheque]) -> None:
    if DepositedSlip.objects.filter(slip=slip).exists():
        raise ClaimRefused(
            _("Les chèques de ce bordereau sont dans une remise : défaites-la d’abord."), field="cheques"
        )
    keys = [(cheque.bank, cheque.number) for cheque in cheques]
    if len(set(keys)) != len(keys):
        raise ClaimRefused(_("Ce chèque est déjà sur le bordereau."), field="cheques")
    for cheque in cheques:
        if cheque.bank not in SlipCheque.Bank.values:
            raise ClaimRefused(_("Choisissez la banque dans la liste."), field="cheques")
        if not (cheque.number.isascii() and cheque.number.isdigit() and 4 <= len(cheque.number) <= 12):
            raise ClaimRefused(_("Un numéro de chèque s’écrit avec des chiffres."), field="cheques")
        if cheque.amount <= 0:
            raise ClaimRefused(_("Un chèque est plus grand que zéro."), field="cheques")
    slip.cheques.all().delete()
    SlipCheque.objects.bulk_create(
        SlipCheque(slip=slip, position=position, bank=cheque.bank, number=cheque.number, amount=cheque.amount)
        for position, cheque in enumerate(cheques, start=1)
    )


def counted(slip: DepositSlip) -> tuple[Decimal, Decimal]:
    """Coins and notes, and cheques, in euros."""
    sums = DepositSlip.objects.with_sums().values_list("cash_sum", "cheques_sum").get(pk=slip.pk)
    return sums[0].quantize(Decimal("0.01")), sums[1]


def check_counted(slip: DepositSlip, *, by: Actor) -> None:
    """Refuse a deposit that says not where from, holds nothing, or falls in a book that takes none."""
    child = isinstance(by, PupilActor)
    if slip.account is None:
        raise ClaimRefused(_("D’où vient l’argent ?"), field="account")
    if not sum(counted(slip)):
        raise ClaimRefused(
            _("Compte les pièces et les billets.") if child else _("Comptez l’argent, ou notez un chèque."),
            field="pieces",
        )
    if slip.collected_on is None:
        raise ClaimRefused(_("Quel jour l’argent est-il arrivé ?"), field="collected_on")
    if slip.collected_on > today():
        raise ClaimRefused(
            _("Ce jour n’est pas encore arrivé. Regarde le calendrier.")
            if child
            else _("Cette date est dans l’avenir. Écrivez le jour où l’argent est arrivé."),
            field="collected_on",
        )
    if slip.practice_id is None:
        book = check_day(slip.cooperative, slip.collected_on, by=by, field="collected_on")
        if slip.account.year_id != book.year_id:
            slip.account = Account.objects.filter(year_id=book.year_id, code=slip.account.code).first()
        if slip.account is None:
            raise ClaimRefused(_("D’où vient l’argent ?"), field="account")
