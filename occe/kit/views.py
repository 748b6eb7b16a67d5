"""Pages that belong to no room: theme, health, refusals."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from .access import public
from .context import THEMES

YEAR = 365 * 24 * 3600


@public
@csrf_exempt  # it changes a colour on the reader's own screen; public pages carry no cookie to check a token against
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of light or dark (a cookie of that choice alone), or forget it."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    choice = request.POST.get("theme", "")
    if choice in THEMES:
        response.set_cookie("theme", choice, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        response.delete_cookie("theme")
    return response


@public
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


@public
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The process can serve: database, migrations, queue, storage; 503 and which part is missing otherwise."""
    parts = {name: check() for name, check in READINESS.items()}
    return JsonResponse({"ready": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _queue() -> bool:
    """Whether the queue's tables answer (a worker may be away for a while: its jobs wait)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")
    except DatabaseError:
        return False
    return True


def _storage() -> bool:
    """Whether the store of files lets us write."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    try:
        default_storage.delete(default_storage.save("health/ready", ContentFile(b"ready")))
    except OSError:
        return False
    return True


READINESS = {"database": _database, "migrations": _migrations, "queue": _queue, "storage": _storage}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came back without its key: another tab signed out, or the page is old."""
    return render(request, "errors/csrf.html", status=403)
