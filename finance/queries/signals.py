"""Signals: what the portal notices beside an expense or an entry, in words, computed when it is read.

They inform, never accuse and never block: nothing is stored, nothing is refused, and a week's card stays ticked. A page
of expenses costs the same number of queries as one. Amounts in euros.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Aggregate, Count, FloatField, Sum
from django.utils.translation import gettext as _

from cooperatives.models import Federation, StoredFile
from finance.models import (
    Account,
    Book,
    Entry,
    EntryLine,
    ExpenseClaim,
    LaterPaper,
    MoneyRules,
    ReceiptReading,
    Voucher,
    rules_on,
)
from occe.kit.dates import format_day
from occe.kit.euros import CENT, format_euros

from . import balances
from .advice import UNSENT, Doubt

ZERO = Decimal(0)
PaidWith = ExpenseClaim.PaidWith
SUNDAY = 7
JUST_UNDER = Decimal("0.9")
"""From this share of the threshold up to the threshold itself, an amount is just under it."""
ENOUGH_TO_COMPARE = 8
"""With fewer expenses than these nothing is usual yet."""
FAR = 3
"""An amount is unusual beyond the third quartile by so many times the distance of the quartiles, and at least twice
that quartile (Tukey's far fence: a few large expenses do not move it, as they would an average)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What the signals look at, of an expense or of an entry that paid one. `held` is what was where it is paid from,
    before, and `taken` what it takes from there; `papers` are the rows that are this same paper (kind, id), so that it
    is no double of itself; `paper` is the id of the stored file, `bought` the day that the paper should say.
    """

    amount: Decimal
    date: datetime.date | None
    picture: str
    paper: int | None
    bought: datetime.date | None
    papers: frozenset[tuple[str, int]]
    has_decision: bool
    by_mandate: bool
    held: Decimal | None = None
    taken: Decimal = ZERO
    place: str = ""


class Usual(NamedTuple):
    """What a cooperative usually pays: three expenses out of four are below `most`; beyond `far` it is unusual."""

    most: Decimal
    far: Decimal


class Quartile(Aggregate):
    """`percentile_cont` of PostgreSQL."""

    template = "percentile_cont(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def signals_for(
    claims: Sequence[ExpenseClaim], payments: Mapping[int, str], doubts: Mapping[int, list[Doubt]]
) -> dict[int, list[Doubt]]:
    """The signals of expenses of one cooperative, by their ids; `payments` says from where each seems to be paid, and
    `doubts` what is said of them already.

    Eight queries at most, however many they are.
    """
    real = [claim for claim in claims if claim.amount and not claim.practice_id]
    if not real:
        return {claim.pk: [] for claim in claims}
    held = _held(real)
    facts = {claim.pk: _of_claim(claim, payments.get(claim.pk, ""), held) for claim in real}
    told = _told(facts, real[0].cooperative_id, real[0].cooperative.federation)
    return {claim.pk: _not_said(told.get(claim.pk, []), doubts.get(claim.pk, [])) for claim in claims}


def _not_said(signals: list[Doubt], doubts: Sequence[Doubt]) -> list[Doubt]:
    """Without the picture where the same photo is told already."""
    told = any(doubt.key == "same_photo" for doubt in doubts)
    return [signal for signal in signals if not (told and signal.key == "picture_used")]


def signals_of_entry(entry: Entry) -> list[Doubt]:
    """The signals of an entry that paid an expense, from its lines; none of any other. Eleven queries at most."""
    if entry.kind != Entry.Kind.EXPENSE or entry.book.cooperative is None:
        return []
    lines = list(entry.lines.select_related("account", "decision"))
    told = _told({entry.pk: _of_entry(entry, lines)}, entry.book.cooperative_id, entry.book.cooperative.federation)
    return told[entry.pk] + _beyond(lines)


# --- facts -----------------------------------------------------------------------------------------------------------


def _of_claim(claim: ExpenseClaim, paid_with: str, held: Mapping[tuple[str, int | None], Decimal]) -> Fact:
    papers = {("claim", claim.pk)} | ({("voucher", claim.voucher_id)} if claim.voucher_id else set())
    place = PaidWith.BANK if paid_with in ("", PaidWith.ADULT) else paid_with
    waits = claim.state in (*UNSENT, ExpenseClaim.State.SENT, ExpenseClaim.State.AGREED)
    return Fact(
        amount=claim.amount,
        date=claim.issued_on,
        picture=claim.photo.sha256 if claim.photo else "",
        paper=claim.photo_id,
        bought=claim.issued_on,
        papers=frozenset(papers),
        has_decision=claim.decision_id is not None,
        by_mandate=bool(claim.account and claim.account.by_mandate),
        held=held.get((place, claim.classroom_id if place == PaidWith.CLASS_BOX else None)) if waits else None,
        taken=claim.amount,
        place=place,
    )


def _held(claims: Sequence[ExpenseClaim]) -> dict[tuple[str, int | None], Decimal]:
    """What there is in each place now, in the book of the latest of these days: bank, cash box, box of each class."""
    day = max((claim.issued_on for claim in claims if claim.issued_on), default=None)
    books = Book.objects.filter(cooperative=claims[0].cooperative_id)
    book = books.filter(year__starts__lte=day, year__ends__gte=day).first() if day else None
    if book is None:
        return {}
    money = balances.money(book)
    boxes = balances.class_box_balances(book)
    held: dict[tuple[str, int | None], Decimal] = {(PaidWith.BANK, None): money.bank, (PaidWith.CASH, None): money.cash}
    return held | {(PaidWith.CLASS_BOX, claim.classroom_id): boxes.get(claim.classroom_id, ZERO) for claim in claims}


def _of_entry(entry: Entry, lines: Sequence[EntryLine]) -> Fact:
    spent = [line for line in lines if line.account.kind == Account.Kind.EXPENSE]
    claim = ExpenseClaim.objects.filter(entry=entry).first()
    voucher = Voucher.objects.select_related("file").filter(pk=entry.voucher_id).first()
    file = voucher.file if voucher and voucher.file else _came_later(entry)
    papers = {("claim", claim.pk)} if claim else set()
    return Fact(
        amount=sum((line.debit - line.credit for line in spent), ZERO),
        date=entry.date,
        picture=file.sha256 if file else "",
        paper=file.pk if file else None,
        bought=claim.issued_on if claim else entry.date,
        papers=frozenset(papers | ({("voucher", voucher.pk)} if voucher else set())),
        has_decision=any(line.decision_id for line in spent),
        by_mandate=all(line.account.by_mandate for line in spent),
        **_left_by(entry, lines),
    )


def _came_later(entry: Entry) -> StoredFile | None:
    """The photo of an entry whose voucher has none. One query."""
    found = LaterPaper.objects.filter(entry=entry, file__isnull=False).select_related("file").first()
    return found.file if found else None


def _left_by(entry: Entry, lines: Sequence[EntryLine]) -> dict:
    """Where the entry was paid from, what it took and what was there before it; of the bank and the cash box, the one
    that had the less to spare. One query.
    """
    taken: dict[str, Decimal] = {}
    for line in lines:
        if line.credit and line.account.treasury in (Account.Treasury.BANK, Account.Treasury.CASH):
            taken[line.account.treasury] = taken.get(line.account.treasury, ZERO) + line.credit
    if not taken:
        return {}
    before = balances.money(entry.book, up_to=entry.number - 1)
    held: dict[str, Decimal] = {Account.Treasury.BANK: before.bank, Account.Treasury.CASH: before.cash}
    place = min(taken, key=lambda one: held[one] - taken[one])
    return {"place": place, "held": held[place], "taken": taken[place]}


# --- signals ---------------------------------------------------------------------------------------------------------


def _told(facts: Mapping[int, Fact], cooperative_id: int, federation: Federation) -> dict[int, list[Doubt]]:
    """The signals of each fact, in the order in which people read them."""
    seen, usual, rules = _pictures(facts.values(), federation), usual_of(cooperative_id), rules_on(federation)
    read = _readings(facts.values())
    return {
        key: [
            *_same_picture(fact, seen),
            *_says_otherwise(fact, read),
            *_unusual(fact, usual),
            *_near_threshold(fact, federation.two_adults_threshold),
            *_low(fact),
            *_undecided(fact, rules),
            *_on_sunday(fact),
        ]
        for key, fact in facts.items()
    }


def _pictures(facts: Iterable[Fact], federation: Federation) -> dict[str, set[tuple[str, int]]]:
    """Where each of these pictures is in the association, by its content: on expenses that were sent, on papers of any
    book. Two queries at most.
    """
    wanted = {fact.picture for fact in facts} - {""}
    found: dict[str, set[tuple[str, int]]] = {picture: set() for picture in wanted}
    if wanted:
        sent = ExpenseClaim.objects.real().filter(federation=federation).exclude(state__in=UNSENT)
        for picture, pk, voucher in sent.filter(photo__sha256__in=wanted).values_list("photo__sha256", "pk", "voucher"):
            found[picture] |= {("claim", pk)} | ({("voucher", voucher)} if voucher else set())
        papers = Voucher.objects.filter(book__federation=federation, file__sha256__in=wanted)
        for picture, pk in papers.values_list("file__sha256", "pk"):
            found[picture].add(("voucher", pk))
    return found


def _same_picture(fact: Fact, seen: Mapping[str, set[tuple[str, int]]]) -> list[Doubt]:
    if not fact.picture or not seen[fact.picture] - fact.papers:
        return []
    return [Doubt("picture_used", _("Cette photo a déjà servi, ici ou dans une autre coopérative de l’association."))]


def _readings(facts: Iterable[Fact]) -> dict[int, ReceiptReading]:
    """What was read on these papers, by the id of the file. One query at most."""
    wanted = {fact.paper for fact in facts} - {None}
    return ReceiptReading.objects.filter(read_at__isnull=False).in_bulk(wanted) if wanted else {}


def _says_otherwise(fact: Fact, read: Mapping[int, ReceiptReading]) -> list[Doubt]:
    """The paper seems to say another sum, or another day; a machine read it, so a person looks."""
    reading, found = read.get(fact.paper or 0), []
    if reading and reading.total and reading.total != fact.amount:
        sentence = _("Le papier semble dire %(read)s, et il est écrit %(written)s : comparez.")
        said = {"read": format_euros(reading.total), "written": format_euros(fact.amount)}
        found.append(Doubt("paper_amount", sentence % said))
    if reading and reading.date and fact.bought and reading.date != fact.bought:
        sentence = _("Le papier semble dater du %(read)s, et il est écrit le %(written)s : comparez.")
        said = {"read": format_day(reading.date), "written": format_day(fact.bought)}
        found.append(Doubt("paper_day", sentence % said))
    return found


def usual_of(cooperative_id: int) -> Usual | None:
    """What a cooperative usually pays at once, from its expenses that stand; None while they are too few. One query."""
    paid = Entry.objects.filter(
        book__cooperative=cooperative_id, kind=Entry.Kind.EXPENSE, reversed_by__isnull=True
    ).aggregate(count=Count("pk"), first=Quartile("total", share="0.25"), third=Quartile("total", share="0.75"))
    if paid["count"] < ENOUGH_TO_COMPARE:
        return None
    first, third = (Decimal(paid[name]).quantize(CENT) for name in ("first", "third"))
    return Usual(third, max(third + FAR * (third - first), 2 * third))


def _unusual(fact: Fact, usual: Usual | None) -> list[Doubt]:
    if usual is None or fact.by_mandate or fact.amount <= usual.far:
        return []
    sentence = _("D’ordinaire, trois dépenses sur quatre ne passent pas %(most)s. Celle-ci est bien plus grande.")
    return [Doubt("unusual", sentence % {"most": format_euros(usual.most)})]


def _near_threshold(fact: Fact, threshold: Decimal) -> list[Doubt]:
    if fact.by_mandate or not threshold * JUST_UNDER <= fact.amount <= threshold:
        return []
    sentence = _("C’est juste sous %(threshold)s, la somme au-dessus de laquelle deux adultes donnent leur accord.")
    return [Doubt("just_under", sentence % {"threshold": format_euros(threshold)})]


def _low(fact: Fact) -> list[Doubt]:
    if fact.held is None or fact.taken <= fact.held:
        return []
    sentences = {
        PaidWith.BANK: _("D’après le cahier, il y a %(held)s à la banque : ce n’est pas assez."),
        PaidWith.CASH: _("D’après le cahier, il y a %(held)s dans la caisse : ce n’est pas assez."),
        PaidWith.CLASS_BOX: _("D’après le cahier, il y a %(held)s dans la boîte de la classe : ce n’est pas assez."),
    }
    return [Doubt("low_balance", sentences[PaidWith(fact.place)] % {"held": format_euros(fact.held)})]


def _undecided(fact: Fact, rules: MoneyRules) -> list[Doubt]:
    if fact.has_decision or fact.by_mandate or fact.amount < rules.decision_from:
        return []
    sentence = _("Aucune décision du conseil n’est nommée, pour %(amount)s.")
    return [Doubt("no_decision", sentence % {"amount": format_euros(fact.amount)})]


def _on_sunday(fact: Fact) -> list[Doubt]:
    if fact.date is None or fact.date.isoweekday() != SUNDAY:
        return []
    return [Doubt("sunday", _("Le jour écrit, le %(day)s, est un dimanche.") % {"day": format_day(fact.date)})]


def _beyond(lines: Sequence[EntryLine]) -> list[Doubt]:
    """The decisions of an entry for which more was paid, in all, than the council had decided. One query."""
    decisions = {line.decision for line in lines if line.decision and line.decision.amount is not None}
    if not decisions:
        return []
    spent = EntryLine.objects.filter(decision__in=decisions, account__kind=Account.Kind.EXPENSE).order_by()
    sums = spent.values_list("decision").annotate(sum=Sum("debit", default=ZERO) - Sum("credit", default=ZERO))
    paid = dict(sums)
    sentence = _("Le conseil avait décidé : pas plus de %(most)s. En tout, %(sum)s ont été payés.")
    return [
        Doubt("over_decision", sentence % {"most": format_euros(one.amount), "sum": format_euros(paid[one.pk])})
        for one in decisions
        if paid.get(one.pk, ZERO) > one.amount
    ]
