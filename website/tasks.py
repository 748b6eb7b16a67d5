"""The room's background jobs."""

from procrastinate.contrib.django import app

from occe.kit.actors import System
from website.services.contact import forget_old_messages
from website.services.snapshots import freeze_closed_years


@app.periodic(cron="10 2 * * *")
@app.task(queue="default", queueing_lock="website.night", pass_context=False)
def keep_the_site(timestamp: int) -> None:
    """Each night: freeze the figures of the years that were closed, forget the messages answered a year ago."""
    freeze_closed_years(by=System())
    forget_old_messages(by=System())
