"""Published projects: the list with its filters, a story page each, the public page of a cooperative."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from councils.queries.thread import thread_of
from councils.thread import VOTED, untold
from finance.queries.figures import project_money
from finance.queries.open_accounts import opened_by, public_accounts
from occe.kit.actors import Anonymous
from projects.queries.life import classes_taking_part
from projects.queries.story import published_decision, story_of
from website import queries
from website.cache import open_page
from website.filters import ProjectFilters
from website.models import Page
from website.reading import read
from website.showcase import cooperative_figures
from website.views.pages import federation_of

A_PAGE = 12


@open_page
def project_list(request):
    federation = federation_of(request)
    filters = ProjectFilters.of(federation, request.GET)
    # Of a long list only the page's schools are looked up, after the sorting.
    published = queries.published_projects(federation).select_related(None).select_related("decision")
    shown = filters.page(published.prefetch_related("cooperative__school"), request.GET.get("page"), size=A_PAGE)
    return render(
        request,
        "website/projects.html",
        {
            "page": read(queries.page_text(federation, Page.Slug.PROJECTS)),
            "filters": filters,
            "projects": shown,
            "words_alone": [] if shown.paginator.count else filters.alone(published),
        },
    )


def public_thread(project, federation):
    """What everybody reads of a project's story, whatever else its decision started, and what it does not tell.

    The vote stands beside it, drawn: it is not said twice.
    """
    events = thread_of(project.decision, Anonymous(federation.pk)) if project.decision else []
    mine = [event for event in events if event.about in (None, project.public_id)]
    told = [
        replace(event, words="") if event.about else event  # its title stands above all of them
        for event in mine if event.rank != VOTED
    ]  # fmt: skip
    return {"thread": told, "gaps": untold(mine) if project.decision else []}


@open_page
def project(request, id):
    federation = federation_of(request)
    found = get_object_or_404(queries.published_projects(federation), public_id=id)
    others = queries.published_projects(federation).filter(kind=found.kind).exclude(pk=found.pk)
    return render(
        request,
        "website/project.html",
        {
            "project": found,
            "steps": found.steps.exclude(state="idea"),
            "classrooms": classes_taking_part(found),
            "others": others[:3],
            "decision": published_decision(found.decision),
            "raised": project_money([found]).get(found.pk),
            "story": story_of(found),
        }
        | public_thread(found, federation),
    )


@open_page
def cooperative(request, id):
    federation = federation_of(request)
    found = get_object_or_404(queries.open_cooperatives(federation), public_id=id)
    year = queries.current_year(federation)
    return render(
        request,
        "website/cooperative.html",
        {
            "cooperative": found,
            "today": timezone.localdate(),
            "figures": cooperative_figures(found, year) if year else [],
            "projects": queries.published_projects(federation).filter(cooperative=found)[:A_PAGE],
            "accounts_open": opened_by(found) is not None,
        },
    )


@open_page
def cooperative_accounts(request, id):
    """The accounts that a council opened to everybody; closed, the address is gone at once."""
    found = get_object_or_404(queries.open_cooperatives(federation_of(request)), public_id=id)
    accounts = public_accounts(found)
    if accounts is None:
        raise Http404
    return render(request, "website/cooperative_accounts.html", {"cooperative": found, "accounts": accounts})
