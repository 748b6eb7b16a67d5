"""What a council decided is kept with its words, its day and a count that adds up."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from councils.errors import DecisionRefused
from councils.models import Council, Decision
from councils.services.councils import open_councils
from councils.services.decisions import Votes, correct_decision, record_decision
from tests.together import at_once
from tests.world import make_classroom, make_mandate, make_user, make_year

COUNTED = Votes(present=18, votes_for=15, votes_against=1, votes_blank=2)


@pytest.fixture
def council(world):
    """The council of Claire's class."""
    world.claire, world.classroom
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    return Council.objects.get(classroom=world.classroom)


def keep(council, world, text="Graines et terre.", **values):
    values = {"on": date(2025, 9, 18), "by": world.actor(world.claire)} | values
    return record_decision(council, text=text, **values)


def test_decisions_of_a_council_are_numbered_from_one(world, council):
    first = keep(council, world, amount=Decimal("45.00"), votes=COUNTED)
    second = keep(council, world, "On arrose le lundi.")

    assert (first.number, first.votes_for, first.amount) == (1, 15, Decimal("45.00"))
    assert (second.number, second.votes_for, second.amount) == (2, None, None)


def test_the_same_words_on_the_same_day_are_kept_once(world, council):
    first = keep(council, world)

    assert keep(council, world) == first
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("votes", "sentence"),
    [
        (Votes(24, 12, 8, 3), "Il manque 1 voix pour faire le compte des présents. Recomptez ensemble."),
        (Votes(10, 9, 2, 0), "Il y a 1 voix de plus que de présents. Recomptez ensemble."),
    ],
)
def test_a_count_that_does_not_add_up_is_told(world, council, votes, sentence):
    with pytest.raises(DecisionRefused, match=sentence.replace(".", r"\.")):
        keep(council, world, votes=votes)


def test_a_day_of_another_year_or_to_come_is_refused(world, council):
    with pytest.raises(DecisionRefused, match="pas de l’année 2025-2026"):
        keep(council, world, on=date(2025, 8, 31))
    with pytest.raises(DecisionRefused, match="pas encore eu lieu"):
        keep(council, world, on=date(2999, 1, 1))


def test_the_database_refuses_more_votes_than_voters(world, council):
    decision = keep(council, world)

    with pytest.raises(IntegrityError, match="councils_decision_votes_add_up"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(present=2, votes_for=3, votes_against=0, votes_blank=0)


def test_the_register_shows_exactly_the_cooperative_s_decisions(world, council):
    mine = keep(council, world)
    world.sonia
    make_classroom(world.other_cooperative, world.year, "CM2")
    open_councils([world.other_cooperative], world.year, by=world.actor(world.sonia))
    theirs = Council.objects.get(cooperative=world.other_cooperative, classroom=None)
    record_decision(theirs, text="Ailleurs.", on=date(2025, 9, 18), by=world.actor(world.sonia))

    page = world.client(world.claire).get(reverse("councils:decisions", kwargs={"id": world.cooperative.public_id}))

    assert list(page.context["page"]) == [mine]


def test_a_mandataire_records_a_decision_and_finds_it_in_the_register(world, council):
    client = world.client(world.claire)
    address = reverse("councils:decision-new", kwargs={"id": world.cooperative.public_id})

    answer = client.post(
        address,
        {"council": council.pk, "text": "On plante une haie.", "on": "18/09/2025", "amount": "45", "present": "19",
         "votes_for": "12", "votes_against": "5", "votes_blank": "2"},
        follow=True,
    )  # fmt: skip

    assert [decision.text for decision in answer.context["page"]] == ["On plante une haie."]
    assert Decision.objects.get().amount == Decimal("45.00")


def test_a_refused_form_keeps_what_was_typed(world, council):
    address = reverse("councils:decision-new", kwargs={"id": world.cooperative.public_id})

    answer = world.client(world.claire).post(
        address, {"council": council.pk, "text": "On plante une haie.", "on": "31/09/2025", "votes_for": "12"}
    )

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["on", "present"]
    assert "On plante une haie." in answer.content.decode()


def test_a_teacher_of_one_class_is_offered_that_council_only(world, council):
    other = make_classroom(world.cooperative, world.year, "CM1-CM2")
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    paul = make_user("Paul")
    other.teachers.create(user=paul, starts_on=date(2025, 9, 1))

    page = world.client(paul).get(reverse("councils:decision-new", kwargs={"id": world.cooperative.public_id}))

    assert [str(c) for c in page.context["form"].fields["council"].queryset] == ["CM1-CM2"]


def test_the_register_takes_the_same_number_of_queries_for_1_and_30_decisions(
    world, council, django_assert_max_num_queries
):
    client, address = (
        world.client(world.claire),
        reverse("councils:decisions", kwargs={"id": world.cooperative.public_id}),
    )
    client.get(address)  # the first page of a session is written down as such
    counts = []
    for total in (1, 30):
        for number in range(Decision.objects.count(), total):
            keep(council, world, f"Décision {number}.")
        with django_assert_max_num_queries(40) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_decisions_of_a_closed_year_take_no_more(world, council):
    later = make_year(world.federation, date(2024, 9, 1))
    later.closed_at = "2025-12-01T00:00Z"
    later.save()
    make_classroom(world.cooperative, later)
    open_councils([world.cooperative], later, by=world.actor(world.claire))

    page = world.client(world.claire).get(reverse("councils:decision-new", kwargs={"id": world.cooperative.public_id}))

    assert {c.year for c in page.context["form"].fields["council"].queryset} == {world.year}


def test_a_mandataire_of_elsewhere_finds_nothing_here(world, council):
    make_mandate(world.other_cooperative, make_user("Zita"), rank=2)

    answer = world.client(world.sonia).get(reverse("councils:decisions", kwargs={"id": world.cooperative.public_id}))

    assert answer.status_code == 404


def test_decisions_kept_at_once_are_numbered_without_a_gap_and_one_is_corrected_once(real_world):
    real_world.claire, real_world.classroom
    by = real_world.actor(real_world.claire)
    open_councils([real_world.cooperative], real_world.year, by=by)
    council = Council.objects.get(classroom=real_world.classroom)

    at_once(*[lambda n=n: keep(council, real_world, f"On plante {n} arbres.") for n in range(4)])
    first = council.decisions.get(number=1)
    again = {"on": date(2025, 9, 25), "by": by}
    told = at_once(*[lambda n=n: correct_decision(first, text=f"On plante {n} haies.", **again) for n in range(2)])

    assert sorted(council.decisions.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert sorted(type(answer).__name__ for answer in told) == ["Decision", "DecisionRefused"]
    assert first.corrected_by.count() == 1
