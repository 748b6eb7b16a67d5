"""What the queue has done does not stay: a letter holds an address, and sometimes a link that opens something."""

from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from occe.kit.tasks import forget_finished_jobs

MADE = """
WITH job AS (
    INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)
    VALUES ('mail', 'occe.kit.tasks.deliver', '{"body": "Bonjour"}', %s::procrastinate_job_status) RETURNING id
)
INSERT INTO procrastinate_events (job_id, type, at)
SELECT id, 'succeeded'::procrastinate_job_event_type, now() - %s * interval '1 day' FROM job
"""


def make_job(*, status: str, days: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MADE, [status, days])


def test_letters_that_left_a_week_ago_are_forgotten_and_the_others_stay(real_world):
    make_job(status="succeeded", days=8)
    make_job(status="failed", days=8)
    make_job(status="succeeded", days=6)
    make_job(status="todo", days=8)

    async_to_sync(forget_finished_jobs.func)(0)

    assert sorted(ProcrastinateJob.objects.values_list("status", flat=True)) == ["succeeded", "todo"]
