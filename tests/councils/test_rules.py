"""The poster of a class: laws are given, rules are decided."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from councils.errors import DecisionRefused, NotThisCouncil, RuleRefused
from councils.models import ClassRule, Council
from councils.queries.rules import USUAL_LAWS, poster_of
from councils.services.rules import MOST, end_rule, make_rule, set_law
from tests.councils.test_lists import decide

LAW = "On écoute celui ou celle qui parle."
RULE = "On range les jeux à deux."


@pytest.fixture
def council(world):
    return Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)


@pytest.fixture
def decision(world, council):
    return decide(world.cooperative, world.year, world.classroom, RULE)


@pytest.fixture
def claire(world):
    return world.actor(world.claire)


def test_a_law_and_a_rule_hang_on_the_poster_once(council, decision, claire):
    for _ in range(2):
        set_law(council, text=LAW, picture="voice", by=claire)
        make_rule(decision, text=RULE, by=claire)

    poster = poster_of(council)
    assert [(rule.text, rule.decision) for rule in poster.laws + poster.rules] == [(LAW, None), (RULE, decision)]


def test_a_rule_ends_by_a_decision_of_the_same_council_only(world, council, decision, claire):
    rule = make_rule(decision, text=RULE, by=claire)
    elsewhere = decide(world.cooperative, world.year, None, "Autre chose.")
    for wrong in (None, elsewhere):
        with pytest.raises(RuleRefused, match="par une décision du conseil"):
            end_rule(rule, decision=wrong, by=claire)
    end_rule(rule, decision=decision, by=claire)
    end_rule(rule, decision=decision, by=claire)
    assert poster_of(council).is_empty


def test_the_database_knows_no_rule_without_a_decision(council):
    with pytest.raises(IntegrityError, match="rules_are_decided"), transaction.atomic():
        ClassRule.objects.create(council=council, kind="rule", text=RULE)


def test_a_law_leaves_without_a_vote_and_stays_known(council, claire):
    end_rule(set_law(council, text=LAW, by=claire), by=claire)
    assert ClassRule.objects.get().ends_on is not None


def test_a_first_name_is_refused_on_the_poster(world, council, claire):
    world.lina
    with pytest.raises(DecisionRefused, match="Il y a un prénom"):
        set_law(council, text="Lina ne crie plus.", by=claire)


def test_a_poster_that_nobody_could_read_is_not_made(council, claire):
    for number in range(MOST):
        set_law(council, text=f"Loi {number}", by=claire)
    with pytest.raises(RuleRefused, match="se lit de loin"):
        set_law(council, text="Une de trop", by=claire)


def test_nobody_else_changes_it(world, council, decision):
    for other in (world.sonia, world.martine):
        with pytest.raises(NotThisCouncil):
            set_law(council, text=LAW, by=world.actor(other))


def test_the_page_begins_with_the_usual_laws_and_keeps_what_was_typed(world, council, decision):
    client, page = (
        world.client(world.claire),
        reverse("councils:poster", args=[world.cooperative.public_id, council.public_id]),
    )
    client.post(reverse("councils:poster-usual", args=[world.cooperative.public_id, council.public_id]))
    assert len(poster_of(council).laws) == len(USUAL_LAWS)

    refused = client.post(page, {"text": "", "decision": decision.pk})
    assert refused.status_code == 422
    assert refused.text.count("Écrivez la règle en une phrase.") == 2  # above the form, and at its field
    client.post(page, {"text": RULE, "picture": "ball", "decision": decision.pk})
    assert [rule.picture for rule in poster_of(council).rules] == ["ball"]


def test_a_pupil_reads_the_poster_on_the_tablet(world, council, claire):
    set_law(council, text=LAW, by=claire)
    assert LAW in world.pupil_client(world.lina).get(reverse("councils:pupil-rules")).text
