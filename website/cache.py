"""The public cache: pages for everybody are answered from this process's memory, before session and actor.

What is kept: whole answers of views marked `open_page`, for readers without any cookie (or with the theme's alone),
by scheme, host, address and query; plain, gzip and brotli. When it falls: with the stamp of the federation
(`website.stamp`), looked at no more than once a second by a process, so a page is at most that old, whichever process
made the change. Every answer has an ETag; a repeat visit costs a 304.
"""

import gzip
import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import brotli
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.views.decorators.http import require_safe

from cooperatives.queries import federation_for_host
from occe.kit.access import public
from website import stamp

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)

LARGEST = 400_000
"""Bytes of one answer that may be kept."""
ROOM = 24_000_000
"""Bytes that one process keeps in all; the pages unread for longest go first."""
AWAY = 5.0
"""Seconds for which a database that did not answer is not asked again: each attempt makes one reader wait."""
_THEMES = ("", "theme=light", "theme=dark")
_VARY = "Accept-Encoding, Cookie"
# Belong to one answer or one connection, not to the page.
_OWN_HEADERS = {"X-Request-ID", "Content-Length", "Set-Cookie", "Date"}


def open_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a page as the same for everybody: open, read only, kept in the public cache for readers without cookies."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.may_be_kept = response.status_code in (200, 302)  # type: ignore[attr-defined]
        return response

    return public(require_safe(shown))


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it was first given, in three encodings."""

    status: int
    headers: tuple[tuple[str, str], ...]
    match: ResolverMatch | None
    etag: str
    bodies: dict[str, bytes]
    size: int

    @classmethod
    def of(cls, request: HttpRequest, response: HttpResponse) -> "Kept":
        body = response.content
        etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
        response.headers["Vary"] = "Accept-Encoding, Accept-Language, Cookie" if _chooses(request) else _VARY
        response.headers["ETag"] = etag
        headers = tuple((name, value) for name, value in response.items() if name not in _OWN_HEADERS)
        bodies = {"": body, "gzip": gzip.compress(body, 6, mtime=0), "br": brotli.compress(body, quality=5)}
        return cls(
            response.status_code, headers, request.resolver_match, etag, bodies, sum(map(len, bodies.values())) + 1000
        )

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The answer for this reader: 304 when the page is the one that the browser has."""
        request.resolver_match = self.match
        if self.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            response = HttpResponse(status=304)
        else:
            coding = _coding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
            response = HttpResponse(self.bodies[coding], status=self.status)
            response.headers["Content-Length"] = str(len(self.bodies[coding]))
            if coding:
                response.headers["Content-Encoding"] = coding
        for name, value in self.headers:
            response.headers[name] = value
        return response


class Store:
    """The kept answers of this process, under one limit of bytes; safe between threads."""

    def __init__(self, room: int = ROOM):
        self._room, self._used = room, 0
        self._pages: OrderedDict[tuple, tuple[str, Kept]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple, version: str) -> Kept | None:
        with self._lock:
            found = self._pages.get(key)
            if found is None or found[0] != version:
                return None
            self._pages.move_to_end(key)
            return found[1]

    def put(self, key: tuple, version: str, kept: Kept) -> None:
        with self._lock:
            if before := self._pages.pop(key, None):
                self._used -= before[1].size
            self._pages[key] = (version, kept)
            self._used += kept.size
            while self._used > self._room:
                self._used -= self._pages.popitem(last=False)[1][1].size


class Clock:
    """The stamp of each host's federation, read again when it is older than `PUBLIC_CACHE_SECONDS`.

    One thread reads; the others go on with the stamp before, for the time of two queries.
    """

    def __init__(self) -> None:
        self._stamps: dict[tuple[str, str], tuple[float, str | None]] = {}
        self._reading = threading.Lock()

    def stamp(self, host: str) -> str | None:
        """Nothing when no federation answers at this host: then nothing is kept or served.

        While the database is away the last stamp goes on, so that what was kept is still read: nobody can change it.
        """
        place, now = (stamp.database(), host), time.monotonic()
        read_at, known = self._stamps.get(place, (0.0, None))
        fresh = now - read_at < settings.PUBLIC_CACHE_SECONDS and not connection.in_atomic_block
        if fresh or not self._reading.acquire(blocking=known is None):
            return known
        try:
            try:
                known = self._read(host)
            except Error:
                log.warning("the public cache cannot read its stamp")
                now = time.monotonic() + AWAY
            self._stamps[place] = (now, known)
        finally:
            self._reading.release()
        return known

    def _read(self, host: str) -> str | None:
        federation = federation_for_host(host)
        return stamp.of_federation(federation.pk) if federation else None


_store, _clock = Store(), Clock()


def public_cache(get_response: Handler) -> Handler:
    """The middleware; it stands before session, language and actor, right after the request's own context."""

    def middleware(request: HttpRequest) -> HttpResponse:
        key = _key(request)
        version = _clock.stamp(key[1]) if key else None
        if key is None or version is None:
            return get_response(request)
        kept = _store.get(key, version)
        if kept is None:
            response = get_response(request)
            if not _storable(response):
                return response
            kept = Kept.of(request, response)
            _store.put(key, version, kept)
        return kept.answer(request)

    return middleware


def _key(request: HttpRequest) -> tuple | None:
    """What an answer depends on; nothing for a reader whom the portal may know."""
    meta = request.META
    if request.method != "GET" or meta.get("HTTP_COOKIE", "") not in _THEMES or "HTTP_AUTHORIZATION" in meta:
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    languages = meta.get("HTTP_ACCEPT_LANGUAGE", "")[:120] if _chooses(request) else ""
    return (
        request.scheme,
        host,
        request.path_info,
        meta.get("QUERY_STRING", ""),
        meta.get("HTTP_COOKIE", ""),
        languages,
    )


def _chooses(request: HttpRequest) -> bool:
    """Whether the address names no language, so that the answer depends on the reader's."""
    return request.path_info == "/"


def _storable(response: HttpResponse) -> bool:
    return (
        getattr(response, "may_be_kept", False)
        and not response.streaming
        and not response.cookies
        and "Content-Encoding" not in response
        and len(response.content) <= LARGEST
    )


def _coding(accepted: str) -> str:
    """brotli before gzip, as the browser allows (`br;q=0` forbids, and nobody sends it)."""
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
