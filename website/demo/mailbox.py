"""The demonstration's mail: kept in a folder and read on a page, sent to nobody."""

import datetime
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage as Message
from pathlib import Path
from typing import cast
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailboxBackend(BaseEmailBackend):
    """Keeps each message as a file of its own; the name puts them in order."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            key = f"{time.time_ns()}-{uuid4().hex}"
            unfinished = folder / f"{key}.part"  # a reader never meets half a letter
            unfinished.write_bytes(message.message().as_bytes())
            unfinished.rename(folder / f"{key}.eml")
        return len(messages)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as its reader sees it; `key` is its place in an address."""

    key: str
    to: str
    subject: str
    sent_at: datetime.datetime
    text: str


def keys() -> list[str]:
    """The letters that were sent, the newest first."""
    return sorted((path.stem for path in _folder().glob("*.eml")), reverse=True)


def letter(key: str) -> Letter | None:
    """The letter of that key; None when there is none."""
    path = _folder() / f"{key}.eml"
    if not path.is_file():
        return None
    message = cast(Message, message_from_bytes(path.read_bytes(), policy=policy.default))
    body = message.get_body(("plain",))
    return Letter(
        key=key,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=datetime.datetime.fromtimestamp(int(key.split("-")[0]) / 10**9, datetime.UTC),
        text=body.get_content() if body else "",
    )


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)
