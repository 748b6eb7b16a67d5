"""The receipt tray: photos brought together, each taken up in its turn."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cooperatives.models import Classroom, Cooperative
from finance import permissions
from finance.addresses import in_year
from finance.forms.kept_photo import KeptPhotoForm
from finance.forms.papers import MOST_AT_ONCE, AsideForm, BringForm
from finance.models import Book, Entry, ExpenseClaim, TrayPaper
from finance.permissions import can_settle_tray_paper
from finance.queries.papers import settled_in_tray, waiting_in_tray
from finance.services.tray import bring_to_tray, keep_from_tray, set_aside, take_back
from finance.views.money import book_in_hand, room, with_school
from finance.views.reading import stored_paper
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal

Kept = TypeVar("Kept", bound=Entry | ExpenseClaim)
A_PAGE = 24
MOST_SETTLED = 12


@allow(permissions.can_bring_receipt, load=with_school)
def tray(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Bring photos, many at once; see what waits, and what became of the others."""
    book, books = book_in_hand(request, cooperative)
    form = BringForm(*_posted(request), **_classes(request, cooperative, book.year_id))
    if form.is_valid() and (brought := _bring(request, cooperative, form)):
        told = ngettext("%(count)s papier attend dans la corbeille.", "%(count)s papiers attendent dans la corbeille.",
                        brought)  # fmt: skip
        messages.success(request, told % {"count": brought})
        return redirect("finance:tray", id=cooperative.public_id)
    waiting = waiting_in_tray(request.actor, cooperative).select_related("file__reading", "classroom", "brought_by")
    context = room(request, cooperative, book, books) | {
        "drawer": "papers",
        "form": form,
        "most": MOST_AT_ONCE,
        "page": Paginator(waiting, A_PAGE).get_page(request.GET.get("page")),
        "settled": settled_in_tray(request.actor, cooperative)[:MOST_SETTLED],
    }
    return render(request, "finance/tray.html", context, status=422 if form.errors else 200)


def _posted(request: HttpRequest) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _classes(request: HttpRequest, cooperative: Cooperative, year_id: int) -> dict:
    """The classes that this adult brings papers for, and whether the school as a whole is one of them."""
    everything = permissions.is_mandataire(request.actor, cooperative)
    of_year = Classroom.objects.filter(cooperative=cooperative, year=year_id)
    mine = permissions.taught_classes(request.actor, cooperative)
    return {"classrooms": of_year if everything else mine.filter(year=year_id), "for_school": everything}


def _bring(request: HttpRequest, cooperative: Cooperative, form: BringForm) -> int:
    """Lay each photo that can be kept in the tray; of the others, say why. A bad file does not lose the good ones."""
    brought, refused = 0, []
    for rank, upload in enumerate(form.cleaned_data["files"]):
        name = upload.name or _("une photo")
        if rank >= MOST_AT_ONCE:
            refused.append((name, _("Envoyez-les en plusieurs fois.")))
            continue
        try:
            stored = stored_paper(request, cooperative, upload)
            bring_to_tray(cooperative, file=stored, classroom=form.cleaned_data["classroom"], by=request.actor)
            brought += 1
        except DomainError as error:
            refused.append((name, str(error)))
    for name, why in refused:
        told = _("%(name)s : %(why)s") % {"name": name, "why": why}
        messages.error(request, told) if brought else form.add_error("files", told)
    return brought


def _papers_seen_by(actor: Actor) -> QuerySet[TrayPaper]:
    return TrayPaper.objects.visible_to(actor).select_related(
        "cooperative__school", "file__reading", "classroom", "entry", "claim", "settled_by", "brought_by"
    )


def paper_asked(request: HttpRequest, cooperative: Cooperative, form: KeptPhotoForm) -> TrayPaper | None:
    """The photo of the tray that a paper is written from (`?paper=`); the form carries it from then on."""
    try:
        asked = UUID(request.GET.get("paper", ""))
    except ValueError:
        return None
    paper = _papers_seen_by(request.actor).filter(cooperative=cooperative).waiting().filter(public_id=asked).first()
    if paper is None or not can_settle_tray_paper(request.actor, paper):
        return None
    if form.photo is None:  # else it is another photo, which came with an earlier sending
        form.keep(paper.file)
    if paper.classroom:
        form.propose_class(paper.classroom)
    return paper


def taken_up(paper: TrayPaper | None, keep: Callable[..., Kept]) -> Callable[..., Kept]:
    """The door by which a form is kept: `keep` alone, or with the photo of the tray that it was written from."""
    return partial(keep_from_tray, paper, keep) if paper else keep


def where_from(book: Book, paper: TrayPaper | None) -> str:
    """Where a form of writing was opened from, to go back to once it is kept."""
    return in_year("tray" if paper else "money", book)


@allow(can_settle_tray_paper, load=_papers_seen_by, key="paper_id")
def tray_paper(request: HttpRequest, paper: TrayPaper, id: UUID) -> HttpResponse:
    """One photo, large: make an expense or an income from it, or set it aside with a reason."""
    if paper.cooperative.public_id != id:
        raise Http404
    form = AsideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            set_aside(paper, by=request.actor, **form.cleaned_data)
            messages.success(request, _("C’est mis de côté. La photo reste, avec votre raison."))
            return redirect("finance:tray", id=id)
        except DomainError as refused:
            show_refusal(form, refused)
    book, books = book_in_hand(request, paper.cooperative)
    context = room(request, paper.cooperative, book, books) | {"drawer": "papers", "paper": paper, "form": form}
    return render(request, "finance/tray_paper.html", context, status=422 if form.errors else 200)


@allow(can_settle_tray_paper, load=_papers_seen_by, key="paper_id")
@require_POST
def tray_paper_back(request: HttpRequest, paper: TrayPaper, id: UUID) -> HttpResponse:
    """A photo that was set aside by mistake waits again."""
    if paper.cooperative.public_id != id:
        raise Http404
    take_back(paper, by=request.actor)
    return redirect("finance:tray-paper", id=id, paper_id=paper.public_id)
