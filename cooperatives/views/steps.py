"""The steps of a request: each reads its form, calls one service, and leads to the next."""

from allauth.core import ratelimit
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode

from cooperatives.forms.classes import ClassFormSet, changed_rows
from cooperatives.forms.registration import (
    ApplicantForm,
    ClassFundForm,
    CommitmentForm,
    DecisionForm,
    DescribedSchoolForm,
    DocumentsForm,
    KindForm,
    MandatairesForm,
    SchoolSearchForm,
)
from cooperatives.models import Registration, RegistrationDocument, School
from cooperatives.queries import school_wide_cooperative
from cooperatives.queries.commitments import commitment_of, wording_of
from cooperatives.queries.schools import schools_found
from cooperatives.services import applying
from cooperatives.services.files import store_file
from cooperatives.views.answers import accepted, sent_name
from cooperatives.views.wizard import address_of, answer, show, step, typed
from occe.kit.errors import DomainError

SCHOOLS_A_PAGE = 12
ROW = ("name", "levels", "pupil_count", "adult_count")


@step
def you(request: HttpRequest, registration: Registration) -> HttpResponse:
    known = {
        "first_name": registration.applicant_first_name,
        "last_name": registration.applicant_last_name,
        "email": registration.applicant_email,
        "phone": registration.applicant_phone,
    }
    guest = registration.applicant_id is None
    form = ApplicantForm(typed(request, registration, "you"), initial=known, with_email=guest)
    if guest and request.method == "POST" and not ratelimit.consume(request, action="signup"):
        return render(request, "cooperatives/too_many.html", status=429)  # each new address is a letter
    return answer(request, registration, "you", form, _saves(applying.describe_applicant, request, registration))


@step
def school(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The search is a GET form; choosing a school of its list is the POST."""
    form = SchoolSearchForm(request.GET if "q" in request.GET else None, registration=registration)
    if request.method == "POST":
        chosen = get_object_or_404(School, pk=_number(request.POST.get("school", "")))
        try:
            applying.choose_school(registration, by=request.actor, school=chosen)
        except DomainError as refusal:
            form = SchoolSearchForm({"q": request.POST.get("q", "")}, registration=registration)
            form.add_error("q", str(refusal))
        else:
            return redirect(address_of(registration, "kind"))
    found = schools_found(registration.federation, form.cleaned_data["q"]) if form.is_valid() else None
    query = urlencode({"q": request.GET.get("q", "")}) + "&"
    page = Paginator(found, SCHOOLS_A_PAGE).get_page(request.GET.get("page")) if found is not None else None
    return show(request, registration, "school", form, wrong=bool(form.errors), page=page, query=query)


@step
def described_school(request: HttpRequest, registration: Registration) -> HttpResponse:
    known = {
        "name": registration.described_name,
        "commune": registration.described_commune,
        "postcode": registration.described_postcode,
    }
    form = DescribedSchoolForm(typed(request, registration, "described"), initial=known)
    save = _saves(applying.describe_school, request, registration)
    if request.method == "POST" and accepted(form, save):
        return redirect(address_of(registration, "kind"))
    return show(request, registration, "described_school", form)


@step
def kind(request: HttpRequest, registration: Registration) -> HttpResponse:
    known = {
        "kind": registration.kind,
        "name": registration.name,
        "separate_reason": registration.separate_reason,
    }
    form = KindForm(typed(request, registration, "kind"), initial=known, registration=registration)
    save = _saves(applying.choose_kind, request, registration)
    standing = school_wide_cooperative(registration)
    return answer(request, registration, "kind", form, save, standing=standing)


@step
def class_fund(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Instead of a cooperative: a class fund in the one that the school has."""
    form = ClassFundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and accepted(form, _saves(applying.ask_for_class_fund, request, registration)):
        return redirect("cooperatives:registration", registration.public_id)
    return show(request, registration, "class_fund", form, standing=school_wide_cooperative(registration))


@step
def classes(request: HttpRequest, registration: Registration) -> HttpResponse:
    data = typed(request, registration, "classes")
    rows = changed_rows(request.POST) if request.method == "POST" else None
    known = [{name: getattr(row, name) for name in ROW} for row in registration.classes.all()] or [{"adult_count": 1}]
    form = ClassFormSet(None if rows is not None else data, initial=rows or known, kind=registration.kind)

    def save(form: forms.BaseFormSet) -> None:
        applying.set_classes(registration, by=request.actor, classes=form.rows)

    if rows is not None:
        return show(request, registration, "classes", form)
    return answer(request, registration, "classes", form, save)


@step
def mandataires(request: HttpRequest, registration: Registration) -> HttpResponse:
    form = MandatairesForm(
        typed(request, registration, "mandataires"),
        initial=MandatairesForm.initial_of(registration),
        registration=registration,
    )

    def save(form: forms.Form) -> None:
        applying.set_mandataires(registration, by=request.actor, mandataires=form.cleaned_data["mandataires"])

    return answer(request, registration, "mandataires", form, save)


@step
def decision(request: HttpRequest, registration: Registration) -> HttpResponse:
    known = {"decided_on": registration.decision_on, "present": registration.decision_present}
    form = DecisionForm(typed(request, registration, "decision"), initial=known, registration=registration)
    return answer(request, registration, "decision", form, _saves(applying.record_decision, request, registration))


@step
def commitment(request: HttpRequest, registration: Registration) -> HttpResponse:
    text = commitment_of(registration)
    data = {"accepted": True} if registration.commitment_id else typed(request, registration, "commitment")
    form = CommitmentForm(data)

    def save(form: forms.Form) -> None:
        applying.accept_commitment(registration, by=request.actor, text=text)

    return answer(request, registration, "commitment", form, save, text=text, wording=wording_of(text))


@step
def documents(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Papers that pass are kept even when another one is refused: nobody photographs a page twice."""
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DocumentsForm(*data, registration=registration)
    if request.method == "POST":
        form.is_valid()
        _keep_papers(form, request, registration)
        form.known = {document.kind: document for document in registration.documents.select_related("file")}
    return answer(request, registration, "documents", form, lambda form: None)


def _keep_papers(form: DocumentsForm, request: HttpRequest, registration: Registration) -> None:
    for paper in RegistrationDocument.Kind.values:
        clean = form.cleaned_data.get(paper)
        try:
            if clean:
                name = sent_name(request, paper)
                file = store_file(clean, federation=registration.federation, by=request.actor, shown_name=name)
                applying.give_document(registration, by=request.actor, kind=paper, file=file)
            elif form.cleaned_data.get(f"{paper}_later"):
                applying.promise_document(registration, by=request.actor, kind=paper)
        except DomainError as refusal:
            form.add_error(paper, str(refusal))


def _saves(service, request: HttpRequest, registration: Registration):
    """A service that takes the form's values by name."""
    return lambda form: service(registration, by=request.actor, **form.cleaned_data)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
