"""What browsers say that our page policy refused: a line in the log each, and nothing kept.

Anybody may send anything here, so little is read, little is believed, and few are written down: the directive, what was
refused (a keyword or a host, never an address), and the name of the page.
"""

import json
import logging
import re
import threading
import time
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .access import public

log = logging.getLogger("occe.browser")

LARGEST = 8_000
"""Bytes of one sending."""
MOST_AT_ONCE = 5
"""Reports of one sending that are written down."""
MOST_A_MINUTE = 30
"""Sendings that one process reads in a minute."""


class Gate:
    """Lets so many through in a minute, in this process; safe between threads."""

    def __init__(self, most: int = MOST_A_MINUTE):
        self._most, self._times, self._lock = most, deque[float](), threading.Lock()

    def lets_in(self) -> bool:
        now = time.monotonic()
        with self._lock:
            while self._times and now - self._times[0] > 60:
                self._times.popleft()
            if len(self._times) >= self._most:
                return False
            self._times.append(now)
            return True


gate = Gate()


@public
@csrf_exempt  # a browser sends it by itself, and it changes nothing
@require_POST
def browser_report(request: HttpRequest) -> HttpResponse:
    """Take a report in either form that browsers send: a list of `report-to`, or one of `report-uri`."""
    if not gate.lets_in():
        return HttpResponse(status=429)
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return HttpResponse(status=413)
    try:
        found = list(_violations(json.loads(body)))
    except ValueError:
        return HttpResponse(status=400)
    for directive, refused, page in found[:MOST_AT_ONCE]:
        log.warning("the browser refused: %s, %s, on %s", directive, refused, page)
    return HttpResponse(status=204)


def _violations(told: Any) -> Iterator[tuple[str, str, str]]:
    """Directive, what was refused, and page of each report that reads like one."""
    for report in told if isinstance(told, list) else [told]:
        body = report.get("body") or report.get("csp-report") if isinstance(report, dict) else None
        if isinstance(body, dict):
            directive = _text(body, "effectiveDirective", "effective-directive", "violated-directive")
            page = _text(body, "documentURL", "document-uri")
            yield _word(directive), _word(_place(_text(body, "blockedURL", "blocked-uri"))), _page_name(page)


def _text(body: dict, *names: str) -> str:
    return next((value for name in names if isinstance(value := body.get(name), str)), "")


def _place(blocked: str) -> str:
    """`inline`, `eval`… as they stand; of an address, its host."""
    try:
        return urlsplit(blocked).hostname or blocked
    except ValueError:
        return ""


def _word(text: str) -> str:
    return text if re.fullmatch(r"[a-z0-9.-]{1,80}", text) else "?"


def _page_name(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except (Resolver404, ValueError):
        return "-"
