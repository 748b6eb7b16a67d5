"""Every address of the portal, asked by every kind of actor, against the one table of `matrix.py`."""

from functools import cache

import pytest
from django.db import transaction

from occe.kit import pdf
from tests.access.addresses import address_of, routes
from tests.access.asking import Actors, Answer
from tests.access.matrix import ACCESS, PRIVATE, PUBLIC
from tests.access.places import TwoAssociations
from tests.access.profiles import ACTORS

NEIGHBOURS = ("visitor", "claire", "martine", "lina")
"""Those of the other association, each like the one of this name here."""
LISTS = [
    ("visitor", "website:home"),
    ("visitor", "website:news"),
    ("visitor", "website:projects"),
    ("visitor", "news-feed"),
    ("visitor", "project-feed"),
    ("claire", "members:home"),
    ("claire", "members:notifications"),
    ("claire", "members:roster"),
    ("claire", "members:session"),
    ("claire", "cooperatives:people"),
    ("claire", "councils:home"),
    ("claire", "projects:list"),
    ("claire", "finance:claims"),
    ("claire", "finance:week"),
    ("claire", "finance:money"),
    ("claire", "finance:entries-csv"),
    ("claire", "finance:entries-xlsx"),
    ("claire", "finance:goods-pdf"),
    ("claire", "finance:ledger-pdf"),
    ("martine", "desk:queue"),
    ("martine", "desk:cooperatives"),
    ("martine", "desk:registrations"),
    ("martine", "desk:staff"),
    ("martine", "site:journey"),
    ("martine", "site:messages"),
    ("martine", "site:news"),
    ("martine", "site:partners"),
    ("lina", "finance:pupil-expense"),
]
"""Who finds a mark of the own association where; each of these would show the other's if it let it through."""
NO_POST = 405
"""What an address that is only read says to anybody who sends."""
REFUSALS = (403, 404, "sign in", "class code")


class Round:
    """Two associations with one thing of each kind, and what each actor of the first gets at each address."""

    def __init__(self):
        self.here = TwoAssociations().build()
        self.abroad = self.here.abroad.build()
        self.actors, self.neighbours = Actors(self.here, ACTORS), Actors(self.abroad, NEIGHBOURS)
        self.actors.cookies, self.neighbours.cookies
        self.answers = cache(self._answers)

    def _answers(self, name: str) -> dict[str, Answer]:
        address = address_of(self.here, name)
        return {actor: self.actors.ask(actor, address) for actor in ACTORS}


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker):
    """One world for the whole module: each request is taken back, so that none sees what another did.

    A document stays the page from which it is printed: a PDF is packed, and nobody would find a mark in it.
    """
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf.printer, "print", lambda job: ("made", job["html"].encode()))
        yield Round()
        transaction.set_rollback(True)


def test_every_route_has_a_row_and_every_row_a_route():
    assert sorted(name for name, _pattern in routes()) == sorted(ACCESS)


def test_every_private_view_carries_a_permission_and_the_public_ones_are_those_of_the_matrix():
    marks = {name: getattr(pattern.callback, "permission", None) for name, pattern in routes()}

    assert {name for name, mark in marks.items() if mark == "public"} == set(PUBLIC)
    assert {name for name, mark in marks.items() if callable(mark)} == set(PRIVATE)


@pytest.mark.parametrize("name", ACCESS)
def test_each_actor_gets_what_the_matrix_says(walk, name):
    assert {actor: answer.word for actor, answer in walk.answers(name).items()} == ACCESS[name]


@pytest.mark.parametrize("name", ACCESS)
def test_reading_writes_nothing(walk, name):
    assert {actor: answer.wrote for actor, answer in walk.answers(name).items() if answer.wrote} == {}


def test_a_write_would_be_heard(walk):
    answer = walk.actors.ask("claire", address_of(walk.here, "members:notifications-read"), "post")

    assert (answer.word, answer.wrote) == (302, ["members_notification"])


@pytest.mark.parametrize("name", ACCESS)
def test_nothing_of_another_association_is_read_here(walk, name):
    told = {actor: walk.abroad.found_in(answer.text) for actor, answer in walk.answers(name).items()}

    assert {actor: words for actor, words in told.items() if words} == {}


@pytest.mark.parametrize(("actor", "name"), LISTS)
def test_the_other_association_reads_its_own_there_and_nothing_of_ours(walk, settings, actor, name):
    settings.ALLOWED_HOSTS = [walk.abroad.host]

    text = walk.neighbours.ask(actor, address_of(walk.abroad, name)).text

    assert walk.abroad.found_in(text) != set()
    assert walk.here.found_in(text) == set()


def refused_at(name: str) -> dict[str, int | str]:
    """Who may not read there, and how that is said."""
    return {actor: answer for actor, answer in ACCESS[name].items() if answer in REFUSALS}


def one_of_each(name: str) -> dict[str, int | str]:
    """One of those for each way of saying no, another one at the next address: the guard does not ask how one comes."""
    said: dict[int | str, list[str]] = {}
    for actor, answer in refused_at(name).items():
        said.setdefault(answer, []).append(actor)
    turn = list(PRIVATE).index(name)
    return {actors[turn % len(actors)]: answer for answer, actors in said.items()}


@pytest.mark.parametrize("name", PRIVATE)
@pytest.mark.parametrize("tried_by", [one_of_each, pytest.param(refused_at, marks=pytest.mark.long)])
def test_who_may_not_read_may_not_send_either(walk, tried_by, name):
    refused = tried_by(name)

    answers = {actor: walk.actors.ask(actor, address_of(walk.here, name), "post") for actor in refused}

    assert {actor: answer.word for actor, answer in answers.items() if answer.word != NO_POST} == {
        actor: word for actor, word in refused.items() if answers[actor].word != NO_POST
    }
    assert {actor: answer.wrote for actor, answer in answers.items() if answer.wrote} == {}
