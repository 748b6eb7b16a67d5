"""A child votes: alone with the tablet, once, and the tablet goes on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from councils.errors import VoteRefused
from councils.forms.voices import VoteForm
from councils.models import Ballot
from councils.queries.ballots import ballot_for_class, choices, has_voted
from councils.services.casting import cast
from councils.ways import FACE_WORDS, WORDS
from members import presence
from members.models import Turn
from members.permissions_pupils import can_use_pupil_pages
from members.services import pupil_sign_in
from occe.kit.access import allow
from occe.kit.audit import nameless


@nameless
@allow(can_use_pupil_pages, sign_in="pupil")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest) -> HttpResponse:
    """C’est ton tour. Personne ne regarde."""
    turn = presence.turn_of(request)
    ballot = ballot_for_class(turn.session.classroom_id)
    if ballot is None or has_voted(ballot, turn.pupil_id):
        return render(request, "councils/pupils/vote_over.html", {"ballot": ballot})
    if request.method != "POST" or request.POST.get("ballot") != str(ballot.public_id):
        return _paper(request, ballot)
    form = VoteForm(request.POST, ballot=ballot, choices=choices(ballot))
    if form.says_nothing():
        return _paper(request, ballot, form, _("Touche un choix, ou «\u00a0Je ne choisis pas\u00a0»."))
    try:
        cast(ballot, pupil=turn.pupil, session=turn.session, marks=form.marks())
    except VoteRefused as refusal:
        return _paper(request, ballot, form, str(refusal))
    return _passed_on(request, turn)


def _paper(request: HttpRequest, ballot: Ballot, form: VoteForm | None = None, refused: str = "") -> HttpResponse:
    context = {
        "ballot": ballot,
        "words": WORDS[Ballot.Way(ballot.way)],
        "notes": list(ballot.item.notes.all()),
        "form": form or VoteForm(ballot=ballot, choices=choices(ballot)),
        "face_words": list(enumerate(FACE_WORDS)),
        "refused": refused,
    }
    return render(request, "councils/pupils/vote.html", context, status=422 if refused else 200)


def _passed_on(request: HttpRequest, turn: Turn) -> HttpResponse:
    """On the shared tablet the turn ends with the vote; on a device of one's own one goes home."""
    if not turn.device.is_shared:
        messages.success(request, _("Ton vote est gardé."))
        return redirect("members:pupil-home")
    token = pupil_sign_in.end_turn(turn)
    response = redirect("members:class-board")
    presence.start_afresh(request, response, token)
    messages.success(request, _("Ton vote est gardé. Passe la tablette."))
    return response
