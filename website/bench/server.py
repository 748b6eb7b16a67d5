"""What only a running server shows: how fast it starts, how large it grows, how many public pages it gives a second."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from django.conf import settings

from website.bench.anchors import CACHED_FILE
from website.bench.table import AT_LEAST, Row, ratio

READY_WITHIN = 60.0
PAGE, REFERENCE = "/fr/", "/bench/page/"
CONNECTIONS, BURST, ROUNDS = 4, 400, 7
# With an unknown cookie a page is made anew each time: memory is that of real work.
READER = "Cookie: reader=1\r\n"
WORKED = 600


def server_rows() -> list[Row]:
    """Two servers alike, ours and one without our middleware whose only page is the same HTML behind `cache_page`."""
    kept = Path(settings.DATA_FOLDER) / "bench-page.html"
    with _granian("website.bench.settings", PAGE) as (ours, port, seconds):
        kept.write_bytes(_ask(port, PAGE))
        os.environ[CACHED_FILE] = str(kept)
        with _granian("website.bench.bare_settings", REFERENCE) as (_process, bare_port, _seconds):
            rates = _rates({PAGE: port, REFERENCE: bare_port})
        _burst(port, PAGE, WORKED, READER)
        grown = max(_megabytes(pid) for pid in _family(ours.pid))
    told = f"{rates[PAGE]:.0f} a second, reference {rates[REFERENCE]:.0f}"
    return [
        Row("public page, requests a second", ratio(rates[PAGE], rates[REFERENCE]), 0.9, "cache_page, bare server",
            AT_LEAST, note=told),
        Row("start to first answer", seconds, 3, "–", unit="s"),
        Row("memory of the web process", grown, 150, "–", unit="MB",
            note=f"after {ROUNDS * BURST} kept pages and {WORKED} made anew; the goal names 10,000 requests"),
    ]  # fmt: skip


@contextlib.contextmanager
def _granian(settings_module: str, page: str) -> Iterator[tuple[subprocess.Popen, int, float]]:
    """A server as the demonstration runs it; gives the process, its port and the seconds to its first answer."""
    port = _free_port()
    command = [
        *(str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
        "occe.wsgi:application",
    ]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=settings.CHECKOUT, env={**os.environ, "DJANGO_SETTINGS_MODULE": settings_module}
    )
    try:
        _wait(process, port, page)
        yield process, port, time.perf_counter() - started
    finally:
        process.terminate()
        try:
            process.wait(timeout=8)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: subprocess.Popen, port: int, page: str) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            _ask(port, page)
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the server did not answer")


def _rates(pages: dict[str, int]) -> dict[str, float]:
    """Requests a second of each page: the median of interleaved bursts."""
    taken: dict[str, list[float]] = {page: [] for page in pages}
    for _ in range(ROUNDS):
        for page, port in pages.items():
            taken[page].append(_burst(port, page, BURST))
    return {page: median(rates) for page, rates in taken.items()}


def _burst(port: int, page: str, count: int, header: str = "") -> float:
    """So many requests on a few connections that are kept open; returns requests a second."""
    asked = f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{header}\r\n".encode()
    with contextlib.ExitStack() as stack:
        lines = [stack.enter_context(socket.create_connection(("127.0.0.1", port), 30)) for _ in range(CONNECTIONS)]
        started = time.perf_counter()
        for _ in range(count // CONNECTIONS):
            for line in lines:
                line.sendall(asked)
            for line in lines:
                _answer(line)
        return count // CONNECTIONS * CONNECTIONS / (time.perf_counter() - started)


def _ask(port: int, page: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 30) as line:
        line.sendall(f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        return _answer(line)


def _answer(line: socket.socket) -> bytes:
    """The body of one answer with 200 and a length; anything else is an OSError."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(line)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise OSError(head.split(b"\r\n")[0].decode())
    [length] = [int(part.split(b":")[1]) for part in head.split(b"\r\n") if part.lower().startswith(b"content-length:")]
    while len(body) < length:
        body += _more(line)
    return body


def _more(line: socket.socket) -> bytes:
    received = line.recv(262_144)
    if not received:
        raise OSError("the server hung up")
    return received


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _family(pid: int) -> list[int]:
    """A process and its children: granian's own, and its web process."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    return [pid, *(int(child) for path in children for child in path.read_text().split())]


def _megabytes(pid: int) -> float:
    [line] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024
