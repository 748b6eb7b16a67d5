"""The adults of a cooperative: class teachers invited and thanked, a substitute's pass, a mandate accepted."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperatives.forms.people import InviteForm, PassForm
from cooperatives.forms.registration import CommitmentForm
from cooperatives.models import ClassTeacher, Cooperative, DayPass, Mandate
from cooperatives.permissions import can_answer_mandate, can_enter_cooperative, can_manage_people, can_prepare_passes
from cooperatives.queries.commitments import newest_commitment, wording_of
from cooperatives.queries.rooms import (
    ADULTS,
    MAY,
    classes_of,
    mandates_shown,
    passes_shown,
    rooms_to_hand_over,
    year_shown,
)
from cooperatives.services.people import (
    accept_own_mandate,
    decline_own_mandate,
    end_teacher,
    invite_teacher,
    make_day_pass,
    revoke_day_pass,
)
from cooperatives.views.answers import accepted
from occe.kit.access import allow
from occe.kit.actors import Actor, Adult
from occe.kit.dates import today
from occe.kit.pdf import PdfUnavailable, render_pdf
from occe.kit.uploads.names import safe_disposition


@allow(can_enter_cooperative, load=Cooperative.objects.visible_to)
def people(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    year = year_shown(cooperative)
    context = {
        "cooperative": cooperative,
        "tab": "home",
        "classes": classes_of(cooperative, year),
        "mandates": mandates_shown(cooperative),
        "passes": passes_shown(_rooms_to_hand_over(request, cooperative)),
        "adults": ADULTS,
        "may": [(label, list(zip(ADULTS, who, strict=True))) for label, who in MAY],
        "today": today(),
        "may_manage": can_manage_people(request.actor, cooperative),
        "may_prepare": can_prepare_passes(request.actor, cooperative),
    }
    return render(request, "cooperatives/people.html", context)


@allow(can_manage_people, load=Cooperative.objects.visible_to)
def invite(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    year = year_shown(cooperative)
    if year is None:
        return redirect("cooperatives:people", cooperative.public_id)
    form = InviteForm(request.POST if request.method == "POST" else None, rooms=cooperative.classrooms.all(), year=year)

    def act(form: forms.Form) -> None:
        invite_teacher(by=request.actor, **form.cleaned_data)

    if request.method == "POST" and accepted(form, act):
        return redirect("cooperatives:people", cooperative.public_id)
    context = {"cooperative": cooperative, "tab": "home", "form": form}
    return render(request, "cooperatives/teacher_invite.html", context, status=422 if form.errors else 200)


@allow(can_manage_people, load=Cooperative.objects.visible_to)
def end(request: HttpRequest, cooperative: Cooperative, teacher_id: UUID) -> HttpResponse:
    teacher = get_object_or_404(ClassTeacher, public_id=teacher_id, classroom__cooperative=cooperative)
    if request.method == "POST":
        end_teacher(teacher, by=request.actor)
        return redirect("cooperatives:people", cooperative.public_id)
    return render(
        request, "cooperatives/teacher_end.html", {"cooperative": cooperative, "tab": "home", "teacher": teacher}
    )


@allow(can_prepare_passes, load=Cooperative.objects.visible_to)
def new_pass(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The sheet is the answer itself: the code is kept nowhere, so it is printed now or never."""
    year, rooms = year_shown(cooperative), _rooms_to_hand_over(request, cooperative)
    if year is None:
        return redirect("cooperatives:people", cooperative.public_id)
    form = PassForm(request.POST if request.method == "POST" else None, rooms=rooms, year=year)

    def act(form: forms.Form) -> None:
        form.made = make_day_pass(by=request.actor, **form.cleaned_data)

    if request.method == "POST" and accepted(form, act):
        return _sheet(request, cooperative, *form.made)
    context = {"cooperative": cooperative, "tab": "home", "form": form}
    return render(request, "cooperatives/pass_new.html", context, status=422 if form.errors else 200)


def _rooms_to_hand_over(request: HttpRequest, cooperative: Cooperative):
    manages = can_manage_people(request.actor, cooperative)
    return rooms_to_hand_over(cooperative, request.actor, all_of_them=manages)


def _sheet(request: HttpRequest, cooperative: Cooperative, day_pass: DayPass, code: str) -> HttpResponse:
    entry = request.build_absolute_uri(reverse("members:class-entry"))
    context = {"cooperative": cooperative, "tab": "home", "day_pass": day_pass, "code": code, "entry": entry}
    title = _("Passe d’un jour, classe %(classroom)s") % {"classroom": day_pass.classroom.name}
    try:
        html = render_to_string("cooperatives/pdf/day_pass.html", {**context, "title": title}, request)
        content = render_pdf(html, title=title, language=get_language() or "fr")
    except PdfUnavailable as missing:
        return render(request, "cooperatives/pass_shown.html", {**context, "missing": str(missing)})
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = safe_disposition(f"passe-{day_pass.day}.pdf")
    return response


@allow(can_prepare_passes, load=Cooperative.objects.visible_to)
def revoke_pass(request: HttpRequest, cooperative: Cooperative, pass_id: UUID) -> HttpResponse:
    day_pass = get_object_or_404(DayPass, public_id=pass_id, classroom__in=_rooms_to_hand_over(request, cooperative))
    if request.method == "POST":
        revoke_day_pass(day_pass, by=request.actor)
    return redirect("cooperatives:people", cooperative.public_id)


def own_mandates(actor: Actor):
    """The mandates of this adult in this association, proposed ones too."""
    if not isinstance(actor, Adult):
        return Mandate.objects.none()
    return Mandate.objects.filter(user_id=actor.user_id, cooperative__federation_id=actor.federation_id)


@allow(can_answer_mandate, load=own_mandates)
def mandate(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    """Somebody who was proposed as mandataire reads the commitment and says yes or no."""
    data = request.POST if request.method == "POST" else None
    declines = request.method == "POST" and "decline" in request.POST
    form = forms.Form(data) if declines else CommitmentForm(data)
    service = decline_own_mandate if declines else accept_own_mandate
    if request.method == "POST" and accepted(form, lambda form: service(mandate, by=request.actor)):
        return redirect("cooperatives:mandate", mandate.public_id)
    wording = wording_of(newest_commitment(mandate.cooperative.federation))
    context = {"mandate": mandate, "cooperative": mandate.cooperative, "form": form, "wording": wording}
    return render(request, "cooperatives/mandate.html", context, status=422 if form.errors else 200)
