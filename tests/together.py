"""Several people at once: threads that start together, each with a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connections

from occe.kit.errors import DomainError


def at_once(*acts: Callable) -> list:
    """Run the acts in threads of their own that start together; what each returned, or the DomainError it raised."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(rank: int, act: Callable) -> None:
        try:
            connections["default"].ensure_connection()
            barrier.wait()
            results[rank] = act()
        except DomainError as refusal:
            results[rank] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
