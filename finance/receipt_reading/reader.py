"""The door: bytes of a paper in, what it says out."""

import json
import signal
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from finance.receipt_reading import choosing, engine
from finance.receipt_reading.reading import NotReadable, Reading
from finance.receipt_reading.rows import rows_of
from occe.kit.dates import today
from occe.kit.uploads.kinds import PDF, sniff

ENGINE = Path(engine.__file__)
# The engine's own limit counts seconds of work; this one, seconds on the clock of a busy server.
PATIENCE = 120


@cache
def reads_pictures() -> bool:
    """Whether the extra `ocr` is installed. Nothing of it is imported: it would stay in a web process for good."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_receipt(data: bytes) -> Reading:
    """What a photo or a PDF says: total, day, shop.

    An electronic invoice is read exactly; a photo by its letters, when the extra `ocr` is installed. Takes one to ten
    seconds of another process: from a job or a command, never while a page waits. Raises NotReadable.
    """
    kind = sniff(data)
    if kind is None:
        raise NotReadable("another_kind")
    if kind is not PDF and not reads_pictures():
        raise NotReadable("no_engine")
    answer = _read_elsewhere(data, "PDF" if kind is PDF else "PICTURE")
    if kind is PDF:
        from finance.receipt_reading.invoices import reading_of  # late: lxml is only for invoices

        return reading_of(answer["xml"])
    return choosing.reading_of(rows_of(answer["lines"]), today=today())


def _read_elsewhere(data: bytes, kind: str) -> dict[str, Any]:
    """Let the engine read: it has no environment, limited memory and time, and may be killed."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(ENGINE), kind], input=data, capture_output=True, timeout=PATIENCE, env={}
        )
    except subprocess.TimeoutExpired:
        raise NotReadable("too_heavy") from None
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise NotReadable("too_heavy")
    if done.returncode:
        raise NotReadable("unreadable")  # a decoder fell over: its process alone is gone
    answer = json.loads(done.stdout.splitlines()[-1])
    if reason := answer.get("refused"):
        raise NotReadable(reason)
    return answer
