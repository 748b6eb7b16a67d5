"""May we buy this? Advice that warns and never blocks, and what the portal notices by itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from councils.models import Council, Decision
from finance.advice import ADVICE
from finance.errors import NotYours
from finance.models import ClassRules, ExpenseClaim, PurchaseAdvice
from finance.permissions import agreeable, can_agree_claim
from finance.queries.advice import advices_for, beyond_decision, doubts_about
from finance.queries.claims import proposed_payments, week_of
from finance.services.advice import ensure_advice
from finance.services.agreeing import agree_claim, refuse_claim
from finance.services.claims import update_claim
from finance.services.class_rules import carry_class_rules, set_class_rules
from tests.finance.ledger import photo, pupil_actor, sent_by, written_by
from tests.world import make_classroom, make_mandate, make_user


def advice_on(federation_id: int, what: str) -> PurchaseAdvice | None:
    """The advice that warns about a purchase told in a few words."""
    claim = ExpenseClaim(pk=1, federation_id=federation_id, what=what)
    return advices_for([claim]).get(claim.pk)


def test_advice_is_seeded_once_and_then_the_associations_own(world, ledger):
    PurchaseAdvice.objects.update(reason_fr="à nous")
    kept = PurchaseAdvice.objects.count()

    ensure_advice(world.federation)

    assert (PurchaseAdvice.objects.count(), PurchaseAdvice.objects.filter(reason_fr="à nous").count()) == (kept, kept)


def test_each_first_advice_has_both_languages_and_folded_words():
    for row in ADVICE:
        assert row.reason_fr
        assert row.reason_en
        assert all(word == word.lower() and word.isascii() for word in row.words)


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("un toner pour la photocopieuse", "copier"),
        ("deux CAHIERS", "supplies"),
        ("une Machine à café", "staff-room"),
        ("un manuel scolaire", "textbooks"),
        ("des graines et du terreau", None),
        ("colle pour les nichoirs", None),
        ("un carton", None),
        ("", None),
    ],
)
def test_a_purchase_is_recognised_by_its_words(world, ledger, what, key):
    found = advice_on(world.federation.pk, what)

    assert (found and found.key) == key


def test_of_two_opinions_the_graver_speaks(world, ledger):
    assert advice_on(world.federation.pk, "un livre du maître").key == "teachers-books"


def test_advice_speaks_the_language_of_the_page(world, ledger):
    with override("en"):
        assert advice_on(world.federation.pk, "un toner").reason.startswith("The photocopier")


def test_only_what_warns_stands_on_an_expense(world, ledger):
    allowed = written_by(world.lina, world, what="des graines")
    doubtful = written_by(world.lina, world, shop="Encre et cartouches")

    assert advices_for([allowed, doubtful]) == {doubtful.pk: PurchaseAdvice.objects.get(key="office")}
    assert advices_for([allowed]) == {}


def test_advice_blocks_nothing(world, ledger):
    ledger.receive("100.00", on=date(2025, 9, 2))
    claim = sent_by(world.lina, world, what="un toner", paid_with="cash")

    assert agree_claim(claim, by=world.actor(world.claire)).state == "paid"


def test_another_federation_has_opinions_of_its_own(world, ledger):
    assert advice_on(world.other_federation.pk, "un toner") is None


# --- doubts ----------------------------------------------------------------------------------------------------------


def keys(claim) -> list[str]:
    return [doubt.key for doubt in doubts_about(claim)]


def test_a_whole_expense_raises_no_doubt(world, ledger):
    assert keys(sent_by(world.lina, world, photo=photo(world, "a"))) == []


def test_a_missing_photo_is_told(world, ledger):
    assert keys(sent_by(world.lina, world)) == ["no_photo"]


def test_more_than_was_decided_is_told(world, ledger):
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    decision = Decision.objects.create(
        council=council, number=3, date="2025-09-18", text="graines et terre", amount=Decimal("38.39")
    )
    claim = sent_by(world.lina, world, photo=photo(world, "a"), decision=decision)

    assert [(doubt.key, doubt.sentence) for doubt in doubts_about(claim)] == [
        (
            "over_decision",
            "Le conseil avait décidé\u00a0: pas plus de 38,39\u00a0€. Avec cette dépense, cela fait 38,40\u00a0€.",
        )
    ]


def test_several_expenses_of_one_decision_are_added_up(world, ledger):
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    decision = Decision.objects.create(
        council=council, number=3, date="2025-09-18", text="graines et terre", amount=Decimal("45.00")
    )
    first = sent_by(world.lina, world, decision=decision, amount=Decimal("30.00"))
    second = sent_by(world.noe, world, decision=decision, amount=Decimal("15.01"))
    sent_by(world.zoe, world, decision=None, amount=Decimal("99.00"))

    assert beyond_decision(first) == (Decimal("45.00"), Decimal("45.01"))
    refuse_claim(second, by=world.actor(world.claire), reason="not_ours")
    assert beyond_decision(first) is None


def test_a_decision_without_a_sum_has_no_limit(world, ledger):
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    decision = Decision.objects.create(council=council, number=3, date="2025-09-18", text="graines et terre")

    assert beyond_decision(sent_by(world.lina, world, decision=decision)) is None


def test_the_same_photo_or_the_same_sum_and_day_is_told(world, ledger):
    first = sent_by(world.lina, world, photo=photo(world, "a"))
    same_photo = sent_by(world.noe, world, photo=photo(world, "a"), amount=Decimal("1.00"))
    same_sum = sent_by(world.zoe, world, photo=photo(world, "b"))
    other_day = sent_by(world.zoe, world, photo=photo(world, "c"), issued_on=date(2025, 10, 3))

    assert keys(first) == ["same_photo"]
    assert keys(same_photo) == ["same_photo"]
    assert keys(same_sum) == ["same_sum"]
    assert keys(other_day) == []


# --- a whole page at once --------------------------------------------------------------------------------------------


def same_as_one_by_one(world, *actors) -> list[set[int]]:
    """What `agreeable` answers for each actor, once compared with `can_agree_claim` of each expense."""
    claims = list(week_of(world.cooperative))
    answers = [agreeable(actor, claims) for actor in actors]
    assert answers == [{claim.pk for claim in claims if can_agree_claim(actor, claim)} for actor in actors]
    return answers


def test_who_may_agree_to_each_of_a_page_is_what_is_said_of_one(world, ledger):
    claire, tristan = world.actor(world.claire), world.actor(world.tristan)
    pupils, own = sent_by(world.lina, world), sent_by(claire, world)
    strangers = [world.actor(world.sonia), world.actor(world.rita), pupil_actor(world.noe)]

    assert same_as_one_by_one(world, claire, tristan, *strangers) == [{pupils.pk}, {own.pk}, set(), set(), set()]

    paul = make_user("Paul")
    make_mandate(world.cooperative, paul, rank=2)
    assert same_as_one_by_one(world, claire, world.actor(paul), tristan) == [{pupils.pk}, {pupils.pk, own.pk}, set()]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_page_of_expenses_costs_the_same_however_many_there_are(world, ledger, django_assert_num_queries, count):
    claire = world.actor(world.claire)
    for _ in range(count):
        sent_by(world.lina, world)

    with django_assert_num_queries(6):
        claims = list(week_of(world.cooperative))
        agreeable(claire, claims)
        proposed_payments(claims)
        advices_for(claims)

    assert len(claims) == count


def test_what_was_guessed_for_one_expense_is_not_guessed_twice(world, ledger):
    ledger.receive("50.00", on=date(2025, 9, 2))
    claims = [sent_by(world.lina, world, amount=Decimal("30.00")) for _ in range(2)]

    assert list(proposed_payments(claims).values()) == ["cash", "bank"]


# --- how a class works -----------------------------------------------------------------------------------------------


def test_a_class_goes_on_as_last_years_did(world):
    claire = world.actor(world.claire)
    set_class_rules(world.classroom, asks_second_look=False, treasurers_only=True, by=claire)
    following = make_classroom(world.cooperative, world.next_year, "CE1-CE2-CM1", follows=world.classroom)

    for _ in range(2):
        carry_class_rules([following, world.classroom])

    kept = ClassRules.objects.order_by("classroom_id")
    assert list(kept.values_list("classroom", "asks_second_look", "treasurers_only")) == [
        (world.classroom.pk, False, True),
        (following.pk, False, True),
    ]


def test_only_who_leads_the_class_says_how_it_works(world):
    for stranger in (world.actor(world.sonia), world.actor(world.martine), pupil_actor(world.lina)):
        with pytest.raises(NotYours):
            set_class_rules(world.classroom, asks_second_look=False, treasurers_only=True, by=stranger)


def test_long_words_are_cut_to_what_is_kept(world, ledger):
    claim = written_by(world.lina, world)

    claim = update_claim(claim, by=pupil_actor(world.lina), version=1, what="a" * 500, shop="b" * 500)

    assert (len(claim.what), len(claim.shop)) == (120, 80)
