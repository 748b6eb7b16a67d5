"""A cooperative that ends: the dry run, the act, and the word that it is closed."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from desk.forms.merging import CloseForm, MergeForm, TargetForm
from desk.frame import desk_page
from desk.services.merging import close_cooperative, merge_cooperative
from desk.views.acting import act, data_of
from desk.views.cooperatives import cooperatives
from finance.permissions import can_merge
from finance.queries.merging import dry_run
from occe.kit.access import allow


@allow(can_merge, load=cooperatives)
def merge(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Choose who receives, look at both sides and their sum; only the button at the end moves anything."""
    to = TargetForm(request.GET or None, source=cooperative)
    context = {"cooperative": cooperative, "to": to}
    if not to.is_valid():
        return desk_page(request, "desk/cooperative_merge.html", context)
    seen = dry_run(cooperative, to.target)
    return act(
        request,
        MergeForm(data_of(request), expected=seen.leaves.total),
        lambda **values: merge_cooperative(cooperative, to.target, by=request.actor, **values),
        template="desk/cooperative_merge.html",
        context=context | {"seen": seen},
        done=lambda _merger: (_("Tout est transmis : les deux cahiers le disent."), _page(cooperative)),
    )


@allow(can_merge, load=cooperatives)
def close(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Say that it is over."""
    return act(
        request,
        CloseForm(data_of(request)),
        lambda **values: close_cooperative(cooperative, by=request.actor, **values),
        template="desk/cooperative_close.html",
        context={"cooperative": cooperative},
        done=lambda _closed: (_("La coopérative est fermée. Ses papiers se gardent dix ans."), _page(cooperative)),
    )


def _page(cooperative: Cooperative) -> str:
    return reverse("desk:cooperative", args=[cooperative.public_id])
