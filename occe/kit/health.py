"""Whether this process lives, and whether it can serve: asked by containers and proxies, not by people."""

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

Handler = Callable[[HttpRequest], HttpResponse]


def health(get_response: Handler) -> Handler:
    """Answers the two addresses before anything is asked of the host, the session or the database.

    A container asks by its own address, which is no host of the portal; and a portal without its database still has
    to say that it lives.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = PATHS.get(request.path_info)
        if answer is None or request.method not in ("GET", "HEAD"):
            return get_response(request)
        response = answer()
        response["Cache-Control"] = "no-store"
        return response

    return middleware


def live() -> HttpResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


def ready() -> HttpResponse:
    """The process can serve: database, migrations, queue, storage; 503 and which part is missing otherwise."""
    database = _database()  # each part would wait for it as long as the pool does
    parts = {
        "database": database,
        "migrations": database and _migrations(),
        "queue": database and _queue(),
        "storage": _storage(),
    }
    return JsonResponse({"ready": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _migrations() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return False


def _queue() -> bool:
    """Whether the queue's tables answer (a worker may be away for a while: its jobs wait)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")
    except Error:
        return False
    return True


def _storage() -> bool:
    """Whether the store of files lets us write."""
    try:
        default_storage.delete(default_storage.save("health/ready", ContentFile(b"ready")))
    except OSError:
        return False
    return True


PATHS = {"/health/live": live, "/health/ready": ready}
