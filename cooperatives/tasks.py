"""The room's background jobs."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from cooperatives.services.file_check import check_files
from cooperatives.services.retention import forget_draft, stale_drafts

log = logging.getLogger(__name__)


@app.periodic(cron="20 2 * * *")
@app.task(queue="retention", queueing_lock="cooperatives.drafts", pass_context=False)
def forget_stale_drafts(timestamp: int) -> None:
    """Once a night: drafts that were begun without an account and that nobody can open any more."""
    for registration in stale_drafts():
        forget_draft(registration)


@app.periodic(cron="50 3 * * *")
@app.task(queue="retention", queueing_lock="cooperatives.files", pass_context=False)
def check_stored_files(timestamp: int) -> None:
    """Once a night: rows without a file, files without a row, contents that changed. Told in the log, never mended."""
    findings = check_files(night=timezone.localdate())
    if findings.all_well:
        log.info("%s stored files go with their rows, %s were read", findings.files, findings.read)
    else:
        log.error(
            "stored files: lost %s, changed %s, strays %s (manage.py check_files names them)",
            len(findings.lost),
            len(findings.changed),
            len(findings.strays),
        )
