"""Expenses without a paper: the list of a book, the paper that comes late, the slip that says why there is none."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperatives.models import Cooperative, StoredFile
from finance import permissions
from finance.documents import pdf_response
from finance.forms.papers import LaterPhotoForm, NoPaperForm
from finance.models import Entry, InternalSlip, ReceiptReading
from finance.permissions import can_bring_paper_of
from finance.queries.entries import rows_of
from finance.queries.papers import waiting_in_tray, without_paper
from finance.queries.shelf import shelf
from finance.services.papers import add_paper, state_missing
from finance.views.money import book_in_hand, room, with_school
from finance.views.reading import stored_paper
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.errors import DomainError

A_PAGE = 30


@allow(permissions.can_read_money_as_adult, load=with_school)
@require_safe
def papers(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The expenses of a book that have no paper, and the way to the tray."""
    book, books = book_in_hand(request, cooperative)
    entries = without_paper(Entry.objects.filter(book=book)).order_by("date", "number")
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    slips = InternalSlip.objects.filter(book=book, undone_at__isnull=True, entry__reversed_by__isnull=True)
    slips = slips.select_related("entry__voucher")
    context = room(request, cooperative, book, books) | {
        "drawer": "papers",
        "page": page,
        "rows": rows_of(book, Entry.objects.filter(pk__in=[entry.pk for entry in page])),
        "slips": slips.order_by("-number"),
        "query": f"year={book.year.slug}&",
    }
    context["may_tray"] = permissions.can_bring_receipt(request.actor, cooperative)
    context["in_tray"] = waiting_in_tray(request.actor, cooperative).count() if context["may_tray"] else 0
    return render(request, "finance/papers.html", context)


def _entries_seen_by(actor: Actor) -> QuerySet[Entry]:
    return Entry.objects.visible_to(actor).select_related("book__year", "book__cooperative__school", "voucher__file")


@allow(can_bring_paper_of, load=_entries_seen_by, key="entry_id")
def entry_paper(request: HttpRequest, found: Entry, id: UUID) -> HttpResponse:
    """The paper of a posted expense: its photo, the word that it is in the box, or why there is none."""
    cooperative = found.book.cooperative
    if cooperative is None or cooperative.public_id != id:
        raise Http404
    act = request.POST.get("act", "")
    photo = LaterPhotoForm(*((request.POST, request.FILES) if act == "photo" else ()))
    reason = NoPaperForm(request.POST if act == "none" else None)
    if request.method == "POST" and _acted(request, found, act, photo, reason):
        return redirect("finance:entry", id=id, entry_id=found.public_id)
    [row] = rows_of(found.book, Entry.objects.filter(pk=found.pk))
    context = room(request, cooperative, found.book, shelf(cooperative, request.actor)) | {
        "drawer": "papers", "row": row, "photo_form": photo, "reason_form": reason,
    }  # fmt: skip
    refused = photo.errors or reason.errors
    return render(request, "finance/entry_paper.html", context, status=422 if refused else 200)


def _acted(request: HttpRequest, entry: Entry, act: str, photo: LaterPhotoForm, reason: NoPaperForm) -> bool:
    """Whether what was sent was done; a form says why not."""
    form = reason if act == "none" else photo
    try:
        if act == "box":
            add_paper(entry, by=request.actor)
            messages.success(request, _("C’est noté : le papier est dans la boîte des originaux."))
        elif act == "none" and reason.is_valid():
            slip = state_missing(entry, by=request.actor, **reason.cleaned_data)
            messages.success(request, _("C’est dit. La pièce interne %(code)s s’imprime.") % {"code": slip.code})
        elif act == "photo" and photo.is_valid():
            file = stored_paper(request, entry.book.cooperative, request.FILES["file"])
            add_paper(entry, by=request.actor, file=file)
            messages.success(request, _told_of(file))
        else:
            return False
    except DomainError as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error("file" if form is photo else field, str(refused))
        return False
    return True


def _told_of(file: StoredFile) -> str:
    """What is told of a photo that came; one that is read may still say something else than the entry."""
    if ReceiptReading.objects.filter(file=file).exists():
        return _("La photo est avec l’écriture, qui n’a pas changé. Si elle semble dire autre chose, ce sera dit ici.")
    return _("La photo est avec l’écriture, qui n’a pas changé.")


@allow(permissions.can_read_money_as_adult, load=with_school)
@require_safe
def internal_slip(request: HttpRequest, cooperative: Cooperative, internal_id: UUID) -> HttpResponse:
    """The internal slip as a PDF to sign and to put in the box, in the place of the paper."""
    seen = InternalSlip.objects.visible_to(request.actor).filter(book__cooperative=cooperative)
    seen = seen.select_related("book__year", "entry__voucher", "stated_by", "federation")
    slip = get_object_or_404(seen, public_id=internal_id)
    [row] = rows_of(slip.book, Entry.objects.filter(pk=slip.entry_id))
    context = {"cooperative": cooperative, "book": slip.book, "slip": slip, "row": row}
    title = _("Pièce interne %(code)s") % {"code": slip.code}
    name = f"{slip.code}-{slip.book.year.slug}.pdf"
    return pdf_response(request, "internal_slip", title=title, name=name, context=context)
