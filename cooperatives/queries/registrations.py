"""Requests as their applicant finds them again, and the story that each of them tells."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from cooperatives.models import Registration
from occe.kit.actors import Actor, Adult

State = Registration.State


def with_answers(actor: Actor) -> QuerySet[Registration]:
    """The requests that an actor sees, with everything that their pages show. Four queries, whatever they hold."""
    seen = Registration.objects.visible_to(actor)
    one = seen.select_related("federation", "year", "school", "applicant", "commitment", "cooperative")
    return one.prefetch_related("classes", "mandataires", "documents")


def own_registrations(actor: Adult) -> QuerySet[Registration]:
    """What this adult has asked for, newest first."""
    mine = Registration.objects.filter(federation=actor.federation_id, applicant=actor.user_id)
    return mine.select_related("school").order_by("-created_at")


def claimable_by(actor: Actor) -> QuerySet[Registration]:
    """Drafts begun without an account under an address that this adult has proven since."""
    if not isinstance(actor, Adult):
        return Registration.objects.none()
    proven = EmailAddress.objects.filter(user_id=actor.user_id, verified=True).values("email")
    drafts = Registration.objects.filter(federation=actor.federation_id, state=State.DRAFT, applicant__isnull=True)
    return drafts.filter(applicant_email__in=proven).select_related("school").order_by("-created_at")


@dataclass(frozen=True)
class Line:
    """One line of a request's story: what happened, when, by whom, and the words that were said."""

    at: datetime
    title: str
    text: str
    who: str


def story(registration: Registration) -> list[Line]:
    """What happened to the request, in order, with who did it and the words that were said. One query."""
    return [
        Line(
            event.at,
            event.get_kind_display(),
            event.words,
            event.by.get_full_name() if event.by else "",
        )
        for event in registration.events.select_related("by")
    ]
