"""The decision that a form was opened from: chosen already, and shown."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from cooperatives.models import Cooperative
from councils.models import Decision
from finance.models import Grant


def decision_asked(request: HttpRequest, cooperative: Cooperative) -> Decision | None:
    """The decision of this cooperative that the address names; none for any other."""
    rows = Decision.objects.filter(council__cooperative=cooperative).select_related("council__cooperative__federation")
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


def asks_association(decision: Decision | None) -> dict[str, Any]:
    """What a decision says of the aid that it asks the association for: its words, its sum, its project."""
    if decision is None:
        return {}
    association = decision.council.cooperative.federation
    told = {name: value for name, value in of_decision(decision).items() if name != "classroom"}
    return told | {
        "funder_kind": Grant.FunderKind.ASSOCIATION,
        "funder": association.name,
        "purpose": decision.text.rstrip(" .")[:200],
        "asked": decision.amount,
    }
