"""The account of a mandataire who leaves, and the ticks of who takes over. The ledger does not change.

The two mandates are the association's affair: it ends the one and gives the other (`cooperatives.services.mandates`).
"""

import datetime
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import StaffRole
from finance import permissions
from finance.errors import ClosingRefused, MandateNeeded
from finance.models import (
    AccountReview,
    Book,
    FirstLook,
    HandedThing,
    Handover,
    HandoverItem,
    Reconciliation,
)
from finance.queries.handovers import Evening, evening_of
from members.models import User
from members.services.notifications import notify_all
from occe.kit.actors import Adult, Role
from occe.kit.dates import format_day, today
from occe.kit.euros import format_euros

from .paper_books import Compared
from .posting import lock_book
from .reconciling import outstanding
from .year_ends import last_number

ZERO = Decimal(0)
Basis = Reconciliation.Basis
LEFT, TAKEN = "finance.handover_left", "finance.handover_taken"


@transaction.atomic
def hand_over(
    book: Book, *, day: datetime.date, given: Collection[str], by: Adult, compared: Compared | None = None
) -> Handover:
    """Write what the book holds on the evening of `day`, with the count of the box, the bank compared, and which things
    (`HandedThing.Thing`) are given. Nobody types again what the portal knows.

    `compared` is the paper statement, for a cooperative whose bank account is not known here. The same day again gives
    what stands. Those who may take over are told. Raises MandateNeeded, ClosingRefused at `day` or `statement`.
    """
    book = lock_book(book)
    mandate = permissions.own_mandate(by, book)
    if mandate is None:
        raise MandateNeeded(_("Seul un mandataire en fonction arrête ses comptes."))
    if found := Handover.objects.filter(book=book, day=day).first():
        return found
    _check_day(book, day)
    evening = evening_of(book, day)
    if evening.missing:
        raise ClosingRefused(_("Il manque encore : %(what)s.") % {"what": evening.missing[0].words})
    handover = Handover.objects.create(
        federation_id=book.federation_id, book=book, mandate=mandate, day=day, last_number=last_number(book),
        bank=evening.held.bank, cash=evening.held.cash, class_boxes=evening.held.class_boxes, count=evening.count,
        **_bank(evening, compared),
    )  # fmt: skip
    HandedThing.objects.bulk_create(
        HandedThing(handover=handover, thing=thing, rank=rank, given=thing in given)
        for rank, thing in enumerate(HandedThing.Thing.values, start=1)
    )
    if evening.bank and handover.statement_id:
        HandoverItem.objects.bulk_create(outstanding(HandoverItem, evening.bank, handover=handover))
    _tell(handover, LEFT, permissions.successors(handover).values("user_id"))
    return handover


@transaction.atomic
def tick_taken(handover: Handover, *, taken: Collection[str], by: Adult) -> Handover:
    """Say which things are there, as often as one likes until signing. Raises MandateNeeded, ClosingRefused."""
    handover = _for_taker(handover, by)
    if handover.is_taken:
        raise ClosingRefused(_("La passation est signée : sa liste ne change plus."))
    handover.things.filter(thing__in=taken, taken=False).update(taken=True)
    handover.things.filter(taken=True).exclude(thing__in=taken).update(taken=False)
    return handover


@transaction.atomic
def take_over(handover: Handover, *, taken: Collection[str], by: Adult) -> Handover:
    """Tick what is there and sign: the accounts are the successor's from the next day on. Signed again: no change.

    What is not ticked stays on the paper as not received. Raises MandateNeeded, ClosingRefused when another one signed.
    """
    handover = _for_taker(handover, by)
    if handover.taken_by_mandate and handover.taken_by_mandate.user_id == by.user_id:
        return handover
    tick_taken(handover, taken=taken, by=by)
    mandate = permissions.successors(handover).filter(user_id=by.user_id).first()
    handover.taken_by_mandate, handover.taken_at = mandate, timezone.now()
    handover.save(update_fields=["taken_by_mandate", "taken_at"])
    keepers = StaffRole.objects.filter(federation_id=handover.federation_id, role=Role.ADMINISTRATOR).in_force(today())
    _tell(handover, TAKEN, [handover.mandate.user_id, *keepers.values_list("user_id", flat=True)])
    return handover


@transaction.atomic
def keep_first_look(handover: Handover, *, by: Adult) -> FirstLook:
    """Keep what the reviewers saw before the mandataire goes; the review itself goes on until the year's end, with its
    reviewers and its papers, and a meeting to come. Once for a handover; again gives what stands.

    Raises MandateNeeded, ClosingRefused before the reviewers have met.
    """
    book = lock_book(handover.book)
    if not permissions.can_record_review(by, book):
        raise MandateNeeded(_("La vérification se note chez le mandataire, ou à l’AD pour une école sur papier."))
    if found := FirstLook.objects.filter(handover=handover).first():
        return found
    review = AccountReview.objects.select_for_update(of=("self",)).filter(book=book).first()
    if review is None or review.held_on is None:
        raise ClosingRefused(_("Notez d’abord la réunion des vérificateurs : son jour et ce qu’ils ont vu."))
    if review.is_closed:
        raise ClosingRefused(_("Le quitus de l’année est déjà donné."))
    ticks = {name: getattr(review, name) for name in AccountReview.TICKS}
    look = FirstLook.objects.create(
        handover=handover, review=review, held_on=review.held_on, number=last_number(book), by_id=by.user_id,
        drawn=review.sample.count(), seen=review.sample.filter(looks__isnull=False).distinct().count(),
        remarks=review.remarks, **ticks,
    )  # fmt: skip
    review.held_on = None
    for name in AccountReview.TICKS:
        setattr(review, name, False)
    review.save(update_fields=["held_on", *AccountReview.TICKS])
    return look


# --- what they have in common ----------------------------------------------------------------------------------------


def _check_day(book: Book, day: datetime.date) -> None:
    if not book.takes_entries:
        raise ClosingRefused(_("Ce cahier ne prend plus d’écriture."))
    if book.is_on_paper:
        raise ClosingRefused(_("Cette année est tenue sur papier : les comptes s’arrêtent sur le cahier papier."))
    latest = min(book.year.ends, today())
    if not book.year.starts <= day <= latest:
        first, last = format_day(book.year.starts), format_day(latest)
        words = _("Choisissez un jour entre le %(first)s et le %(last)s.")
        raise ClosingRefused(words % {"first": first, "last": last}, field="day")


def _bank(evening: Evening, compared: Compared | None) -> dict[str, Any]:
    """The bank's side of the evening: as the portal knows it, else as it was copied from the paper statement."""
    state = evening.bank
    if state and state.known:
        return {
            "basis": state.known.basis, "statement": state.known.statement, "statement_balance": state.known.amount,
            "going_out": state.going_out, "coming_in": state.coming_in, "not_in_book": state.not_in_book,
        }  # fmt: skip
    if not evening.is_typed:
        return dict.fromkeys(("statement_balance", "going_out", "coming_in", "not_in_book"), ZERO)
    if compared is None:
        raise ClosingRefused(_("Écrivez le solde du relevé de la banque."), field="statement")
    if compared.at_bank != evening.held.bank:
        sums = {"at_bank": format_euros(compared.at_bank), "bank": format_euros(evening.held.bank)}
        words = _("Le relevé, avec ce qui est en route, fait %(at_bank)s ; le cahier dit %(bank)s.")
        raise ClosingRefused(words % sums, field="statement")
    return {
        "basis": Basis.HAND, "statement_balance": compared.statement, "going_out": compared.going_out,
        "coming_in": compared.coming_in, "not_in_book": ZERO,
    }  # fmt: skip


def _for_taker(handover: Handover, by: Adult) -> Handover:
    handovers = Handover.objects.select_for_update(of=("self",))
    with_people = ("book__cooperative", "book__year", "mandate__user", "taken_by_mandate")
    found = handovers.select_related(*with_people).get(pk=handover.pk)
    if not permissions.can_take_over(by, found):
        raise MandateNeeded(_("Un autre mandataire coche ce qu’il a reçu, et signe."))
    return found


def _tell(handover: Handover, kind: str, people: Any) -> None:
    assert handover.book.cooperative is not None  # only a cooperative's book is handed over
    notify_all(
        User.objects.filter(pk__in=people),
        kind,
        key=f"handover {handover.pk}",
        parameters={"cooperative": handover.book.cooperative.name, "day": handover.day},
        url_name="finance:handover",
        url_id=handover.public_id,
    )
