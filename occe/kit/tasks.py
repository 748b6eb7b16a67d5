"""The kit's background jobs."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.task(queue="mail", retry=RetryStrategy(max_attempts=5, exponential_wait=5), pass_context=False)
def deliver(subject: str, body: str, sender: str, recipients: list[str], alternatives: list[list[str]]) -> None:
    """Hand one message to the mail server (or, in the demonstration, to the mailbox page)."""
    message = EmailMultiAlternatives(
        subject, body, sender, recipients, connection=get_connection(settings.DELIVERY_BACKEND)
    )
    for content, mimetype in alternatives:
        message.attach_alternative(content, mimetype)
    message.send()
