"""Mail leaves through the queue: no request waits for a mail server, and a message that fails is tried again."""

import os
from collections.abc import Sequence
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.utils import DNS_NAME


class QueuedBackend(BaseEmailBackend):
    """Puts each message in the queue, in the caller's transaction: what is rolled back is never sent."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        from .tasks import deliver  # the queue needs the app registry

        for message in messages:
            deliver.defer(
                subject=str(message.subject),
                body=str(message.body),
                sender=message.from_email,
                recipients=message.to,
                reply_to=message.reply_to,
                identity=make_msgid(domain=DNS_NAME),
                alternatives=[[part.content, part.mimetype] for part in getattr(message, "alternatives", [])],
            )
        return len(messages)


def page_address(hosts: list[str], path: str) -> str:
    """The whole address of a page, as a letter needs it: the tenant's first host name, else the portal's own.

    The demonstration alone speaks plain HTTP, on the port that it was started on.
    """
    host = (hosts or settings.ALLOWED_HOSTS)[0]
    if settings.DEMO:
        return f"http://{host}:{os.environ.get('PORT', '8000')}{path}"
    return f"https://{host}{path}"
