"""How a pupil comes in: the code, the QR on the wall, the own card, the board of pictures, the secret.

These pages are open to everybody: who may see what follows from the device's cookie (`members.presence`). None is ever
stored by a browser.
"""

from collections.abc import Sequence
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from members import presence
from members.errors_pupils import NotLetIn, Pause, WaitBeforeNextCode, WrongCode, WrongSecret
from members.forms_pupils import CODE_LENGTH, CodeForm, SecretForm
from members.models import ClassSession, Enrolment, Pupil, SessionDevice, Turn
from members.presence import Presence
from members.pupil_doors import gathering_of
from members.queries_pupils import adult_of, board, face_of, pause_of
from members.services import cards, pupil_sign_in
from members.services.picture_codes import BOARD, LENGTH
from occe.kit.access import public
from occe.kit.actors import Adult

DOORS_OUT = ("lost", "not-me", "new", "read")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest) -> HttpResponse:
    """Six digits. Without a script each key of the pad posts what stands there so far; the code is no secret."""
    if request.method != "POST":
        if presence.presence_of(request):
            return redirect("members:class-board")
        return _code_page(request, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form, code=form.data.get("code", ""), status=422)
    if not form.cleaned_data["complete"]:
        return _code_page(request, CodeForm(), code=form.cleaned_data["code"])
    return _try_code(request, form)


def _try_code(request: HttpRequest, form: CodeForm) -> HttpResponse:
    if request.federation is None:
        raise Http404
    try:
        _device, token = pupil_sign_in.come_in_by_code(
            request.federation,
            code=form.cleaned_data["code"],
            device_key=presence.browser_key(request),
            network=get_adapter().get_client_ip(request),
        )
    except WrongCode as refused:
        form.add_error("code", str(refused))
        waits = isinstance(refused, WaitBeforeNextCode)
        return _code_page(request, form, status=429 if waits else 422)
    response = redirect("members:class-board")
    presence.keep_device(request, response, token)
    return response


def _code_page(request: HttpRequest, form: CodeForm, *, code: str = "", status: int = 200) -> HttpResponse:
    digits = code[:CODE_LENGTH].ljust(CODE_LENGTH)
    context = {"form": form, "code": code, "digits": digits, "keys": "123456789"}
    response = render(request, "members/pupils/entry.html", context, status=status)
    presence.keep_browser_key(request, response)
    return response


@public
@never_cache
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """The class is not open: yesterday's cookie, a card at home, a class that has just been closed."""
    return render(request, "members/pupils/closed.html")


@public
@never_cache
@require_safe
def old_card(request: HttpRequest) -> HttpResponse:
    return render(request, "members/pupils/old_card.html")


@public
@never_cache
@require_safe
def open_by_qr(request: HttpRequest, token: str) -> HttpResponse:
    """The QR on the wall: the token leaves the address bar, a signed cookie takes its place."""
    session = pupil_sign_in.session_of_token(request.federation, token) if request.federation else None
    if session is None:
        return redirect("members:class-closed")
    response = redirect("members:class-board")
    here = presence.presence_of(request)
    if here is None or here.session != session or not here.device.is_in:
        presence.keep_device(request, response, presence.scanned_cookie(session))
    return response


@public
@never_cache
@require_safe
def open_by_card(request: HttpRequest, token: str) -> HttpResponse:
    """A pupil's own card: straight to the secret of that pupil, and of no other, while the class is open."""
    pupil = cards.pupil_of_card(request.federation, token) if request.federation else None
    if pupil is None:
        return redirect("members:class-old-card")
    session = pupil_sign_in.open_session_of(pupil)
    if session is None:
        return redirect("members:class-closed")
    response = redirect("members:class-secret", pupil.public_id)
    here = presence.presence_of(request)
    if here is None or here.session != session or not here.device.is_in:
        presence.keep_device(request, response, presence.scanned_cookie(session, pupil=str(pupil.public_id)))
    return response


# --- in the class ----------------------------------------------------------------------------------------------------


@public
@never_cache
@require_safe
def class_board(request: HttpRequest) -> HttpResponse:
    """Who are you? Pictures with names once the device is in; a tap leads to the secret, or begins the turn.

    A device at the door asks every two seconds, and shows the page anew as soon as the answer has changed.
    """
    here = presence.presence_of(request)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204) if here and not here.device.is_in else HttpResponseClientRefresh()
    if here is None:
        return redirect("members:class-closed" if presence.browser_key(request) else "members:class-entry")
    if here.card_pupil and not here.device.is_in:
        return redirect("members:class-secret", here.card_pupil)
    if here.turn and not here.device.is_shared:
        return redirect("members:pupil-home")
    return render(request, *_board_page(request, here))


def _board_page(request: HttpRequest, here: Presence) -> tuple[str, dict]:
    session = here.session
    context = {
        "session": session,
        "classroom": session.classroom,
        "device": here.device,
        "faces": board(session.classroom),
        "adult": adult_of(session),
    }
    if not here.device.is_in:
        return "members/pupils/waiting.html", context
    if session.as_one:
        everybody = session.classroom.enrolments.select_related("pupil").get(pupil__kind=Pupil.Kind.WHOLE_CLASS)
        return "members/pupils/board_as_one.html", context | {"face": face_of(everybody)}
    running = here.turn and presence.face_in(session.classroom, here.turn.pupil)
    return "members/pupils/board.html", context | {"running": running, "gathering": gathering_of(session)}


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def secret(request: HttpRequest, id: UUID) -> HttpResponse:
    """Three pictures, in order. Without a script each tap posts those touched so far, in a page that nothing stores."""
    here = presence.presence_of(request)
    if here is None:
        return redirect("members:class-closed" if presence.browser_key(request) else "members:class-entry")
    if str(id) != here.card_pupil and not here.device.is_in:
        return redirect("members:class-board")
    enrolment = here.session.classroom.enrolments.here().select_related("pupil").filter(pupil__public_id=id).first()
    if enrolment is None:
        raise Http404
    form = SecretForm(request.POST if request.method == "POST" else None)
    taps = form.cleaned_data["pictures"] if form.is_valid() and "again" not in request.POST else []
    if len(taps) == LENGTH:
        return _try_secret(request, here, enrolment, taps)
    return _secret_page(request, here, enrolment, taps=taps)


def _try_secret(request: HttpRequest, here: Presence, enrolment: Enrolment, taps: list[str]) -> HttpResponse:
    try:
        turn, token = pupil_sign_in.sign_in(_arrived(here), pupil=enrolment.pupil, pictures=taps)
    except (WrongSecret, Pause) as refused:
        return _secret_page(request, here, enrolment, refused=str(refused), status=422)
    except NotLetIn:
        return redirect("members:class-board")
    return _begun(request, turn, token)


def _secret_page(
    request: HttpRequest,
    here: Presence,
    enrolment: Enrolment,
    *,
    taps: Sequence[str] = (),
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "pupil": face_of(enrolment),
        "reading_age": enrolment.pupil.reading_age,
        "classroom": here.session.classroom,
        "board": BOARD,
        "taps": list(taps),
        "places": [taps[rank] if rank < len(taps) else "" for rank in range(LENGTH)],
        "refused": refused,
        "pause_until": pause_of(here.session, enrolment.pupil),
    }
    return render(request, "members/pupils/secret.html", context, status=status)


def _arrived(here: Presence) -> SessionDevice:
    """The device as a row: one that scanned becomes one at its first act."""
    if here.device.pk is not None:
        return here.device
    return pupil_sign_in.arrive(here.session, how=here.device.how, token=here.token)


def _begun(request: HttpRequest, turn: Turn, token: str) -> HttpResponse:
    """The turn's first page: what the class does together, else one's own. On a shared tablet its address carries the
    turn, and who has had it already is told so; on a device of one's own one comes home."""
    done_by = None if turn.device.is_shared else turn.pupil_id
    gathering = None if turn.session.as_one else gathering_of(turn.session, done_by)
    home = gathering.url if gathering and gathering.is_for(turn.pupil_id) else reverse("members:pupil-home")
    if turn.device.is_shared:
        home = presence.turn_prefix(turn, (get_language() or "fr")[:2]) + home.split("/pupil/", 1)[1]
    response = redirect(home)
    presence.start_afresh(request, response, token)
    return response


@public
@never_cache
@require_POST
def turn(request: HttpRequest) -> HttpResponse:
    """A tap on a picture of the shared tablet, or on the class in kindergarten mode: the turn begins."""
    here = presence.presence_of(request)
    if here is None:
        return redirect("members:class-closed")
    pupil = _tapped(here.session, request.POST.get("pupil", ""))
    try:
        begun, token = pupil_sign_in.take_turn(_arrived(here), pupil=pupil)
    except NotLetIn:
        return redirect("members:class-board")
    return _begun(request, begun, token)


def _tapped(session: ClassSession, chosen: str) -> Pupil:
    """The pupil whose picture was tapped: of this class, or of another one whose children take part now."""
    rows = session.classroom.enrolments.select_related("pupil").filter(pupil__left_on__isnull=True)
    mine = next((row.pupil for row in rows if str(row.pupil.public_id) == chosen), None)
    if mine:
        return mine
    gathering = gathering_of(session)
    visitor = next((face for face in gathering.visitors if str(face.public_id) == chosen), None) if gathering else None
    if visitor is None:
        raise Http404
    return get_object_or_404(Pupil.objects.here(), public_id=visitor.public_id)


@public
@never_cache
@require_POST
def leave_class(request: HttpRequest) -> HttpResponse:
    """This device belongs to another class: forget this one. A turn that runs on it ends."""
    here = presence.presence_of(request)
    if here and here.turn:
        pupil_sign_in.end_turn(here.turn)
    response = redirect("members:class-entry")
    if not isinstance(request.actor, Adult):
        request.session.flush()
    presence.forget_device(response)
    return response


# --- calling for help ------------------------------------------------------------------------------------------------


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door_out(request: HttpRequest, exit: str) -> HttpResponse:
    """The four ways out of the first page: I lost my card, this is not me, I am new, I cannot read this word."""
    if exit not in DOORS_OUT:
        raise Http404
    here = presence.presence_of(request)
    if request.method == "POST" and here:
        pupil_sign_in.call_adult(_arrived(here), kind=exit)
        return redirect("members:class-exit", exit)
    return render(request, f"members/pupils/exit_{exit.replace('-', '_')}.html", call_context(here, exit))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def need_adult(request: HttpRequest) -> HttpResponse:
    """I need an adult: one button, and two numbers that answer for free."""
    here = presence.presence_of(request)
    if request.method == "POST" and here:
        pupil_sign_in.call_adult(_arrived(here), kind="adult")
        return redirect("members:class-adult")
    return render(request, "members/pupils/need_adult.html", call_context(here, "adult"))


def call_context(here: Presence | None, kind: str, pupil: Pupil | None = None) -> dict:
    """`called`: the adult has been called from this device and has not answered yet."""
    if here is None:
        return {"session": None, "adult": "", "called": False}
    session: ClassSession = here.session
    waiting = session.signals.filter(seen_at__isnull=True, kind=kind, pupil=pupil)
    return {
        "session": session,
        "classroom": session.classroom,
        "adult": adult_of(session),
        "called": here.device.pk is not None and waiting.filter(device=here.device).exists(),
    }
