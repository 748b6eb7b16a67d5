"""A real server, as the demonstration runs it, and a client that is as light as can be."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

READY_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A granian of one worker: its process, its port, and the seconds from its start to its first answer."""

    process: subprocess.Popen
    port: int
    seconds: float

    @property
    def megabytes(self) -> float:
        """The memory of its web process, the largest of the family."""
        children = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        family = [self.process.pid, *(int(child) for path in children for child in path.read_text().split())]
        return max(map(_megabytes, family))


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: status, headers by their names in small letters, and the body as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextlib.contextmanager
def granian(settings_module: str, page: str, **environment: str) -> Iterator[Server]:
    """A server that has answered `page` once."""
    port = _free_port()
    command = [
        *(str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
        "occe.wsgi:application",
    ]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=settings.CHECKOUT, env={**os.environ, "DJANGO_SETTINGS_MODULE": settings_module, **environment}
    )
    try:
        _wait(process, port, page)
        yield Server(process, port, time.perf_counter() - started)
    finally:
        process.terminate()
        try:
            process.wait(timeout=8)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def line(port: int) -> Iterator[socket.socket]:
    """A connection that is kept open."""
    with socket.create_connection(("127.0.0.1", port), 30) as opened:
        yield opened


def request(port: int, page: str, **headers: str) -> bytes:
    """The bytes of a GET; `accept_encoding="gzip"` becomes a header."""
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{told}\r\n".encode()


def ask(port: int, page: str, **headers: str) -> Answer:
    with line(port) as opened:
        opened.sendall(request(port, page, **headers))
        return answer(opened)


def answer(opened: socket.socket) -> Answer:
    """The next answer on a connection; its length is told, or it comes in pieces."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(opened)
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    status = int(first.split()[1])
    headers = {name.lower(): value.strip() for name, _, value in (told.partition(":") for told in lines)}
    if headers.get("transfer-encoding") == "chunked":
        return Answer(status, headers, _pieces(opened, body))
    length = 0 if status in (204, 304) else int(headers["content-length"])
    while len(body) < length:
        body += _more(opened)
    return Answer(status, headers, body)


def _pieces(opened: socket.socket, data: bytes) -> bytes:
    body = b""
    while True:
        while b"\r\n" not in data:
            data += _more(opened)
        told, _, data = data.partition(b"\r\n")
        size = int(told, 16)
        while len(data) < size + 2:
            data += _more(opened)
        if size == 0:
            return body
        body, data = body + data[:size], data[size + 2 :]


def _more(opened: socket.socket) -> bytes:
    received = opened.recv(262_144)
    if not received:
        raise OSError("the server hung up")
    return received


def _wait(process: subprocess.Popen, port: int, page: str) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            status = ask(port, page).status
        except OSError:
            time.sleep(0.02)
            continue
        if status == 200:
            return
        raise RuntimeError(f"{page} answered {status}")
    raise RuntimeError("the server did not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _megabytes(pid: int) -> float:
    [told] = [told for told in Path(f"/proc/{pid}/status").read_text().splitlines() if told.startswith("VmRSS:")]
    return int(told.split()[1]) / 1024
