"""The facts that the database itself holds about cooperatives, classes, mandates."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cooperatives.models import Cooperative, Mandate, SchoolYear
from tests.world import make_classroom, make_mandate, make_user, make_year


def refuses(name: str):
    """The named constraint refuses the statement."""
    return pytest.raises(IntegrityError, match=name)


def test_a_school_year_runs_from_september_to_august(world):
    with refuses("cooperatives_schoolyear_september_to_august"), transaction.atomic():
        SchoolYear.objects.create(federation=world.federation, starts=date(2025, 9, 2), ends=date(2026, 8, 31))


def test_a_school_year_lasts_one_year(world):
    with refuses("cooperatives_schoolyear_september_to_august"), transaction.atomic():
        SchoolYear.objects.create(federation=world.federation, starts=date(2025, 9, 1), ends=date(2027, 8, 31))


def test_a_year_is_opened_once(world):
    make_year(world.federation)

    with refuses("cooperatives_schoolyear_once"), transaction.atomic():
        make_year(world.federation)


def test_an_empty_class_is_refused(world):
    with refuses("cooperatives_classroom_not_empty"), transaction.atomic():
        make_classroom(world.cooperative, world.year, pupil_count=0)


def test_two_mandates_in_force_cannot_share_a_rank(world):
    world.claire

    with refuses("cooperatives_mandate_one_a_rank"), transaction.atomic():
        make_mandate(world.cooperative, make_user("Paul"))


def test_an_ended_mandate_leaves_its_rank_free(world):
    world.claire.mandates.update(state=Mandate.State.ENDED, ends_on=date(2025, 9, 1))

    make_mandate(world.cooperative, make_user("Paul"))

    assert world.cooperative.mandates.in_force(date(2025, 9, 2)).get().user.first_name == "Paul"


def test_a_closed_cooperative_carries_its_date(world):
    with refuses("cooperatives_cooperative_closed_with_date"), transaction.atomic():
        Cooperative.objects.filter(pk=world.cooperative.pk).update(state=Cooperative.State.CLOSED)


def test_teachers_see_exactly_their_own_cooperatives(world):
    claire, sonia = world.claire, world.sonia
    world.foreign_cooperative

    assert set(Cooperative.objects.visible_to(world.actor(claire))) == {world.cooperative}
    assert set(Cooperative.objects.visible_to(world.actor(sonia))) == {world.other_cooperative}


def test_staff_see_all_of_their_federation_and_nothing_of_another(world):
    world.claire, world.sonia, world.foreign_cooperative

    assert set(Cooperative.objects.visible_to(world.actor(world.martine))) == {
        world.cooperative,
        world.other_cooperative,
    }


def test_a_visitor_and_a_stranger_see_no_cooperative(world):
    world.claire

    assert set(Cooperative.objects.visible_to(world.actor(None))) == set()
    assert set(Cooperative.objects.visible_to(world.actor(world.felix))) == set()


def test_a_mandataire_who_left_still_reads_the_cooperative(world):
    world.claire.mandates.update(state=Mandate.State.ENDED, ends_on=date(2025, 9, 1))

    assert set(Cooperative.objects.visible_to(world.actor(world.claire))) == {world.cooperative}
