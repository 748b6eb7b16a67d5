"""The adults of a cooperative, one's own requests, the schools found: nothing of a stranger's, at one cost."""

import pytest
from django.urls import reverse

from cooperatives.models import Classroom, Cooperative, School
from cooperatives.queries.schools import schools_found
from cooperatives.services.people import invite_teacher, make_day_pass
from occe.kit.actors import Adult
from occe.kit.dates import today
from tests.cooperatives.drafts import begin, year_of_today
from tests.counting import MANY, costs
from tests.world import make_classroom, make_mandate, make_school, make_user, make_year


def staffed(cooperative: Cooperative, year, name: str) -> tuple[Classroom, dict]:
    """A class with a mandataire, a teacher and a substitute's pass."""
    room = make_classroom(cooperative, year, name, levels=["CP"])
    mandate = make_mandate(cooperative, make_user(f"Mandataire{cooperative.pk}"))
    by = Adult(mandate.user_id, cooperative.federation_id)
    teacher = invite_teacher(room, by=by, email=f"t{cooperative.pk}@ecole.example", starts_on=today())
    day_pass, _code = make_day_pass(room, by=by, day=today())
    return room, {"mandate": mandate, "teacher": teacher, "pass": day_pass}


@pytest.fixture
def ours(world):
    """Ours; as full as ours, one of which the same adult is mandataire too, and another association's."""
    year = year_of_today(world)
    ours = staffed(world.cooperative, year, "CP")
    staffed(world.other_cooperative, year, "CP d’à côté")
    make_mandate(world.other_cooperative, ours[1]["mandate"].user, rank=2)
    staffed(world.foreign_cooperative, make_year(world.other_federation, year.starts), "CP d’ailleurs")
    return ours


def test_the_adults_shown_are_those_of_the_cooperative(world, ours):
    room, people = ours
    client = world.client(people["mandate"].user)

    page = client.get(reverse("cooperatives:people", args=[world.cooperative.public_id])).context

    assert list(page["classes"]) == [room]
    assert [list(one.teachers_now) for one in page["classes"]] == [[people["teacher"]]]
    assert list(page["mandates"]) == [people["mandate"]]
    assert list(page["passes"]) == [people["pass"]]


def test_the_front_room_shows_the_classes_of_the_cooperative(world, ours):
    room, people = ours

    page = world.client(people["mandate"].user).get(reverse("cooperatives:home", args=[world.cooperative.public_id]))

    assert list(page.context["classes"]) == [room]


def test_the_requests_are_one_s_own(world):
    own, _by = begin(world, world.nina)
    begin(world, world.sonia)

    shown = world.client(world.nina).get(reverse("cooperatives:registration-start")).context

    assert (list(shown["own"]), list(shown["claimable"])) == ([own], [])


def test_the_schools_found_are_those_of_the_departments(world):
    here = make_school("0159921C", "École des Sonnailles", commune="Valuéjols")
    make_school("0480003C", "École des Sonnailles", commune="Mende", department="048")

    assert list(schools_found(world.federation, "sonnailles")) == [here]


def test_the_search_for_a_school_costs_the_same_at_10_and_at_1000(world):
    draft, _by = begin(world, world.nina)
    page = reverse("cooperatives:registration-school", args=[draft.public_id]) + "?q=ecole"

    def schools(first: int, last: int) -> None:
        made = [
            School(uai=f"{number:07d}A", name=f"École {number}", kind="primary", commune="Polminhac", department="015")
            for number in range(first, last)
        ]
        for school in made:
            school.folded = school.folded_text()
        School.objects.bulk_create(made)

    one, few, many = costs(world.client(world.nina), [page], schools)

    assert one == few == many
    assert School.objects.count() == MANY


def test_a_school_of_12_classes_costs_what_one_class_costs(world):
    """The classes, the adults and the passes are not paged: a school of twelve classes is a large one."""
    year, mandate = year_of_today(world), make_mandate(world.cooperative, make_user("Anne"))
    by = Adult(mandate.user_id, world.federation.pk)

    def classes(first: int, last: int) -> None:
        for number in range(first, last):
            room = make_classroom(world.cooperative, year, f"C{number}", levels=["CP"])
            invite_teacher(room, by=by, email=f"t{number}@ecole.example", starts_on=today())
            make_day_pass(room, by=by, day=today())

    pages = [reverse(f"cooperatives:{name}", args=[world.cooperative.public_id]) for name in ("home", "people")]
    few, many = costs(world.client(mandate.user), pages, classes, (1, 12))

    assert many == few
