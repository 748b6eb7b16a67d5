"""A pupil's presence: which device this browser is, whose turn it is, and the addresses of a shared tablet.

How a room above writes a page for pupils, and gets all of this for nothing:

- its address begins with `pupil/` (`path("pupil/expense/", …)`), and its view is marked
  `@allow(can_use_pupil_pages, sign_in="pupil")`, or with its own permission on a `PupilActor`;
- its template extends `pupil.html` and finds the child in `pupil` (`members.queries_pupils.Face`: name, picture,
  reading age) and the turn in `turn`; forms post to their own address (no `action`), or to `{% url %}`;
- it keeps nothing in the Django session that must not be seen by the next child: the session is thrown away at the
  beginning and at the end of each turn.

What happens around it: the device is known by a cookie of its own (`COOKIE`), of which the database keeps the hash, and
which changes at each turn. `gate` runs before the address is resolved. On a shared tablet it sends `/fr/pupil/x/` to
`/fr/pupil/turn/<turn>/x/`, and reads the latter as the former while that turn is the present one; any other turn's
address goes back to the class's board. So a page of the former child that the browser still shows leads nowhere: its
links come back to the board, and its forms are refused, since the anti-forgery key changes with the turn too. Once the
class is closed every address under `pupil/` leads to the page that says so.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from cooperatives.models import Classroom, Federation, GuestLink
from members.job_pages import name_of
from members.models import ClassSession, Pupil, SessionDevice, Turn
from members.models.sessions import LONGEST
from members.pupil_doors import gathering_of
from members.queries_pupils import Face, face_of, face_of_pupil, jobs_held
from occe.kit.actors import PupilActor
from occe.kit.dates import today
from occe.kit.tokens import hash_token, new_token

COOKIE = "__Host-class-device" if settings.SESSION_COOKIE_SECURE else "class-device"
SCANNED = "members.scanned"
PUPIL_PAGE = re.compile(r"^/(?P<language>fr|en)/pupil/(?:turn/(?P<turn>[0-9a-f-]{36})/)?(?P<rest>.*)$")


CHILDS_PAGE = re.compile(r"^/(fr|en)/(class|pupil)/")


def is_childs_address(path: str) -> bool:
    """Whether an address is one of the class's or of a pupil's pages."""
    return bool(CHILDS_PAGE.match(path))


@dataclass(frozen=True, slots=True)
class Presence:
    """This browser in an open class: its device, the running turn, and for a device without a row yet what it scanned.

    `card_pupil` is the public id of the pupil whose card was scanned: this device may sign in that one only.
    """

    device: SessionDevice
    turn: Turn | None = None
    token: str = ""
    card_pupil: str = ""

    @property
    def session(self) -> ClassSession:
        return self.device.session


def presence_of(request: HttpRequest) -> Presence | None:
    """The presence behind this request's cookie, read once; None without one, and as soon as the class is closed."""
    if not hasattr(request, "_presence"):
        request._presence = _read(request)  # type: ignore[attr-defined]
    return request._presence  # type: ignore[attr-defined]


def _read(request: HttpRequest) -> Presence | None:
    cookie = request.COOKIES.get(COOKIE, "")
    federation: Federation | None = request.federation  # type: ignore[attr-defined]
    if not cookie or federation is None:
        return None
    scanned = _scanned(cookie)
    token = scanned["token"] if scanned else cookie
    found = SessionDevice.objects.filter(cookie_hash=hash_token(token), sent_away_at__isnull=True)
    device = found.select_related("session__classroom__cooperative", "session__opened_by").first()
    if device is None:
        return _of_scan(scanned, federation) if scanned else None
    if not device.session.is_open or device.session.federation_id != federation.pk:
        return None
    turn = Turn.objects.filter(device=device, ended_at__isnull=True).select_related("pupil").first()
    if turn:
        turn.device, turn.session = device, device.session
    return Presence(device, turn, token, scanned["pupil"] if scanned else "")


def _scanned(cookie: str) -> dict | None:
    """What a signed cookie says about a scan; None for the plain cookie of a device that is known, or a forged one."""
    if ":" not in cookie:
        return None
    try:
        return signing.loads(cookie, salt=SCANNED, max_age=LONGEST)
    except signing.BadSignature:
        return None


def _of_scan(scanned: dict, federation: Federation) -> Presence | None:
    sessions = ClassSession.objects.open().filter(federation=federation, public_id=scanned["session"])
    session = sessions.select_related("classroom__cooperative", "opened_by").first()
    if session is None:
        return None
    how = SessionDevice.How.CARD if scanned["pupil"] else SessionDevice.How.QR
    let_in_at = session.opened_at if how == SessionDevice.How.QR else None
    return Presence(
        SessionDevice(session=session, how=how, let_in_at=let_in_at), None, scanned["token"], scanned["pupil"]
    )


def actor_of_pupil(request: HttpRequest) -> PupilActor | None:
    """The pupil whose turn it is on this device, for `members.middleware`."""
    presence = presence_of(request)
    if presence is None or presence.turn is None:
        return None
    classroom = presence.session.classroom
    return PupilActor(
        pupil_id=presence.turn.pupil_id,
        class_session_id=presence.session.pk,
        classroom_id=classroom.pk,
        cooperative_id=classroom.cooperative_id,
        federation_id=presence.session.federation_id,
    )


def address_of_pass(link: GuestLink) -> str:
    """Where a substitute's link leads: to the opening of the class that it is for."""
    classroom = link.day_pass.classroom
    return reverse("members:session-open", args=[classroom.cooperative.public_id, classroom.public_id])


def turn_of(request: HttpRequest) -> Turn:
    """The running turn of a pupil's page; only pages that the guard opened to a pupil may ask."""
    here = presence_of(request)
    if here is None or here.turn is None:
        raise PermissionDenied
    return here.turn


# --- the addresses ---------------------------------------------------------------------------------------------------


def gate(request: HttpRequest) -> HttpResponse | None:
    """Look at an address under `pupil/` before it is resolved: an answer to send instead, or None to go on.

    An adult who is signed in passes: the guard of the view answers.
    """
    match = PUPIL_PAGE.match(request.path_info)
    if match is None or (request.user.is_authenticated and not match["turn"]):
        return None
    presence = presence_of(request)
    if presence is None:
        known = bool(request.COOKIES.get(COOKIE))
        return (
            _go(request, "members:class-closed" if known else "members:class-entry") if known or match["turn"] else None
        )
    turn = presence.turn
    if turn is None or (match["turn"] and match["turn"] != str(turn.public_id)):
        return _go(request, "members:class-board")
    if turn.is_visit and not _is_of_visit(presence.session, match["rest"]):
        return _go(request, "members:class-board")
    plain = f"/{match['language']}/pupil/{match['rest']}"
    if match["turn"]:
        request.path_info = plain
    elif presence.device.is_shared and request.method in ("GET", "HEAD"):
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return redirect(f"{turn_prefix(turn, match['language'])}{match['rest']}{query}")
    return None


def _is_of_visit(session: ClassSession, rest: str) -> bool:
    """Whether a child of another class may see this page here: what the class does together, and the way out."""
    gathering = gathering_of(session)
    pages = [reverse("members:pupil-leave"), *([gathering.url] if gathering else [])]
    return rest in [page.split("/pupil/", 1)[1] for page in pages]


def turn_prefix(turn: Turn, language: str) -> str:
    """The beginning of every address of this turn on a shared tablet."""
    return f"/{language}/pupil/turn/{turn.public_id}/"


def _go(request: HttpRequest, name: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse(name))
    return redirect(name)


# --- the cookie ------------------------------------------------------------------------------------------------------


def browser_key(request: HttpRequest) -> str:
    """What tells this browser from another between two codes typed; "" before its first page."""
    return request.COOKIES.get(COOKIE, "")


def keep_browser_key(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give the browser a cookie that leads nowhere yet, so that its wrong codes are counted as its own."""
    if not browser_key(request):
        keep_device(request, response, new_token())


def keep_device(request: HttpRequest, response: HttpResponseBase, token: str) -> None:
    """Put the device's cookie in the browser, for the time that a class may last."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=LONGEST,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def scanned_cookie(session: ClassSession, *, pupil: str = "") -> str:
    """The cookie of a device that has just scanned the wall, or a card: signed, since no row stands for it yet."""
    return signing.dumps(
        {"session": str(session.public_id), "pupil": pupil, "token": new_token()}, salt=SCANNED, compress=False
    )


def forget_device(response: HttpResponseBase) -> None:
    """The browser leaves the class."""
    response.delete_cookie(COOKIE, path="/", samesite="Lax")


def start_afresh(request: HttpRequest, response: HttpResponseBase, token: str) -> None:
    """Between two people at one screen: sign an adult out, throw the session away, change every key.

    A page of the person before, if the browser still shows it, can send nothing any more.
    """
    if request.user.is_authenticated:
        logout(request)
    else:
        request.session.flush()
    rotate_token(request)
    keep_device(request, response, token)


# --- what pupils' pages may use --------------------------------------------------------------------------------------


def face_in(classroom: Classroom, pupil: Pupil) -> Face:
    """The face of a pupil as this class knows it; of one who visits, as the own class does."""
    mine = classroom.enrolments.select_related("pupil").filter(pupil=pupil).first()
    return face_of(mine) if mine else face_of_pupil(Pupil.objects.faced().get(pk=pupil.pk))


def pupil_context(request: HttpRequest) -> dict:
    """For the templates of a pupil's page: `pupil` (a `Face`), `reading_age`, `classroom`, `turn`, `role` (the jobs).

    Nothing is read before a template asks for it, but the turn, which is known.
    """
    presence = presence_of(request)
    if presence is None or presence.turn is None:
        return {}
    pupil, classroom = presence.turn.pupil, presence.session.classroom
    return {
        "turn": presence.turn,
        "reading_age": pupil.reading_age,
        "classroom": classroom,
        "pupil": SimpleLazyObject(lambda: face_in(classroom, pupil)),
        "role": SimpleLazyObject(
            lambda: ", ".join(str(name_of(job)) for job in jobs_held(pupil.pk, classroom.pk, on=today()))
        ),
    }
