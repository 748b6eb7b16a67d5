"""The room's background jobs."""

from procrastinate.contrib.django import app

from cooperatives.services.retention import forget_draft, stale_drafts


@app.periodic(cron="20 2 * * *")
@app.task(queue="retention", queueing_lock="cooperatives.drafts", pass_context=False)
def forget_stale_drafts(timestamp: int) -> None:
    """Once a night: drafts that were begun without an account and that nobody can open any more."""
    for registration in stale_drafts():
        forget_draft(registration)
