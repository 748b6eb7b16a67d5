"""The portal as it runs in production: once withdrawn, no address that a browser has seen gives a story's child again.

One portal, one story for each way of withdrawing; all that anybody can ask is asked before, and again afterwards: anew,
with the ETag and the day of before, as HEAD, in part. What stands in its memory falls by itself within seconds.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate

import pytest
from django.conf import settings

from tests.kit.portal import Answer, RunningPortal
from tests.website.pictures_on_paper import shades, words_of

SECONDS = 10
"""The issue asks for a minute; the public cache looks at its stamp every second."""
ON_PAPER = {"the family takes it back": "leaflet", "the sheet has ended": "poster"}
GONE = 404
SOME = 21
"""Files of three stories: what is asked in another way is answered by the same question."""


@pytest.fixture(scope="module")
def portal() -> Iterator[RunningPortal]:
    portal = RunningPortal()
    try:
        portal.start()
        yield portal
    finally:
        portal.end()


@pytest.fixture(scope="module")
def hands(portal) -> Iterator[subprocess.Popen]:
    """Who plants the stories and withdraws them, beside the portal."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.website.withdrawn_stories"],
        cwd=settings.CHECKOUT, env=portal.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def pages(told: dict) -> list[str]:
    """Every page on which any of the stories stands."""
    common = ["/fr/", "/en/", "/fr/projects/", "/fr/projects/?page=2", "/fr/projects/?q=seme", "/fr/impact/",
              f"/fr/projects/cooperative/{told['cooperative']}/", "/feeds/projects.atom", "/feeds/news.atom",
              "/feeds/projects.atom?language=en", "/impact.json", "/sitemap.xml"]  # fmt: skip
    own = [f"/{place}projects/{story['project']}/{page}" for story in told["stories"]
           for place, page in (("fr/", ""), ("en/", ""), ("fr/", "report/"))]  # fmt: skip
    return common + own


def files(told: dict) -> list[str]:
    found = []
    for story in told["stories"]:
        for kind, key in story["pieces"].items():
            if kind != "text":
                found += [f"/stories/{key}/{size}/" for size in (("full", "small") if kind != "sound" else ("full",))]
            if kind in ("photo", "drawing"):
                found.append(f"/stories/{key}.jpg")
    return found


def papers(told: dict) -> list[str]:
    return [f"/fr/projects/{story['project']}/{ON_PAPER[story['way']]}.pdf" for story in told["stories"]
            if story["way"] in ON_PAPER]  # fmt: skip


def asked(portal: RunningPortal, paths: list[str], **headers: str) -> dict[str, Answer]:
    """All of them, four at a time as the portal answers."""
    with ThreadPoolExecutor(4) as readers:
        return dict(zip(paths, readers.map(lambda path: portal.ask(path, **headers), paths), strict=True))


def given_away(text: str, told: dict) -> set[str]:
    """The ways whose story can be read or found in a text."""
    return {story["way"] for story in told["stories"] if any(mark in text for mark in story["marks"])}


def wait_until_gone(portal: RunningPortal, told: dict) -> float:
    """How many seconds the pages that were in memory went on."""
    begun = time.monotonic()
    paths = [f"/fr/projects/{story['project']}/" for story in told["stories"]]
    while left := {way for answer in asked(portal, paths).values() for way in given_away(answer.body, told)}:
        assert time.monotonic() - begun < SECONDS, left
    return time.monotonic() - begun


def test_nothing_that_was_seen_is_given_again(portal, hands):
    told = json.loads(hands.stdout.readline())
    every = {story["way"] for story in told["stories"]}
    before = asked(portal, pages(told))
    assert set().union(*(given_away(answer.body, told) for answer in before.values())) == every
    kept = asked(portal, files(told))
    assert {answer.status for answer in kept.values()} == {200}
    assert {answer.headers["cache-control"] for answer in kept.values()} == {"no-store, private"}
    assert not any({"etag", "last-modified"} & set(answer.headers) for answer in kept.values())
    printed = asked(portal, papers(told))
    assert [shades(answer.content) for answer in printed.values()] == [{"red", "blue"}] * len(printed)

    hands.stdin.write("withdraw\n")
    hands.stdin.flush()
    assert hands.stdout.readline() == "withdrawn\n"
    wait_until_gone(portal, told)

    now = formatdate(usegmt=True)
    left = asked(portal, files(told))
    for headers in ({"If_Modified_Since": now}, {"Range": "bytes=0-99"}, {"method": "HEAD"}):
        left |= asked(portal, files(told)[:SOME], **headers)
    assert {path: answer.status for path, answer in left.items() if answer.status != GONE} == {}
    for path, old in before.items():
        answer = portal.ask(path, If_None_Match=old.headers.get("etag", ""), If_Modified_Since=now)
        assert given_away(answer.body if answer.status != 304 else old.body, told) == set(), path
    for path, old in printed.items():
        answer = portal.ask(path, If_None_Match=old.headers["etag"])
        assert (shades(answer.content), given_away(words_of(answer.content), told)) == (set(), set()), path
