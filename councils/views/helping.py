"""Help for the adult who holds the council: short cards, and cards to print for the children's roles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperatives.models import Cooperative
from councils import permissions
from councils.exports import pictogram
from councils.help_cards import CARDS, ROLE_CARDS
from councils.queries.first_council import first_council
from occe.kit.access import allow
from occe.kit.documents import pdf_response


@allow(permissions.can_record_decisions, load=Cooperative.objects.visible_to)
@require_safe
def cards(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The first council step by step, until it was held and kept; then every card."""
    steps = first_council(request.actor, cooperative)
    context = {
        "cooperative": cooperative,
        "tab": "council",
        "drawer": "help",
        "cards": CARDS,
        "steps": steps if any(not step.done for step in steps) else [],
    }
    return render(request, "councils/help/cards.html", context)


@allow(permissions.can_record_decisions, load=Cooperative.objects.visible_to)
@require_safe
def role_cards(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Six cards to cut out, one a role, with the sentences to say aloud."""
    title = _("Cartes des rôles du conseil")
    context = {"cooperative": cooperative, "cards": ROLE_CARDS}
    pictures = {card.icon: pictogram(card.icon) for card in ROLE_CARDS}
    made = {"title": title, "name": "cartes-roles.pdf", "context": context, "pictures": pictures}
    return pdf_response(request, "councils/pdf/role_cards.html", **made)
