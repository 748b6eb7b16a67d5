import contextlib

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "occe.kit"
    label = "kit"

    def ready(self) -> None:
        from .catalogue import compile_if_newer

        with contextlib.suppress(OSError):  # a read-only checkout was compiled when it was built
            compile_if_newer()
