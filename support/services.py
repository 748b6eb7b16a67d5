"""Asking the association, and answering."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, StaffRole
from finance.models import ExpenseClaim
from members.models import User
from members.services.notifications import notify, notify_all
from occe.kit.actors import Adult, Role
from occe.kit.dates import today
from support import permissions
from support.errors import NotYours, QuestionRefused
from support.models import HelpTicket

ASKED, ANSWERED = "support.asked", "support.answered"
ANSWERING = (Role.ADMINISTRATOR, Role.TREASURER, Role.ANIMATOR)


@transaction.atomic
def ask(
    cooperative: Cooperative,
    *,
    subject: str,
    question: str,
    request_id: UUID,
    by: Adult,
    claim: ExpenseClaim | None = None,
) -> HelpTicket:
    """Ask the association; its staff is told at once. Nothing waits for the answer. Idempotent on `request_id`.

    Raises NotYours; QuestionRefused for an expense of another cooperative.
    """
    if not permissions.can_ask(by, cooperative):
        raise NotYours(_("Les questions sont posées par qui s’occupe de la coopérative."))
    if claim is not None and claim.cooperative_id != cooperative.pk:
        raise QuestionRefused(_("Cette dépense est d’une autre coopérative."))
    facts = {
        "federation_id": cooperative.federation_id, "cooperative": cooperative, "claim": claim,
        "subject": subject.strip()[:120], "question": question.strip(),
    }  # fmt: skip
    ticket, asked = HelpTicket.objects.get_or_create(asked_by_id=by.user_id, request_id=request_id, defaults=facts)
    if asked:
        roles = StaffRole.objects.filter(federation_id=cooperative.federation_id, role__in=ANSWERING)
        staff = User.objects.filter(pk__in=roles.in_force(today()).values("user_id"))
        told = {"cooperative": cooperative.name, "subject": ticket.subject}
        notify_all(staff, ASKED, key=f"ticket {ticket.public_id}", parameters=told, url_id=ticket.public_id)
    return ticket


@transaction.atomic
def answer(ticket: HelpTicket, *, answer: str, by: Adult) -> HelpTicket:
    """Answer once; who asked is told. Raises NotYours; QuestionRefused when it was answered already."""
    if not permissions.can_answer_ticket(by, ticket):
        raise NotYours(_("C’est l’association qui répond."))
    locked = HelpTicket.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=ticket.pk)
    if locked.is_answered:
        raise QuestionRefused(_("Quelqu’un de l’association a déjà répondu."), field="answer")
    locked.answer, locked.answered_by_id, locked.answered_at = answer.strip(), by.user_id, timezone.now()
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    told = {"subject": locked.subject}
    notify(locked.asked_by, ANSWERED, key=f"answer {locked.public_id}", parameters=told, url_id=locked.public_id)
    return locked
