"""Interleaved rounds: each work takes its turn, so that whatever else the machine does falls on all of them."""

import contextlib
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median, quantiles

Work = Callable[[], object]
STATUS = Path("/proc/self/status")


def interleaved(works: Mapping[str, Work], *, rounds: int, each: int = 1, warm: int = 1) -> dict[str, list[float]]:
    """Seconds of each run of each work: `rounds` turns of `each` runs, after `warm` runs that do not count."""
    for work in works.values():
        for _ in range(warm):
            work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            for _ in range(each):
                started = time.perf_counter()
                work()
                taken[name].append(time.perf_counter() - started)
    return taken


def medians(taken: Mapping[str, list[float]]) -> dict[str, float]:
    return {name: median(seconds) for name, seconds in taken.items()}


def p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def peak_growth(work: Work) -> float:
    """By how many megabytes the process grew at its largest while `work` ran. Reads /proc, hence Linux only."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    before = _kilobytes("VmRSS")
    work()
    return max(0, _kilobytes("VmHWM") - before) / 1024


def _kilobytes(name: str) -> int:
    [line] = [line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:")]
    return int(line.split()[1])
