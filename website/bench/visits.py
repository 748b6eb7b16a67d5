"""What a visit of ten public pages weighs, as it comes over the wire to a browser that takes gzip."""

import gzip
import os
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from website.bench import serving
from website.bench.ground import SIZES, Ground
from website.bench.table import Row

PAGES = [
    f"/fr/{page}"
    for page in ("", "mission/", "values/", "what-we-do/", "impact/", "projects/", "news/", "start/", "resources/",
                 "contact/")
]  # fmt: skip
KILOBYTE = 1000
FONT = re.compile(r"\.woff2?$")
ASKED_BY_PAGE = re.compile(r'<link rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"|<(?:script|img)[^>]+?src="([^"]+)"')
ASKED_BY_STYLE = re.compile(r'url\("?([^")]+)"?\)|@import "([^"]+)"')


@dataclass(frozen=True, slots=True)
class Visit:
    """Bytes and requests of one page with all that it asks for, read by a browser that knows nothing of us yet.

    `again` are the bytes of a second visit: what may not be kept for good is asked for once more, and a page with a
    form has no tag and comes whole. `html` is what it comes to when the page itself has changed.
    """

    page: str
    weight: int
    fonts: int
    font_files: int
    requests: int
    again: int
    html: int


def visits(ground: Ground) -> list[Row]:
    """The site of a department of 150 cooperatives."""
    place = ground.places[SIZES[1]]
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{place.name}"))
    with serving.granian("website.bench.settings", PAGES[0], DATABASE_URL=url) as server:
        seen = [visit(server.port, page) for page in PAGES]
    heaviest = max(seen, key=lambda one: one.weight)
    again = max(seen, key=lambda one: one.again)
    told = ", ".join(f"{one.page} {one.weight / KILOBYTE:.0f}" for one in seen)
    return [
        Row("first visit, all but fonts", heaviest.weight / KILOBYTE, 60, "–", unit="kB", note=told),
        Row("first visit, fonts", max(one.fonts for one in seen) / KILOBYTE, 65, "–", unit="kB"),
        Row("first visit, font files", max(one.font_files for one in seen), 3, "–", unit=""),
        Row("first visit, requests", max(one.requests for one in seen), 10, "–", unit=""),
        Row("repeat visit", again.again / KILOBYTE, 15, "–", unit="kB",
            note=f"{again.page}; a page that has changed is {max(one.html for one in seen) / KILOBYTE:.0f} kB at most"),
    ]  # fmt: skip


def visit(port: int, page: str) -> Visit:
    """Read a page and follow what it asks for, and what its style sheets ask for."""
    html = _get(port, page)
    waiting, seen = addresses_in(html, ASKED_BY_PAGE, page), {}
    while waiting:
        address = waiting.pop()
        if address not in seen:
            seen[address] = _get(port, address)
            if address.endswith(".css"):
                waiting += addresses_in(seen[address], ASKED_BY_STYLE, address)
    fonts = [len(answer.body) for address, answer in seen.items() if FONT.search(address)]
    others = [answer for address, answer in seen.items() if not FONT.search(address)]
    asked_again = [address for address, got in seen.items() if "immutable" not in got.headers.get("cache-control", "")]
    return Visit(
        page,
        weight=len(html.body) + sum(len(answer.body) for answer in others),
        fonts=sum(fonts),
        font_files=len(fonts),
        requests=1 + len(seen),
        again=sum(_again(port, address, seen.get(address, html)) for address in [page, *asked_again]),
        html=len(html.body),
    )


def _get(port: int, address: str) -> serving.Answer:
    answer = serving.ask(port, address, accept_encoding="gzip")
    if answer.status != 200:
        raise RuntimeError(f"{address} answered {answer.status}")
    return answer


def _again(port: int, address: str, had: serving.Answer) -> int:
    """The bytes that come for a browser that has the answer of before."""
    tags = {"if_none_match": had.headers.get("etag", ""), "if_modified_since": had.headers.get("last-modified", "")}
    known = {name: tag for name, tag in tags.items() if tag}
    return len(serving.ask(port, address, accept_encoding="gzip", **known).body)


def addresses_in(answer: serving.Answer, pattern: re.Pattern[str], base: str) -> list[str]:
    """The addresses of a text, as this server knows them; pictures that stand in the text itself cost nothing more."""
    zipped = answer.headers.get("content-encoding") == "gzip"
    text = (gzip.decompress(answer.body) if zipped else answer.body).decode()
    named = (first or second for first, second in pattern.findall(text))
    return [urljoin(base, address) for address in named if not address.startswith(("data:", "#"))]
