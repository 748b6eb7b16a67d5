"""The activity report of a cooperative: read, written, approved, sent; as a paper and as data."""

from datetime import date

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cooperatives.models import Cooperative, SchoolYear
from cooperatives.permissions import holds_mandate
from occe.kit.access import allow
from occe.kit.documents import pdf_response
from occe.kit.errors import DomainError
from occe.kit.forms import done
from projects import permissions
from projects.forms.reports import ApproveForm, LineForm, PicturesForm, WordsForm
from projects.kinds import kinds_of, named
from projects.models import ActivityReport, Partner, ReportLine
from projects.models.consent import Medium
from projects.queries.report_words import proposed_words, words_of
from projects.queries.reports import decisions_that_approve, figures_of, pictures_of, report_of, shown_pictures
from projects.report_parts import part_title
from projects.services import reports as doors

MOST_PICTURES = 6
COUNTED_SINCE = {"trainings": 0, "training_hours": 0, "events": 0}
"""What a report that was sent before these were counted lacks."""


def _with_places(actor):
    return Cooperative.objects.visible_to(actor).select_related("school", "federation")


def _report(cooperative: Cooperative, slug: str) -> ActivityReport:
    for year in SchoolYear.objects.filter(federation_id=cooperative.federation_id):
        if year.slug == slug:
            return report_of(cooperative, year)
    return get_object_or_404(ActivityReport, pk=None)


def _medium(request: HttpRequest, cooperative: Cooperative) -> Medium:
    """The school reads what families may see; the association, like everybody, what the site may show."""
    ours = permissions.can_propose_projects(request.actor, cooperative)  # type: ignore[attr-defined]
    return Medium.FAMILIES if ours else Medium.SITE


def _told(report: ActivityReport, medium: Medium) -> dict:
    """What the page and the paper show, its pictures as far as the medium allows."""
    figures, kinds = figures_of(report), kinds_of(report.cooperative.federation_id)
    lines = [line | {"label": str(ReportLine.Kind(line["kind"]).label)} for line in figures["lines"]]
    return {
        "report": report, "figures": figures, "totals": COUNTED_SINCE | figures["totals"],
        "words": words_of(report, figures, kinds),
        "kinds": [(named(kinds, key), count) for key, count in figures["kinds"].items()],
        "partners": [(Partner.Kind(key).label, count) for key, count in figures["partners"].items()],
        "sittings": [_with_day(one) for one in figures.get("sittings", [])],
        "decisions": [_with_day(one) for one in figures["decisions"]],
        "lines": lines, "parts": [(part_title(key), found) for key, found in figures["parts"].items()],
        "pictures": list(shown_pictures(report, medium)[:MOST_PICTURES]),
    }  # fmt: skip


def _with_day(row: dict) -> dict:
    """A row of the figures with its day as a day, for the page writes it in its own language."""
    return row | {"on": date.fromisoformat(row["on"])}


def _frame(request: HttpRequest, cooperative: Cooperative, slug: str) -> dict:
    report = _report(cooperative, slug)
    return {
        "cooperative": cooperative, "tab": "projects", "report": report, "year": report.year,
        "may_write": permissions.can_propose_projects(request.actor, cooperative)
        and report.state != ActivityReport.State.SENT,
        "may_send": holds_mandate(request.actor, cooperative),
    }  # fmt: skip


@allow(permissions.can_read_projects, load=_with_places)
@require_safe
def report(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    frame = _frame(request, cooperative, slug)
    own = list(frame["report"].lines.all()) if frame["report"].pk else []
    told = _told(frame["report"], _medium(request, cooperative))
    return render(request, "projects/reports/report.html", frame | told | {"own_lines": own})


@allow(permissions.can_propose_projects, load=_with_places)
def words(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """The words of all parts; those that are the portal's own stand there to be changed."""
    frame = _frame(request, cooperative, slug)
    found = frame["report"]
    proposed = proposed_words(figures_of(found), kinds_of(cooperative.federation_id))
    shown = {key: getattr(found, f"words_{key}") or text for key, text in proposed.items()}
    form = WordsForm(request.POST or None, initial=shown)
    if form.is_valid():
        own = {key: "" if _same(text, proposed[key]) else text for key, text in form.cleaned_data.items()}
        if done(form, lambda: doors.write_report(cooperative, found.year, words=own, by=request.actor)):
            return redirect("projects:report", cooperative.public_id, slug)
    title = _("Les mots du compte rendu")
    return _form(request, frame | {"form": form, "title": title})


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


@allow(permissions.can_propose_projects, load=_with_places)
def line(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    frame = _frame(request, cooperative, slug)
    form = LineForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: doors.add_line(cooperative, frame["year"], by=request.actor, **form.cleaned_data)
    ):
        return redirect("projects:report", cooperative.public_id, slug)
    return _form(request, frame | {"form": form, "title": _("Une formation, une fête, une rencontre")})


@allow(permissions.can_propose_projects, load=_with_places)
def approve(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    frame = _frame(request, cooperative, slug)
    chosen = {"decision": request.GET.get("decision", "")}
    form = ApproveForm(request.POST or None, initial=chosen, decisions=decisions_that_approve(frame["report"]))
    if form.is_valid() and done(
        form, lambda: doors.approve_report(cooperative, frame["year"], by=request.actor, **form.cleaned_data)
    ):
        return redirect("projects:report", cooperative.public_id, slug)
    return _form(request, frame | {"form": form, "title": _("Le conseil approuve"), "about_decision": True})


@allow(permissions.can_propose_projects, load=_with_places)
def pictures(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    frame = _frame(request, cooperative, slug)
    offered = pictures_of(cooperative, frame["year"], Medium.FAMILIES)
    if request.method == "POST":
        form = PicturesForm(request.POST, pieces=offered)
        chosen = form.cleaned_data["pieces"] if form.is_valid() else []
        try:
            doors.choose_pictures(cooperative, frame["year"], pieces=chosen, by=request.actor)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        return redirect("projects:report", cooperative.public_id, slug)
    chosen = set(shown_pictures(frame["report"]).values_list("pk", flat=True))
    offers = [(piece, piece.pk in chosen) for piece in offered[:60]]
    return render(request, "projects/reports/pictures.html", frame | {"offers": offers})


@allow(permissions.can_propose_projects, load=_with_places)
@require_POST
def act(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """Send it (who holds the mandate), or take a line out."""
    frame = _frame(request, cooperative, slug)
    try:
        if request.POST.get("act") == "send" and frame["may_send"]:
            doors.send_report(cooperative, frame["year"], by=request.actor)
            messages.success(request, _("Le compte rendu d’activité est envoyé à l’AD."))
        elif request.POST.get("act") == "remove":
            lines = ReportLine.objects.filter(report__cooperative=cooperative, report__year=frame["year"])
            found = lines.filter(public_id=request.POST.get("line") or None).first()
            if found:
                doors.remove_line(found, by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("projects:report", cooperative.public_id, slug)


@allow(permissions.can_read_projects, load=_with_places)
@require_safe
def paper(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """The report to hold in one's hands: its pictures are those that may be shown today."""
    found = _report(cooperative, slug)
    told = _told(found, _medium(request, cooperative))
    bytes_of = {f"p{piece.pk}": _read(piece.file.path) for piece in told["pictures"]}
    return pdf_response(
        request, "projects/pdf/activity_report.html", title=_("Compte rendu d’activité %(year)s") % {"year": slug},
        name=f"cra-{cooperative.number}-{slug}.pdf", context=told | {"cooperative": cooperative, "year": found.year},
        pictures=bytes_of,
    )  # fmt: skip


def _read(path: str) -> bytes:
    with default_storage.open(path) as file:
        return file.read()


@allow(permissions.can_read_projects, load=_with_places)
@require_safe
def data(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """The figures and words as data (docs/activity-report.md); pictures only as their number."""
    found = _report(cooperative, slug)
    figures = figures_of(found)
    words = words_of(found, figures, kinds_of(cooperative.federation_id))
    told = figures | {
        "state": found.state if found.pk else "draft",
        "sent_on": found.sent_at.date().isoformat() if found.sent_at else None,
        "words": {one.key: one.text for one in words},
        "pictures_shown": len(shown_pictures(found, _medium(request, cooperative))),
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _form(request: HttpRequest, context: dict) -> HttpResponse:
    return render(request, "projects/reports/form.html", context, status=422 if context["form"].errors else 200)
