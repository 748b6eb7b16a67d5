"""The sitting on the tablet: its president and secretary lead it there; everybody else follows, and asks to speak."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from councils.errors import SittingRefused
from councils.forms.sitting import PupilEndForm
from councils.models import Ballot, CouncilMeeting, SpeakingTurn
from councils.permissions import can_order_agenda
from councils.permissions_sitting import gives_the_floor, sits_at_the_table
from councils.queries.ballots import has_voted
from councils.queries.missed import last_sitting, missed_by, outcome_of
from councils.queries.school import is_delegate
from councils.queries.sitting import Sitting, etag_of, open_meeting_of, sitting_of, who_is_here
from councils.sayings import to_say
from councils.services import meetings, speaking
from councils.services.ending import end_with
from councils.services.hand_counts import COUNTERS
from councils.views.sitting_acts import named_pupil
from members.permissions_pupils import can_use_pupil_pages
from members.presence import turn_of
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import done

HOME = "councils:pupil-council"


@allow(can_use_pupil_pages, sign_in="pupil")
@never_cache
@vary_on_headers("HX-Request")
@require_safe
def council(request: HttpRequest) -> HttpResponse:
    """The sitting that is open, or what the last one came to. Asked again every two seconds."""
    meeting = open_meeting_of(request.actor)
    last = None if meeting else last_sitting(request.actor)
    etag = etag_of(meeting) if meeting else f'"over-{last.pk if last else ""}"'
    asked = bool(request.headers.get("HX-Request"))
    if asked and request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    context = _context(request, meeting) if meeting else {"over": outcome_of(last) if last else None}
    if meeting and not asked:
        context["presides"] = can_order_agenda(request.actor, meeting)
    template = f"councils/pupils/{'_' if asked else ''}sitting.html"
    response = render(request, template, context | {"etag": etag})
    response["ETag"] = etag
    return response


def _context(request: HttpRequest, meeting: CouncilMeeting) -> dict:
    turn = turn_of(request)
    sitting = sitting_of(meeting, for_class=True)
    mine = SpeakingTurn.objects.filter(item__meeting=meeting, pupil=turn.pupil_id).exclude(state="done").first()
    return {
        "sitting": sitting,
        "meeting": meeting,
        "said": to_say(sitting, turn.pupil.reading_age),
        "at_table": sits_at_the_table(request.actor, meeting),
        "gives_floor": gives_the_floor(request.actor, meeting),
        "my_hand": mine.state if mine else "",
        "may_vote": _may_vote(sitting, turn.pupil_id),
        "may_count": _may_count(sitting),
    }


def _may_vote(sitting: Sitting, pupil_id: int) -> bool:
    """Whether a vote by tablet is open in which this child has not voted yet."""
    if not (sitting.vote and sitting.vote.voices) or has_voted(sitting.vote.ballot, pupil_id):
        return False
    return not sitting.meeting.council.is_of_school or is_delegate(sitting.vote.ballot, pupil_id)


def _may_count(sitting: Sitting) -> bool:
    """Whether raised hands are counted now, and fewer than two have."""
    ballot = sitting.vote.ballot if sitting.vote else None
    if ballot is None or ballot.state != Ballot.State.OPEN or ballot.collected != Ballot.Collected.HANDS:
        return False
    return ballot.hand_counts.count() < len(COUNTERS)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_POST
def next_item(request: HttpRequest) -> HttpResponse:
    return _at_table(request, lambda meeting: meetings.next_item(meeting, by=request.actor))


@allow(can_use_pupil_pages, sign_in="pupil")
@require_POST
def later(request: HttpRequest) -> HttpResponse:
    """Leave the item in hand for the next council."""

    def put_off(meeting: CouncilMeeting) -> None:
        item = meeting.items.select_related("meeting", "council").filter(state="now").first()
        if item:
            meetings.put_off(item, by=request.actor)

    return _at_table(request, put_off)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """The president ends the sitting once everything is seen; before that the adult does."""

    def end(meeting: CouncilMeeting) -> None:
        if meeting.items.filter(state__in=["waiting", "now"]).exists():
            raise SittingRefused(_("Il reste des sujets. Demande à l’adulte de fermer le conseil."))
        meetings.close_meeting(meeting, by=request.actor)

    return _at_table(request, end)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_POST
def floor(request: HttpRequest) -> HttpResponse:
    """To the child who is named, or to the next hand."""
    meeting = _open(request)
    if not gives_the_floor(request.actor, meeting):
        raise Http404
    pupil = named_pupil(request, meeting) if request.POST.get("pupil") else None
    return _done(request, lambda: speaking.give_floor(meeting, pupil=pupil, by=request.actor))


@allow(can_use_pupil_pages, sign_in="pupil")
@require_POST
def speak(request: HttpRequest) -> HttpResponse:
    """« Je demande la parole », or the hand comes down."""
    meeting, pupil = _open(request), turn_of(request).pupil
    act = speaking.lower_hand if "lower" in request.POST else speaking.ask_to_speak
    return _done(request, lambda: act(meeting, pupil=pupil, by=request.actor))


@allow(can_use_pupil_pages, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def hands(request: HttpRequest) -> HttpResponse:
    """Who raises a hand in the room: the table touches the pictures, in order."""
    meeting = _open(request)
    if not gives_the_floor(request.actor, meeting):
        raise Http404
    if request.method == "POST":
        pupil = named_pupil(request, meeting)
        _done(request, lambda: speaking.ask_to_speak(meeting, pupil=pupil, by=request.actor))
        return redirect("councils:pupil-council-hands")
    context = {"faces": who_is_here(meeting), "sitting": sitting_of(meeting, for_class=True)}
    return render(request, "councils/pupils/hands.html", context)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The secretary's one sentence closes the item: decided, or said."""
    meeting = _open(request)
    item = meeting.items.select_related("meeting", "council", "about").filter(state="now").first()
    if not sits_at_the_table(request.actor, meeting):
        raise Http404
    if item is None:
        return redirect(HOME)
    faces = who_is_here(meeting)
    form = PupilEndForm(request.POST if request.method == "POST" else None, faces=faces, about=item.about)
    decided = "decided" in request.POST
    if form.is_valid() and done(form, lambda: end_with(item, decided=decided, by=request.actor, **form.cleaned_data)):
        return redirect(HOME)
    context = {"form": form, "faces": faces, "sitting": sitting_of(meeting, for_class=True)}
    return render(request, "councils/pupils/write.html", context, status=422 if form.errors else 200)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def missed(request: HttpRequest) -> HttpResponse:
    """What was decided while this child was away, in three lines."""
    meeting = missed_by(request.actor)
    return render(request, "councils/pupils/missed.html", {"missed": outcome_of(meeting) if meeting else None})


def _open(request: HttpRequest) -> CouncilMeeting:
    meeting = open_meeting_of(request.actor)
    if meeting is None:
        raise Http404
    return meeting


def _at_table(request: HttpRequest, act: Callable[[CouncilMeeting], object]) -> HttpResponse:
    meeting = _open(request)
    if not sits_at_the_table(request.actor, meeting):
        raise Http404
    return _done(request, lambda: act(meeting))


def _done(request: HttpRequest, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except DomainError as refused:
        messages.error(request, str(refused))
    return redirect(HOME)
