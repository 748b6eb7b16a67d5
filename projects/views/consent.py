"""The sheets of a class: made, printed, and the grid in which what comes back is tapped."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperatives.models import Cooperative
from members.models import Pupil
from members.queries_pupils import called, led_classrooms
from occe.kit.access import allow
from occe.kit.dates import school_year_of, today
from occe.kit.errors import DomainError
from occe.kit.forms import done
from projects import permissions
from projects.consent_paper import sheet_pdf
from projects.forms.consent import AnswerForm, SheetForm
from projects.models import ConsentSheet, Project
from projects.queries.consent import grid_of, sheets_of
from projects.services.consent import make_sheet, record_answer, remove_sheet, withdraw_consent

PAGE = 20


def sheet_page(view):
    """A page of one sheet, for who leads its class: `view(request, cooperative, sheet)`."""

    def page(request: HttpRequest, sheet: ConsentSheet, id: UUID, **kwargs) -> HttpResponse:
        rooms = Cooperative.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        cooperative = get_object_or_404(rooms, public_id=id)
        if sheet.classroom.cooperative_id != cooperative.pk:
            raise Http404
        return view(request, cooperative, sheet, **kwargs)

    return allow(permissions.can_lead_project, load=_sheets, key="sheet")(page)


def _sheets(actor):
    return ConsentSheet.objects.run_by(actor).select_related("classroom__school", "classroom__year")


@allow(permissions.can_propose_projects, load=Cooperative.objects.visible_to)
@require_safe
def sheets(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """All sheets of the classes that one leads, with how many came back."""
    page = Paginator(sheets_of(request.actor, cooperative), PAGE).get_page(request.GET.get("page"))
    context = {"cooperative": cooperative, "tab": "projects", "page": page, "today": today()}
    return render(request, "projects/consent/sheets.html", context)


@allow(permissions.can_propose_projects, load=Cooperative.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Make a sheet; it is printed from its grid."""
    classrooms = led_classrooms(request.actor, cooperative)
    projects = Project.objects.run_by(request.actor).in_room(cooperative).standing()
    wanted = next((row for row in projects if str(row.public_id) == request.GET.get("project")), None)
    proposed = {"ends_on": _next_end(), "title": wanted.title if wanted else "", "projects": [wanted] if wanted else []}
    of_project = set(wanted.classrooms.values_list("pk", flat=True)) if wanted else set()
    likely = [room for room in classrooms if room.pk in of_project] or classrooms
    if len(likely) == 1:
        proposed["classroom"] = likely[0].public_id
    sent = request.POST if request.method == "POST" else None
    form = SheetForm(sent, classrooms=classrooms, projects=projects, initial=proposed)
    made: list[ConsentSheet] = []
    if form.is_valid() and done(form, lambda: made.append(_made(form, request))):
        return redirect("projects:consent", cooperative.public_id, made[0].public_id)
    context = {"cooperative": cooperative, "tab": "projects", "form": form}
    return render(request, "projects/consent/sheet_new.html", context, status=422 if form.errors else 200)


def _made(form: SheetForm, request: HttpRequest) -> ConsentSheet:
    return make_sheet(form.cleaned_data["classroom"], by=request.actor, **form.sheet_values())  # type: ignore[attr-defined]


def _next_end():
    """The end of the next school year: 31 August of the year after."""
    ends = school_year_of(today()).end
    return ends.replace(year=ends.year + 1)


@sheet_page
@require_safe
def sheet(request: HttpRequest, cooperative: Cooperative, sheet: ConsentSheet) -> HttpResponse:
    """The grid: a row a child, a tap a child."""
    context = {"cooperative": cooperative, "tab": "projects", "grid": grid_of(sheet), "sheet": sheet,
               "projects": sheet.projects.all()}  # fmt: skip
    return render(request, "projects/consent/grid.html", context)


@sheet_page
@require_POST
def answer(request: HttpRequest, cooperative: Cooperative, sheet: ConsentSheet) -> HttpResponse:
    """One tap: what came back for a child. The row keeps its place; htmx takes the row alone."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    said = form.cleaned_data
    child = get_object_or_404(Pupil.objects.filter(enrolments__classroom=sheet.classroom), public_id=said["pupil"])
    works, both = said["works"], not said["one_parent"]
    standing = sheet.answers.filter(pupil=child).first()
    if standing and "detail" not in request.POST:  # a tap says nothing of the signatures, and repeated nothing at all
        both = standing.both_parents
        works = standing.works if standing.image == said["image"] else works
    try:
        record_answer(sheet, child, image=said["image"], works=works, both_parents=both, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as refused:
        messages.error(request, str(refused))
    return _back(request, cooperative, sheet, child)


@sheet_page
@require_POST
def withdraw(request: HttpRequest, cooperative: Cooperative, sheet: ConsentSheet) -> HttpResponse:
    """A family takes its agreement back, for all that was asked: at once, in one tap."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    of_class = Pupil.objects.filter(enrolments__classroom=sheet.classroom)
    child = get_object_or_404(of_class, public_id=form.cleaned_data["pupil"])
    withdraw_consent(child, by=request.actor)  # type: ignore[attr-defined]
    words = _("C’est retiré\u00a0: plus aucune image, voix ni travail de %(name)s ne sort de la classe.")
    messages.success(request, words % {"name": called(child)})
    return _back(request, cooperative, sheet, child)


def _back(request: HttpRequest, cooperative: Cooperative, sheet: ConsentSheet, child: Pupil) -> HttpResponse:
    if request.headers.get("HX-Request"):
        grid = grid_of(sheet)
        row = next(row for row in grid.rows if row.face.public_id == child.public_id)
        context = {"cooperative": cooperative, "sheet": sheet, "grid": grid, "row": row}
        return render(request, "projects/consent/_tapped.html", context)
    place = reverse("projects:consent", args=[cooperative.public_id, sheet.public_id])
    return redirect(f"{place}#child-{child.public_id}")


@sheet_page
@require_safe
def paper(request: HttpRequest, cooperative: Cooperative, sheet: ConsentSheet) -> HttpResponse:
    """One page a child, to send home."""
    return sheet_pdf(request, sheet)


@sheet_page
@require_POST
def remove(request: HttpRequest, cooperative: Cooperative, sheet: ConsentSheet) -> HttpResponse:
    """Throw away a sheet that nobody has answered."""
    try:
        remove_sheet(sheet, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect("projects:consent", cooperative.public_id, sheet.public_id)
    return redirect("projects:consents", cooperative.public_id)
