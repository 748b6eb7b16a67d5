"""`make demo` as a newcomer meets it: it starts, survives the death of its launcher, and leaves nothing running."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue

import pytest

from occe.kit.embedded import CHECKOUT


class Demo:
    """A running `manage.py demo` of a data folder of its own."""

    def __init__(self, folder: Path, port: int):
        self.folder, self.port = folder, port
        environment = {**os.environ, "OCCE_DATA": str(folder), "PYTHONUNBUFFERED": "1"}
        for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "DATABASE_OWNER_URL"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=CHECKOUT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with self.process.stdout as lines:
            for line in lines:
                self.lines.put(line)

    def said_until(self, sentence: str) -> str:
        """What it printed, up to the line with this sentence, or until it has been silent for two minutes.

        Its end is no sign: a process that it left behind holds its line open.
        """
        said = []
        with suppress(Empty):
            while not said or sentence not in said[-1]:
                said.append(self.lines.get(timeout=120))
        return "".join(said)

    def status(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.status

    def processes(self) -> list[str]:
        """The commands that still run on this demonstration's folder or port."""
        listing = subprocess.run(["ps", "-eo", "command="], capture_output=True, text=True, check=True).stdout
        marks = (str(self.folder), f"--port {self.port}")
        return [line for line in listing.splitlines() if any(mark in line for mark in marks)]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the system user of the database may go as well, when root runs the tests: not pytest's own folder."""
    with tempfile.TemporaryDirectory(prefix="occe-demo-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def start(folder, port) -> Iterator:
    started: list[Demo] = []

    def one() -> Demo:
        started.append(Demo(folder / "data", port))
        return started[-1]

    yield one
    for demo in started:
        if demo.process.poll() is None:
            demo.process.send_signal(signal.SIGINT)
            demo.process.wait(timeout=30)


def test_the_demo_starts_clean_after_its_launcher_was_killed_and_stops_whole(start):
    before = _modes(CHECKOUT)
    first = start()
    said = first.said_until("Ctrl-C stops")
    assert "staff@demo.example" in said
    assert "cantal-demo-2026" in said
    assert first.status("/fr/") == 200

    first.process.kill()
    first.process.wait(timeout=10)
    second = start()
    assert "Ctrl-C stops" in second.said_until("Ctrl-C stops")
    assert second.status("/fr/impact/") == 200

    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(timeout=30) == 0
    assert second.processes() == []
    assert _modes(CHECKOUT) == before


def test_a_taken_port_is_told_with_another_one(start, port):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", port))
        holder.listen()

        said = start().said_until("is taken")

    assert f"Port {port} is taken: try `make demo PORT={port + 1}`." in said


def _modes(folder: Path) -> dict[str, int]:
    """The permissions of what stands at the top of the checkout."""
    return {path.name: path.stat().st_mode for path in folder.iterdir()}
