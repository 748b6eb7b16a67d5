"""The journal in the adults' room: all pages of a project, those that wait, one of them to look at."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperatives.models import Cooperative
from members.queries_pupils import face_of_pupil
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import done
from projects import permissions
from projects.forms.journal import AdultTitleForm, ReturnForm, TitleForm
from projects.models import JournalEntry, Project
from projects.queries import journal as queries
from projects.services import journal as services
from projects.views.journal_doors import entry_act
from projects.views.loading import project_act


def _place(cooperative: Cooperative, project: Project, **more) -> dict:
    return {"id": cooperative.public_id, "project_id": project.public_id} | more


@project_act
@require_safe
def journal(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    pages = Paginator(queries.pages_for_adult(request.actor, project), queries.PER_PAGE)
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "place": _place(cooperative, project),
               "page": pages.get_page(request.GET.get("page"))}  # fmt: skip
    return render(request, "projects/journal/journal.html", context)


@allow(permissions.can_propose_projects, load=Cooperative.objects.visible_to)
@require_safe
def waiting(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The pages of all projects that wait for a look, the oldest first."""
    rows = queries.waiting_for(request.actor, cooperative).select_related("project", "classroom")
    page = Paginator(rows.prefetch_related("pieces"), queries.PER_PAGE).get_page(request.GET.get("page"))
    context = {"cooperative": cooperative, "tab": "projects", "page": page, "minutes": queries.MINUTES_A_PAGE}
    return render(request, "projects/journal/waiting.html", context)


@project_act
@require_http_methods(["GET", "HEAD", "POST"])
def page_new(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """A page that an adult writes for a class."""
    sent = request.POST if request.method == "POST" else None
    form = AdultTitleForm(sent, classrooms=queries.classrooms_writing(request.actor, project))
    kept: list[JournalEntry] = []
    begin = services.begin_entry
    if form.is_valid() and done(form, lambda: kept.append(begin(project, by=request.actor, **form.cleaned_data))):
        return redirect("projects:journal-page", **_place(cooperative, project, page_id=kept[0].public_id))
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "form": form}
    return render(request, "projects/journal/page_new.html", context, status=422 if form.errors else 200)


@entry_act
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, cooperative: Cooperative, entry: JournalEntry) -> HttpResponse:
    """One page: look at it, then say that it may leave the class, or give it back with a sentence."""
    said = ReturnForm(request.POST if request.POST.get("act") == "return" else None)
    titled = TitleForm(request.POST if request.POST.get("act") == "title" else None, initial={"title": entry.title})
    place = _place(cooperative, entry.project)
    if said.is_valid() and done(said, lambda: services.return_entry(entry, by=request.actor, **said.cleaned_data)):
        messages.success(request, _("La page est repartie chez son auteur."))
        return redirect("projects:journal", **place)
    if titled.is_valid() and done(
        titled, lambda: services.retitle_entry(entry, by=request.actor, **titled.cleaned_data)
    ):
        return redirect("projects:journal-page", **place, page_id=entry.public_id)
    return _shown(request, cooperative, entry, said=said, titled=titled)


def _shown(request, cooperative, entry, *, said=None, titled=None, refused: str = "") -> HttpResponse:
    shown = queries.pages_for_adult(request.actor, entry.project).get(pk=entry.pk)
    pieces = [(piece, [face_of_pupil(pupil) for pupil in piece.shows.all()]) for piece in shown.shown]
    titled = titled or TitleForm(initial={"title": entry.title})
    context = {"cooperative": cooperative, "tab": "projects", "project": entry.project, "entry": entry,
               "pieces": pieces, "said": said or ReturnForm(), "titled": titled, "refused": refused,
               "place": _place(cooperative, entry.project)}  # fmt: skip
    status = 422 if refused or (said and said.errors) or titled.errors else 200
    return render(request, "projects/journal/page.html", context, status=status)


@entry_act
@require_POST
def page_act(request: HttpRequest, cooperative: Cooperative, entry: JournalEntry, act: str) -> HttpResponse:
    """Looked at; finished (an adult's own page); or taken out of the journal."""
    place = _place(cooperative, entry.project)
    try:
        if act == "remove":
            services.remove_entry(entry, by=request.actor)
            messages.success(request, _("La page et ses fichiers sont effacés."))
            return redirect("projects:journal", **place)
        services.check_entry(entry, by=request.actor)
    except DomainError as refused:
        return _shown(request, cooperative, entry, refused=str(refused))
    messages.success(request, _("La page est relue."))
    return redirect("projects:journal", **place)
