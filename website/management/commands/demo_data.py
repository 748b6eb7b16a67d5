"""`manage.py demo_data`: the invented department, raised at the first start of `make demo`."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from website.demo.clock import Clock
from website.demo.plant import keep_class_open, plant


class Command(BaseCommand):
    help = "Raises the demonstration's data when there is none, and opens its class."

    def handle(self, **options) -> None:
        if not settings.DEMO:
            raise CommandError("Invented data belongs to the demonstration only.")
        started = time.monotonic()
        if plant(Clock(timezone.localdate())):
            self.stdout.write(f"An invented department was raised in {time.monotonic() - started:.0f} s.")
        keep_class_open()
