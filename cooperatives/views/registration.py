"""A request as a whole: begun, read again, sent, followed, completed with papers, taken back."""

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cooperatives.forms.registration import ApplicantForm, PaperForm, PasswordForm
from cooperatives.models import Cooperative, Registration, RegistrationDocument, RegistrationEvent
from cooperatives.permissions import (
    can_change_registration,
    can_claim_registration,
    can_read_registration,
    is_applicant,
)
from cooperatives.queries import missing_documents, problems, resembling
from cooperatives.queries.registrations import claimable_by, own_registrations, story, with_answers
from cooperatives.queries.steps import LABELS
from cooperatives.services import applying
from cooperatives.services.files import store_file
from cooperatives.services.guests import cookie_name
from cooperatives.views.answers import accepted, sent_name
from cooperatives.views.guests import with_guest_cookie
from cooperatives.views.wizard import address_of, frame, next_address, show, step
from occe.kit.access import allow, public
from occe.kit.actors import Adult, Guest
from occe.kit.errors import DomainError

SENT_TO = "registration-sent-to"


@public
def start(request: HttpRequest) -> HttpResponse:
    """The door: a visitor says who they are; an adult with an account finds what was begun."""
    if isinstance(request.actor, Adult):
        return _start_as_adult(request)
    if isinstance(request.actor, Guest) and request.method == "GET":
        begun = Registration.objects.visible_to(request.actor).first()
        if begun:
            return redirect("cooperatives:registration", begun.public_id)
    return _start_as_guest(request)


def _start_as_adult(request: HttpRequest) -> HttpResponse:
    form = forms.Form(request.POST if request.method == "POST" else None)

    def begin(form: forms.Form) -> None:
        form.begun = applying.begin_registration(request.federation, by=request.actor)

    if request.method == "POST" and accepted(form, begin):
        return redirect(address_of(form.begun, "school"))
    context = {
        "form": form,
        "own": own_registrations(request.actor),
        "claimable": claimable_by(request.actor),
    }
    return render(request, "cooperatives/registration_list.html", context, status=422 if form.errors else 200)


def _start_as_guest(request: HttpRequest) -> HttpResponse:
    form = ApplicantForm(request.POST if request.method == "POST" else None, with_email=True)

    def begin(form: forms.Form) -> None:
        form.begun = applying.begin_as_guest(request.federation, by=request.actor, **form.cleaned_data)

    if request.method == "POST":
        if not ratelimit.consume(request, action="signup"):
            return render(request, "cooperatives/too_many.html", status=429)
        if accepted(form, begin):
            return with_guest_cookie(redirect(address_of(form.begun, "school")), form.begun.link)
    return render(request, "cooperatives/registration_start.html", {"form": form}, status=422 if form.errors else 200)


@allow(can_claim_registration, load=claimable_by)
def claim(request: HttpRequest, registration: Registration) -> HttpResponse:
    if request.method != "POST":
        return redirect("cooperatives:registration-start")
    try:
        applying.claim_registration(registration, by=request.actor)
    except DomainError as refusal:
        messages.warning(request, str(refusal))
        return redirect("cooperatives:registration-start")
    return redirect(address_of(registration, "summary"))


@step
def summary(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Everything once more; who has no account chooses a password, and the account is made on the way."""
    guest = isinstance(request.actor, Guest)
    data = request.POST if request.method == "POST" else None
    form = PasswordForm(data, registration=registration) if guest else forms.Form(data)
    if request.method == "POST" and accepted(form, _sends(request, registration)):
        return _after_sending(request, registration, guest=guest)
    missing = [
        {"label": LABELS[key], "address": address_of(registration, key), "sentence": sentence}
        for key, sentence in problems(registration).items()
    ]
    alike = bool(resembling(registration))
    return show(request, registration, "summary", form, problems=missing, alike=alike)


def _sends(request: HttpRequest, registration: Registration):
    if isinstance(request.actor, Guest):
        return lambda form: _send_as_guest(request, registration, form.cleaned_data["password"])
    return lambda form: applying.send_registration(registration, by=request.actor)


def _send_as_guest(request: HttpRequest, registration: Registration, password: str) -> None:
    user = applying.send_as_guest(registration, by=request.actor, password=password)
    if user:
        user.emailaddress_set.get().send_confirmation(request, signup=True)


def _after_sending(request: HttpRequest, registration: Registration, *, guest: bool) -> HttpResponse:
    if not guest:
        return redirect("cooperatives:registration", registration.public_id)
    request.session[SENT_TO] = registration.applicant_email
    response = redirect("cooperatives:registration-sent")
    response.delete_cookie(cookie_name())
    return response


@public
def sent(request: HttpRequest) -> HttpResponse:
    """The same words whether the address had an account or not: nobody learns here who has one."""
    return render(request, "cooperatives/registration_sent.html", {"email": request.session.get(SENT_TO, "")})


@allow(can_read_registration, load=with_answers)
def registration(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Where the request stands, who holds it, its story, and what is still to come."""
    context = {
        **frame(request, registration),
        "mine": is_applicant(request.actor, registration),
        "missing": missing_documents(registration),
        "story": story(registration),
        "holder": _holder(request, registration),
        "withdrawable": [Registration.State.DRAFT, Registration.State.SENT, Registration.State.TO_CORRECT],
    }
    return render(request, "cooperatives/registration.html", context)


def _holder(request: HttpRequest, registration: Registration) -> dict:
    """Since when the request lies where it lies, and where its reader goes on."""
    last = registration.events.exclude(kind=RegistrationEvent.Kind.DOCUMENT).last()
    since = last.at if last else registration.created_at
    enters = registration.cooperative is not None and isinstance(request.actor, Adult)
    return {
        "since": since,
        "days": (timezone.localdate() - timezone.localdate(since)).days,
        "address": next_address(registration),
        "enters": enters
        and Cooperative.objects.visible_to(request.actor).filter(pk=registration.cooperative_id).exists(),
    }


@allow(can_change_registration, load=with_answers)
def paper(request: HttpRequest, registration: Registration, kind: str) -> HttpResponse:
    """One paper that was promised, sent while the association reads."""
    if kind not in RegistrationDocument.Kind.values or request.method != "POST":
        return redirect("cooperatives:registration", registration.public_id)
    form = PaperForm(request.POST, request.FILES)

    def keep(form: forms.Form) -> None:
        name = sent_name(request, "file")
        file = store_file(
            form.cleaned_data["file"], federation=registration.federation, by=request.actor, shown_name=name
        )
        applying.give_document(registration, by=request.actor, kind=kind, file=file)

    if accepted(form, keep):
        return redirect("cooperatives:registration", registration.public_id)
    label = RegistrationDocument.Kind(kind).label
    context = {**frame(request, registration), "form": form, "kind": kind, "label": label}
    return render(request, "cooperatives/registration_paper.html", context, status=422)


@allow(can_change_registration, load=with_answers)
def withdraw(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Asks first: what was withdrawn does not come back."""
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act(form: forms.Form) -> None:
        applying.withdraw_registration(registration, by=request.actor)

    if request.method == "POST" and accepted(form, act):
        return redirect("cooperatives:registration", registration.public_id)
    context = {**frame(request, registration), "form": form}
    return render(request, "cooperatives/registration_withdraw.html", context, status=422 if form.errors else 200)
