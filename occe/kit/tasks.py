"""The kit's background jobs."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.task(queue="mail", retry=RetryStrategy(max_attempts=5, exponential_wait=5), pass_context=False)
def deliver(
    subject: str,
    body: str,
    sender: str,
    recipients: list[str],
    alternatives: list[list[str]],
    reply_to: Sequence[str] = (),
) -> None:
    """Hand one message to the mail server (or, in the demonstration, to the mailbox page).

    `reply_to` has a default for messages that were queued before it was there.
    """
    message = EmailMultiAlternatives(
        subject,
        body,
        sender,
        recipients,
        reply_to=list(reply_to),
        connection=get_connection(settings.DELIVERY_BACKEND),
    )
    for content, mimetype in alternatives:
        message.attach_alternative(content, mimetype)
    message.send()
