"""What the money adds to the thread of a decision: what was asked, looked at, agreed and paid, with its papers.

Adults read what they may open, pupils what their class wrote and what was paid, a reviewer what was paid. The public of
a published project reads one sum, since the lines of an account are opened by a council and by nothing else.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.models import Decision
from councils.thread import MONEY, TOLD, Event
from finance import permissions
from finance.models import Account, ClaimCheck, ClassAdvance, Entry, EntryLine, ExpenseClaim, Grant
from finance.queries.grants import GrantMoney, standing_lines, with_money
from occe.kit.actors import Actor, Adult, Anonymous, PupilActor
from occe.kit.euros import format_euros

MOST = 40
State = ExpenseClaim.State
LOOKED_AT, ANSWERED, PAID = MONEY + 1, MONEY + 2, MONEY + 3
UNSENT = (State.DRAFT, State.RETURNED)


def events_of(decision: Decision, actor: Actor) -> list[Event]:
    """The advances, the expenses and what was recorded for the decision. Eight queries at most."""
    if isinstance(actor, Anonymous):
        return _one_sum(decision)
    claims = _claims(decision, actor)
    asked = [event for claim in claims for event in _claim(claim, decision, actor)]
    return [*_advances(decision, actor), *_aids(decision, actor), *asked, *_entries(decision, actor)]


# --- what was asked --------------------------------------------------------------------------------------------------


def _claims(decision: Decision, actor: Actor) -> QuerySet[ExpenseClaim]:
    rows = decision.expense_claims.filter(practice__isnull=True, sent_at__isnull=False).exclude(state__in=UNSENT)
    rows = rows.visible_to(actor) if isinstance(actor, Adult | PupilActor) else rows.none()
    return rows.prefetch_related("checks").order_by("sent_at")[:MOST]


def _claim(claim: ExpenseClaim, decision: Decision, actor: Actor) -> list[Event]:
    url = _claim_address(claim, decision, actor)
    looks = [_look(check) for check in claim.checks.all()]
    sent = Event(
        claim.issued_on or _day(claim.sent_at), _("Un achat"), MONEY, "receipt", words=claim.what, amount=claim.amount,
        goes="out", url=url, note=_("Avec la photo du ticket") if claim.photo_id else "",
    )  # fmt: skip
    events = [*looks, sent]
    if claim.agreed_at:
        events.append(Event(_day(claim.agreed_at), _("L’adulte est d’accord"), ANSWERED, "yes", url=url))
    if claim.state == State.REFUSED:
        events.append(Event(_day(claim.updated_at), _("Non, et voici pourquoi"), ANSWERED, "no", url=url))
    return events


def _look(check: ClaimCheck) -> Event:
    """What a second pupil said: never who."""
    if check.verdict == ClaimCheck.Verdict.AGREE:
        return Event(_day(check.at), _("Un deuxième élève a relu : d’accord"), LOOKED_AT, "eye")
    title = _("Un deuxième élève a relu : à revoir")
    return Event(_day(check.at), title, LOOKED_AT, "eye", note=check.get_aspect_display().capitalize())


def _claim_address(claim: ExpenseClaim, decision: Decision, actor: Actor) -> str:
    if not isinstance(actor, Adult):
        return ""
    place = {"id": decision.council.cooperative.public_id, "claim_id": claim.public_id}
    return reverse("finance:claim", kwargs=place)


# --- what was recorded -----------------------------------------------------------------------------------------------


def _entries(decision: Decision, actor: Actor) -> list[Event]:
    """What went out and came in for the decision, entry by entry: its voucher is where the paper is."""
    lines = decision.entry_lines.exclude(account__kind=Account.Kind.TREASURY)
    if isinstance(actor, Adult):
        lines = lines.visible_to(actor)
    sums = (
        lines.order_by()
        .values("entry_id")
        .annotate(out=Sum(F("debit") - F("credit")))
        .order_by("entry_id")
        .values_list("entry_id", "out")[:MOST]
    )
    moved = dict(sums)
    rows = Entry.objects.filter(pk__in=moved).select_related("voucher", "reversed_by").order_by("date", "number")
    return [_entry(entry, moved[entry.pk], decision, actor) for entry in rows if moved[entry.pk]]


def _entry(entry: Entry, out: Decimal, decision: Decision, actor: Actor) -> Event:
    goes = "out" if out > 0 else "in"
    title = _("C’est payé") if goes == "out" else _("L’argent est arrivé")
    if entry.kind == Entry.Kind.REVERSAL:
        title = _("On barre une ligne du cahier, et on refait")
    note = _("Pièce %(number)s") % {"number": entry.voucher.number} if entry.voucher else ""
    url = ""
    if isinstance(actor, Adult):
        place = {"id": decision.council.cooperative.public_id, "entry_id": entry.public_id}
        url = reverse("finance:entry", kwargs=place)
    words = "" if isinstance(actor, PupilActor) else entry.label
    return Event(entry.date, title, PAID, f"money-{goes}", words=words, amount=abs(out), goes=goes, url=url, note=note)


def _one_sum(decision: Decision) -> list[Event]:
    """What the decision cost in all, on the day of the last payment; of several projects, each its own. Two queries."""
    lines = EntryLine.objects.filter(decision=decision, account__kind=Account.Kind.EXPENSE).order_by()
    spent = {"out": Sum(F("debit") - F("credit")), "last": Max("entry__date")}
    found: Iterable[Any]
    if decision.projects.count() > 1:
        found = lines.filter(project__isnull=False).values(about=F("project__public_id")).annotate(**spent)
    else:
        found = [lines.aggregate(**spent) | {"about": None}]
    title = _("L’argent dépensé, en tout")
    return [
        Event(one["last"], title, MONEY, "money-out", amount=one["out"], goes="out", about=one["about"])
        for one in found
        if one["out"] and one["out"] > 0
    ]


# --- advances --------------------------------------------------------------------------------------------------------


def _advances(decision: Decision, actor: Actor) -> list[Event]:
    given = decision.class_advances.filter(entry__isnull=False, entry__reversed_by__isnull=True)
    return [_advance(row, decision, actor) for row in given.select_related("entry", "classroom")]


def _advance(row: ClassAdvance, decision: Decision, actor: Actor) -> Event:
    url = ""
    if isinstance(actor, Adult) and permissions.can_ask_advance(actor, row.classroom):
        place = {"id": decision.council.cooperative.public_id, "classroom": row.classroom.public_id}
        url = reverse("finance:class-box", kwargs=place)
    assert row.entry is not None
    return Event(
        row.entry.date, _("De l’argent est confié à la classe"), MONEY, "cash-box", words=row.purpose,
        amount=row.amount, url=url, goes="still",
    )  # fmt: skip


# --- aids ------------------------------------------------------------------------------------------------------------


def _aids(decision: Decision, actor: Actor) -> list[Event]:
    """What the decision asked others for, their answer, and what it paid."""
    rows = decision.grants.filter(moved_from__isnull=True)
    if isinstance(actor, Adult):
        rows = rows.visible_to(actor)
    found = with_money(rows.order_by("pk")[:MOST])
    costs = standing_lines().filter(account__kind=Account.Kind.EXPENSE, of_grant__in=[one.grant.pk for one in found])
    last = dict(costs.order_by().values("of_grant").annotate(last=Max("entry__date")).values_list("of_grant", "last"))
    return [event for money in found for event in _aid(money, last.get(money.grant.pk), decision, actor)]


def _aid(money: GrantMoney, used_on: date | None, decision: Decision, actor: Actor) -> list[Event]:
    grant, url = money.grant, _aid_address(money.grant, decision, actor)
    used = _("%(used)s employés") % {"used": format_euros(money.used)}
    steps = [
        (grant.asked_on if grant.asked else None, _("Une aide est demandée"), MONEY, "bank", grant.asked),
        (grant.refused_on, _("L’aide est refusée"), ANSWERED, "no", None),
        (grant.granted_on if grant.amount else None, _("L’aide est accordée"), ANSWERED, "yes", grant.amount),
        (used_on, _("L’aide sert"), PAID, "money-out", used),
        (grant.reported_on, _("On rend compte de l’aide"), TOLD, "file", None),
    ]
    return [
        Event(on, title, rank, icon, words=grant.funder, url=url,
              note=note if isinstance(note, str) else format_euros(note) if note else "")
        for on, title, rank, icon, note in steps
        if on
    ]  # fmt: skip


def _aid_address(grant: Grant, decision: Decision, actor: Actor) -> str:
    if not isinstance(actor, Adult):
        return ""
    place = {"id": decision.council.cooperative.public_id, "grant_id": grant.public_id}
    return reverse("finance:grant", kwargs=place)


def _day(moment) -> date:
    return timezone.localdate(moment)


# --- what a decision starts ------------------------------------------------------------------------------------------


def expense_address(decision: Decision, actor: Actor) -> str:
    """The form of an expense with this decision chosen, for whoever may bring a receipt."""
    cooperative = decision.council.cooperative
    if not isinstance(actor, Adult) or not permissions.can_bring_receipt(actor, cooperative):
        return ""
    place = reverse("finance:expense-new", kwargs={"id": cooperative.public_id})
    return f"{place}?year={decision.council.year.slug}&decision={decision.public_id}"


def advance_address(decision: Decision, actor: Actor) -> str:
    """The box of the council's class, its request open with this decision chosen."""
    classroom = decision.council.classroom
    if classroom is None or not isinstance(actor, Adult) or not permissions.can_ask_advance(actor, classroom):
        return ""
    place = {"id": decision.council.cooperative.public_id, "classroom": classroom.public_id}
    return f"{reverse('finance:class-box', kwargs=place)}?decision={decision.public_id}#advances"


def aid_address(decision: Decision, actor: Actor) -> str:
    """The form of an aid of the association with this decision chosen, for whoever keeps the money."""
    cooperative = decision.council.cooperative
    if not isinstance(actor, Adult) or not permissions.can_record_money(actor, cooperative):
        return ""
    place = reverse("finance:grant-new", kwargs={"id": cooperative.public_id})
    return f"{place}?year={decision.council.year.slug}&decision={decision.public_id}"
