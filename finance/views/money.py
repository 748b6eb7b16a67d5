"""The money of a cooperative, for its adults and the association: balances, what waits, entries, their files."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import exports, permissions
from finance.forms.money import CorrectionForm, EntryFilterForm
from finance.models import Book, DepositSlip, Entry, ExpenseClaim
from finance.permissions_signals import can_read_signals
from finance.queries import balances
from finance.queries.claims import week_of
from finance.queries.entries import page_of, rows_of
from finance.queries.shelf import shelf
from finance.queries.signals import signals_of_entry
from finance.services.corrections import correct_entry
from finance.services.openings import book_before
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.errors import DomainError

SHOWN_WAITING = 3


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
        "may_record": book.takes_entries and mine,
        "may_bring": book.takes_entries and (mine or permissions.taught_classes(request.actor, cooperative).exists()),
    }


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
    context = room(request, cooperative, found.book, shelf(cooperative, request.actor)) | {
        "row": row,
        "lines": found.lines.select_related("account", "classroom", "project", "decision").order_by("position"),
        "mirror": Entry.objects.filter(reverses=found).first(),
        "may_correct": _may_correct(request, found),
        "signals": signals_of_entry(found) if can_read_signals(request.actor, cooperative) else [],
    }
    return render(request, "finance/entry.html", context)


def _entries_seen_by(actor: Actor) -> QuerySet[Entry]:
    return Entry.objects.visible_to(actor).select_related("book__year", "book__cooperative", "voucher__file")


@allow(permissions.can_correct_entry, load=_entries_seen_by, key="entry_id")
def entry_correct(request: HttpRequest, found: Entry, id: UUID) -> HttpResponse:
    cooperative = found.book.cooperative
    if cooperative is None or cooperative.public_id != id:
        raise Http404
    if found.reverses_id or (request.method != "POST" and not _may_correct(request, found)):
        messages.error(request, _("Cette écriture est déjà corrigée, ou est elle-même une correction."))
        return redirect("finance:entry", id=id, entry_id=found.public_id)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            mirror = correct_entry(found, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(
                request, _("L’écriture n° %(number)s est annulée par son inverse.") % {"number": found.number}
            )
            return redirect("finance:entry", id=cooperative.public_id, entry_id=mirror.public_id)
    [row] = rows_of(found.book, Entry.objects.filter(pk=found.pk))
    context = room(request, cooperative, found.book, shelf(cooperative, request.actor)) | {"row": row, "form": form}
    return render(request, "finance/entry_correct.html", context, status=422 if form.errors else 200)


def _entry(request: HttpRequest, cooperative: Cooperative, entry_id: UUID) -> Entry:
    return get_object_or_404(_entries_seen_by(request.actor), public_id=entry_id, book__cooperative=cooperative)


def _may_correct(request: HttpRequest, found: Entry) -> bool:
    untouched = found.reverses_id is None and not Entry.objects.filter(reverses=found).exists()
    brought = found.kind == Entry.Kind.OPENING and book_before(found.book) is not None
    mine = permissions.can_correct_entry(request.actor, found)
    return untouched and not brought and found.book.takes_entries and mine
