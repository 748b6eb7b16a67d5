"""A letter that leaves twice, because a worker was killed in between, is one letter to whoever reads it."""

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from procrastinate.contrib.django.models import ProcrastinateJob

from occe.kit.mail import QueuedBackend
from occe.kit.tasks import deliver


def test_a_letter_bears_one_identity_however_often_it_leaves(db, settings):
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    letters = [EmailMultiAlternatives("Bonjour", "…", "a@occe.example", ["b@occe.example"]) for _letter in range(2)]
    QueuedBackend().send_messages(letters)
    first, second = (job.args for job in ProcrastinateJob.objects.order_by("pk"))

    for arguments in (first, first, second):
        deliver.func(**arguments)

    told = [letter.message()["Message-ID"] for letter in mail.outbox]
    assert told == [first["identity"], first["identity"], second["identity"]]
    assert told[0] != told[2]
