"""What every template may use about who is reading."""

from django.http import HttpRequest

from members.presence import is_childs_address, pupil_context
from members.queries import standing_of
from occe.kit.actors import Adult, Anonymous, PupilActor


def who(request: HttpRequest) -> dict:
    """`federation`, `actor`, for an adult the count of unread notifications (`bell`); `for_children` on a refusal that
    answers a child: a pupil anywhere, and whoever is no adult at an address of the class.
    """
    actor = getattr(request, "actor", Anonymous())
    context = {"federation": getattr(request, "federation", None), "actor": actor, "bell": 0}
    context["for_children"] = isinstance(actor, PupilActor)
    if isinstance(actor, PupilActor):
        context |= pupil_context(request)
    elif isinstance(actor, Anonymous):
        context["for_children"] = is_childs_address(request.path_info)
    if isinstance(actor, Adult):
        context["second_factor_missing"] = request.lacks_second_factor  # type: ignore[attr-defined]
        context["bell"] = standing_of(request.user).unread_count  # type: ignore[arg-type, attr-defined]
    return context
