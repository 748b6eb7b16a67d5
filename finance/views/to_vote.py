"""« À faire voter au prochain conseil », from an expense."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from finance.models import ExpenseClaim
from finance.services.to_vote import put_to_vote
from finance.views.claims import answering
from occe.kit.errors import DomainError


@answering
@require_POST
def to_vote(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    """One tap: it stands on the next agenda by itself."""
    try:
        put_to_vote(claim, by=request.actor)
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Le prochain conseil en parlera."))
    return redirect("finance:claim", id=claim.cooperative.public_id, claim_id=claim.public_id)
