"""The portal in production, seen from outside: health, the database away, what the logs keep silent."""

import html
import json
import re
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import psycopg
import pytest
from django.core import signing

from tests.kit.portal import SECRETS, RunningPortal

CANARY = "canary-3f9d2c71a0b84e65"
WAITED = "psycopg_pool.PoolTimeout:"
"""In the traceback of a request that waited for the pool, once."""
ASKED_IN_VAIN = "the public cache cannot read its stamp"


@pytest.fixture(scope="module")
def portal() -> Iterator[RunningPortal]:
    portal = RunningPortal()
    try:
        portal.start()
        yield portal
    finally:
        portal.end()


@pytest.fixture(scope="class")
def without_database(portal) -> Iterator[RunningPortal]:
    """The same portal with its database stopped, and one page read before; afterwards it runs again."""
    portal.kept = portal.ask("/fr/mission/")
    portal.stop_database()
    try:
        yield portal
    finally:
        portal.start_database()
        deadline = time.monotonic() + 60
        while portal.ask("/health/ready").status != 200:
            assert time.monotonic() < deadline, portal.log()


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_the_container_asks_for_health_by_its_own_address(portal, path):
    answer = portal.ask(path, host="127.0.0.1:8000", X_Forwarded_Proto="http")

    assert answer.status == 200, answer.body
    assert answer.headers["content-type"] == "application/json"


def test_pages_are_for_the_hosts_of_the_portal_only(portal):
    assert portal.ask("/fr/", host="127.0.0.1:8000").status == 400


class TestWithoutItsDatabase:
    def test_the_portal_lives_and_is_not_ready(self, without_database):
        live, ready = without_database.ask("/health/live"), without_database.ask("/health/ready")

        assert (live.status, json.loads(live.body)) == (200, {"alive": True})
        assert ready.status == 503
        assert json.loads(ready.body) == {
            "ready": False,
            "database": False,
            "migrations": False,
            "queue": False,
            "storage": True,
        }

    @pytest.mark.parametrize(
        ("path", "sentence", "language"),
        [
            ("/fr/contact/", "Le registre est fermé un instant.", "fr"),
            ("/en/contact/", "The register is closed for a moment.", "en"),
            ("/fr/accounts/login/", "Le registre est fermé un instant.", "fr"),
        ],
    )
    def test_a_page_says_so_in_the_reader_s_language(self, without_database, path, sentence, language):
        answer = without_database.ask(path)

        assert answer.status == 503
        assert f"<h1>{sentence}</h1>" in answer.body
        assert f'<html lang="{language}"' in answer.body
        assert int(answer.headers["retry-after"]) > 0
        assert answer.headers["cache-control"] == "no-store"
        assert "content-security-policy" in answer.headers

    def test_the_page_keeps_the_reader_s_theme(self, without_database):
        answer = without_database.ask("/fr/contact/", Cookie="theme=dark")

        assert 'data-bs-theme="dark"' in answer.body

    @pytest.mark.parametrize(
        ("path", "headers"), [("/impact.json", {}), ("/fr/contact/", {"Accept": "application/json"})]
    )
    def test_a_machine_is_told_in_json(self, without_database, path, headers):
        answer = without_database.ask(path, **headers)

        assert (answer.status, answer.headers["content-type"]) == (503, "application/json")
        assert json.loads(answer.body) == {"error": "unavailable"}
        assert int(answer.headers["retry-after"]) > 0

    def test_a_form_that_is_sent_gets_the_page_too(self, without_database):
        assert without_database.ask("/fr/contact/", method="POST", body="name=Nina").status == 503

    def test_one_reader_waits_and_the_next_ones_are_told_at_once(self, without_database):
        before, deadline = without_database.log().count(WAITED), time.monotonic() + 60
        while (waited := without_database.log().count(WAITED)) == before:  # until no connection is left in the pool
            assert time.monotonic() < deadline, without_database.log()
            without_database.ask("/fr/accounts/login/")

        answers = [without_database.ask("/fr/accounts/login/").status for _reader in range(10)]

        assert answers == [503] * 10
        # On a slow machine the rest may end between two of them, never between all.
        assert without_database.log().count(WAITED) < waited + 10

    @pytest.mark.parametrize("path", [f"/class/card/{CANARY}/", f"/fr/accounts/password/reset/key/1-{CANARY}/"])
    def test_the_log_tells_the_fault_and_no_token(self, without_database, path):
        assert without_database.ask(path, Referer=f"https://portail.example{path}").status == 503
        assert without_database.ask(path, method="POST", body=f"token={CANARY}").status == 503

        assert "django.db.utils.OperationalError" in without_database.log()
        assert CANARY not in without_database.log()

    def test_public_pages_that_were_kept_are_still_read(self, without_database):
        again, deadline = without_database.ask("/fr/mission/"), time.monotonic() + 60
        while ASKED_IN_VAIN not in without_database.log():
            assert time.monotonic() < deadline, without_database.log()
            again = without_database.ask("/fr/mission/")

        assert (again.status, again.body) == (200, without_database.kept.body)


def test_when_the_database_is_back_so_is_the_portal(portal):
    portal.stop_database()
    assert portal.ask("/fr/contact/").status == 503
    portal.start_database()

    deadline = time.monotonic() + 60
    while portal.ask("/fr/contact/").status != 200:
        assert time.monotonic() < deadline, portal.log()


def test_an_answer_does_not_say_which_server_gave_it(portal):
    for path in ("/health/live", "/fr/", "/static/no-such-file"):
        assert portal.ask(path).headers["server"] == ""


def test_a_database_that_restarts_in_mid_request_is_told_and_what_was_typed_is_sent_again_once(portal):
    stamp = signing.dumps(time.time() - 60, key=SECRETS["SECRET_KEY"], salt="website.contact")
    typed = {"name": "Nina", "email": "nina@ecole.example", "message": "Bonjour <b>à vous</b>.", "stamp": stamp}
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    holder = psycopg.connect(portal.url("postgres"))
    holder.execute("LOCK TABLE website_contactmessage IN ACCESS EXCLUSIVE MODE")
    answers = []
    thread = threading.Thread(
        target=lambda: answers.append(portal.ask("/fr/contact/", method="POST", body=urlencode(typed), **form))
    )
    thread.start()
    _until_somebody_waits(portal)

    portal.stop_database()  # while the statement of the request waits
    thread.join()
    holder.close()
    portal.start_database()

    assert answers[0].status == 503
    assert "Le registre est fermé un instant." in answers[0].body
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answers[0].body))
    kept = {name: html.unescape(value) for name, value in kept.items()}
    assert kept == typed
    deadline = time.monotonic() + 60
    while (again := portal.ask("/fr/contact/", method="POST", body=urlencode(kept), **form)).status == 503:
        assert time.monotonic() < deadline, portal.log()
    assert again.status == 302
    with psycopg.connect(portal.url("occe_app")) as connection:
        assert connection.execute("SELECT name, message FROM website_contactmessage").fetchall() == [
            ("Nina", "Bonjour <b>à vous</b>.")
        ]


def _until_somebody_waits(portal):
    deadline = time.monotonic() + 60
    with psycopg.connect(portal.url("postgres"), autocommit=True) as connection:
        while not connection.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]:
            assert time.monotonic() < deadline, portal.log()


def test_a_secret_that_was_typed_is_never_written_on_the_page(without_database):
    body = urlencode({"login": "nina@ecole.example", "password": CANARY})

    answer = without_database.ask(
        "/fr/accounts/login/", method="POST", body=body, Content_Type="application/x-www-form-urlencoded"
    )

    assert (answer.status, CANARY in answer.body, "nina@ecole" in answer.body) == (503, False, False)
