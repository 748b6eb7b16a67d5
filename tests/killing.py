"""Faults injected for real: a web server that is killed, a PostgreSQL that is killed."""

import contextlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, connections

from occe.kit.embedded import EmbeddedServer, programs
from tests import cluster


class KilledWeb:
    """granian on the test's own database, in a process group that is killed at once with `kill -9`."""

    def __init__(self, user_client) -> None:
        name = connection.settings_dict["NAME"]
        self.environment = {
            **os.environ,
            "DATABASE_URL": cluster.server().url("occe_app", name),
            "DATABASE_OWNER_URL": cluster.server().url("occe_owner", name),
        }
        token = secrets.token_hex(16)
        cookies = {"csrftoken": token, "sessionid": user_client.cookies["sessionid"].value}
        self.token = token
        self.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._process = subprocess.Popen(
            [
                *(str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"),
                *("--port", str(self.port), "--workers", "1", "--blocking-threads", "2", "--no-ws"),
                *("--log-level", "error", "occe.wsgi:application"),
            ],
            cwd=settings.CHECKOUT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 120
        while True:
            assert self._process.poll() is None, "the web server ended by itself"
            assert time.monotonic() < deadline, "the web server does not answer"
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return

    def send(self, path: str, data: dict) -> http.client.HTTPConnection:
        """Send a form; the answer is read later, or never."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Cookie": self.cookies,
            "Content-Type": "application/x-www-form-urlencoded",
            "Host": "127.0.0.1",
            "Origin": "http://127.0.0.1",
        }
        line.request("POST", path, body=urlencode(data | {"csrfmiddlewaretoken": self.token}), headers=headers)
        return line

    def kill(self) -> None:
        """`kill -9` of the server and of its workers, at one moment."""
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


def kill_postgres(server: EmbeddedServer) -> None:
    """`kill -9` of PostgreSQL: the postmaster, and every process of it."""
    postmaster = int((server.cluster / "postmaster.pid").read_text().split()[0])
    children = [int(pid) for pid in Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()]
    for pid in (postmaster, *children):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in (postmaster, *children)):  # until their parent has buried them
        assert time.monotonic() < deadline


@contextlib.contextmanager
def durable_cluster(folder: Path, blocker) -> Iterator[EmbeddedServer]:
    """A PostgreSQL of one's own with fsync, holding the migrated schema; Django's connection points to it meanwhile."""
    server = EmbeddedServer(folder, durable=True)
    server.start()
    dump = folder / "schema.dump"
    template = cluster.server().url("postgres", cluster.TEMPLATE)
    subprocess.run([programs() / "pg_dump", "-Fc", f"--dbname={template}", f"--file={dump}"], check=True)
    restored = server.url("postgres")
    subprocess.run([programs() / "pg_restore", f"--dbname={restored}", str(dump)], check=True)
    usual = dict(connections["default"].settings_dict)
    with blocker.unblock():
        connections["default"].close()
        moved = {"NAME": "occe", "HOST": str(server.socket_folder), "USER": "occe_app"}
        connections["default"].settings_dict.update(moved)
        settings.DATABASES["default"].update(moved)
        try:
            yield server
        finally:
            connections.close_all()
            for known in (connections["default"].settings_dict, settings.DATABASES["default"]):
                known.update({name: usual[name] for name in moved})
            server.stop()


@contextlib.contextmanager
def supervised_worker(server: EmbeddedServer) -> Iterator[None]:
    """The worker's own command, begun again whenever it ends, as its container is."""
    environment = {
        **os.environ,
        "DATABASE_URL": server.url("occe_app"),
        "DATABASE_OWNER_URL": server.url("occe_owner"),
        "DJANGO_SETTINGS_MODULE": "occe.settings.test",
    }
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--queues", "retention"]
    over = threading.Event()
    living: list[subprocess.Popen] = []

    def supervise() -> None:
        while not over.is_set():
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
            living[:] = [subprocess.Popen(command, cwd=settings.CHECKOUT, env=environment, **quiet)]
            living[0].wait()

    supervisor = threading.Thread(target=supervise)
    supervisor.start()
    try:
        yield
    finally:
        over.set()
        for process in living:
            process.kill()
        supervisor.join()
