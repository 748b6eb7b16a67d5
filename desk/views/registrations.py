"""One request to open a cooperative: read beside the directory, completed, refused, approved."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.errors import RegistrationAlreadyDecided
from cooperatives.models import Registration, School
from cooperatives.services.registration import ask_for_correction, link_school, refuse_registration, what_happened
from desk.forms.registrations import ApprovalForm, CorrectionForm, RefusalForm, SchoolForm
from desk.frame import desk_page
from desk.permissions import can_enter, can_handle
from desk.queries.beside import marks_of, side_by_side
from desk.services.approvals import approve_registration
from desk.views.acting import act, data_of
from occe.kit.access import allow
from occe.kit.actors import Actor

MOST_SCHOOLS = 20
PAGE = 20
STATES = ("sent", "to_correct", "approved", "refused", "withdrawn")


def registrations(actor: Actor) -> QuerySet[Registration]:
    """What staff may see of the requests (drafts are their author's)."""
    return Registration.objects.visible_to(actor).select_related("school", "applicant", "federation", "commitment")


@allow(can_enter)
def registration_list(request):
    """All requests that were sent, decided or not: the newest first, by state when asked."""
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    sent = Registration.objects.visible_to(request.actor).exclude(state=Registration.State.DRAFT)
    # Of a long list only the page's schools and people are looked up, after the sorting.
    found = sent.prefetch_related("school", "applicant").order_by("-sent_at", "-pk")
    page = Paginator(found.filter(state=state) if state else found, PAGE).get_page(request.GET.get("page"))
    states = [(value, Registration.State(value).label) for value in STATES]
    return desk_page(request, "desk/registration_list.html", {"page": page, "state": state, "states": states})


@allow(can_enter, load=registrations)
def registration(request, registration):
    """Everything about one request."""
    return desk_page(
        request, "desk/registration.html", _context(request, registration, ApprovalForm(registration=registration))
    )


@allow(can_handle, load=registrations)
def registration_approve(request, registration):
    """Approve with the date of the board's decision."""
    form = ApprovalForm(data_of(request), registration=registration)
    context = _context(request, registration, form)
    sentence = _("La coopérative est agréée. Son compte est à ouvrir.")
    return _decide(request, registration, approve_registration, form, "desk/registration.html", sentence, context)


@allow(can_handle, load=registrations)
def registration_correct(request, registration):
    """Ask for what is missing."""
    form = CorrectionForm(data_of(request))
    sentence = _("Le complément est demandé. La personne est prévenue.")
    return _decide(request, registration, ask_for_correction, form, "desk/registration_correct.html", sentence)


@allow(can_handle, load=registrations)
def registration_refuse(request, registration):
    """Refuse, with a reason."""
    form = RefusalForm(data_of(request))
    sentence = _("La demande est refusée. La personne est prévenue.")
    return _decide(request, registration, refuse_registration, form, "desk/registration_refuse.html", sentence)


@allow(can_handle, load=registrations)
def registration_school(request, registration):
    """Find a described school in the directory."""
    text = request.GET.get("q", f"{registration.described_name} {registration.described_commune}").strip()
    found = schools_found(request, text)
    form = SchoolForm(data_of(request), federation=request.federation, found=found)
    context = {"registration": registration, "text": text, "found": found}
    sentence = _("L’école est reliée à l’annuaire.")
    return _decide(request, registration, link_school, form, "desk/registration_school.html", sentence, context)


def schools_found(request, text: str) -> list[School]:
    """The schools of the association's departments whose name, commune or code hold every word; else any of them."""
    here = School.objects.eligible().in_departments(request.federation.departments).filter(uai__isnull=False)
    found = list(here.search(text)[:MOST_SCHOOLS])
    words = [word for word in text.split() if len(word) > 3]
    for word in reversed(words):
        if found:
            break
        found = list(here.search(word)[:MOST_SCHOOLS])
    return found


def _decide(request, registration, service, form, template, sentence, context=None):
    """One act on a request; when somebody else acted first, the page says who did what, and nothing is done twice."""

    def perform(**values):
        try:
            service(registration, by=request.actor, **values)
        except RegistrationAlreadyDecided as decided:
            return str(decided)
        return sentence

    return act(
        request,
        form,
        perform,
        template=template,
        context=context or {"registration": registration},
        done=lambda told: (told, reverse("desk:registration", args=[registration.public_id])),
    )


def _context(request, registration, form):
    return {
        "registration": registration,
        "rows": side_by_side(registration),
        "marks": marks_of(registration),
        "classes": registration.classes.all(),
        "mandataires": registration.mandataires.all(),
        "documents": registration.documents.select_related("file"),
        "events": registration.events.select_related("by"),
        "waits": registration.state == Registration.State.SENT,
        "happened": "" if registration.state == Registration.State.SENT else what_happened(registration),
        "may_handle": can_handle(request.actor),
        "form": form,
    }
