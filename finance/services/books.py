"""The life of a book: opened, sent to the association, accepted, or returned with a reason."""

import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, Federation, Mandate, SchoolYear, StaffRole
from finance import permissions
from finance.errors import BookCannotMove, NotYours
from finance.models import AccountReview, Book, YearEnd
from members.models import User
from members.services.notifications import notify_all
from occe.kit.actors import Actor, Adult, Role
from occe.kit.dates import today
from occe.kit.folded import clean_text

from .charts import ensure_chart
from .openings import carry_forward
from .posting import closed_year, lock_book

State = Book.State
BOOK_SENT, BOOK_ACCEPTED, BOOK_RETURNED = "finance.book_sent", "finance.book_accepted", "finance.book_returned"


@transaction.atomic
def open_book(cooperative: Cooperative, year: SchoolYear, *, by: Actor) -> Book:
    """The cooperative's book of the year, opened when it is not yet: with the year's chart and what was left before.

    Idempotent. While last year's book is not accepted, what is brought forward may still move: accepting that book, or
    opening this one again, brings the difference.
    """
    ensure_chart(cooperative.federation, year)
    book, _created = Book.objects.get_or_create(federation=cooperative.federation, year=year, cooperative=cooperative)
    if book.takes_entries:
        carry_forward(book, by=by)
    return book


@transaction.atomic
def open_federation_book(federation: Federation, year: SchoolYear, *, by: Actor) -> Book:
    """The association's own book of the year, opened when it is not yet. Idempotent."""
    ensure_chart(federation, year)
    book, _created = Book.objects.get_or_create(federation=federation, year=year, cooperative=None)
    if book.takes_entries:
        carry_forward(book, by=by)
    return book


@transaction.atomic
def send_book(book: Book, *, by: Adult, without: str = "") -> Book:
    """Send the year's book to the association: from now on it takes no entry. Again by the same person: no change.

    It goes with its quitus, or with the reason why there is none yet (`without`), which the association reads. Raises
    NotYours, BookCannotMove.
    """
    book = lock_book(book)
    if not permissions.can_send_book(by, book):
        raise NotYours(_("Seul un mandataire en fonction envoie le cahier à l’association."))
    if book.state == State.SUBMITTED and book.submitted_by_id == by.user_id:
        return book
    _from(book, State.OPEN, State.RETURNED)
    _with_quitus_or_reason(book, clean_text(without))
    book.state, book.submitted_by_id, book.submitted_at = State.SUBMITTED, by.user_id, timezone.now()
    book.save(update_fields=["state", "submitted_by", "submitted_at"])
    keepers = StaffRole.objects.filter(federation_id=book.federation_id, role=Role.TREASURER).in_force(today())
    _tell(book, BOOK_SENT, keepers)
    return book


def has_quitus(book: Book) -> bool:
    """Whether reviewers gave the quitus for the book as it stands, up to its last entry."""
    last = book.entries.aggregate(last=Max("number"))["last"] or 0
    granted = AccountReview.objects.filter(book=book, closed_number__gte=last)
    return granted.filter(outcome__in=[AccountReview.Outcome.GRANTED, AccountReview.Outcome.WITH_REMARKS]).exists()


def _with_quitus_or_reason(book: Book, reason: str) -> None:
    if has_quitus(book):
        reason = ""
    elif not reason:
        raise BookCannotMove(_("Ce cahier part sans quitus : dites pourquoi. L’association le lira."), field="without")
    facts = {"federation_id": book.federation_id, "sent_without": reason}
    YearEnd.objects.update_or_create(book=book, defaults=facts)


@transaction.atomic
def accept_book(book: Book, *, by: Adult) -> Book:
    """Accept the book that was sent, and bring what it leaves into next year's. Again: no change.

    Raises NotYours, BookCannotMove.
    """
    book = _decided(book, by)
    if book.state == State.ACCEPTED:
        return book
    _from(book, State.SUBMITTED)
    _decide(book, State.ACCEPTED, by)
    following = _following(book)
    if following and following.takes_entries:
        carry_forward(following, by=by)
    return book


@transaction.atomic
def return_book(book: Book, *, reason: str, by: Adult) -> Book:
    """Give the book back to be mended, saying what is to be completed. An accepted book is unlocked in this way.

    What last year's book came to hold while this one took no entry is brought now. Raises NotYours, BookCannotMove;
    `reason` is required.
    """
    reason = clean_text(reason)
    if not reason:
        raise BookCannotMove(_("Dites ce qui est à compléter : le mandataire le lira."), field="reason")
    book = _decided(book, by)
    _from(book, State.SUBMITTED, State.ACCEPTED)
    book.return_reason = reason
    _decide(book, State.RETURNED, by)
    carry_forward(book, by=by)
    return book


def _tell(book: Book, kind: str, people: QuerySet[StaffRole] | QuerySet[Mandate]) -> None:
    """Tell those who act next; each step of the book is told once."""
    moment = book.submitted_at if kind == BOOK_SENT else book.decided_at
    if book.cooperative is None or moment is None:
        return
    notify_all(
        User.objects.filter(pk__in=people.values("user_id")),
        kind,
        key=f"book {book.pk} {book.state} {moment:%Y%m%d%H%M%S%f}",
        parameters={"cooperative": book.cooperative.name, "year": book.year.slug},
        url_name="finance:year",
        url_id=book.cooperative.public_id,
    )


def _decided(book: Book, by: Actor) -> Book:
    book = lock_book(book)
    if not permissions.can_decide_book(by, book):
        raise NotYours(_("Seule la trésorerie de l’association décide d’un cahier."))
    return book


def _decide(book: Book, state: Book.State, by: Adult) -> None:
    book.state, book.decided_by_id, book.decided_at = state, by.user_id, timezone.now()
    book.save(update_fields=["state", "decided_by", "decided_at", "return_reason"])
    in_office = Mandate.objects.filter(cooperative_id=book.cooperative_id).in_force(today())
    _tell(book, BOOK_ACCEPTED if state == State.ACCEPTED else BOOK_RETURNED, in_office)


def _from(book: Book, *states: Book.State) -> None:
    if not book.year.is_open:
        raise BookCannotMove(closed_year(book.year.slug))
    if book.state not in states:
        raise BookCannotMove(
            _("Le cahier %(year)s est %(state)s.") % {"year": book.year, "state": book.get_state_display()}
        )


def _following(book: Book) -> Book | None:
    first_day = book.year.ends + datetime.timedelta(days=1)
    return Book.objects.filter(
        federation_id=book.federation_id, cooperative_id=book.cooperative_id, year__starts=first_day
    ).first()
