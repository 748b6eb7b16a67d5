"""What browsers report of the page policy becomes a line in the log; whatever else is sent there becomes nothing."""

import json
import logging

import pytest

from occe.kit import browser_reports
from occe.kit.browser_reports import LARGEST, MOST_A_MINUTE, MOST_AT_ONCE, Gate

CANARY = "canary-3f9d2c71a0b84e65"
NEW = {
    "type": "csp-violation",
    "body": {
        "effectiveDirective": "script-src-elem",
        "blockedURL": f"https://evil.example/{CANARY}.js?{CANARY}",
        "documentURL": f"https://portail.example/class/card/{CANARY}/",
    },
}
OLD = {
    "csp-report": {
        "violated-directive": "require-trusted-types-for",
        "blocked-uri": "trusted-types-sink",
        "document-uri": "https://portail.example/fr/mission/",
    }
}


@pytest.fixture(autouse=True)
def open_gate(monkeypatch):
    monkeypatch.setattr(browser_reports, "gate", Gate())


@pytest.fixture
def send(world, client, caplog):
    caplog.set_level(logging.WARNING, logger="occe.browser")

    def send(told, kind="application/reports+json"):
        body = told if isinstance(told, str) else json.dumps(told)
        return client.post("/browser-report/", body, content_type=kind).status_code

    send.lines = lambda: [record.getMessage() for record in caplog.records if record.name == "occe.browser"]
    return send


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ([NEW], "the browser refused: script-src-elem, evil.example, on members_bare:class-card"),
        (OLD, "the browser refused: require-trusted-types-for, trusted-types-sink, on website:mission"),
    ],
)
def test_a_report_becomes_one_line_without_any_address(send, told, line):
    assert send(told) == 204
    assert send.lines() == [line]


@pytest.mark.parametrize("told", ["", "nonsense", "[", '"text"', "[1, null]", "{}", '[{"body": 3}]', "12"])
def test_nonsense_is_never_written_down(send, told):
    assert send(told) in (204, 400)
    assert send.lines() == []


def test_words_that_are_no_policy_s_are_not_repeated(send):
    strange = {"body": {"effectiveDirective": "a\nforged line", "blockedURL": "<b>", "documentURL": "//["}}

    assert send([strange]) == 204
    assert send.lines() == ["the browser refused: ?, ?, on -"]


def test_a_report_that_is_too_long_is_not_read(send):
    assert send("x" * (LARGEST + 1)) == 413


def test_of_many_reports_at_once_a_few_are_written(send):
    assert send([NEW] * 20) == 204
    assert len(send.lines()) == MOST_AT_ONCE


def test_after_so_many_in_a_minute_nobody_is_listened_to(send):
    answers = [send([NEW]) for _ in range(MOST_A_MINUTE + 2)]

    assert answers == [204] * MOST_A_MINUTE + [429, 429]
    assert len(send.lines()) == MOST_A_MINUTE


def test_every_page_says_where_to_report(world, client):
    response = client.get("/fr/mission/")

    assert response.headers["Reporting-Endpoints"] == 'policy="/browser-report/"'
    policy = response.headers["Content-Security-Policy"]
    for directive in ("report-to policy", "report-uri /browser-report/", "require-trusted-types-for 'script'"):
        assert directive in policy.split("; ")
    assert "camera=()" in response.headers["Permissions-Policy"]
