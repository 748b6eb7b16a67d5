"""`make demo`: database, migrations, invented data, web server and worker, in the foreground, until Ctrl-C."""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from occe.kit.embedded import CHECKOUT, EmbeddedServer, data_folder, running_server

READY_WITHIN = 60  # seconds
GONE_WITHIN = 10  # seconds that a killed web server may take to let its port go
ACCOUNTS = [
    ("staff@demo.example", "association : administration"),
    ("treasurer@demo.example", "association : trésorerie"),
    ("teacher@demo.example", "mandataire de la coopérative n° 18, deux classes"),
    ("solo@demo.example", "école à classe unique"),
    ("new@demo.example", "enseignante sans coopérative"),
]
PASSWORD = "cantal-demo-2026"  # noqa: S105  printed on the home page: the demonstration's, on purpose


class LauncherError(RuntimeError):
    """The demonstration cannot start; the message says what to do."""


def launch(port: int, *, reset: bool) -> None:
    """Run the demonstration until it is interrupted; a second run keeps the data and starts in seconds."""
    folder = data_folder()
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    with _alone(folder / "demo.lock"):
        ended = _end_leftovers(folder / "demo.pids")
        _check_port(port, patience=GONE_WITHIN if ended else 0)
        if reset:
            _throw_away(folder)
        with running_server(folder / "database") as server:
            environment = _environment(server, folder)
            _prepare(folder, environment)
            _serve(port, folder, environment)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One demonstration a folder; the kernel lets the lock go when we die, however we die."""
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LauncherError("The demonstration of this checkout is already running in another terminal.") from None
        yield


def _end_leftovers(pids: Path) -> bool:
    """End the children of a launcher that was killed: they would hold the port and the database. True if one was."""
    if not pids.exists():
        return False
    for pid, mark in json.loads(pids.read_text() or "[]"):
        command = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True).stdout
        if mark in command:  # the number may belong to somebody else by now
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
    pids.unlink()
    return True


def _check_port(port: int, *, patience: float) -> None:
    deadline = time.monotonic() + patience
    while not _is_free(port):
        if time.monotonic() >= deadline:
            raise LauncherError(f"Port {port} is taken: try `make demo PORT={port + 1}`.")
        time.sleep(0.1)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _throw_away(folder: Path) -> None:
    EmbeddedServer(folder / "database").stop()
    for part in ("database", "files", "mailbox", "schema-stamp"):
        path = folder / part
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _environment(server: EmbeddedServer, folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "occe.settings.demo",
        "OCCE_DATA": str(folder),
        "DATABASE_URL": server.url("occe_app"),
        "DATABASE_OWNER_URL": server.url("occe_owner"),
        "PYTHONUNBUFFERED": "1",
    }


def _prepare(folder: Path, environment: dict[str, str]) -> None:
    """Static files, migrations and data; skipped when nothing changed since the last start."""
    stamp, now = folder / "schema-stamp", _digest_of_migrations_and_static()
    if not stamp.exists() or stamp.read_text() != now:
        _say("Preparing the database and the files…")
        _manage("migrate", "--verbosity", "0", environment=environment)
        _manage("collectstatic", "--noinput", "--clear", "--verbosity", "0", environment=environment)
        stamp.write_text(now)
    _manage("demo_data", environment=environment)


def _digest_of_migrations_and_static() -> str:
    digest = hashlib.sha256((CHECKOUT / "requirements.lock").read_bytes())
    for path in sorted([*CHECKOUT.glob("*/migrations/*.py"), *(CHECKOUT / "static").rglob("*")]):
        if path.is_file():
            digest.update(f"{path.relative_to(CHECKOUT)}{path.stat().st_size}".encode() + path.read_bytes())
    return digest.hexdigest()


def _manage(*arguments: str, environment: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "manage.py", *arguments], cwd=CHECKOUT, env=environment)
    if done.returncode:
        raise LauncherError(f"`manage.py {arguments[0]}` failed; `make demo-reset` starts over with fresh data.")


def _serve(port: int, folder: Path, environment: dict[str, str]) -> None:
    granian = str(Path(sys.executable).with_name("granian"))
    web = [
        *(granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--blocking-threads", "4", "--no-ws", "--log-level", "warning", "occe.wsgi:application"),
    ]
    worker = [sys.executable, "manage.py", "procrastinate", "worker", "--delete-jobs", "successful"]
    children: dict[str, subprocess.Popen] = {}
    # From here on a signal only asks the loop to end, so that the children are always stopped in order.
    stop: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, frame: stop.append(received))
    try:
        for name, command in (("web", web), ("worker", worker)):
            jobs = {"OCCE_STATEMENT_TIMEOUT": "5min"} if name == "worker" else {}
            children[name] = subprocess.Popen(
                command, cwd=CHECKOUT, env=environment | jobs, stdin=subprocess.DEVNULL, start_new_session=True
            )
        marks = {"web": "granian", "worker": "procrastinate"}
        (folder / "demo.pids").write_text(json.dumps([[child.pid, marks[name]] for name, child in children.items()]))
        _wait_until_ready(port, children, stop)
        if not stop:
            _say(banner(port))
        while not stop:
            time.sleep(0.3)
            for name, child in children.items():
                if child.poll() is not None:
                    raise LauncherError(f"The {name} process ended by itself (exit {child.returncode}).")
    finally:
        _stop(children)
        (folder / "demo.pids").unlink(missing_ok=True)
        _say("Stopped. The data is kept: `make demo` goes on where you left.")


def _wait_until_ready(port: int, children: dict[str, subprocess.Popen], stop: list[int]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and not stop:
        if children["web"].poll() is not None:
            raise LauncherError("The web server did not start; its message stands above.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    if not stop:
        raise LauncherError(f"The portal was not ready within {READY_WITHIN} seconds.")


def _stop(children: dict[str, subprocess.Popen]) -> None:
    for child in children.values():
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
    for child in children.values():
        try:
            child.wait(timeout=8)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def banner(port: int) -> str:
    """The address and the accounts, as the contract asks."""
    lines = [f"    {email:24} {who}" for email, who in ACCOUNTS]
    return "\n".join(
        [
            "",
            f"  The portal is at  http://127.0.0.1:{port}/fr/  (English: /en/)",
            "",
            f"  Accounts, password {PASSWORD} for all:",
            *lines,
            "    class code 123456        pupils Lina, Noé, Zoé; secret: the first three pictures, in order",
            "",
            f"  Browsers make passkeys for a name, not for figures: try them on http://localhost:{port}/fr/",
            "",
            "  Ctrl-C stops the portal.",
            "",
        ]
    )


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  a command's voice
