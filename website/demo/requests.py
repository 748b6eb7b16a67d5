"""Requests to open a cooperative, at four stages: sent, to be completed, refused, and a double that staff must see."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cooperatives.models import Cooperative, Federation, Registration, RegistrationDocument, School
from cooperatives.queries.commitments import commitment_of
from cooperatives.services import applying
from cooperatives.services.files import store_file
from cooperatives.services.registration import ask_for_correction, refuse_registration
from members.models import User
from occe.kit.actors import Adult, Role
from occe.kit.uploads.pipeline import clean_upload

from .clock import Clock
from .cooperatives import levels_of
from .people import raise_user
from .receipts import draw_minutes

Paper = RegistrationDocument.Kind


@dataclass(frozen=True)
class Asked:
    """A request as its teacher wrote it. `uai` is a school code, or None for a school in the teacher's own words."""

    email: str
    first_name: str
    last_name: str
    uai: str | None
    place: tuple[str, str, str]
    kind: str
    classes: tuple[tuple[str, int], ...]
    days_ago: int
    present: int = 3
    reason: str = ""


SONNAILLES = Asked(
    "sonnailles@demo.example", "Sandrine", "Cussac", "0159921C", ("École des Sonnailles", "Valuéjols", "15300"),
    Cooperative.Kind.SCHOOL, (("PS-CE1", 18), ("CE2-CM2", 20)), 6,
)  # fmt: skip
CEZALLIER = Asked(
    "cezallier@demo.example", "Julien", "Apchon", "0159922D", ("École du Cézallier-Rêveur", "Trizac", "15400"),
    Cooperative.Kind.CLASS, (("CE2-CM2", 19),), 12,
)  # fmt: skip
PRIVATE = Asked(
    "brume@demo.example", "Odile", "Vezac", None, ("École privée imaginaire de la Brume", "Aurillac", "15000"),
    Cooperative.Kind.SCHOOL, (("CP-CE1", 22),), 20,
)  # fmt: skip
DOUBLE = Asked(
    "double@demo.example", "Marc", "Tanavelle", None, ("École des Sonnailles", "Valuéjols", "15300"),
    Cooperative.Kind.SCHOOL, (("CE2-CM2", 20),), 3,
)  # fmt: skip


def raise_requests(federation: Federation, clock: Clock, staff: User) -> None:
    """The requests, through the doors that the pages use; their days are set back so that the queue has an age."""
    by_staff = Adult(staff.pk, federation.pk, frozenset({Role.ADMINISTRATOR}))
    _set_back(_ask(federation, clock, SONNAILLES), SONNAILLES)
    to_correct = _ask(federation, clock, CEZALLIER)
    message = "Le procès-verbal ne porte pas de date. La seconde classe de l’école a-t-elle été invitée à se joindre ?"
    _set_back(ask_for_correction(to_correct, by=by_staff, message=message), CEZALLIER)
    refused = refuse_registration(
        _ask(federation, clock, PRIVATE), by=by_staff, reason="L’OCCE accompagne les écoles publiques."
    )
    _set_back(refused, PRIVATE)
    _set_back(_ask(federation, clock, DOUBLE), DOUBLE)


def _ask(federation: Federation, clock: Clock, asked: Asked) -> Registration:
    user = raise_user(asked.email, asked.first_name, asked.last_name)
    by = Adult(user.pk, federation.pk)
    request = applying.begin_registration(federation, by=by)
    if asked.uai:
        request = applying.choose_school(request, by=by, school=School.objects.get(uai=asked.uai))
    else:
        name, commune, postcode = asked.place
        request = applying.describe_school(request, by=by, name=name, commune=commune, postcode=postcode)
    request = applying.choose_kind(request, by=by, kind=asked.kind, name=asked.place[0], separate_reason=asked.reason)
    classes = [
        {"name": name, "levels": levels_of(name), "pupil_count": count, "adult_count": 1}
        for name, count in asked.classes
    ]
    request = applying.set_classes(request, by=by, classes=classes)
    person = {"first_name": asked.first_name, "last_name": asked.last_name, "email": asked.email, "is_applicant": True}
    request = applying.set_mandataires(request, by=by, mandataires=[person])
    decided_on = clock.today - timedelta(days=asked.days_ago + 4)
    request = applying.record_decision(
        request, by=by, decided_on=max(decided_on, request.year.starts), present=asked.present
    )
    request = applying.accept_commitment(request, by=by, text=commitment_of(request))
    minutes = clean_upload(draw_minutes(asked.place[0], decided_on), name="pv.jpg", declared_type="image/jpeg")
    file = store_file(minutes, federation=federation, by=by, shown_name="Procès-verbal")
    applying.give_document(request, by=by, kind=Paper.MINUTES, file=file)
    for kind in (Paper.RULES, Paper.IDENTITY):
        applying.promise_document(request, by=by, kind=kind)
    return applying.send_registration(request, by=by)


def _set_back(request: Registration, asked: Asked) -> None:
    sent = timezone.now() - timedelta(days=asked.days_ago)
    Registration.objects.filter(pk=request.pk).update(created_at=sent, sent_at=sent, commitment_accepted_at=sent)
    request.documents.filter(file__isnull=False).update(received_at=sent)
    request.events.update(at=sent)
