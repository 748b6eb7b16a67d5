"""The receipt tray: photos that wait until somebody makes an entry or an expense of each, or sets it aside."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, Cooperative, StoredFile
from finance.errors import ClaimAlreadyAnswered, ClaimRefused, NotYours
from finance.models import Entry, ExpenseClaim, TrayPaper
from finance.permissions import can_bring_for, can_settle_tray_paper
from occe.kit.actors import Adult
from occe.kit.folded import LineEmpty, clean_line

State = TrayPaper.State
Kept = TypeVar("Kept", bound=Entry | ExpenseClaim)


@transaction.atomic
def bring_to_tray(
    cooperative: Cooperative, *, file: StoredFile, by: Adult, classroom: Classroom | None = None
) -> TrayPaper:
    """Lay a stored photo in the tray, for a class or for the school as a whole. The same file again changes nothing.

    Raises NotYours.
    """
    paper = TrayPaper(
        federation_id=cooperative.federation_id,
        cooperative=cooperative,
        classroom=classroom,
        file=file,
        brought_by_id=by.user_id,
    )
    if not can_bring_for(by, paper, classroom):
        raise NotYours(_("Choisissez une classe où vous enseignez."), field="classroom")
    paper, _new = TrayPaper.objects.get_or_create(
        file=file,
        defaults={
            "federation_id": paper.federation_id,
            "cooperative": cooperative,
            "classroom": classroom,
            "brought_by_id": by.user_id,
        },
    )
    return paper


@transaction.atomic
def keep_from_tray(paper: TrayPaper, keep: Callable[..., Kept], *, by: Adult, **facts: Any) -> Kept:
    """Keep what a photo tells by its own door (`keep`), and remember that the photo became it: both or neither.

    Raises what `keep` and `use_tray_paper` raise.
    """
    became = keep(by=by, **facts)
    use_tray_paper(paper, became=became, by=by)
    return became


@transaction.atomic
def use_tray_paper(paper: TrayPaper, *, became: Entry | ExpenseClaim, by: Adult) -> TrayPaper:
    """Remember what a photo became. Said twice of the same, it is said once. Raises NotYours, ClaimAlreadyAnswered."""
    paper = _locked(paper, by=by)
    entry = became if isinstance(became, Entry) else None
    claim = became if isinstance(became, ExpenseClaim) else None
    if paper.state == State.USED and (paper.entry, paper.claim) == (entry, claim):
        return paper
    if paper.state != State.WAITING:
        raise ClaimAlreadyAnswered(_("Ce papier n’attend plus : quelqu’un s’en est occupé."))
    paper.state, paper.entry, paper.claim = State.USED, entry, claim
    return _settled(paper, by=by)


@transaction.atomic
def set_aside(paper: TrayPaper, *, reason: str, by: Adult, note: str = "") -> TrayPaper:
    """Set a photo aside, with its reason. Raises NotYours, ClaimRefused, ClaimAlreadyAnswered (it was noted)."""
    paper = _locked(paper, by=by)
    if paper.state == State.ASIDE:
        return paper
    if paper.state == State.USED:
        raise ClaimAlreadyAnswered(_("Ce papier n’attend plus : quelqu’un s’en est occupé."))
    if reason not in TrayPaper.Reason.values[1:]:
        raise ClaimRefused(_("Dites pourquoi."), field="reason")
    try:
        said = clean_line(note)[:200] if note else ""
    except LineEmpty:
        said = ""
    if reason == TrayPaper.Reason.OTHER and not said:
        raise ClaimRefused(_("Écrivez ce qui s’est passé."), field="note")
    paper.state, paper.reason, paper.note = State.ASIDE, reason, said
    return _settled(paper, by=by)


@transaction.atomic
def take_back(paper: TrayPaper, *, by: Adult) -> TrayPaper:
    """Put a photo that was set aside back into the tray. Raises NotYours."""
    paper = _locked(paper, by=by)
    if paper.state == State.ASIDE:
        paper.state, paper.reason, paper.note = State.WAITING, "", ""
        paper.settled_by, paper.settled_at = None, None
        paper.save()
    return paper


def _locked(paper: TrayPaper, *, by: Adult) -> TrayPaper:
    locked = TrayPaper.objects.select_for_update(of=("self",)).select_related("cooperative").get(pk=paper.pk)
    if not can_settle_tray_paper(by, locked):
        raise NotYours(_("Un mandataire, ou l’enseignant de la classe, s’occupe de ce papier."))
    return locked


def _settled(paper: TrayPaper, *, by: Adult) -> TrayPaper:
    paper.settled_by_id, paper.settled_at = by.user_id, timezone.now()
    paper.save()
    return paper
