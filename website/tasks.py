"""The room's background jobs."""

from django.conf import settings
from procrastinate.contrib.django import app

from occe.kit.actors import System
from website.demo.plant import keep_class_open
from website.services.contact import forget_old_messages
from website.services.snapshots import freeze_closed_years


@app.periodic(cron="10 2 * * *")
@app.task(queue="default", queueing_lock="website.night", pass_context=False)
def keep_the_site(timestamp: int) -> None:
    """Each night: freeze the figures of the years that were closed, forget the messages answered a year ago."""
    freeze_closed_years(by=System())
    forget_old_messages(by=System())


@app.periodic(cron="*/5 * * * *")
@app.task(queue="default", queueing_lock="website.demo", pass_context=False)
def keep_the_demonstration_open(timestamp: int) -> None:
    """In the demonstration the class is open at any hour; a real one closes after two at most."""
    if settings.DEMO:
        keep_class_open()
