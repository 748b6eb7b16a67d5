"""Headers and log context that every answer gets."""

import logging
import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .actors import Anonymous
from .logs import actor_label, request_id, request_in_hand, view_name

Handler = Callable[[HttpRequest], HttpResponse]
access_log = logging.getLogger("occe.access")

# A photo comes by a file field, which asks the device's own camera: no page of ours needs that permission.
_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
    "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip


def permissions_policy(*ours: str) -> str:
    """What a page may ask of the device: nothing but the features named (the page that records a sound: the
    microphone), for itself alone."""
    features = ", ".join(f"{feature}=({'self' if feature in ours else ''})" for feature in _FEATURES)
    return f"{features}, publickey-credentials-get=(self), publickey-credentials-create=(self)"


PERMISSIONS_POLICY = permissions_policy()


def request_context(get_response: Handler) -> Handler:
    """Gives each request an id (the proxy's, if it looks like one), and one access line with the view's name.

    The line holds neither path nor query: a token may stand in them.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id.set(given if re.fullmatch(r"[\w-]{8,64}", given, re.ASCII) else uuid.uuid4().hex)
        actor_label.set("")
        request_in_hand.set(request)
        response = get_response(request)
        access_log.info("%s %s %s", request.method, view_name(request), response.status_code)
        response["X-Request-ID"] = request_id.get()
        response["Server"] = ""  # left out, granian would write its own name
        return response

    return middleware


def security_headers(get_response: Handler) -> Handler:
    """The headers that Django has no setting for. Private answers are never stored; public ones may be."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Reporting-Endpoints", f'policy="{settings.REPORTS_PATH}"')
        if not isinstance(getattr(request, "actor", Anonymous()), Anonymous):
            response.headers.setdefault("Cache-Control", "no-store, private")
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return middleware
