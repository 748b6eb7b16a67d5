"""The kit's background jobs."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

KEPT_HOURS = 7 * 24
"""How long a letter that has left stays in the queue: its address, its words, the link in it."""


@app.task(queue="mail", retry=RetryStrategy(max_attempts=5, exponential_wait=5), pass_context=False)
def deliver(
    subject: str,
    body: str,
    sender: str,
    recipients: list[str],
    alternatives: list[list[str]],
    reply_to: Sequence[str] = (),
    identity: str = "",
) -> None:
    """Hand one message to the mail server (or, in the demonstration, to the mailbox page).

    A worker that is killed between the mail server's yes and the queue's leaves a letter to be sent again: `identity`
    is its Message-ID both times, by which mail programs show it once. `reply_to` and `identity` have a default for
    messages that were queued before they were there.
    """
    message = EmailMultiAlternatives(
        subject,
        body,
        sender,
        recipients,
        reply_to=list(reply_to),
        headers={"Message-ID": identity} if identity else None,
        connection=get_connection(settings.DELIVERY_BACKEND),
    )
    for content, mimetype in alternatives:
        message.attach_alternative(content, mimetype)
    message.send()


@app.periodic(cron="5 2 * * *")
@app.task(queue="retention", queueing_lock="kit.finished_jobs", pass_context=False)
async def forget_finished_jobs(timestamp: int) -> None:
    """Once a night: what the queue did a week ago or tried in vain, letters with their addresses first of all."""
    await app.job_manager.delete_old_jobs(KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True)
