"""What a reader of a public story reported, and what the association does about it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.reported import HandleForm
from desk.permissions import can_enter, can_handle
from desk.views.acting import act, data_of
from occe.kit.access import allow
from projects.models import ContentReport
from projects.queries.story import public_pieces
from projects.services.publication import handle_report


def _seen_by(actor):
    return ContentReport.objects.visible_to(actor).select_related("project__cooperative__school", "piece", "handled_by")


@allow(can_enter, load=_seen_by)
def report(request: HttpRequest, found: ContentReport) -> HttpResponse:
    """All the staff reads it; who handles things decides, with a word for the class.

    The staff has no other right to a child's picture than everybody: it sees what the story still shows.
    """
    may_handle = can_handle(request.actor) and found.handled_at is None
    shown = list(public_pieces(found.federation_id).filter(entry__project=found.project_id))
    form = HandleForm(data_of(request) if may_handle else None, pieces=shown, reported=found.piece)
    return act(
        request,
        form,
        lambda **values: handle_report(found, by=request.actor, **values),
        template="desk/reported.html",
        context={"report": found, "may_handle": may_handle, "shown": shown},
        done=lambda handled: (_("C’est noté."), reverse("desk:queue")),
    )
