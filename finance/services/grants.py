"""Grants from the question to the report of use; activities; and which posted lines belong to them."""

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, Mandate, StoredFile
from councils.models import Decision
from finance import permissions
from finance.errors import GrantRefused, MandateNeeded, NameWritten
from finance.models import Activity, Book, EntryLine, Grant, LineTag
from finance.queries.grants import GrantMoney, in_book, open_grants
from members.models import User
from members.naming import looks_like_a_person
from members.services.notifications import notify_all
from occe.kit.actors import Actor, Adult
from occe.kit.dates import today
from occe.kit.folded import LineEmpty, clean_line, clean_text
from projects.models import Project

from .enough import check_amount
from .posting import closed_year, lock_book, takes_none

ANSWERED = "finance.aid_answered"


@transaction.atomic
def open_grant(
    book: Book,
    *,
    funder_kind: str,
    funder: str,
    purpose: str,
    request_id: UUID,
    by: Adult,
    asked: Decimal | None = None,
    asked_on: datetime.date | None = None,
    amount: Decimal | None = None,
    granted_on: datetime.date | None = None,
    project: Project | None = None,
    decision: Decision | None = None,
) -> Grant:
    """Write down a grant that is asked for, or that was granted already, and the council's decision that asked for it.
    Idempotent on `request_id`.

    Raises MandateNeeded, GrantRefused at its field, NameWritten (a donor who is a person gives through the AD).
    """
    _check_mandate(by, book)
    if found := Grant.objects.filter(public_id=request_id, cooperative=book.cooperative).first():
        return found
    if asked is None and amount is None:
        raise GrantRefused(_("Écrivez la somme demandée, ou la somme accordée."), field="asked")
    if decision is not None and decision.council.cooperative_id != book.cooperative_id:
        raise GrantRefused(_("Choisissez une décision de la coopérative."), field="decision")
    for name, sum_ in (("asked", asked), ("amount", amount)):
        if sum_ is not None:
            check_amount(sum_, GrantRefused, field=name)
    return Grant.objects.create(
        public_id=request_id, cooperative=book.cooperative, year=book.year, funder_kind=funder_kind,
        funder=_named(funder, "funder", person_too=funder_kind in Grant.PUBLIC),
        purpose=_named(purpose, "purpose"), asked=asked, asked_on=asked_on or today(), asked_by_id=by.user_id,
        amount=amount, granted_on=(granted_on or today()) if amount else None,
        answer_by_id=by.user_id if amount else None, project=project, decision=decision,
    )  # fmt: skip


@transaction.atomic
def answer_grant(grant: Grant, *, amount: Decimal | None, on: datetime.date, by: Adult) -> Grant:
    """What the funder answered: euros granted, or None for a no. The answer may be mended until the use was reported.

    The association answers here what it was asked for itself: then the mandataires hear of it. Raises MandateNeeded,
    GrantRefused.
    """
    grant = _locked(grant, by, may=permissions.can_answer_grant)
    if grant.reported_on:
        raise GrantRefused(_("Le bilan de cette aide est envoyé : elle ne change plus."))
    if amount is not None:
        check_amount(amount, GrantRefused)
    grant.amount, grant.granted_on = amount, on if amount is not None else None
    grant.refused_on, grant.answer_by_id = None if amount is not None else on, by.user_id
    grant.save()
    if not permissions.can_keep_gathered(by, grant):
        _tell_answer(grant)
    return grant


@transaction.atomic
def keep_letter(grant: Grant, *, letter: StoredFile, by: Adult) -> Grant:
    """The funder's letter, scanned or photographed. Raises MandateNeeded."""
    grant = _locked(grant, by)
    grant.letter = letter
    grant.save(update_fields=["letter"])
    return grant


@transaction.atomic
def write_use(grant: Grant, *, words: str, by: Adult) -> Grant:
    """The few sentences of the report of use, kept until it is sent. MandateNeeded, NameWritten, GrantRefused."""
    grant = _locked(grant, by)
    if grant.reported_on:
        raise GrantRefused(_("Le bilan de cette aide est envoyé : elle ne change plus."))
    text = clean_text(words)[:1500]
    if looks_like_a_person(text):
        raise NameWritten(_("Dites ce que l’aide a permis, sans nom de personne."), field="words")
    grant.words = text
    grant.save(update_fields=["words"])
    return grant


@transaction.atomic
def report_grant(grant: Grant, *, on: datetime.date, by: Adult) -> Grant:
    """The report of use was sent to the funder. Said again: no change. Raises MandateNeeded, GrantRefused."""
    grant = _locked(grant, by)
    if grant.reported_on:
        return grant
    if grant.amount is None:
        raise GrantRefused(_("On rend compte d’une aide accordée."))
    if on > today():
        raise GrantRefused(_("Ce jour n’est pas encore arrivé."), field="on")
    grant.reported_on, grant.reported_by_id = on, by.user_id
    grant.save()
    return grant


def hand_on_grants(
    source: Cooperative, book: Book, *, request_id: UUID, by: Adult
) -> list[tuple[GrantMoney, Grant | None]]:
    """Go on with the open grants of `source` in the cooperative of `book`: pairs of what each was and of the row that
    came, with what is left to use of what was granted (none at the association). One of which all is used stays, to be
    reported by whoever used it.

    For a door that has looked at rights, in its transaction.
    """
    list(Grant.objects.select_for_update(of=("self",)).filter(cooperative=source).order_by("pk"))
    moved = []
    for use in open_grants(source):
        if use.goes_on:
            moved.append((use, _came(use, book, request_id, by) if book.cooperative else None))
    return moved


def _came(use: GrantMoney, book: Book, request_id: UUID, by: Adult) -> Grant:
    grant = use.grant
    return Grant.objects.create(
        public_id=uuid5(request_id, str(grant.public_id)), cooperative=book.cooperative, year=book.year,
        funder_kind=grant.funder_kind, funder=grant.funder, purpose=grant.purpose, asked=grant.asked,
        asked_on=grant.asked_on, asked_by_id=grant.asked_by_id, amount=grant.amount and grant.amount - use.used,
        granted_on=grant.granted_on, answer_by_id=grant.answer_by_id, letter=grant.letter,
        decision_id=grant.decision_id,
    )  # fmt: skip


@transaction.atomic
def open_activity(
    book: Book,
    *,
    title: str,
    kind: str,
    by: Adult,
    held_on: datetime.date | None = None,
    project: Project | None = None,
) -> Activity:
    """A fête, a sale, a trip of the cooperative. The same name in the same year gives the one that stands.

    Raises MandateNeeded, GrantRefused, NameWritten.
    """
    _check_mandate(by, book)
    facts = {"kind": kind, "held_on": held_on, "project": project}
    here = {"cooperative": book.cooperative, "year": book.year, "title": _named(title, "title")}
    activity, _created = Activity.objects.get_or_create(**here, defaults=facts)
    return activity


@transaction.atomic
def gather_lines(gathered: Grant | Activity, *, book: Book, lines: Sequence[int], by: Adult) -> int:
    """Say that posted lines (ids) belong to a grant or an activity; those that belong to another one are left alone.

    The ledger does not change. Gives how many were added. Raises MandateNeeded; GrantRefused once the book was sent,
    for its report reads these lines.
    """
    book = _gathering(gathered, book, by)
    axis = "grant" if isinstance(gathered, Grant) else "activity"
    free = in_book(book, lines).filter(**{f"of_{axis}__isnull": True})
    if book.cooperative_id != gathered.cooperative_id:
        raise GrantRefused(_("Choisissez dans la liste de la coopérative."))
    found = list(free.values_list("pk", flat=True))
    for line in found:
        LineTag.objects.update_or_create(line_id=line, defaults={axis: gathered, "by_id": by.user_id})
    return len(found)


@transaction.atomic
def let_line_go(gathered: Grant | Activity, *, line: EntryLine, by: Adult) -> None:
    """Take back that a line belongs to it; a line whose entry names it stays. Raises as `gather_lines`."""
    _gathering(gathered, line.entry.book, by)
    axis, other = ("grant", "activity") if isinstance(gathered, Grant) else ("activity", "grant")
    tags = LineTag.objects.filter(line=line, **{axis: gathered})
    tags.filter(**{f"{other}__isnull": True}).delete()
    tags.update(**{axis: None})


# --- inside ----------------------------------------------------------------------------------------------------------


def _gathering(gathered: Grant | Activity, book: Book, by: Adult) -> Book:
    """The locked book whose lines are gathered or let go, once it is sure that this may be."""
    if not permissions.can_keep_gathered(by, gathered):
        raise MandateNeeded(_("Seul un mandataire en fonction rattache des écritures."))
    book = lock_book(book)
    if not book.year.is_open:
        raise GrantRefused(closed_year(book.year.slug))
    if not book.takes_entries:
        raise GrantRefused(takes_none(book.year.slug, book.state))
    return book


def _check_mandate(by: Adult, book: Book) -> None:
    if book.cooperative is None or not permissions.is_mandataire(by, book.cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction écrit les aides et les actions."))


def _tell_answer(grant: Grant) -> None:
    """Those in office hear the association's answer; each answer is told once."""
    led = Mandate.objects.in_force(today()).filter(cooperative=grant.cooperative)
    notify_all(
        User.objects.filter(pk__in=led.values("user_id")),
        ANSWERED,
        key=f"{ANSWERED}:{grant.public_id}:{grant.amount}",
        parameters={"cooperative": grant.cooperative.name, "purpose": grant.purpose},
        url_name="finance:grants",
        url_id=grant.cooperative.public_id,
    )


def _locked(grant: Grant, by: Adult, *, may: Callable[[Actor, Grant], bool] = permissions.can_keep_gathered) -> Grant:
    grant = Grant.objects.select_for_update(of=("self",)).select_related("cooperative").get(pk=grant.pk)
    if not may(by, grant):
        raise MandateNeeded(_("Seul un mandataire en fonction écrit les aides et les actions."))
    return grant


def _named(text: str, field: str, *, person_too: bool = False) -> str:
    """A name on one line; never a person's, but for a public body ("Mairie Saint-Flour" looks like one)."""
    try:
        line = clean_line(text)
    except LineEmpty as empty:
        raise GrantRefused(_("Écrivez quelques mots."), field=field) from empty
    if not person_too and looks_like_a_person(line):
        raise NameWritten(_("Écrivez sans nom de personne : un don passe par l’association."), field=field)
    return line[: {"funder": 120, "purpose": 200, "title": 120}[field]]
