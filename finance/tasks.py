"""Background work on money."""

from procrastinate.contrib.django import app

from finance.models import Book
from finance.services.missing_digest import cooperatives_with_missing_papers, tell_missing_papers
from finance.services.openings import carry_forward
from finance.services.pending_files import forget_old_files
from finance.services.readings import read_stored
from finance.services.taking_over import forget_old_imports
from occe.kit.actors import System
from occe.kit.dates import today


@app.periodic(cron="40 2 * * *")
@app.task(queue="default", queueing_lock="finance_openings", pass_context=False)
def bring_openings(timestamp: int) -> None:
    """Each night, bring into the running year's books what last year's hold by now and was not brought yet.

    Last year's book goes on moving until it is accepted; most nights there is nothing to bring.
    """
    books = Book.objects.taking_entries().filter(year__starts__lte=today(), year__ends__gte=today())
    for book in books.exclude(cooperative__state__in=["suspended", "closed"]):
        carry_forward(book, by=System(book.federation_id))


@app.periodic(cron="15 3 * * *")
@app.task(queue="retention", queueing_lock="finance.old_imports", pass_context=False)
def forget_imports(timestamp: int) -> None:
    """Once a night: files of accounts that somebody began to take over a week ago, and left; a bank's files that nobody
    explained within a day."""
    forget_old_imports()
    forget_old_files()


@app.task(queue="default", lock="finance.readings", pass_context=False)
def read_paper(file_id: int) -> None:
    """Read a paper that was just sent. One at a time: each takes a processor for seconds."""
    read_stored(file_id)


@app.periodic(cron="0 5 * * 1")  # UTC: Monday morning, before school
@app.task(queue="mail", queueing_lock="finance.missing_papers", pass_context=False)
def tell_of_missing_papers(timestamp: int) -> None:
    """Once a week: the expenses that have no paper, to the mandataires of each cooperative that has such."""
    for cooperative in cooperatives_with_missing_papers():
        tell_missing_papers(cooperative, day=today())
