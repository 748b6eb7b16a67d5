"""The youngest keep what they chose: the last touch of the fifth plate."""

from uuid import uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from councils.queries.box import council_of
from councils.queries.pebbles import KEPT, kept_decision
from councils.services.pebbles import keep_pebbles
from members.permissions_pupils import can_use_pupil_pages
from members.plates import table_of
from members.presence import turn_of
from members.queries_pupils import roll
from occe.kit.access import allow
from occe.kit.drawing.categories import CATEGORIES
from occe.kit.errors import DomainError


@allow(can_use_pupil_pages, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def pebbles(request: HttpRequest) -> HttpResponse:
    """Shows what was chosen; one press keeps it, and the class goes on to buy it."""
    turn, council = turn_of(request), council_of(request.actor)
    if not turn.pupil.is_whole_class or council is None:
        raise Http404
    table, rows = table_of(request.session), roll(turn.session.classroom)
    language = get_language() or "fr"
    choices = {key: CATEGORIES[key].name(language) for key in table.cards}
    refusal = ""
    if request.method == "POST":
        laid = repr((sorted(table.seeds.items()), table.cards, sorted(table.here)))
        try:
            decision = keep_pebbles(
                council,
                here=[rows[rank].pupil for rank in table.here if rank < len(rows)],
                choices=choices,
                pebbles={key: table.seeds.get(key, 0) for key in table.cards},
                request_id=uuid5(turn.public_id, laid),
                by=request.actor,
            )
        except DomainError as refused:
            refusal = str(refused)
        else:
            request.session[KEPT] = str(decision.public_id)
            return redirect("councils:pupil-pebbles")
    kept = kept_decision(request.session, request.actor)
    towers = [(key, words, table.seeds.get(key, 0)) for key, words in choices.items()]
    context = {"towers": towers, "kept": kept, "refusal": refusal}
    return render(request, "councils/pupils/pebbles.html", context, status=422 if refusal else 200)
