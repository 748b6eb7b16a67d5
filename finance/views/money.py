"""The money of a cooperative, for its adults and the association: balances, what waits, entries, their files."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from cooperatives.models import Cooperative
from finance import exports, permissions
from finance.forms.money import EntryFilterForm
from finance.models import Account, Book, DepositSlip, Entry, EntryLine, ExpenseClaim
from finance.permissions import can_read_signals
from finance.queries import balances
from finance.queries.claims import week_of
from finance.queries.entries import page_of, rows_of
from finance.queries.remarks import remarks_on
from finance.queries.shelf import shelf
from finance.queries.signals import signals_of_entry
from finance.services.openings import book_before
from occe.kit.access import allow
from occe.kit.actors import Actor

SHOWN_WAITING = 3
JUST_NOW = timedelta(hours=1)


def with_school(actor: Actor) -> QuerySet[Cooperative]:
    """The cooperatives that the actor sees, with what the frame of their pages names."""
    return Cooperative.objects.visible_to(actor).select_related("school")


def book_in_hand(request: HttpRequest, cooperative: Cooperative) -> tuple[Book, Sequence[Book]]:
    """The book of the year that the address names (`?year=2025-2026`), the latest one when it names none, else 404;
    and the shelf that it stands on, for `room`.
    """
    return book_of_year(request, cooperative, request.GET.get("year", ""))


def book_of_year(request: HttpRequest, cooperative: Cooperative, asked: str) -> tuple[Book, Sequence[Book]]:
    """The book of the year with this slug, the latest one for an empty slug, else 404; and its shelf."""
    books = shelf(cooperative, request.actor)
    for book in books:
        if asked in ("", book.year.slug):
            return book, books
    raise Http404


def room(request: HttpRequest, cooperative: Cooperative, book: Book, books: Sequence[Book]) -> dict:
    """What each page of the money room shows: the book in hand, and those that one may choose instead (the shelf)."""
    mine = books[0].mine_to_record
    return {
        "cooperative": cooperative,
        "tab": "money",
        "drawer": "book",
        "book": book,
        "books": books,
        "may_record": book.takes_entries and mine and not book.is_on_paper,
        "may_bring": book.takes_entries
        and not book.is_on_paper
        and (mine or permissions.taught_classes(request.actor, cooperative).exists()),
    }


def kept_on_paper(request: HttpRequest, cooperative: Cooperative, book: Book, books: Sequence[Book]) -> HttpResponse:
    """Instead of a form: this year's book is the paper one."""
    return render(request, "finance/kept_on_paper.html", room(request, cooperative, book, books))


@allow(permissions.can_read_money_as_adult, load=with_school)
def money(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    book, books = book_in_hand(request, cooperative)
    mine = book.mine_to_record
    form = EntryFilterForm(request.GET, book=book)
    wanted = form.wanted()
    now = balances.money(book)
    waiting = list(_lines_of_week(request.actor, cooperative)) if book.claims_wait else []
    query = request.GET.copy()
    query.pop("page", None)
    context = room(request, cooperative, book, books) | {
        "money": now,
        "waiting": waiting[:SHOWN_WAITING],
        "waiting_count": len(waiting),
        "mine": permissions.agreeable(request.actor, waiting),
        "wants_opening": book.wants_opening and (mine or permissions.can_decide_books(request.actor, cooperative)),
        "slips": _waiting_slips(request.actor, cooperative) if book.slips_wait else (),
        "form": form,
        "filtered": not wanted.is_empty,
        "page": page_of(book, wanted, number=request.GET.get("page"), last=book.last_number, now=now.total),
        "query": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "finance/money.html", context)


def _lines_of_week(actor: Actor, cooperative: Cooperative) -> QuerySet[ExpenseClaim]:
    """The expenses of the week that the actor sees, with no more than one line says of each."""
    seen = week_of(cooperative).filter(pk__in=ExpenseClaim.objects.visible_to(actor))
    return seen.select_related(None).select_related("account", "classroom", "cooperative")


def _waiting_slips(actor: Actor, cooperative: Cooperative) -> QuerySet[DepositSlip]:
    slips = DepositSlip.objects.visible_to(actor).real().filter(cooperative=cooperative).waiting()
    return slips.with_sums().select_related("account", "classroom")


@allow(permissions.can_read_money_as_adult, load=Cooperative.objects.visible_to)
def entries_file(request: HttpRequest, cooperative: Cooperative, form: str) -> HttpResponse:
    """The filtered entries as CSV or XLSX."""
    book, _books = book_in_hand(request, cooperative)
    wanted = EntryFilterForm(request.GET, book=book).wanted()
    return exports.entries_csv(book, wanted) if form == "csv" else exports.entries_xlsx(book, wanted)


@allow(permissions.can_read_money_as_adult, load=Cooperative.objects.visible_to)
def entry(request: HttpRequest, cooperative: Cooperative, entry_id: UUID) -> HttpResponse:
    """One entry: its lines, its paper, its pair when it was corrected."""
    found = _entry(request, cooperative, entry_id)
    [row] = rows_of(found.book, Entry.objects.filter(pk=found.pk))
    books = shelf(cooperative, request.actor)
    context = room(request, cooperative, found.book, books) | {
        "row": row,
        "lines": with_payment(found.lines).order_by("position"),
        "mirror": Entry.objects.filter(reverses=found).select_related("replacement__right").first(),
        "right": Entry.objects.filter(replaces__mirror=found).first(),
        "wrong": Entry.objects.filter(reversed_by__replacement__right=found).first(),
        "may_correct": may_correct(request, found),
        "fresh": _is_fresh(request, found),
        "may_say_how": _may_say_how(request, found),
        "remarks": remarks_on(found),
        "may_answer": books[0].mine_to_record,
        "may_remark": found.book.state == Book.State.SUBMITTED
        and permissions.can_decide_book(request.actor, found.book),
        "signals": signals_of_entry(found) if can_read_signals(request.actor, cooperative) else [],
    }
    return render(request, "finance/entry.html", context)


def with_payment(lines: QuerySet[EntryLine]) -> QuerySet[EntryLine]:
    """Lines with all that a page says of them."""
    return lines.select_related("account", "classroom", "project", "decision", "activity", "grant", "payment")


def _is_fresh(request: HttpRequest, found: Entry) -> bool:
    """Whether the reader posted it within the hour: then a slip of the finger is what one comes back for."""
    mine = found.posted_by_id is not None and found.posted_by_id == getattr(request.actor, "user_id", None)
    return mine and timezone.now() - found.posted_at < JUST_NOW


def _may_say_how(request: HttpRequest, found: Entry) -> bool:
    """Whether the reader may still say how the bank paid this entry: what the bank received, it did not pay."""
    lines = found.lines.filter(account__treasury=Account.Treasury.BANK, credit__gt=0)
    if found.reverses_id or found.kind == Entry.Kind.OPENING or not lines.filter(payment__isnull=True).exists():
        return False
    cooperative = found.book.cooperative
    unsaid = not lines.filter(payment__isnull=False).exists()
    return unsaid and cooperative is not None and permissions.can_record_money(request.actor, cooperative)


def entries_seen_by(actor: Actor) -> QuerySet[Entry]:
    return Entry.objects.visible_to(actor).select_related("book__year", "book__cooperative", "voucher__file")


def _entry(request: HttpRequest, cooperative: Cooperative, entry_id: UUID) -> Entry:
    return get_object_or_404(entries_seen_by(request.actor), public_id=entry_id, book__cooperative=cooperative)


def may_correct(request: HttpRequest, found: Entry) -> bool:
    """Whether the reader may cancel this entry now: it stands, is no correction itself, its book takes entries."""
    untouched = found.reverses_id is None and not Entry.objects.filter(reverses=found).exists()
    brought = found.kind == Entry.Kind.OPENING and book_before(found.book) is not None
    mine = permissions.can_correct_entry(request.actor, found)
    return untouched and not brought and found.book.takes_entries and mine
