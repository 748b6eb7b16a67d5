"""The room's background jobs."""

from procrastinate.contrib.django import app

from councils.services.ballot_ends import erase_papers
from councils.services.retention import erase_old
from occe.kit.dates import today


@app.periodic(cron="40 2 * * *")
@app.task(queue="retention", queueing_lock="councils.words", pass_context=False)
def forget_old_words(timestamp: int) -> None:
    """Once a night: petits mots of councils four weeks ago, with who spoke and who was there."""
    erase_old(today())


@app.periodic(cron="25 2 * * *")
@app.task(queue="retention", queueing_lock="councils.papers", pass_context=False)
def erase_ballot_papers(timestamp: int) -> None:
    """Once a night: who voted, and the papers, of yesterday's councils."""
    erase_papers(today())
