"""Mail leaves through the queue: no request waits for a mail server, and a message that fails is tried again."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


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
                alternatives=[[part.content, part.mimetype] for part in getattr(message, "alternatives", [])],
            )
        return len(messages)
