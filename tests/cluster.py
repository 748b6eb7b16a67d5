"""The tests' own PostgreSQL: one cluster in a temporary folder, one migrated template, a clone per worker.

Loaded with `-p tests.cluster`, hence before Django reads its settings. The tests run as `occe_app`, the role of the
web processes; only the template is migrated, by its owner. Nothing is ever flushed: the ledger refuses TRUNCATE.
"""

import atexit
import os
import shutil
import subprocess
import sys
from pathlib import Path

from occe.kit.embedded import CHECKOUT, EmbeddedServer, throw_away_server

TEMPLATE = "occe_template"
FOLDER = "OCCE_TEST_CLUSTER"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
DATABASE = f"occe_test_{WORKER}"

os.environ["DJANGO_SETTINGS_MODULE"] = "occe.settings.test"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's synchronous interface runs an event loop


def server() -> EmbeddedServer:
    """The running cluster, as seen from any worker."""
    return EmbeddedServer(Path(os.environ[FOLDER]), durable=False)


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


if FOLDER not in os.environ:
    _started = throw_away_server()
    atexit.register(_end, _started)  # also when a migration fails, and pytest does not even begin
    os.environ[FOLDER] = str(_started.folder)
    os.environ["OCCE_DATA"] = str(_started.folder / "files")  # gone with it, and never a person's own data
    _migrated_template(_started)
os.environ["DATABASE_URL"] = server().url("occe_app", DATABASE)
os.environ["DATABASE_OWNER_URL"] = server().url("occe_owner", DATABASE)
