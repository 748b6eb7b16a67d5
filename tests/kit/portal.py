"""The portal as it runs in production: its settings, granian, and a database of its own that can really be stopped."""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from tests import cluster

HOST = "portail.example"
SECRETS = {"SECRET_KEY": "k7!aQzR4m-" * 6, "TOKEN_KEY": "t9?bWxL2c_" * 6}


class Answer(NamedTuple):
    """What came back: its header names in small letters, its body as text and as it was."""

    status: int
    headers: dict[str, str]
    body: str
    content: bytes


class RunningPortal:
    """One process of granian behind an imagined proxy; `stop_database` and `start_database` are what they say."""

    def __init__(self) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="occe-test-portal-"))
        self.database = cluster.a_cluster_of_its_own()
        self.environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "occe.settings.production",
            **SECRETS,
            "ALLOWED_HOSTS": HOST,
            "BEHIND_PROXY": "true",
            "OCCE_DATA": str(self.data),
            "DATABASE_URL": self.url("occe_app"),
            "DATABASE_OWNER_URL": self.url("occe_owner"),
        }
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._process: subprocess.Popen | None = None

    def url(self, role: str) -> str:
        """Its database, as this role reaches it."""
        return self.database.url(role, cluster.TEMPLATE)

    def start(self) -> None:
        """Make the static files and the association, and serve; `end` it in any case, even when this failed."""
        self._manage("collectstatic", "--noinput", "--verbosity", "0")
        self._manage(
            *("setup_federation", "--name", "Association de l’Essai", "--short-name", "OCCE 15"),
            *("--department", "15", "--host", HOST, "--email", "martine@occe15.example"),
        )
        self._serve()

    def _manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.CHECKOUT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _serve(self) -> None:
        """The command of the Dockerfile, with one worker and on a port of this machine."""
        with open(self.data / "log", "wb") as log:
            self._process = subprocess.Popen(
                [
                    *(str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1"),
                    *("--port", str(self.port), "--workers", "1", "--blocking-threads", "4", "--no-ws"),
                    *("--log-level", "warning", "occe.wsgi:application"),
                ],
                cwd=settings.CHECKOUT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 60
        while not self._listens():
            assert time.monotonic() < deadline, self.log()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=0.1)
                raise AssertionError(self.log())  # it ended instead of listening

    def _listens(self) -> bool:
        try:
            return bool(self.ask("/static/no-such-file").status)
        except OSError:
            return False

    def ask(self, path: str, *, host: str = HOST, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """One request, as the proxy hands it on; header names with `_` for `-`."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Host": host, "X-Forwarded-Proto": "https"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            line.request(method, path, body=body.encode() or None, headers=sent)
            answer = line.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            content = answer.read()
            return Answer(answer.status, found, content.decode(errors="replace"), content)
        finally:
            line.close()

    def log(self) -> str:
        """All that the process printed until now."""
        return (self.data / "log").read_text(encoding="utf-8", errors="replace")

    def stop_database(self) -> None:
        self.database.stop()

    def start_database(self) -> None:
        self.database.start()

    def end(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(timeout=20)
        self.database.stop()
        for folder in (self.database.folder, self.data):
            shutil.rmtree(folder, ignore_errors=True)
