"""Fifty classes of twenty-eight vote at once, each with its tablet: no voice is lost, none is doubled."""

import sys
import threading
from statistics import quantiles
from time import perf_counter

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from councils.models import Ballot, BallotPaper, Turnout
from councils.services.ballot_drafts import BallotDraft
from councils.services.ballots import finish_ballot, open_ballot, prepare_ballot
from members.models import Pupil
from members.presence import COOKIE
from tests.councils.votes import SECRET, class_in_council
from tests.world import make_classroom, make_device, make_open_class, make_pupils

SLOWEST = 5.0
"""Seconds for nineteen votes of twenty, on two cores that also play the fifty tablets."""


QUIET = 3
"""So few classes are a test like another: their times tell nothing."""


class Tablet:
    """The tablet of a class that votes: each child taps the own picture and the vote; every third is against, one of
    seven does not choose."""

    def __init__(self, world, number: int, pupils: int):
        by = world.actor(world.claire)
        room = make_classroom(world.cooperative, world.year, f"Classe {number}", levels=["CE1"])
        self.pupils = make_pupils(room, *(f"Enfant {chr(65 + n % 26)}{n}" for n in range(pupils)))
        session = make_open_class(room, world.claire)
        meeting = class_in_council(room, world.claire, self.pupils, by)
        ballot = prepare_ballot(meeting.items.get(), draft=BallotDraft(**SECRET), by=by)
        self.ballot, self.by = open_ballot(ballot, by=by), by
        _device, token = make_device(session, how="shared")
        self.client, self.took = Client(), []
        self.client.cookies[COOKIE] = token

    def marks(self, rank: int) -> dict[str, str]:
        return {"blank": "yes"} if rank % 7 == 0 else {"choice": "2" if rank % 3 == 0 else "1"}

    def goes_round(self) -> None:
        for rank, pupil in enumerate(self.pupils):
            turn = self.client.post(reverse("members:class-turn"), {"pupil": pupil.public_id})
            begun = perf_counter()
            self.client.post(turn["Location"], {"ballot": self.ballot.public_id} | self.marks(rank))
            self.took.append(perf_counter() - begun)

    def expected(self) -> dict[str, int]:
        marked = [self.marks(rank).get("choice") for rank in range(len(self.pupils))]
        return {"1": marked.count("1"), "2": marked.count("2")}


@pytest.mark.parametrize(("classes", "pupils"), [(3, 5), pytest.param(50, 28, marks=pytest.mark.long)])
def test_classes_that_vote_at_once_lose_and_double_no_ballot(real_world, capsys, classes, pupils):
    tablets = [Tablet(real_world, number, pupils) for number in range(classes)]
    barrier = threading.Barrier(classes)

    def play(tablet: Tablet) -> None:
        try:
            barrier.wait()
            tablet.goes_round()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=play, args=[tablet]) for tablet in tablets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (Turnout.objects.count(), BallotPaper.objects.count()) == (classes * pupils, classes * pupils)
    assert Pupil.objects.filter(pk__in=Turnout.objects.values("pupil")).count() == classes * pupils
    for tablet in tablets:
        assert finish_ballot(tablet.ballot, by=tablet.by).outcome["voices"] == tablet.expected()
    assert Ballot.objects.filter(state="finished").count() == classes
    p95 = quantiles([seconds for tablet in tablets for seconds in tablet.took], n=20)[-1]
    if classes > QUIET:
        with capsys.disabled():
            sys.stdout.write(f"\n{classes} classes of {pupils} at once: p95 of a vote {p95 * 1000:.0f} ms\n")
    assert p95 < SLOWEST
