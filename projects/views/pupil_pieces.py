"""What a pupil puts on a page of the journal, one question a screen: a piece, who is on it, who made it, its words."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.queries_pupils import board
from occe.kit.errors import DomainError
from occe.kit.forms import done
from occe.kit.middleware import permissions_policy
from occe.kit.uploads.refusals import UploadRefused
from projects.forms.journal import AuthorsForm, ChangeForm, FileForm, PeopleForm, WordsForm
from projects.models import JournalEntry, Piece
from projects.queries.journal import other_pages, page_among
from projects.queries.pieces import FULL, SMALL, file_response
from projects.services import pieces
from projects.views.journal_doors import own_entry, own_piece, piece_to_change, seen_piece

MOST_PAGES = 2
"""That a piece is offered to go to: the newest of one's own."""

ADD = {
    Piece.Kind.DRAWING: lambda entry, file, by: pieces.add_drawing(entry, picture=file, by=by),
    Piece.Kind.PHOTO: lambda entry, file, by: pieces.add_photo(entry, picture=file, by=by),
    Piece.Kind.SOUND: lambda entry, file, by: pieces.add_sound(entry, sound=file, by=by),
}


@own_entry
@require_http_methods(["GET", "HEAD", "POST"])
def piece_new(request: HttpRequest, entry: JournalEntry, kind: str) -> HttpResponse:
    """A text, a drawing, a photo or a sound. What follows asks who is on it, and what it shows."""
    if kind not in Piece.Kind.values:
        raise Http404
    if kind == Piece.Kind.TEXT:
        return _text_new(request, entry)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FileForm(*sent, kind=kind, for_child=True)
    kept: list[Piece] = []
    if form.is_valid() and done(
        form, lambda: kept.append(ADD[kind](entry, form.cleaned_data["clean_file"], request.actor))
    ):
        after = "words" if kind == Piece.Kind.DRAWING else "people"
        return redirect(f"projects:pupil-piece-{after}", kept[0].public_id)
    context = {"entry": entry, "kind": kind, "form": form}
    answer = render(request, f"projects/pupils/{kind}.html", context, status=422 if form.errors else 200)
    if kind == Piece.Kind.SOUND:
        answer["Permissions-Policy"] = permissions_policy("microphone")
    return answer


def _text_new(request: HttpRequest, entry: JournalEntry) -> HttpResponse:
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: pieces.add_text(entry, by=request.actor, **form.cleaned_data)):
        return redirect("projects:pupil-page", entry.public_id)
    context = {"entry": entry, "form": form, "kind": Piece.Kind.TEXT}
    return render(request, "projects/pupils/words.html", context, status=422 if form.errors else 200)


@own_piece
@require_safe
def piece(request: HttpRequest, piece: Piece) -> HttpResponse:
    """A piece of one's own page, and what can be done with it."""
    mine = JournalEntry.objects.in_hand(request.actor)
    pages = other_pages(mine, piece.entry)[:MOST_PAGES]
    context = {"piece": piece, "entry": piece.entry, "faces": _listed(piece), "pages": pages}
    return render(request, "projects/pupils/piece.html", context)


@piece_to_change
@require_http_methods(["GET", "HEAD", "POST"])
def piece_people(request: HttpRequest, piece: Piece) -> HttpResponse:
    """Who is on the photo, who speaks in the sound?"""
    if piece.kind not in (Piece.Kind.PHOTO, Piece.Kind.SOUND):
        raise Http404
    form = PeopleForm(request.POST if request.method == "POST" else None, classroom=piece.entry.classroom)
    if form.is_valid() and done(form, lambda: pieces.tell_people(piece, by=request.actor, **form.cleaned_data)):
        return redirect("projects:pupil-piece-words", piece.public_id)
    return _faces(request, piece, form, "people", form.data.getlist("pupils") if form.is_bound else piece.shows.all())


@piece_to_change
@require_http_methods(["GET", "HEAD", "POST"])
def piece_authors(request: HttpRequest, piece: Piece) -> HttpResponse:
    """Who made it: some of us, or the class together?"""
    form = AuthorsForm(request.POST if request.method == "POST" else None, classroom=piece.entry.classroom)
    if form.is_valid():
        together = form.cleaned_data["made_by"] == Piece.MadeBy.TOGETHER
        said = {"made_by": form.cleaned_data["made_by"], "pupils": None if together else form.cleaned_data["authors"]}
        if done(form, lambda: pieces.tell_authors(piece, by=request.actor, **said)):
            return redirect("projects:pupil-piece", piece.public_id)
    return _faces(
        request, piece, form, "authors", form.data.getlist("authors") if form.is_bound else piece.authors.all()
    )


def _faces(request: HttpRequest, piece: Piece, form, name: str, chosen) -> HttpResponse:
    ticked = {str(getattr(one, "public_id", one)) for one in chosen}
    faces = [(face, str(face.public_id) in ticked) for face in board(piece.entry.classroom)]
    context = {"piece": piece, "entry": piece.entry, "form": form, "faces": faces}
    return render(request, f"projects/pupils/{name}.html", context, status=422 if form.errors else 200)


def _listed(piece: Piece) -> list:
    shown = {pupil.public_id for pupil in piece.shows.all()}
    return [face for face in board(piece.entry.classroom) if face.public_id in shown]


@piece_to_change
@require_http_methods(["GET", "HEAD", "POST"])
def piece_words(request: HttpRequest, piece: Piece) -> HttpResponse:
    """The words of a text, or what a picture shows and a sound says."""
    sent = request.POST if request.method == "POST" else None
    form = WordsForm(sent, initial={"words": piece.words}, kind=piece.kind)
    if form.is_valid() and done(form, lambda: pieces.write_words(piece, by=request.actor, **form.cleaned_data)):
        return redirect("projects:pupil-page", piece.entry.public_id)
    context = {"piece": piece, "entry": piece.entry, "form": form, "kind": piece.kind}
    return render(request, "projects/pupils/words.html", context, status=422 if form.errors else 200)


@piece_to_change
@require_http_methods(["GET", "HEAD", "POST"])
def piece_change(request: HttpRequest, piece: Piece) -> HttpResponse:
    """Blur a place of a picture, cut its edges."""
    if not piece.is_picture:
        raise Http404
    form = ChangeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            pieces.change_picture(piece, by=request.actor, **form.changes())
        except DomainError as refused:
            form.add_error(None, refused.for_children if isinstance(refused, UploadRefused) else str(refused))
        else:
            return redirect("projects:pupil-piece", piece.public_id)
    context = {"piece": piece, "entry": piece.entry, "form": form}
    return render(request, "projects/pupils/change.html", context, status=422 if form.errors else 200)


@piece_to_change
@require_POST
def piece_move(request: HttpRequest, piece: Piece) -> HttpResponse:
    """To another page of one's own."""
    mine = other_pages(JournalEntry.objects.in_hand(request.actor), piece.entry)
    entry = page_among(mine, request.POST.get("page", ""))
    try:
        pieces.put_on_page(piece, entry=entry, by=request.actor)
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect("projects:pupil-piece", piece.public_id)
    return redirect("projects:pupil-page", entry.public_id)


@own_piece
@require_POST
def piece_remove(request: HttpRequest, piece: Piece) -> HttpResponse:
    pieces.remove_piece(piece, by=request.actor)
    return redirect("projects:pupil-page", piece.entry.public_id)


@seen_piece
@require_safe
def piece_file(request: HttpRequest, piece: Piece) -> HttpResponseBase:
    return file_response(piece, FULL, asked_range=request.headers.get("Range", ""))


@seen_piece
@require_safe
def piece_small(request: HttpRequest, piece: Piece) -> HttpResponseBase:
    return file_response(piece, SMALL)
