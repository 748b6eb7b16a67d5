"""The public wall of projects at fifty and at 5,000 published ones, in turns: as it opens, filtered, and searched."""

from functools import partial

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cooperatives.models import Classroom, Cooperative
from projects.models import Project, ProjectStep
from website.bench.ground import HOST, Ground
from website.bench.lists import MADE_ANEW
from website.bench.places import Place, clone, first_place
from website.bench.reading import reader
from website.bench.table import Row, ratio
from website.bench.timing import Work, interleaved, p95

SIZES = (50, 5000)
ROUNDS = 60
LENGTH = 25
"""Sentences of a story: about a page."""
WORDS = [
    "jardin", "mare", "radio", "conte", "haie", "soupe", "loto", "nichoir", "journal", "théâtre", "laine", "bourrée",
    "course", "lac", "étoile", "moulin",
]  # fmt: skip

READINGS = {
    "as it opens": "",
    "by kind, year and place": "?kind=environment&year={year}&place={place}",
    "by level": "?level={level}",
    "searched, a common word": "?q=jardins",
    "searched, two words and a kind": "?q=classes+fait&kind=environment",
}


def wall(ground: Ground) -> list[Row]:
    places = {size: _place(ground, size) for size in SIZES}
    rows, more = [], 0
    for name, query in READINGS.items():
        classroom = ground.classroom
        address = reverse("website:projects") + query.format(
            year=ground.year.slug, place=classroom.school.commune, level=classroom.levels[0]
        )
        reads = {size: place(reader(_client(), address)) for size, place in places.items()}
        taken = interleaved({str(size): read for size, read in reads.items()}, rounds=ROUNDS, warm=3)
        slow = {size: p95(taken[str(size)]) for size in SIZES}
        told = ", ".join(f"{size}: {seconds * 1000:.1f} ms" for size, seconds in slow.items())
        rows.append(Row(f"wall: {name}, p95 at 5,000", ratio(slow[5000], slow[50]), 1.2, "itself at 50", note=told))
        asked = {size: place(partial(_queries, reads[size]))() for size, place in places.items()}
        more = max(more, asked[5000] - asked[50])
    for place in places.values():
        place.close()
    return [*rows, Row("wall, queries at 5,000", more, 0, "themselves at 50", unit="more")]


def _place(ground: Ground, size: int) -> Place:
    place = clone(first_place(), f"bench_wall_{size}")
    with place.used():
        publish(ground, size)
    place.analyse()
    return place


@transaction.atomic
def publish(ground: Ground, total: int) -> None:
    """So many published projects, a page of story each, of two schools and two kinds: each choice fills a page at both
    sizes, for a page with fewer cards would be quicker whatever it is chosen from."""
    Project.objects.filter(published_at__isnull=False).update(published_at=None)
    cooperatives = list(Cooperative.objects.filter(federation=ground.federation).order_by("pk")[:2])
    classrooms = {found.cooperative_id: found for found in Classroom.objects.order_by("pk")}
    kinds, now = ["environment", "culture"], timezone.now()
    projects = Project.objects.bulk_create((
        Project(cooperative=cooperatives[n % 2], slug=f"wall-{n}", kind=kinds[n // 2 % 2],
                title=f"{_word(n).capitalize()} et {_word(n // 16)} {n}", summary=f"Une {_word(n * 7)} pour tous.",
                story=" ".join(f"On a fait une {_word(n + k * k)} avec la classe." for k in range(LENGTH)),
                state=Project.State.TOLD, published_at=now)
        for n in range(total)
    ), batch_size=250)  # fmt: skip
    ProjectStep.objects.bulk_create(
        (ProjectStep(project=project, state=Project.State.RUNNING, on=ground.year.starts) for project in projects),
        batch_size=1000,
    )
    Project.classrooms.through.objects.bulk_create(
        Project.classrooms.through(project=project, classroom=classrooms[project.cooperative_id])
        for project in projects
    )


def _word(n: int) -> str:
    return WORDS[n % len(WORDS)]


def _client() -> Client:
    client = Client(SERVER_NAME=HOST)
    client.cookies[MADE_ANEW] = "1"
    return client


def _queries(read: Work) -> int:
    """The fewest of three: when the database's own sweeper has been there, the stamp is read again."""
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            read()
        counts.append(len(asked))
    return min(counts)
