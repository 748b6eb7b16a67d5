"""What the logs say, and above all what they keep silent: whatever logger writes, no token reaches a line."""

import io
import json
import logging
import logging.config
from copy import deepcopy

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client
from procrastinate.jobs import Job

from occe.settings import base

CANARY = "canary-3f9d2c71a0b84e65"


@pytest.fixture
def lines():
    """All that production would print, and more: every logger that exists, from DEBUG on."""
    out, config = io.StringIO(), deepcopy(base.LOGGING)
    config["handlers"]["out"]["stream"] = out
    config["root"]["level"] = "DEBUG"
    config["loggers"] = {name: {"level": "DEBUG"} for name in logging.root.manager.loggerDict}
    before, levels = list(logging.root.handlers), {}
    for name in ("", *config["loggers"]):
        levels[name] = logging.getLogger(name).level
    logging.config.dictConfig(config)
    try:
        yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    finally:
        logging.root.handlers[:] = before
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def written(lines) -> str:
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines())


@pytest.mark.parametrize(
    "path",
    [
        f"/class/card/{CANARY}/",
        f"/guest/{CANARY}/",
        f"/verify/{CANARY}/",
        f"/fr/accounts/password/reset/key/1-{CANARY}/",
        f"/fr/accounts/confirm-email/{CANARY}/",
        f"/fr/nowhere/{CANARY}/",
        f"/fr/contact/?token={CANARY}",
        f"/{CANARY}%20{CANARY}/",
    ],
)
def test_no_logger_prints_a_token_that_stands_in_the_address(world, lines, path):
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    for ask in (browser.get, browser.post, browser.put):
        ask(path)
        ask(path, headers={"referer": f"https://testserver{path}"}, secure=True)
        ask(path, headers={"host": "elsewhere.example"})
        logging.getLogger("some.package").warning("asked for %s", path)

    assert len(lines()) > 0
    assert CANARY not in written(lines)


def test_a_fault_is_told_with_the_name_of_the_page_and_no_token(world, lines, monkeypatch):
    def broken(request, **arguments):
        raise ValueError(f"no card for {arguments}, at {request.get_full_path()}, from nina@ecole.example")

    broken.permission = "public"
    _replace_view(monkeypatch, "members_bare:class-card", broken)

    Client(raise_request_exception=False).get(f"/class/card/{CANARY}/")

    line = next(line for line in lines() if line["logger"] == "django.request")
    assert line["message"] == "Internal Server Error: members_bare:class-card"
    assert "no card for" in line["exception"]
    assert CANARY not in written(lines)
    assert "nina@" not in written(lines)


def _replace_view(monkeypatch, name, view):
    from django.urls import get_resolver

    def patterns(resolver, space=""):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from patterns(pattern, pattern.namespace or space)
            else:
                yield f"{space}:{pattern.name}", pattern

    found = dict(patterns(get_resolver()))[name]
    monkeypatch.setattr(found, "callback", view)


def test_a_form_without_its_key_is_told_without_its_address(world, lines):
    Client(enforce_csrf_checks=True).post(f"/fr/accounts/login/?next=/{CANARY}/", {"login": "nina"})

    messages = [line["message"] for line in lines() if line["logger"].startswith("django.security")]
    assert messages == ["Forbidden (CSRF cookie not set.): account_login"]


def test_a_job_that_failed_is_told_without_what_it_was_given(lines):
    job = Job(
        id=7, queue="mail", lock=None, queueing_lock=None, task_name="occe.kit.tasks.deliver",
        task_kwargs={"body": f"https://portail.example/guest/{CANARY}/", "recipients": ["nina@ecole.example"]},
    )  # fmt: skip

    logging.getLogger("procrastinate.worker").error(
        f"Job {job.call_string} ended with status: Error, ", extra={"job": job.log_context()}
    )

    assert [line["message"] for line in lines()] == ["Job occe.kit.tasks.deliver[7] ended with status: Error, "]


def test_the_database_s_complaint_is_told_without_the_row_that_it_quotes(world, lines):
    try:
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE 'refused' USING DETAIL = concat('Row: ', initcap('lina')); END $$")
    except DatabaseError:
        logging.getLogger("some.task").exception("it failed")

    assert "refused" in lines()[-1]["exception"]
    assert "Lina" not in lines()[-1]["exception"]


def test_a_line_break_cannot_forge_a_line(lines):
    logging.getLogger("some.package").warning("first\n%s", '{"level": "ERROR"}')

    assert len(lines()) == 1


def test_production_prints_through_these_filters_alone():
    assert {name: handler["filters"] for name, handler in base.LOGGING["handlers"].items()} == {
        "out": ["context", "discretion"]
    }
    assert settings.SILENCED_SYSTEM_CHECKS == []
