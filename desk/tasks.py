"""The room's background jobs."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

from cooperatives.models import ExportJob
from cooperatives.services.exports import AT_WORK, expired_exports, fail_export, forget_export
from desk.reports import books
from desk.reports.making import BROKEN, KIND, prepare
from desk.safekeeping.drill import run_drill
from occe.kit.actors import System

# A worker says every ten seconds that it lives; one that was silent for three times as long is dead.
SILENCE = 30
# What has brought down as many workers is not given to another one.
MOST_ATTEMPTS = 5
WAITING = ("todo", "doing")


@app.task(queue="exports", pass_context=False)
def prepare_report(job_id: int) -> None:
    """Make the annual report that a row asks for. A row that was erased meanwhile asks for nothing."""
    job = ExportJob.objects.select_related("federation", "requested_by").filter(pk=job_id).first()
    if job:
        prepare(job)


@app.task(queue="exports", pass_context=False)
def prepare_books(job_id: int) -> None:
    """Make the books of a year that a row asks for. A row that was erased meanwhile asks for nothing."""
    job = ExportJob.objects.select_related("federation", "requested_by").filter(pk=job_id).first()
    if job:
        books.prepare(job)


@app.periodic(cron="* * * * *")
@app.task(queue="default", queueing_lock="desk.stalled_reports", pass_context=False)
async def take_up_stalled_jobs(timestamp: int) -> None:
    """Each minute: what a worker that was killed had begun goes back into the queue, five times at most.

    Letters too: each bears its identity. A periodic job ends here, for its next one looks at what is still to be done.
    """
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        if job.queueing_lock is None and job.attempts + 1 < MOST_ATTEMPTS:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", queueing_lock="desk.lost_reports", pass_context=False)
def say_lost_reports(timestamp: int) -> None:
    """Every ten minutes: a report that shows as being prepared while no job of the queue prepares it has failed, so
    that it can be started again."""
    shown = list(
        ExportJob.objects.filter(kind__in=[KIND, books.KIND], state__in=AT_WORK)
    )  # before the queue: what ends meanwhile is done
    known = ProcrastinateJob.objects.filter(task_name__in=[prepare_report.name, prepare_books.name], status__in=WAITING)
    alive = set(known.values_list("args__job_id", flat=True))
    for job in shown:
        if job.pk not in alive:
            fail_export(job, failure=BROKEN, by=System(job.federation_id))


@app.periodic(cron="50 2 * * *")
@app.task(queue="retention", queueing_lock="desk.old_reports", pass_context=False)
def erase_old_exports(timestamp: int) -> None:
    """Once a night: exports whose week is over, with their files."""
    for job in expired_exports():
        forget_export(job, by=System(job.federation_id))


@app.periodic(cron="10 4 * * *")
@app.task(queue="exports", queueing_lock="desk.safekeeping", lock="desk.safekeeping", pass_context=False)
def prove_the_backup(timestamp: int) -> None:
    """Once a night: a backup is made, restored elsewhere and proved; the administrators are told when it is not."""
    run_drill()
