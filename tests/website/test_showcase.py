"""The public page of a cooperative: closed by default, with the figures that its mandataire chose; the class knows."""

import json
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cooperatives.models import Cooperative
from cooperatives.services.people import show_public_page
from members.pupil_doors import doors_for
from occe.kit.actors import PupilActor
from tests.website.rows import TODAY, accounts, make_decision, make_project, this_year
from tests.world import make_classroom
from website.showcase import cooperative_figures

Figure = Cooperative.PublicFigure
SHOWN = re.compile(r'<p class="counter"><b>([^<]+)</b><span>([^<]+)</span></p>')


@pytest.fixture
def busy(world):
    """A cooperative with something to say on each count, and a neighbour whose counts are its own."""
    year = this_year(world.federation)
    for cooperative, pupils in ((world.cooperative, 19), (world.other_cooperative, 31)):
        make_classroom(cooperative, year, pupil_count=pupils)
        make_decision(cooperative, year)
        make_project(cooperative, launched=TODAY)
        accounts(cooperative, year).receive(f"{pupils}.50", on=TODAY)
    return world


def page_of(world) -> str:
    return reverse("website:cooperative", args=[world.cooperative.public_id])


def opened(world, *figures: str) -> Cooperative:
    return show_public_page(world.cooperative, by=world.actor(world.claire), shown=True, figures=figures)


def test_a_page_is_closed_until_it_is_opened_and_shows_no_figure_until_one_is_chosen(busy):
    assert Client().get(page_of(busy)).status_code == 404

    opened(busy)
    html = Client().get(page_of(busy)).content.decode()

    assert SHOWN.findall(html) == []
    assert "Un jardin" in html


def test_the_chosen_figures_are_shown_in_their_order_and_no_other(busy):
    opened(busy, Figure.RAISED, Figure.PUPILS)

    html = Client().get(page_of(busy)).content.decode()

    year = this_year(busy.federation)
    assert SHOWN.findall(html) == [("19", "élèves"), ("19,50\u00a0€", f"réunis pour les projets en {year}")]


def test_each_figure_counts_this_cooperative_and_this_year(busy):
    shown = cooperative_figures(opened(busy, *Figure.values), this_year(busy.federation))

    assert [str(figure.value) for figure in shown] == ["19", "1", "1", "1", "19.50"]


def test_what_has_nothing_to_say_and_fewer_than_five_pupils_are_not_shown(world):
    make_classroom(world.cooperative, this_year(world.federation), pupil_count=4)

    shown = cooperative_figures(opened(world, *Figure.values), this_year(world.federation))

    assert [(figure.value, figure.words) for figure in shown] == [(1, "classe")]


def test_closing_forgets_the_choice(busy):
    opened(busy, Figure.PUPILS)
    show_public_page(busy.cooperative, by=busy.actor(busy.claire), shown=False)

    assert opened(busy).public_figures == []


def test_the_database_knows_which_figures_may_be_shown(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cooperative.objects.filter(pk=world.cooperative.pk).update(public_figures=["surnames"])


def test_the_page_names_no_child_and_its_data_no_person(busy):
    opened(busy, *Figure.values)
    assert busy.lina
    html = Client().get(page_of(busy)).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', html)[1])

    assert [name for name in ("Lina", "Noé", "Claire") if name in html] == []
    assert (data["@type"], data["name"]) == ("Organization", busy.cooperative.name)


def test_the_class_finds_its_page_among_its_doors_once_it_is_open(busy):
    lina = PupilActor(busy.lina.pk, 0, busy.classroom.pk, busy.cooperative.pk, busy.federation.pk)
    assert page_of(busy) not in [door.url for door in doors_for(lina)]

    opened(busy)

    assert [door.title for door in doors_for(lina) if door.url == page_of(busy)] == ["Notre page, ouverte à tous"]
