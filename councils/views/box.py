"""The box from the adult's side: what waits, without its words while it is sealed; what is to be spoken of alone."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperatives.models import Cooperative
from councils import permissions
from councils.errors import ChildNamed
from councils.forms.agenda import HabitsForm
from councils.forms.box import DictatedForm
from councils.models import Council, Slip
from councils.queries.agenda import words_of
from councils.queries.box import box_of, for_adult, held_by, unsealed_since_last
from councils.queries.today import councils_here
from councils.services import slips
from councils.services.habits import set_habits
from councils.templatetags.box import ICONS
from occe.kit.access import allow
from occe.kit.actors import Actor, Adult, Guest
from occe.kit.dates import today
from occe.kit.documents import pdf_response
from occe.kit.drawing.icons import icon
from occe.kit.drawing.paint import painted
from occe.kit.errors import DomainError
from occe.kit.forms import done, show_refusal

ACTS = {"aside": slips.set_aside, "back": slips.put_back, "talked": slips.end_talk}


def notes_held_by(actor: Actor) -> QuerySet[Slip]:
    """The petits mots of the councils that an adult holds."""
    found = Slip.objects.filter(council__in=Council.objects.run_by(actor))
    return for_adult(found, actor).select_related("council__cooperative")


def council_page(request: HttpRequest, council: Council, id: UUID) -> dict:
    """What every page of one council's box and agenda has; 404 under another cooperative's address."""
    if council.cooperative.public_id != id:
        raise Http404
    is_guest = isinstance(request.actor, Guest)
    return {
        "cooperative": council.cooperative, "council": council, "tab": "council", "drawer": "box", "is_guest": is_guest
    }  # fmt: skip


@allow(permissions.can_record_decisions, load=Cooperative.objects.visible_to)
@require_safe
def boxes(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The box of the council that goes first; the others are a tap away."""
    councils = councils_here(request.actor, cooperative)
    if councils:
        return redirect("councils:box", cooperative.public_id, councils[0].public_id)
    context = {"cooperative": cooperative, "tab": "council", "drawer": "box"}
    return render(request, "councils/box/none.html", context)


@allow(permissions.can_hold_council, load=held_by, key="council")
@require_safe
def box(request: HttpRequest, council: Council, id: UUID) -> HttpResponse:
    """How much lies in it, what was opened, what was set aside."""
    context = council_page(request, council, id) | {
        "councils": councils_here(request.actor, council.cooperative),
        "box": box_of(council, request.actor),
        "unsealed": unsealed_since_last(council),
        "meeting": council.meetings.in_hand().first(),
    }
    return render(request, "councils/box/box.html", context)


@allow(permissions.can_hold_council, load=held_by, key="council")
@require_http_methods(["GET", "HEAD", "POST"])
def unseal(request: HttpRequest, council: Council, id: UUID) -> HttpResponse:
    """Open the box before the council, to protect a child: what that means is read first."""
    context = council_page(request, council, id)
    if request.method == "POST":
        slips.unseal(council, by=request.actor)
        messages.success(request, _("La boîte est ouverte. La classe le lira, en une phrase, sans savoir pourquoi."))
        return redirect("councils:box", id, council.public_id)
    return render(request, "councils/box/unseal.html", context | {"day": today()})


@allow(permissions.can_hold_council, load=held_by, key="council")
@require_http_methods(["GET", "HEAD", "POST"])
def dictate(request: HttpRequest, council: Council, id: UUID) -> HttpResponse:
    """Write what a child said, or what lay in the wooden box."""
    form = DictatedForm(request.POST if request.method == "POST" else None, council=council)
    if form.is_valid():
        said = form.cleaned_data
        facts = {"kind": said["kind"], "text": said["text"], "pupil": said.get("pupil"), "public_id": said["key"]}
        try:
            slips.dictate(council, by=request.actor, is_a_word=said["word"], **facts)
        except DomainError as refused:
            show_refusal(form, refused)
            if isinstance(refused, ChildNamed) and refused.word:
                form.ask_whether_a_word()
        else:
            messages.success(request, _("Le petit mot est dans la boîte."))
            return redirect("councils:box", id, council.public_id)
    context = council_page(request, council, id) | {"form": form}
    return render(request, "councils/box/dictate.html", context, status=422 if form.errors else 200)


@allow(permissions.can_hold_council, load=held_by, key="council")
@require_safe
def paper(request: HttpRequest, council: Council, id: UUID) -> HttpResponse:
    """Four blank petits mots on a sheet, to cut out: for the wooden box, and for who writes by hand."""
    context = council_page(request, council, id) | {"kinds": list(words_of(council).items())}
    title = _("Petits mots à découper, %(council)s") % {"council": council}
    pictures = {kind: painted(icon(ICONS[kind])) for kind in Slip.Kind.values}
    made = {"title": title, "name": "petits-mots.pdf", "context": context, "pictures": pictures}
    return pdf_response(request, "councils/pdf/notes.html", **made)


@allow(permissions.can_hold_council, load=notes_held_by, key="note")
@require_POST
def slip_act(request: HttpRequest, slip: Slip, id: UUID) -> HttpResponse:
    """Set it aside for a private talk, put it back, or say that the talk took place."""
    council_page(request, slip.council, id)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        act(slip, by=request.actor)
    except DomainError as refused:
        messages.error(request, str(refused))
    meeting = slip.council.meetings.in_hand().first()
    if meeting and request.POST.get("from") == "agenda":
        return redirect("councils:agenda", id, meeting.public_id)
    return redirect("councils:box", id, slip.council.public_id)


@allow(permissions.can_hold_council, load=held_by, key="council")
@require_http_methods(["GET", "HEAD", "POST"])
def habits(request: HttpRequest, council: Council, id: UUID) -> HttpResponse:
    """How this class likes to hold its council: the business of those who lead it, not of a day's substitute."""
    if not isinstance(request.actor, Adult):
        raise PermissionDenied
    form = HabitsForm(request.POST if request.method == "POST" else None, instance=council)
    if form.is_valid() and done(form, partial(set_habits, council, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Les habitudes du conseil sont gardées."))
        return redirect("councils:box", id, council.public_id)
    context = council_page(request, council, id) | {"form": form}
    return render(request, "councils/box/habits.html", context, status=422 if form.errors else 200)
