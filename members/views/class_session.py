"""The open class, from the adult's side: one page that stays true, a wall to project, and the acts on it."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from cooperatives.models import Classroom
from cooperatives.services.guests import cookie_name
from members import presence, sitting
from members.errors_pupils import ClassCannotOpen, RosterRefused
from members.forms_pupils import OneNameForm
from members.models import ClassSession
from members.permissions_pupils import can_lead_class, can_open_class, can_run_session, pass_of
from members.queries_pupils import face_of, live_room
from members.services import class_sessions, roster
from members.services.picture_codes import shown_secret
from occe.kit.access import allow
from occe.kit.actors import Guest
from occe.kit.qr import qr_svg

EXTENSION = timedelta(minutes=15)


@allow(can_open_class, load=Classroom.objects.visible_to, key="classroom")
@require_http_methods(["GET", "HEAD", "POST"])
def open_class(request: HttpRequest, classroom: Classroom, id: UUID) -> HttpResponse:
    """One press opens; the page itself offers the kindergarten mode."""
    if classroom.cooperative.public_id != id:
        raise Http404
    if request.method != "POST":
        session = ClassSession.objects.open().filter(classroom=classroom).first()
        if session:
            return _to(session)
        context = {"cooperative": classroom.cooperative, "tab": "roster", "classroom": classroom}
        return render(request, "members/session/open.html", context | {"youngest": classroom.cycles == [1]})
    try:
        session = class_sessions.open_class(
            classroom,
            by=request.actor,
            as_one=request.POST.get("as_one") == "yes",
            day_pass=pass_of(request.actor, classroom),
        )
    except ClassCannotOpen as refused:
        messages.error(request, str(refused))
        return redirect("members:roster", id)
    return _to(session)


@allow(can_run_session, load=ClassSession.objects.visible_to, key="session")
@never_cache
@vary_on_headers("HX-Request")
@require_safe
def live(request: HttpRequest, session: ClassSession, id: UUID) -> HttpResponse:
    """Who is in, who waits at the door, who calls. Asked every two seconds; unchanged, it answers 304 alone."""
    return _live(request, session, id, "members/session/live.html", "members/session/_live.html")


@allow(can_run_session, load=ClassSession.objects.visible_to, key="session")
@never_cache
@vary_on_headers("HX-Request")
@require_safe
def projector(request: HttpRequest, session: ClassSession, id: UUID) -> HttpResponse:
    """The code and the QR on the wall, one stone a pupil who is in; no name."""
    return _live(request, session, id, "members/session/projector.html", "members/session/_projector.html")


def _live(request: HttpRequest, session: ClassSession, id: UUID, page: str, part: str) -> HttpResponse:
    _of_cooperative(session, id)
    room = live_room(session)
    if request.headers.get("HX-Request") and request.headers.get("If-None-Match") == room.etag:
        return HttpResponseNotModified(headers={"ETag": room.etag})
    context = {
        "cooperative": session.classroom.cooperative,
        "classroom": session.classroom,
        "tab": "roster",
        "session": session,
        "room": room,
        "is_guest": isinstance(request.actor, Guest),
        "may_add": can_lead_class(request.actor, session.classroom),
        "can_extend": session.is_open and session.ends_at < session.latest_end,
    }
    if not request.headers.get("HX-Request"):
        path = reverse("members:class-open", args=[class_sessions.session_token(session)])
        context |= {
            "qr": qr_svg(request.build_absolute_uri(path)),
            "address": request.build_absolute_uri(reverse("members:class-entry")).split("://")[-1],
            "form": OneNameForm(),
        }
    response = render(request, part if request.headers.get("HX-Request") else page, context)
    response["ETag"] = room.etag
    return response


# --- acts ------------------------------------------------------------------------------------------------------------


@allow(can_run_session, load=ClassSession.objects.visible_to, key="session")
@require_POST
def let_in(request: HttpRequest, session: ClassSession, id: UUID) -> HttpResponse:
    """One device that waits (`device`), or all of them."""
    _of_cooperative(session, id)
    asked = request.POST.get("device", "")
    if asked:
        class_sessions.let_in(get_object_or_404(session.devices, number=_number(asked)), by=request.actor)
    else:
        class_sessions.let_all_in(session, by=request.actor)
    return _to(session)


@allow(can_run_session, load=ClassSession.objects.visible_to, key="session")
@require_POST
def send_away(request: HttpRequest, session: ClassSession, id: UUID) -> HttpResponse:
    _of_cooperative(session, id)
    device = get_object_or_404(session.devices, number=_number(request.POST.get("device", "")))
    class_sessions.send_away(device, by=request.actor)
    return _to(session)


@allow(can_run_session, load=ClassSession.objects.visible_to, key="session")
@require_POST
def extend(request: HttpRequest, session: ClassSession, id: UUID) -> HttpResponse:
    """A quarter of an hour more, up to the two hours."""
    _of_cooperative(session, id)
    until = min(max(session.ends_at, timezone.now()) + EXTENSION, session.latest_end)
    try:
        class_sessions.extend(session, until=until, by=request.actor)
    except ClassCannotOpen as refused:
        messages.error(request, str(refused))
    return _to(session)


@allow(can_run_session, load=ClassSession.objects.visible_to, key="session")
@require_POST
def close(request: HttpRequest, session: ClassSession, id: UUID) -> HttpResponse:
    """For everybody at once."""
    _of_cooperative(session, id)
    class_sessions.close_class(session, by=request.actor)
    return _to(session)


@allow(can_run_session, load=ClassSession.objects.visible_to, key="session")
@require_POST
def this_device(request: HttpRequest, session: ClassSession, id: UUID) -> HttpResponse:
    """The device in my hands becomes the tablet of the class; the way back to my pages asks for my password."""
    _of_cooperative(session, id)
    try:
        _device, token = class_sessions.make_shared_tablet(session, by=request.actor)
    except ClassCannotOpen as refused:
        messages.error(request, str(refused))
        return _to(session)
    sitting.leave_nothing_said(request)
    response = redirect("members:class-board")
    presence.start_afresh(request, response, token)
    response.delete_cookie(cookie_name(), samesite="Lax")
    return response


@allow(can_run_session, load=ClassSession.objects.visible_to, key="session")
@require_POST
def seen(request: HttpRequest, session: ClassSession, id: UUID) -> HttpResponse:
    """I have seen that call, or all of them."""
    _of_cooperative(session, id)
    for signal in session.signals.filter(seen_at__isnull=True):
        if request.POST.get("signal", str(signal.public_id)) == str(signal.public_id):
            class_sessions.see_signal(signal, by=request.actor)
    return _to(session)


@allow(can_run_session, load=ClassSession.objects.visible_to, key="session")
@require_http_methods(["GET", "HEAD", "POST"])
def add_pupil(request: HttpRequest, session: ClassSession, id: UUID) -> HttpResponse:
    """A new child, in under a minute: a first name; picture and secret are proposed and shown at once."""
    _of_cooperative(session, id)
    if not can_lead_class(request.actor, session.classroom):
        raise Http404
    form = OneNameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            roster.add_pupils(session.classroom, pupils=[form.new_pupil(session.classroom)], by=request.actor)
        except RosterRefused as refused:
            form.add_error("first_name", str(refused))
        else:
            return redirect("members:session-welcome", id, session.public_id, form.cleaned_data["public_id"])
    context = {"cooperative": session.classroom.cooperative, "tab": "roster", "session": session, "form": form}
    return render(request, "members/session/add_pupil.html", context, status=422 if form.errors else 200)


@allow(can_run_session, load=ClassSession.objects.visible_to, key="session")
@never_cache
@require_safe
def welcome(request: HttpRequest, session: ClassSession, id: UUID, pupil: UUID) -> HttpResponse:
    """The new child's picture and three secret pictures, to show on the screen."""
    _of_cooperative(session, id)
    rows = session.classroom.enrolments.here().select_related("pupil")
    enrolment = get_object_or_404(rows, pupil__public_id=pupil)
    context = {
        "cooperative": session.classroom.cooperative,
        "tab": "roster",
        "session": session,
        "face": face_of(enrolment),
        "secret": shown_secret(enrolment.pupil),
        "told": ngettext("%(count)s élève dans la classe", "%(count)s élèves dans la classe", len(rows))
        % {"count": len(rows)},
    }
    return render(request, "members/session/welcome.html", context)


def _to(session: ClassSession) -> HttpResponse:
    return redirect("members:session", session.classroom.cooperative.public_id, session.public_id)


def _of_cooperative(session: ClassSession, id: UUID) -> None:
    if session.classroom.cooperative.public_id != id:
        raise Http404


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 0
