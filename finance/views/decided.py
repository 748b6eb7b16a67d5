"""The decision that a form was opened from: chosen already, and shown."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from cooperatives.models import Cooperative
from councils.models import Decision


def decision_asked(request: HttpRequest, cooperative: Cooperative) -> Decision | None:
    """The decision of this cooperative that the address names; none for any other."""
    rows = Decision.objects.filter(council__cooperative=cooperative).select_related("council")
    try:
        return rows.filter(public_id=request.GET["decision"]).first() if request.GET.get("decision") else None
    except ValidationError:
        return None


def of_decision(decision: Decision | None) -> dict[str, Any]:
    """What a decision says already: itself, its class, and its project when there is one and no doubt."""
    if decision is None:
        return {}
    projects = list(decision.projects.all()[:2])
    told = {"decision": decision.pk, "classroom": decision.council.classroom_id}
    return told | ({"project": projects[0].pk} if len(projects) == 1 else {})
