"""The session is severe: warnings are errors, a GET that writes fails, no test reaches the network."""

import gc
import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connections
from django.test.testcases import LiveServerThread
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from whitenoise import WhiteNoise

from occe.kit import pdf
from tests import cluster
from tests.scheduling import Together, long_ones_first
from tests.world import World

_clones = itertools.count()
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is there, the lightest first: the shell is the same engine without the windows that nobody sees."""


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector need not walk through it at each turn."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    long_ones_first(items)


def pytest_xdist_make_scheduler(config, log) -> Together:
    return Together(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> Iterator[None]:
    """This worker's clone of the migrated template, instead of Django's own test database."""
    cluster.server().make_database(cluster.DATABASE, template=cluster.TEMPLATE)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    cluster.server().drop_database(cluster.DATABASE)


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    """A request leaves its language behind in the thread; each test begins in French all the same."""
    with translation.override("fr"):
        yield


@pytest.fixture
def clone(django_db_blocker) -> Iterator[str]:
    """A database of one's own, with real commits: for threads, deferred constraints, browsers. Never flushed."""
    with own_database(django_db_blocker) as name:
        yield name


@contextmanager
def own_database(django_db_blocker) -> Iterator[str]:
    """The same for a fixture of a wider scope."""
    name = f"occe_clone_{cluster.WORKER}_{os.getpid()}_{next(_clones)}"
    cluster.server().make_database(name, template=cluster.TEMPLATE)
    connection = connections["default"]
    with django_db_blocker.unblock():
        connection.close()
        usual = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        try:
            yield name
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = usual
            cluster.server().drop_database(name)


@pytest.fixture
def world(db) -> World:
    """The cast, in the test's own transaction."""
    return World()


@pytest.fixture
def real_world(clone) -> World:
    """The cast, committed in a database of the test's own."""
    return World()


@pytest.fixture
def site(clone) -> Iterator[str]:
    """The portal on a port of its own, on the clone; gives its address without a final slash."""
    thread = LiveServerThread("127.0.0.1", _Static, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's browser. Of the module, not of the session: its event loop would run under every other test."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        # A microphone that hums, and says yes: the journal records.
        hums = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *hums])
        yield browser
        browser.close()


class _Static:
    """Serves static files as production does (WhiteNoise is in the middleware): hands the application on."""

    def __new__(cls, application):
        return WhiteNoise(application)


@pytest.fixture
def without_pango(tmp_path, monkeypatch) -> Iterator[None]:
    """Documents are asked for on a machine where WeasyPrint does not find Pango."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    *python, engine = pdf.COMMAND
    run = f"import runpy, sys; sys.path.insert(0, {str(tmp_path)!r}); runpy.run_path({engine!r}, run_name='__main__')"
    pdf.printer.end()
    monkeypatch.setattr(pdf, "COMMAND", (*python, "-c", run))
    yield
    pdf.printer.end()
