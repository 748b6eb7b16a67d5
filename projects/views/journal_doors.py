"""How the pages of the journal find what they are about: a page or a piece of a project that one leads, in the room of
a cooperative that takes part; on the pupils' tablet one's own."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cooperatives.models import Cooperative
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow
from occe.kit.actors import Actor
from projects import permissions
from projects.models import JournalEntry, Piece, Project


def _room(request: HttpRequest, project: Project, id, project_id) -> Cooperative:
    if project.public_id != project_id:
        raise Http404
    cooperative = get_object_or_404(Cooperative.objects.visible_to(request.actor), public_id=id)
    get_object_or_404(Project.objects.in_room(cooperative), pk=project.pk)
    return cooperative


def _entries(actor: Actor):
    return JournalEntry.objects.run_by(actor).select_related("project__cooperative", "classroom__year")


def _pieces(actor: Actor):
    return _with_project(Piece.objects.run_by(actor))


def _with_project(pieces):
    return pieces.select_related("file", "entry__project__cooperative", "entry__classroom")


def entry_act(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the journal, for who leads its project: `view(request, cooperative, entry, …)`."""

    @wraps(view)
    def page(request: HttpRequest, entry: JournalEntry, id, project_id, **kwargs) -> HttpResponse:
        return view(request, _room(request, entry.project, id, project_id), entry, **kwargs)

    return allow(permissions.can_lead_project, load=_entries, key="page_id")(page)


def _read_pieces(actor: Actor):
    return Piece.objects.read_by(actor).select_related("file", "entry__project__cooperative")


def piece_act(view: Callable[..., HttpResponse], load: Callable = _pieces) -> Callable[..., HttpResponse]:
    """A piece, for who looks at its page: `view(request, cooperative, piece, …)`."""

    @wraps(view)
    def page(request: HttpRequest, piece: Piece, id, project_id, **kwargs) -> HttpResponse:
        return view(request, _room(request, piece.entry.project, id, project_id), piece, **kwargs)

    return allow(permissions.can_lead_project, load=load, key="piece_id")(page)


def piece_read(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A piece that one may see, another school's too: `view(request, cooperative, piece)`."""
    return piece_act(view, _read_pieces)


def own_entry(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that a pupil is still writing: `view(request, entry, …)`."""
    load = lambda actor: JournalEntry.objects.in_hand(actor).select_related("project", "classroom")  # noqa: E731
    return allow(can_use_pupil_pages, load=load, key="page_id", sign_in="pupil")(view)


def own_piece(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A piece of such a page, with `is_kept`: `view(request, piece, …)`."""
    return allow(can_use_pupil_pages, load=_in_hand, key="piece_id", sign_in="pupil")(view)


def _in_hand(actor: Actor):
    pieces = Piece.objects.in_hand(actor).marked()
    return pieces.select_related("file", "entry__project", "entry__classroom")


def piece_to_change(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same, but for what no child may see: who is on it, its words and its edges are then the adult's alone."""
    load = lambda actor: _in_hand(actor).filter(is_kept=False)  # noqa: E731
    return allow(can_use_pupil_pages, load=load, key="piece_id", sign_in="pupil")(view)


def seen_piece(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A piece that a pupil's class may see, or an own one: `view(request, piece)`."""
    load = lambda actor: Piece.objects.in_class(actor).select_related("file")  # noqa: E731
    return allow(can_use_pupil_pages, load=load, key="piece_id", sign_in="pupil")(view)
