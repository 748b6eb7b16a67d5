"""The pieces of a page of the journal, in the adults' room."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperatives.models import Cooperative
from members.queries_pupils import board
from occe.kit.errors import DomainError
from occe.kit.forms import done
from occe.kit.middleware import permissions_policy
from projects.forms.journal import ChangeForm, FileForm, PieceForm, WordsForm
from projects.models import JournalEntry, Piece
from projects.queries.journal import other_pages, page_among
from projects.queries.pieces import FULL, SMALL, file_response
from projects.services import pieces
from projects.views.journal_doors import entry_act, piece_act, piece_read
from projects.views.pupil_pieces import ADD

MOST_PAGES = 20
"""That a piece is offered to go to: the newest."""


def _place(cooperative: Cooperative, entry: JournalEntry, **more) -> dict:
    return {"id": cooperative.public_id, "project_id": entry.project.public_id} | more


def _context(cooperative: Cooperative, entry: JournalEntry, **more) -> dict:
    place = _place(cooperative, entry)
    return {
        "cooperative": cooperative,
        "tab": "projects",
        "entry": entry,
        "project": entry.project,
        "place": place,
    } | more


@entry_act
@require_http_methods(["GET", "HEAD", "POST"])
def piece_new(request: HttpRequest, cooperative: Cooperative, entry: JournalEntry, kind: str) -> HttpResponse:
    """A text goes on the page at once; what has a file is asked about on its own page."""
    if kind not in Piece.Kind.values:
        raise Http404
    posted, kept = request.method == "POST", []
    if kind == Piece.Kind.TEXT:
        form = WordsForm(request.POST if posted else None)
        add = lambda: kept.append(pieces.add_text(entry, by=request.actor, **form.cleaned_data))  # noqa: E731
    else:
        form = FileForm(*((request.POST, request.FILES) if posted else (None, None)), kind=kind, for_child=False)
        add = lambda: kept.append(ADD[kind](entry, form.cleaned_data["clean_file"], request.actor))  # noqa: E731
    if form.is_valid() and done(form, add):
        return redirect("projects:journal-piece", **_place(cooperative, entry, piece_id=kept[0].public_id))
    context = _context(cooperative, entry, kind=kind, kind_name=Piece.Kind(kind).label, form=form)
    answer = render(request, "projects/journal/piece_new.html", context, status=422 if form.errors else 200)
    if kind == Piece.Kind.SOUND:
        answer["Permissions-Policy"] = permissions_policy("microphone")
    return answer


@piece_act
@require_http_methods(["GET", "HEAD", "POST"])
def piece(request: HttpRequest, cooperative: Cooperative, piece: Piece) -> HttpResponse:
    """What an adult says about a piece: its words, who is on it, who made it."""
    form = PieceForm(request.POST if request.method == "POST" else None, piece=piece)
    if form.is_valid() and done(form, lambda: _keep(piece, form.cleaned_data, request.actor)):
        place = _place(cooperative, piece.entry, page_id=piece.entry.public_id)
        return redirect("projects:journal-page", **place)
    ticked = {name: {str(getattr(one, "public_id", one)) for one in form[name].value() or ()}
              for name in ("pupils", "authors") if name in form.fields}  # fmt: skip
    faces = board(piece.entry.classroom)
    rows = {name: [(face, str(face.public_id) in chosen) for face in faces] for name, chosen in ticked.items()}
    pages = other_pages(JournalEntry.objects.run_by(request.actor), piece.entry)[:MOST_PAGES]
    context = _context(cooperative, piece.entry, piece=piece, form=form, faces=rows, pages=pages)
    return render(request, "projects/journal/piece.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _keep(piece: Piece, said: dict, by) -> None:
    """All or nothing: the words, who made it, who is on it."""
    pieces.write_words(piece, words=said["words"], by=by)
    was_together = piece.made_by == Piece.MadeBy.TOGETHER
    # Turned into a work of all, it names all: what was ticked for one or two children is not who took part.
    named = None if said["made_by"] == Piece.MadeBy.TOGETHER and not was_together else said["authors"]
    pieces.tell_authors(piece, made_by=said["made_by"], pupils=named, by=by)
    if "people" in said:
        pieces.tell_people(piece, people=said["people"], pupils=said["pupils"], by=by)


@piece_act
@require_http_methods(["GET", "HEAD", "POST"])
def piece_change(request: HttpRequest, cooperative: Cooperative, piece: Piece) -> HttpResponse:
    """Blur a place of a picture, cut its edges."""
    if not piece.is_picture:
        raise Http404
    form = ChangeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: pieces.change_picture(piece, by=request.actor, **form.changes())):
        return redirect("projects:journal-piece", **_place(cooperative, piece.entry, piece_id=piece.public_id))
    context = _context(cooperative, piece.entry, piece=piece, form=form)
    return render(request, "projects/journal/change.html", context, status=422 if form.errors else 200)


@piece_act
@require_POST
def piece_do(request: HttpRequest, cooperative: Cooperative, piece: Piece, act: str) -> HttpResponse:
    """Erase a piece, take it off everywhere at once, put it back, or bring it to another page of the journal."""
    if act == "move":
        return _moved(request, cooperative, piece)
    acts = {"remove": pieces.remove_piece, "withdraw": pieces.withdraw_piece, "put-back": pieces.put_back_piece}
    if act not in acts:
        raise Http404
    acts[act](piece, by=request.actor)
    return redirect("projects:journal-page", **_place(cooperative, piece.entry, page_id=piece.entry.public_id))


def _moved(request: HttpRequest, cooperative: Cooperative, piece: Piece) -> HttpResponse:
    pages = other_pages(JournalEntry.objects.run_by(request.actor), piece.entry)
    entry = page_among(pages, request.POST.get("page", ""))
    try:
        pieces.put_on_page(piece, entry=entry, by=request.actor)
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect("projects:journal-piece", **_place(cooperative, piece.entry, piece_id=piece.public_id))
    messages.success(request, _("Le morceau est sur cette page. Les deux pages sont à relire."))
    return redirect("projects:journal-page", **_place(cooperative, entry, page_id=entry.public_id))


@piece_read
@require_safe
def piece_file(request: HttpRequest, cooperative: Cooperative, piece: Piece) -> HttpResponseBase:
    return file_response(piece, FULL, asked_range=request.headers.get("Range", ""))


@piece_read
@require_safe
def piece_small(request: HttpRequest, cooperative: Cooperative, piece: Piece) -> HttpResponseBase:
    return file_response(piece, SMALL)
