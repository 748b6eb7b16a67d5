"""Opening councils."""

from councils.models import Council
from councils.services.councils import open_councils
from tests.world import make_classroom


def rows():
    return set(Council.objects.values_list("cooperative", "classroom", "year"))


def test_a_cooperative_has_its_own_council_and_one_a_class_of_the_year(world):
    second = make_classroom(world.cooperative, world.year, "CM1-CM2")
    make_classroom(world.cooperative, world.next_year, "CP")
    first, by = world.classroom, world.actor(world.martine)

    open_councils([world.cooperative], world.year, by=by)

    year = world.year.pk
    assert rows() == {(world.cooperative.pk, room and room.pk, year) for room in (None, first, second)}


def test_opening_again_adds_only_what_is_missing(world):
    by = world.actor(world.martine)
    world.classroom
    open_councils([world.cooperative], world.year, by=by)
    before = set(Council.objects.all())
    added = make_classroom(world.cooperative, world.year, "CM1-CM2")

    open_councils([world.cooperative], world.year, by=by)

    assert set(Council.objects.all()) - before == {Council.objects.get(classroom=added)}
    assert before <= set(Council.objects.all())


def test_many_cooperatives_open_in_as_many_queries_as_one(world, django_assert_num_queries):
    by = world.actor(world.martine)
    world.classroom
    make_classroom(world.other_cooperative, world.year, "PS-CM2", levels=["PS", "CM2"])

    with django_assert_num_queries(4):  # a savepoint, the classes, one insertion
        open_councils([world.cooperative, world.other_cooperative], world.year, by=by)

    assert len(rows()) == 4
