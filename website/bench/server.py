"""What only a running server shows: how fast it starts, how large it grows, how many public pages it gives a second."""

import contextlib
import time
from pathlib import Path
from statistics import median

from django.conf import settings
from django.urls import reverse

from members.models import User
from members.services.roster import add_guest_cards
from occe.kit.actors import Adult
from website.bench import serving
from website.bench.anchors import CACHED_FILE
from website.bench.ground import Ground
from website.bench.table import AT_LEAST, Row, ratio
from website.bench.visits import PAGES

PAGE, REFERENCE = "/fr/", "/bench/page/"
CONNECTIONS, BURST, ROUNDS = 4, 400, 9
STARTS = 3
# Of ten thousand requests: kept pages, pages made anew, pages of people who are signed in, and documents.
KEPT, ANEW, SIGNED_IN, PAPERS = 8_480, 1_000, 500, 20
UNKNOWN = "reader=1"
"""A cookie that the public cache does not know: the page is made anew each time."""


def server_rows(ground: Ground) -> list[Row]:
    return [*start(ground), *rate(ground), *memory(ground)]


def start(ground: Ground) -> list[Row]:
    """From nothing to the first page: the median of a few starts."""
    seconds = []
    for _ in range(STARTS):
        with serving.granian("website.bench.settings", PAGE) as server:
            seconds.append(server.seconds)
    return [Row("start to first answer", median(seconds), 3, "–", unit="s")]


def rate(ground: Ground) -> list[Row]:
    """Two servers alike, ours and one without our middleware whose only page is the same HTML behind `cache_page`."""
    kept = Path(settings.DATA_FOLDER) / "bench-page.html"
    with serving.granian("website.bench.settings", PAGE) as ours:
        kept.write_bytes(serving.ask(ours.port, PAGE).body)
        with serving.granian("website.bench.bare_settings", REFERENCE, **{CACHED_FILE: str(kept)}) as bare:
            rates = _rates({PAGE: ours.port, REFERENCE: bare.port})
    told = f"{rates[PAGE]:.0f} a second, reference {rates[REFERENCE]:.0f}"
    measured = ratio(rates[PAGE], rates[REFERENCE])
    return [Row("public page, requests a second", measured, 0.9, "cache_page, bare server", AT_LEAST, note=told)]


def memory(ground: Ground) -> list[Row]:
    """One web process after ten thousand requests of all sorts."""
    by = Adult(ground.mandataire.pk, ground.federation.pk)
    add_guest_cards(ground.classroom, up_to=12, by=by)
    room = {"id": ground.cooperative.public_id}
    own = [
        reverse("members:home"), reverse("cooperatives:home", kwargs=room), reverse("finance:money", kwargs=room),
        reverse("members:roster", kwargs=room), reverse("projects:list", kwargs=room),
        reverse("finance:entries-csv", kwargs=room),
    ]  # fmt: skip
    desk = [reverse(name) for name in ("desk:queue", "desk:cooperatives", "desk:registrations", "desk:years")]
    cards = reverse("members:roster-cards", kwargs={**room, "classroom": ground.classroom.public_id})
    sizes = []
    with serving.granian("website.bench.settings", PAGE) as server:
        for pages, count, cookie in (
            (PAGES, KEPT, ""),
            (PAGES, ANEW, UNKNOWN),
            (own, SIGNED_IN // 2, _session(ground, ground.mandataire)),
            (desk, SIGNED_IN // 2, _session(ground, ground.staff)),
            ([cards], PAPERS, _session(ground, ground.mandataire)),
        ):
            burst(server.port, pages, count, cookie)
            sizes.append(server.megabytes)
    after = ("kept pages", "made anew", "a teacher's", "the staff's", "with cards printed")
    told = ", ".join(f"{size:.0f} MB {pages}" for size, pages in zip(sizes, after, strict=True))
    return [Row("memory of the web process, 10,000 requests", sizes[-1], 150, "–", unit="MB", note=told)]


def burst(port: int, pages: list[str], count: int, cookie: str = "") -> float:
    """So many requests on a few connections that are kept open, page after page; returns requests a second."""
    headers = {"Cookie": cookie} if cookie else {}
    asked = [serving.request(port, page, **headers) for page in pages]
    with contextlib.ExitStack() as stack:
        lines = [stack.enter_context(serving.line(port)) for _ in range(CONNECTIONS)]
        started = time.perf_counter()
        for number in range(count // CONNECTIONS):
            for opened in lines:
                opened.sendall(asked[number % len(asked)])
            for opened in lines:
                status = serving.answer(opened).status
                if status != 200:
                    raise RuntimeError(f"{pages[number % len(asked)]} answered {status}")
        return count // CONNECTIONS * CONNECTIONS / (time.perf_counter() - started)


def _rates(pages: dict[str, int]) -> dict[str, float]:
    """Requests a second of each page: the median of interleaved bursts."""
    taken: dict[str, list[float]] = {page: [] for page in pages}
    for _ in range(ROUNDS):
        for page, port in pages.items():
            taken[page].append(burst(port, [page], BURST))
    return {page: median(rates) for page, rates in taken.items()}


def _session(ground: Ground, user: User) -> str:
    cookies = ground.client(user).cookies
    return "; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items())
