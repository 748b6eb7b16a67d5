"""A school's question, and the association's answer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from desk.permissions import can_enter
from desk.views.acting import act, data_of
from occe.kit.access import allow
from support.forms import AnswerForm
from support.models import HelpTicket
from support.permissions import can_answer_ticket
from support.services import answer


def _tickets_seen_by(actor):
    return HelpTicket.objects.visible_to(actor).select_related("cooperative", "claim", "asked_by", "answered_by")


@allow(can_enter, load=_tickets_seen_by)
def ticket(request, found):
    """All the staff reads it; who handles things answers."""
    may_answer = can_answer_ticket(request.actor, found)
    return act(
        request,
        AnswerForm(data_of(request) if may_answer else None),
        lambda **values: answer(found, by=request.actor, **values),
        template="desk/ticket.html",
        context={"ticket": found, "may_answer": may_answer},
        done=lambda answered: (_("La réponse est partie."), reverse("desk:queue")),
    )
