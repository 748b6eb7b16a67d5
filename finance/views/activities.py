"""Activities: a fête, a sale, a trip, each with its gross income, its gross costs and what is left; and gathering."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cooperatives.models import Classroom, Cooperative
from finance import permissions
from finance.documents import pdf_response
from finance.forms.grants import ActivityForm, GatherForm
from finance.models import Account, Activity, Book, EntryLine, Grant
from finance.queries.grants import activities_with_money, lines_of, to_gather
from finance.services import grants
from finance.views.grants import posted
from finance.views.money import book_in_hand, book_of_year, room, with_school
from occe.kit.access import allow
from occe.kit.errors import DomainError

PER_PAGE = 30
BLANK_ROWS = 28  # a class that nobody counted
WAYS = {"grants": Grant, "activities": Activity}


@allow(permissions.can_read_money_as_adult, load=with_school)
@require_safe
def activity_list(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Each with what came in, what went out, what is left."""
    book, books = book_in_hand(request, cooperative)
    rows = Activity.objects.visible_to(request.actor).filter(cooperative=cooperative, year=book.year)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = activities_with_money(page.object_list)
    context = room(request, cooperative, book, books) | {"drawer": "activities", "page": page}
    return render(request, "finance/activity_list.html", context)


@allow(permissions.can_record_money, load=with_school)
def activity_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Who holds it and takes the money comes first: only the cooperative's own is an activity here."""
    book, books = book_in_hand(request, cooperative)
    form = ActivityForm(request.POST if request.method == "POST" else None, book=book)
    context = room(request, cooperative, book, books) | {"drawer": "activities", "form": form}
    if request.method == "POST" and not form.is_ours:
        return render(request, "finance/activity_not_ours.html", context)
    if made := posted(request, form, partial(_opened, book)):
        messages.success(request, _("L’action est créée : rattachez-lui ce qui entre et ce qui sort."))
        return redirect("finance:activity", id=cooperative.public_id, activity_id=made.public_id)
    return render(request, "finance/activity_new.html", context, status=422 if form.errors else 200)


def _opened(book: Book, *, holder: str, **values) -> Activity:
    return grants.open_activity(book, **values)


@allow(permissions.can_read_money_as_adult, load=with_school)
@require_safe
def activity(request: HttpRequest, cooperative: Cooperative, activity_id: UUID) -> HttpResponse:
    """One activity: its lines, gross, and its result."""
    found = _gathered(request, cooperative, "activities", activity_id)
    book, books = book_of_year(request, cooperative, found.year.slug)
    [money] = activities_with_money([found])
    lines = list(lines_of(found))
    context = room(request, cooperative, book, books) | {
        "drawer": "activities",
        "activity": found,
        "money": money,
        "incomes": [line for line in lines if line.account.kind == Account.Kind.INCOME],
        "costs": [line for line in lines if line.account.kind == Account.Kind.EXPENSE],
        "mine": permissions.is_mandataire(request.actor, cooperative),
    }
    return render(request, "finance/activity.html", context)


@allow(permissions.can_read_money_as_adult, load=with_school)
@require_safe
def trip_sheet(request: HttpRequest, cooperative: Cooperative, activity_id: UUID) -> HttpResponse:
    """The blank sheet of a trip, to be filled by hand and kept at the school: what each family paid is never here."""
    found = _gathered(request, cooperative, "activities", activity_id)
    book, _books = book_of_year(request, cooperative, found.year.slug)
    counts = Classroom.objects.filter(cooperative=cooperative, year=found.year).values_list("pupil_count", flat=True)
    rows = range(1, (max(counts, default=0) or BLANK_ROWS) + 1)
    title = _("Suivi à garder à l’école, %(name)s") % {"name": found.title}
    context = {"activity": found, "cooperative": cooperative, "book": book, "rows": rows}
    return pdf_response(request, "trip_sheet", title=title, name="suivi.pdf", context=context)


@allow(permissions.can_record_money, load=with_school)
def gather(request: HttpRequest, cooperative: Cooperative, what: str, gathered_id: UUID) -> HttpResponse:
    """Tick the posted lines that belong to a grant or an activity. The ledger does not change."""
    found = _gathered(request, cooperative, what, gathered_id)
    book, books = book_in_hand(request, cooperative)
    page = Paginator(to_gather(book, found), PER_PAGE).get_page(request.GET.get("page"))
    offered = [line.pk for line in page]
    form = GatherForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_valid():
        try:
            grants.gather_lines(found, book=book, lines=form.cleaned_data["line"], by=request.actor)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("C’est rattaché. Le cahier n’a pas changé."))
            return _back(cooperative, what, found)
    drawer = {"drawer": what, "what": what, "gathered": found, "page": page, "form": form}
    context = room(request, cooperative, book, books) | drawer
    return render(request, "finance/gather.html", context, status=422 if form.errors else 200)


@allow(permissions.can_record_money, load=with_school)
@require_POST
def let_go(request: HttpRequest, cooperative: Cooperative, what: str, gathered_id: UUID) -> HttpResponse:
    """A line that was gathered by mistake."""
    found = _gathered(request, cooperative, what, gathered_id)
    asked = request.POST.get("line", "")
    lines = EntryLine.objects.filter(entry__book__cooperative=cooperative)
    line = get_object_or_404(lines, pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0)
    try:
        grants.let_line_go(found, line=line, by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("L’écriture n’est plus rattachée."))
    return _back(cooperative, what, found)


def _gathered(request: HttpRequest, cooperative: Cooperative, what: str, public_id: UUID) -> Grant | Activity:
    if what not in WAYS:
        raise Http404
    rows = WAYS[what].objects.visible_to(request.actor).filter(cooperative=cooperative)
    found = get_object_or_404(rows.select_related("year", "project"), public_id=public_id)
    found.cooperative = cooperative
    return found


def _back(cooperative: Cooperative, what: str, found: Grant | Activity) -> HttpResponse:
    if what == "grants":
        return redirect("finance:grant", id=cooperative.public_id, grant_id=found.public_id)
    return redirect("finance:activity", id=cooperative.public_id, activity_id=found.public_id)
