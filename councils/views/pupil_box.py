"""The box on the pupils' tablet: writing a petit mot, and where one's own stand. The net is on every page."""

from contextlib import suppress

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils.errors import ChildNamed
from councils.forms.box import SlipForm
from councils.models import Council, Slip
from councils.pictograms import OFFERED
from councils.queries.agenda import words_of
from councils.queries.box import council_of, fate_of, own_slips, school_council_of, unsealed_since_last
from councils.services.slips import put_in_box, take_back
from members.models import ReadingAge
from members.permissions_pupils import can_use_pupil_pages
from members.presence import turn_of
from members.queries_pupils import adult_of
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal

PER_PAGE = 3
LONGEST_ABOUT = 120
PICTURES = {"idea": "bulb", "thanks": "heart", "problem": "rain", "question": "help"}


def _council(request: HttpRequest) -> Council:
    council = council_of(request.actor)
    if council is None:
        raise Http404
    return council


def _page(request: HttpRequest, name: str, *, status: int = 200, **context) -> HttpResponse:
    context["adult"] = adult_of(turn_of(request).session)
    return render(request, f"councils/pupils/{name}.html", context, status=status)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def box(request: HttpRequest) -> HttpResponse:
    """The four kinds of petits mots, in the class's own words."""
    council = _council(request)
    kinds = [(kind, words, PICTURES[kind]) for kind, words in words_of(council).items()]
    mine = own_slips(request.actor).exists()
    about = _about(request)
    return _page(request, "box", kinds=kinds, mine=mine, unsealed=unsealed_since_last(council), about=about)


def _about(request: HttpRequest) -> str:
    """What one comes from, in the words of the page that led here (a project's title): the petit mot begins with it."""
    return " ".join(request.GET.get("about", "").split())[:LONGEST_ABOUT]


@allow(can_use_pupil_pages, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def slip_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Write it, or show it. A problem that names a child is asked about before it goes anywhere."""
    council = _council(request)
    if kind not in Slip.Kind.values:
        raise Http404
    about = _about(request)
    begun = {"text": _("%(about)s\u00a0: ") % {"about": about}} if about else {}
    form = SlipForm(request.POST if request.method == "POST" else None, initial=begun)
    named: ChildNamed | None = None
    # The youngest speak in their own class; the school's council is for those who know what it is.
    school = school_council_of(request.actor) if turn_of(request).pupil.reading_age >= ReadingAge.NINE else None
    if form.is_valid():
        said = form.cleaned_data
        box = school if school and said["school"] and not said["adult"] else council
        how = {"for_adult_only": said["adult"], "is_a_word": said["word"], "public_id": said["key"]}
        try:
            slip = put_in_box(box, kind=kind, text=said["text"], pictures=said["pictures"], by=request.actor, **how)
        except DomainError as refused:
            named = refused if isinstance(refused, ChildNamed) else None
            show_refusal(form, refused)
        else:
            return redirect("councils:pupil-slip", slip.public_id)
    context = {"kind": kind, "words": words_of(council)[kind], "written": form, "named": named, "school": school}
    return _page(
        request, "slip_new", status=422 if form.errors else 200, pictures=OFFERED[kind], picture=PICTURES[kind],
        **context,
    )  # fmt: skip


@allow(can_use_pupil_pages, load=own_slips, key="note", sign_in="pupil")
@require_safe
def slip(request: HttpRequest, slip: Slip) -> HttpResponse:
    """One's own petit mot, and where it stands."""
    return _page(request, "slip", fate=fate_of(slip), words=words_of(slip.council)[slip.kind])


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def slips(request: HttpRequest) -> HttpResponse:
    """All of one's own, the newest first."""
    council = _council(request)
    shown = Paginator(own_slips(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    words = words_of(council)
    fates = [(fate_of(slip), words[slip.kind], PICTURES[slip.kind]) for slip in shown]
    return _page(request, "slips", shown=shown, fates=fates)


@allow(can_use_pupil_pages, load=own_slips, key="note", sign_in="pupil")
@require_POST
def slip_take_back(request: HttpRequest, slip: Slip) -> HttpResponse:
    with suppress(DomainError):  # it has just gone to the council: the page that follows says where it is
        take_back(slip, by=request.actor)
    return redirect("councils:pupil-slip", slip.public_id)
