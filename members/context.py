"""What every template may use about who is reading."""

from django.http import HttpRequest

from members.presence import pupil_context
from members.queries import standing_of
from occe.kit.actors import Adult, Anonymous, PupilActor


def who(request: HttpRequest) -> dict:
    """`federation`, `actor`, and for an adult the count of unread notifications (`bell`)."""
    actor = getattr(request, "actor", Anonymous())
    context = {"federation": getattr(request, "federation", None), "actor": actor, "bell": 0}
    if isinstance(actor, PupilActor):
        context |= pupil_context(request)
    if isinstance(actor, Adult):
        context["second_factor_missing"] = request.lacks_second_factor  # type: ignore[attr-defined]
        context["bell"] = standing_of(request.user).unread_count  # type: ignore[arg-type, attr-defined]
    return context
