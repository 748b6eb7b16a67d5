"""What happened to an expense, as the class reads it: who looked at it again, and what an adult corrected."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from finance.models import Account, ClaimCheck, ClaimEvent, DepositSlip, ExpenseClaim, SlipCheck
from members.models import Pupil
from members.queries_pupils import Face, face_of_pupil
from occe.kit.dates import format_long_day
from occe.kit.drawing.categories import CATEGORIES
from occe.kit.euros import format_euros

FIELDS = {
    "amount": gettext_lazy("la somme"),
    "issued_on": gettext_lazy("le jour"),
    "account": gettext_lazy("à quoi ça sert"),
    "category": gettext_lazy("l’image"),
    "what": gettext_lazy("ce qu’on a acheté"),
    "shop": gettext_lazy("le magasin"),
    "photo": gettext_lazy("la photo"),
    "paid_with": gettext_lazy("qui a payé"),
    "project": gettext_lazy("pour quel projet"),
    "decision": gettext_lazy("pour quelle décision"),
    "activity": gettext_lazy("pour quelle action"),
    "grant": gettext_lazy("pour quelle aide"),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """What an adult corrected; `before` and `after` are "" where they say nothing to a child."""

    who: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A second pupil's look at an expense, or count of a deposit."""

    check: ClaimCheck | SlipCheck
    face: Face


def corrections_of(claim: ExpenseClaim) -> list[Correction]:
    """What adults corrected in an expense, in order. Two queries at most."""
    events = list(claim.events.filter(kind=ClaimEvent.Kind.CORRECTED, field__in=FIELDS).select_related("by_user"))
    codes = {code for event in events if event.field == "account" for code in (event.before, event.after)}
    return [
        Correction(
            who=event.by_user.get_short_name() if event.by_user else "",
            what=str(FIELDS[event.field]),
            before=_told(event.field, event.before, accounts),
            after=_told(event.field, event.after, accounts),
        )
        for accounts in [_child_labels(claim, codes) if codes else {}]
        for event in events
    ]


@dataclass(frozen=True, slots=True)
class Barred:
    """Who barred it in the ledger, and when: it waits for an adult again."""

    who: str
    day: datetime.date


def barred_of(written: ExpenseClaim | DepositSlip) -> Barred | None:
    """The bar that brought an expense or a deposit back from the ledger; None once it is in it again. One query, and
    none for what never had a paper's number.
    """
    if written.voucher_id is None or written.entry_id or written.state != "sent":
        return None
    event = written.events.filter(kind=ClaimEvent.Kind.REOPENED).select_related("by_user").last()
    if event is None:
        return None
    return Barred(event.by_user.get_short_name() if event.by_user else _("L’adulte"), timezone.localdate(event.at))


def latest_look(written: ExpenseClaim | DepositSlip) -> Look | None:
    """The look that counts now: since it was sent last, or the one that brought it back. Two queries."""
    check = written.checks.order_by("pk").last()
    if check is None or (not written.is_editable and written.sent_at and check.at < written.sent_at):
        return None
    return Look(check, face_of_pupil(Pupil.objects.faced().get(pk=check.pupil_id)))


def looks_since_sent(written: ExpenseClaim | DepositSlip) -> QuerySet:
    """The looks, or counts, that speak of what stands now: one from before it was sent again speaks of another sum."""
    return written.checks.filter(at__gte=written.sent_at) if written.sent_at else written.checks.all()


def found_together(claim: ExpenseClaim) -> bool:
    """Whether a second pupil had it looked at again before agreeing: a mistake that two children found. One query."""
    return claim.checks.filter(verdict=ClaimCheck.Verdict.LOOK_AGAIN).exists()


def faces_of(pupil_ids: Sequence[int]) -> list[Face]:
    """The faces of pupils, in the order asked for; a null id has none. One query."""
    found = {pupil.pk: face_of_pupil(pupil) for pupil in Pupil.objects.faced().filter(pk__in=pupil_ids)}
    return [found[pupil_id] for pupil_id in pupil_ids if pupil_id in found]


def _child_labels(claim: ExpenseClaim, codes: Iterable[str]) -> dict[str, str]:
    found = Account.objects.filter(federation_id=claim.federation_id, code__in=codes).order_by("year__starts")
    return {account.code: account.child_label for account in found}


def _told(field: str, value: str, accounts: dict[str, str]) -> str:
    """A value that the story keeps, in the words of the page."""
    if not value:
        return ""
    if field == "amount":
        return format_euros(Decimal(value))
    if field == "issued_on":
        return format_long_day(datetime.date.fromisoformat(value))
    if field == "category":
        return CATEGORIES[value].name(get_language() or "fr") if value in CATEGORIES else ""
    if field == "account":
        return accounts.get(value, "")
    if field == "paid_with":
        return {"class_box": _("la boîte de la classe"), "cash": _("la caisse"), "bank": _("la banque")}.get(
            value, _("un adulte")
        )
    return ""
