"""The tests' own PostgreSQL: one cluster in memory where there is room, one migrated template, a clone per worker.

Loaded with `-p tests.cluster`, hence before Django reads its settings. The tests run as `occe_app`, the role of the
web processes; only the template is migrated, by its owner. Nothing is ever flushed: the ledger refuses TRUNCATE.
"""

import atexit
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from occe.kit import embedded
from occe.kit.embedded import CHECKOUT, EmbeddedServer, data_folder

TEMPLATE = "occe_template"
FOLDER = "OCCE_TEST_CLUSTER"
KEPT = "OCCE_TEST_MIGRATED"
MEMORY = Path("/dev/shm")
ROOM = 3 * 1024**3
"""Bytes free: several times what a run fills."""
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
DATABASE = f"occe_test_{WORKER}"

os.environ["DJANGO_SETTINGS_MODULE"] = "occe.settings.test"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's synchronous interface runs an event loop


def server() -> EmbeddedServer:
    """The running cluster, as seen from any worker."""
    return EmbeddedServer(Path(os.environ[FOLDER]), durable=False)


def a_cluster_of_its_own() -> EmbeddedServer:
    """A running cluster that nobody shares, with the migrated TEMPLATE in it: it may be stopped, killed, filled."""
    return _copied(Path(os.environ[KEPT]), _folder())


def _folder() -> Path:
    """A new one, in memory where that has room (a container may have none): a clone is 1,600 files."""
    try:
        roomy = os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ROOM
    except OSError:
        roomy = False
    return Path(tempfile.mkdtemp(prefix=f"occe-test-{os.getpid()}-", dir=MEMORY if roomy else None))


def sweep() -> None:
    """Away with what runs left that were killed: memory is dearer than a disk."""
    for folder in MEMORY.glob("occe-test-*-*"):
        run = Path("/proc", folder.name.split("-")[2])
        if os.access(folder, os.W_OK) and not run.exists():
            _end(EmbeddedServer(folder, durable=False))


def _copied(kept: Path, folder: Path) -> EmbeddedServer:
    cluster = EmbeddedServer(folder, durable=False)
    subprocess.run(["cp", "-a", str(kept / "postgres"), str(cluster.cluster)], check=True)
    cluster.start()
    return cluster


def _migrated_template(cluster: EmbeddedServer) -> None:
    cluster.make_database(TEMPLATE)
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=CHECKOUT,
        check=True,
        env={
            **os.environ,
            "DATABASE_URL": cluster.url("occe_owner", TEMPLATE),
            "DATABASE_OWNER_URL": cluster.url("occe_owner", TEMPLATE),
        },
    )


def _end(cluster: EmbeddedServer) -> None:
    cluster.stop()
    shutil.rmtree(cluster.folder, ignore_errors=True)


def _kept() -> Path:
    """Where the migrated cluster of these very migrations is kept, for the next run of this checkout."""
    migrations = sorted(CHECKOUT.glob("*/migrations/*.py"))
    read = [*migrations, CHECKOUT / "occe/sql/roles.sql", CHECKOUT / "requirements-dev.lock", Path(embedded.__file__)]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in read)).hexdigest()[:16]
    return data_folder() / "migrated" / digest


def _keep(cluster: EmbeddedServer, kept: Path) -> None:
    """A copy of the sleeping cluster; only the newest is kept. Named in one step: nobody finds half of it."""
    cluster.stop()
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=kept.parent))
    subprocess.run(["cp", "-a", str(cluster.cluster), str(half / "postgres")], check=True)
    for old in kept.parent.iterdir():
        if old != half:
            shutil.rmtree(old, ignore_errors=True)
    half.rename(kept)
    cluster.start()


def _begun(kept: Path) -> EmbeddedServer:
    """A cluster of this run, with the migrated template: copied from the last run's, else made."""
    sweep()
    folder = _folder()
    cluster = EmbeddedServer(folder, durable=False)
    atexit.register(_end, cluster)  # also when a migration fails, and pytest does not even begin
    os.environ |= {
        FOLDER: str(folder),
        KEPT: str(kept),
        "OCCE_DATA": str(folder / "files"),  # never a person's own data
    }
    if kept.exists():
        return _copied(kept, folder)
    cluster.start()
    _migrated_template(cluster)
    _keep(cluster, kept)
    return cluster


if FOLDER not in os.environ:
    _begun(_kept())
# Files of its own for each worker, like the database: who looks for a name in every file meets no other test's.
os.environ["OCCE_DATA"] = str(Path(os.environ[FOLDER]) / f"files-{WORKER}")
os.environ["DATABASE_URL"] = server().url("occe_app", DATABASE)
os.environ["DATABASE_OWNER_URL"] = server().url("occe_owner", DATABASE)
