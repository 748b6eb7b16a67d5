"""One JSON object a line on standard output; line breaks inside a message cannot forge another line.

What a line must not hold: the address that was asked (tokens stand in addresses), what a job was given (letters with
links in them), people's mail addresses, the rows that the database quotes in its complaints.
"""

import json
import logging
import re
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from urllib.parse import quote, unquote, unquote_plus, urlsplit

from django.http import HttpRequest

request_id: ContextVar[str] = ContextVar("request_id", default="")
actor_label: ContextVar[str] = ContextVar("actor_label", default="")
request_in_hand: ContextVar[HttpRequest | None] = ContextVar("request_in_hand", default=None)

HIDDEN = "…"
_SHORTEST_PART = 6
_MAIL_ADDRESS = re.compile(r"[^\s@<>'\"(),:;]+@[\w-]+(?:\.[\w-]+)+")
_QUOTED_ROW = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)
_plain = logging.Formatter()


def view_name(request: HttpRequest) -> str:
    """The name of the page that was asked, which holds no argument; "-" where none answers."""
    match = request.resolver_match
    return match.view_name if match else "-"


class ContextFilter(logging.Filter):
    """Adds the request's and the actor's id to each log record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        record.actor = actor_label.get()
        return True


class DiscretionFilter(logging.Filter):
    """Puts the name of the page in the place of its address, in message and traceback, whoever wrote them."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None) or request_in_hand.get()
        names = dict(_names(request)) if isinstance(request, HttpRequest) else {}
        names |= _arguments_of_a_job(record)
        record.msg, record.args = _discreet(record.getMessage(), names), ()
        if record.exc_info:
            record.exc_text = _discreet(_plain.formatException(record.exc_info), names)
        return True


def _names(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """What may not be printed of this request's address and of the page before it, and what stands in its place."""
    name = view_name(request)
    query = request.META.get("QUERY_STRING", "")
    before = (urlsplit(request.META.get(header, "")) for header in ("HTTP_REFERER", "HTTP_HX_CURRENT_URL"))
    addresses = [(request.path, query), (request.path_info, query), *((url.path, url.query) for url in before)]
    for path, asked in addresses:
        for whole in (path, quote(path), asked, unquote_plus(asked)):
            if len(whole) >= _SHORTEST_PART:
                yield whole, name
        for part in re.split(r"[/&=?]", f"{path}/{unquote(path)}/{asked}/{unquote_plus(asked)}"):
            if len(part) >= _SHORTEST_PART and re.search(r"[^a-z_-]", part):
                yield part, HIDDEN


def _arguments_of_a_job(record: logging.LogRecord) -> dict[str, str]:
    """procrastinate writes a job with all that it was given; the task and its number are enough to find it."""
    job = getattr(record, "job", None)
    if not isinstance(job, dict) or "call_string" not in job:
        return {}
    return {job["call_string"]: f"{job.get('task_name')}[{job.get('id')}]"}


def _discreet(text: str, names: dict[str, str]) -> str:
    for hidden in sorted(names, key=len, reverse=True):
        text = text.replace(hidden, names[hidden])
    return _MAIL_ADDRESS.sub(HIDDEN, _QUOTED_ROW.sub(rf"\1: {HIDDEN}", text))


class JsonFormatter(logging.Formatter):
    """Time in UTC, level, logger, message, request's and actor's id; a traceback when there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": getattr(record, "request_id", ""),
            "actor": getattr(record, "actor", ""),
        }
        if record.exc_info:
            line["exception"] = record.exc_text or self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
