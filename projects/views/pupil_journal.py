"""The journal on the pupils' tablet: our projects, the pages of one, a page that one writes."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperatives.models import Classroom
from members.permissions_pupils import can_use_pupil_pages
from occe.kit.access import allow
from occe.kit.dates import format_long_day, today
from occe.kit.errors import DomainError
from occe.kit.forms import done
from projects.drawings import with_drawings
from projects.forms.journal import TitleForm
from projects.models import JournalEntry, Piece, Project
from projects.queries import journal as queries
from projects.services import journal
from projects.views.journal_doors import own_entry

MOST_UNFINISHED = 2
"""Of one's own pages, above the others."""


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def journal_home(request: HttpRequest) -> HttpResponse:
    """For which project? And the own pages that are not finished."""
    projects = with_drawings(queries.projects_to_tell(request.actor)[:8], request.actor)
    context = {"projects": projects, "mine": queries.unfinished_of(request.actor)[:MOST_UNFINISHED]}
    return render(request, "projects/pupils/journal_home.html", context)


@allow(can_use_pupil_pages, load=Project.objects.of_class, key="project_id", sign_in="pupil")
@require_safe
def project_journal(request: HttpRequest, project: Project) -> HttpResponse:
    """What the class has told of a project, page by page."""
    pages = Paginator(queries.pages_for_class(request.actor, project), queries.PER_PUPIL_PAGE)
    mine = queries.unfinished_of(request.actor).filter(project=project)[:MOST_UNFINISHED]
    own = set(JournalEntry.objects.in_hand(request.actor).filter(project=project).values_list("pk", flat=True))
    context = {"project": project, "page": pages.get_page(request.GET.get("page")), "mine": mine, "own": own}
    return render(request, "projects/pupils/journal.html", context)


@allow(can_use_pupil_pages, load=Project.objects.of_class, key="project_id", sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def page_new(request: HttpRequest, project: Project) -> HttpResponse:
    """What is it about? The title begins the page; who begins with a drawing (`kind`) needs none: the day is enough."""
    kind, sent = request.POST.get("kind", ""), request.POST.copy()
    if kind and not sent.get("title", "").strip():
        sent["title"] = format_long_day(today()).capitalize()
    form = TitleForm(sent if request.method == "POST" else None)
    if form.is_valid():
        classroom = get_object_or_404(Classroom, pk=request.actor.classroom_id)
        try:
            kept = journal.begin_entry(project, classroom=classroom, by=request.actor, **form.cleaned_data)
        except DomainError as refused:
            form.add_error("title", str(refused))
        else:
            if kind in Piece.Kind.values:
                return redirect("projects:pupil-piece-new", kept.public_id, kind)
            return redirect("projects:pupil-page", kept.public_id)
    context = {"project": project, "form": form}
    return render(request, "projects/pupils/page_new.html", context, status=422 if form.errors else 200)


@own_entry
@require_safe
def page(request: HttpRequest, entry: JournalEntry) -> HttpResponse:
    """One's own page: what is on it, and what may be added."""
    return _shown(request, entry)


@own_entry
@require_POST
def page_send(request: HttpRequest, entry: JournalEntry) -> HttpResponse:
    """The page is finished; or it says what it lacks."""
    form = TitleForm({"title": entry.title})
    if form.is_valid() and done(form, lambda: journal.send_entry(entry, by=request.actor)):
        return redirect("projects:pupil-project-journal", entry.project.public_id)
    return _shown(request, entry, said=form.non_field_errors(), status=422)


def _shown(request: HttpRequest, entry: JournalEntry, *, status: int = 200, said=()) -> HttpResponse:
    pieces = entry.pieces.marked().select_related("file")
    context = {"entry": entry, "pieces": pieces, "said": said}
    return render(request, "projects/pupils/page.html", context, status=status)
