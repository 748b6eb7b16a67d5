"""The poster of the class: laws and rules, on the page, on the wall and on the pupils' tablet."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperatives.models import Cooperative
from councils import permissions
from councils.exports import pictogram
from councils.forms.rules import EndForm, PosterForm
from councils.models import ClassRule, Council
from councils.queries.councils import councils_led_by
from councils.queries.rules import USUAL_LAWS, poster_of
from councils.queries.sitting import open_meeting_of
from councils.services.rules import end_rule, make_rule, set_law
from members.permissions_pupils import can_use_pupil_pages
from members.presence import turn_of
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.documents import pdf_response
from occe.kit.errors import DomainError
from occe.kit.forms import done

NO_PICTURE = "star"
"""What stands before a law or a rule that has no picture of its own."""


def held(actor: Actor):
    """The councils that the actor holds, with what the frame of the room shows."""
    return Council.objects.run_by(actor).select_related("classroom", "year", "cooperative__school")


@allow(permissions.can_record_decisions, load=Cooperative.objects.visible_to)
@require_safe
def posters(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The councils that the adult holds, each with its poster; a single one is shown at once."""
    councils = list(councils_led_by(request.actor, cooperative))
    if len(councils) == 1:
        return redirect("councils:poster", cooperative.public_id, councils[0].public_id)
    context = {"cooperative": cooperative, "tab": "council", "drawer": "rules", "councils": councils}
    return render(request, "councils/rules/posters.html", context)


@allow(permissions.can_hold_council, load=held, key="council")
@require_http_methods(["GET", "HEAD", "POST"])
def poster(request: HttpRequest, council: Council, id: UUID) -> HttpResponse:
    """The poster, and the form that puts one more law or rule on it."""
    _of_cooperative(council, id)
    form = PosterForm(request.POST if request.method == "POST" else None, council=council)
    if form.is_valid():
        said = {"text": form.cleaned_data["text"], "picture": form.cleaned_data["picture"], "by": request.actor}
        decision = form.cleaned_data["decision"]
        if done(form, partial(make_rule, decision, **said) if decision else partial(set_law, council, **said)):
            return redirect(request.path)
    shown = poster_of(council)
    context = _page(council) | {
        "poster": shown,
        "form": form,
        "usual": [] if shown.laws else [str(text) for text, _picture in USUAL_LAWS],
    }
    return render(request, "councils/rules/poster.html", context, status=422 if form.errors else 200)


@allow(permissions.can_hold_council, load=held, key="council")
@require_POST
def usual_laws(request: HttpRequest, council: Council, id: UUID) -> HttpResponse:
    """Begin with the four usual laws."""
    _of_cooperative(council, id)
    try:
        for text, picture in USUAL_LAWS:
            set_law(council, text=str(text), picture=picture, by=request.actor)
    except DomainError as refused:
        messages.error(request, str(refused))
    return redirect("councils:poster", id, council.public_id)


@allow(permissions.can_hold_council, load=held, key="council")
@require_http_methods(["GET", "HEAD", "POST"])
def rule_end(request: HttpRequest, council: Council, id: UUID, rule: UUID) -> HttpResponse:
    """Take a law off at once; a rule asks for the decision that ends it."""
    _of_cooperative(council, id)
    found = get_object_or_404(council.rules.in_force(), public_id=rule)
    is_law = found.kind == ClassRule.Kind.LAW
    form = EndForm(request.POST if request.method == "POST" else None, council=council)
    if request.method == "POST" and (is_law or form.is_valid()):
        by_decision = None if is_law else form.cleaned_data["decision"]
        if done(form, partial(end_rule, found, decision=by_decision, by=request.actor)):
            messages.success(request, _("L’affiche est à jour."))
            return redirect("councils:poster", id, council.public_id)
    context = _page(council) | {"rule": found, "form": form, "is_law": is_law}
    refused = request.method == "POST"
    return render(request, "councils/rules/rule_end.html", context, status=422 if refused else 200)


@allow(permissions.can_hold_council, load=held, key="council")
@require_safe
def poster_pdf(request: HttpRequest, council: Council, id: UUID) -> HttpResponse:
    """The poster for the wall: one page, large."""
    _of_cooperative(council, id)
    title = _("Nos lois et nos règles, %(council)s") % {"council": council}
    poster = poster_of(council)
    context = {"cooperative": council.cooperative, "poster": poster}
    shown = {rule.picture or NO_PICTURE for rule in [*poster.laws, *poster.rules]}
    pictures = {name: pictogram(name) for name in shown}
    made = {"title": title, "name": "lois-et-regles.pdf", "context": context, "pictures": pictures}
    return pdf_response(request, "councils/pdf/poster.html", **made)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def pupil_rules(request: HttpRequest) -> HttpResponse:
    """The class's laws and rules, on its tablet."""
    classroom = turn_of(request).session.classroom
    council = get_object_or_404(Council, classroom=classroom)
    back = "councils:pupil-council" if open_meeting_of(request.actor) else "councils:pupil-decisions"
    return render(request, "councils/pupils/rules.html", {"poster": poster_of(council), "back": reverse(back)})


def _page(council: Council) -> dict:
    return {"cooperative": council.cooperative, "council": council, "tab": "council", "drawer": "rules"}


def _of_cooperative(council: Council, id: UUID) -> None:
    if council.cooperative.public_id != id:
        raise Http404
