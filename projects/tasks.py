"""The room's background jobs."""

from procrastinate.contrib.django import app

from occe.kit.dates import today
from projects.services.reflection import close_ended
from projects.services.retention import erase_answers, erase_pieces, forget_reported


@app.periodic(cron="15 3 * * *")
@app.task(queue="retention", queueing_lock="projects.pieces", pass_context=False)
def erase_old_pieces(timestamp: int) -> None:
    """Once a night: photos and sounds of children whose last consent ended more than a year ago."""
    erase_pieces(today())


@app.periodic(cron="25 3 * * *")
@app.task(queue="retention", queueing_lock="projects.consents", pass_context=False)
def erase_ended_consents(timestamp: int) -> None:
    """Once a night: what families answered on sheets that ended more than a month ago."""
    erase_answers(today())


@app.periodic(cron="35 3 * * *")
@app.task(queue="retention", queueing_lock="projects.reported", pass_context=False)
def forget_old_reports(timestamp: int) -> None:
    """Once a night: what readers wrote about stories, a year after it was handled."""
    forget_reported(today())


@app.periodic(cron="45 3 * * *")
@app.task(queue="retention", queueing_lock="projects.reflections", pass_context=False)
def close_left_open(timestamp: int) -> None:
    """Once a night: boxes of the looking back that nobody closed, and sentences that nobody chose."""
    close_ended(today())
