"""The counting rules say what a class would say with paper and chalk, and agree with a second, independent count."""

from decimal import Decimal
from random import Random

import pytest

from councils.counting import Choice, Outcome, Rules, Tally, Verdict, count, decide, misfit, misfit_of_sums, tally
from councils.counting.judgment import middle
from tests.councils.counting_twin import twin

YES_NO = (Choice(1, "for"), Choice(2, "against"))
THREE = (Choice(1), Choice(2), Choice(3))
WAYS = ("hands", "secret", "approval", "judgment", "election", "budget")


def one(*voices):
    """Papers with one voice each; 0 chooses nothing."""
    return [{voice: 1} if voice else {} for voice in voices]


# --- for or against --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("papers", "rules", "outcome"),
    [
        (one(1, 1, 2), Rules(), Outcome(Verdict.CHOSEN, (1,))),
        (one(1, 2, 2), Rules(), Outcome(Verdict.STAYS)),
        (one(1, 0, 0, 0), Rules(), Outcome(Verdict.CHOSEN, (1,))),
        (one(0, 0), Rules(), Outcome(Verdict.STAYS)),
        ([], Rules(), Outcome(Verdict.STAYS)),
        (one(1, 2), Rules(tie="again"), Outcome(Verdict.AGAIN, again=(1, 2), seats_left=1)),
        (one(1, 2), Rules(tie="stays"), Outcome(Verdict.STAYS)),
        (one(1, 2), Rules(tie="lot", lot=(1, 2)), Outcome(Verdict.CHOSEN, (1,), by_lot=True)),
        (one(1, 2), Rules(tie="lot", lot=(2, 1)), Outcome(Verdict.STAYS, by_lot=True)),
        (one(1, 1, 2), Rules(threshold="two_thirds"), Outcome(Verdict.CHOSEN, (1,))),
        (one(1, 1, 1, 2, 2), Rules(threshold="two_thirds"), Outcome(Verdict.STAYS)),
    ],
)
def test_a_proposal_is_accepted_by_enough_voices_and_a_tie_by_the_rule_told_before(papers, rules, outcome):
    assert count("hands", YES_NO, papers, rules) == outcome


# --- one choice of several -------------------------------------------------------------------------------------------


def test_with_the_most_voices_wins_where_the_class_said_so():
    assert count("secret", THREE, one(1, 1, 2, 3), Rules("most")) == Outcome(Verdict.CHOSEN, (1,))


def test_without_more_than_half_nothing_is_chosen_and_the_two_best_may_be_voted_on_again():
    assert count("secret", THREE, one(1, 1, 2, 2, 2, 3), Rules()) == Outcome(Verdict.STAYS, again=(1, 2))


def test_half_and_half_is_a_tie():
    assert count("secret", THREE, one(1, 3, 3, 1), Rules()) == Outcome(Verdict.AGAIN, again=(1, 3), seats_left=1)


def test_approval_counts_every_mark():
    papers = [{1: 1, 2: 1}, {2: 1, 3: 1}, {2: 1}, {}]

    assert count("approval", THREE, papers, Rules()) == Outcome(Verdict.CHOSEN, (2,))
    assert tally("approval", THREE, papers) == Tally(4, 1, {1: 1, 2: 3, 3: 1})


# --- faces -----------------------------------------------------------------------------------------------------------


def test_the_middle_face_decides_not_the_sum():
    papers = [{1: 4, 2: 2}, {1: 4, 2: 2}, {1: 1, 2: 2}, {1: 1, 2: 2}, {1: 1, 2: 2}]

    assert count("judgment", THREE[:2], papers, Rules()) == Outcome(Verdict.CHOSEN, (2,))


def test_equal_middles_are_taken_away_one_at_a_time_until_they_differ():
    papers = [{1: 0, 2: 1}, {1: 2, 2: 2}, {1: 4, 2: 3}]

    # without the middle (2) both are left with two faces: the lower of the two is 0 for the first, 1 for the second
    assert count("judgment", THREE[:2], papers, Rules()) == Outcome(Verdict.CHOSEN, (2,))


def test_the_very_same_faces_are_a_tie():
    papers = [{1: 0, 2: 4}, {1: 4, 2: 0}, {}]

    assert count("judgment", THREE[:2], papers, Rules()) == Outcome(Verdict.AGAIN, again=(1, 2), seats_left=1)


def test_with_an_even_number_the_lower_of_the_two_middles_counts():
    assert middle((1, 0, 0, 0, 1)) == 0
    assert middle((0, 0, 0, 0, 0)) is None


# --- elections -------------------------------------------------------------------------------------------------------


def test_the_most_voices_have_the_seats_and_nobody_is_elected_without_a_voice():
    assert count("election", THREE, one(1, 1, 2, 0), Rules(seats=3)) == Outcome(Verdict.CHOSEN, (1, 2), seats_left=1)


def test_the_first_of_two_rounds_asks_for_more_than_half_and_leads_to_a_second_between_the_two_best():
    four = (*THREE, Choice(4))

    assert count("election", four, one(1, 1, 1, 2, 2, 3), Rules(first_of_two=True)) == Outcome(
        Verdict.AGAIN, again=(1, 2), seats_left=1
    )
    assert count("election", four, one(1, 1, 1, 1, 2, 3), Rules(first_of_two=True)) == Outcome(Verdict.CHOSEN, (1,))


def test_equals_for_the_second_round_all_come_again():
    assert count("election", THREE, one(1, 1, 2, 3), Rules(first_of_two=True)).again == (1, 2, 3)


@pytest.mark.parametrize(
    ("tie", "outcome"),
    [
        ("again", Outcome(Verdict.AGAIN, (1,), again=(2, 3), seats_left=1)),
        ("stays", Outcome(Verdict.CHOSEN, (1,), seats_left=1)),
        ("lot", Outcome(Verdict.CHOSEN, (1, 3), by_lot=True)),
    ],
)
def test_equals_for_the_last_seat_follow_the_rule_told_before(tie, outcome):
    rules = Rules(seats=2, tie=tie, lot=(3, 2, 1))

    assert count("election", THREE, one(1, 1, 1, 2, 2, 3, 3), rules) == outcome


# --- a sum to share --------------------------------------------------------------------------------------------------

THINGS = (Choice(1, cost=Decimal(30)), Choice(2, cost=Decimal(25)), Choice(3, cost=Decimal(15)))


def test_the_most_marked_is_taken_first_then_what_still_fits():
    papers = [{1: 1, 3: 1}, {1: 1}, {2: 1}, {1: 1}, {2: 1}]

    # 30 of 50 are taken; 25 no longer fit, 15 do
    assert count("budget", THINGS, papers, Rules(budget=Decimal(50))) == Outcome(
        Verdict.CHOSEN, (1, 3), money_left=Decimal(5)
    )


def test_equals_that_do_not_both_fit_are_not_settled_by_the_portal():
    papers = [{1: 1}, {2: 1}]

    assert count("budget", THINGS, papers, Rules(budget=Decimal(50))) == Outcome(
        Verdict.AGAIN, again=(1, 2), money_left=Decimal(50)
    )


# --- what is taken ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "marks", "reason"),
    [
        ("secret", {}, ""),
        ("secret", {1: 1}, ""),
        ("secret", {1: 1, 2: 1}, "too_many"),
        ("secret", {4: 1}, "unknown"),
        ("secret", {1: 2}, "unknown"),
        ("approval", {1: 1, 2: 1, 3: 1}, ""),
        ("judgment", {1: 0, 2: 4, 3: 2}, ""),
        ("judgment", {1: 0}, "incomplete"),
        ("judgment", {1: 5, 2: 0, 3: 0}, "unknown"),
        ("election", {1: 1, 2: 1}, "too_many"),
        ("budget", {1: 1, 3: 1}, ""),
        ("budget", {1: 1, 2: 1}, "too_dear"),
    ],
)
def test_a_paper_is_what_the_way_asks_for(way, marks, reason):
    assert misfit(way, THINGS, marks, Rules(budget=Decimal(50))) == reason


@pytest.mark.parametrize(
    ("way", "sums", "gap"),
    [
        ("hands", Tally(0, 2, {1: 10, 2: 7}), 0),
        ("hands", Tally(0, 2, {1: 10, 2: 6}), 1),
        ("hands", Tally(0, 2, {1: 10, 2: 9}), -2),
        ("hands", Tally(0, 20, {1: 0, 2: 0}), -1),
        ("approval", Tally(0, 2, {1: 10, 2: 17}), 0),
        ("approval", Tally(0, 2, {1: 10, 2: 18}), -1),
        ("approval", Tally(0, 2, {1: 3, 2: 4}), 10),
        ("judgment", Tally(0, 0, {}, {1: (1, 2, 3, 4, 9), 2: (0, 0, 0, 0, 18)}), 1),
    ],
)
def test_sums_counted_by_hand_add_up_to_nineteen_who_are_there(way, sums, gap):
    assert misfit_of_sums(way, sums, 19, Rules()) == gap


# --- against a second count ------------------------------------------------------------------------------------------


def drawn_election(way, rng):
    """A random ballot in which ties are frequent: few voters, few choices, few prices."""
    total = rng.randint(2, 5)
    yes_no = way in ("hands", "secret") and rng.random() < 0.5
    choices = YES_NO if yes_no else tuple(Choice(p, cost=Decimal(5 * rng.randint(1, 6))) for p in range(1, total + 1))
    positions = [choice.position for choice in choices]
    rules = Rules(
        threshold=rng.choice(["most", "half", "two_thirds"]),
        tie=rng.choice(["again", "stays", "lot"]),
        seats=rng.randint(1, 3),
        first_of_two=rng.random() < 0.5,
        budget=Decimal(5 * rng.randint(2, 12)),
        lot=tuple(rng.sample(positions, len(positions))),
    )
    papers = [
        marks
        for _ in range(rng.randint(0, 12))
        if not misfit(way, choices, marks := _marks(way, choices, rules, rng), rules)
    ]
    return choices, papers, rules


def _marks(way, choices, rules, rng):
    if rng.random() < 0.1:
        return {}
    if way == "judgment":
        return {choice.position: rng.randint(0, 4) for choice in choices}
    most = {"hands": 1, "secret": 1, "election": rules.seats}.get(way, len(choices))
    chosen = rng.sample([choice.position for choice in choices], min(rng.randint(1, most), len(choices)))
    return dict.fromkeys(chosen, 1)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("elections", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_every_way_agrees_with_a_brute_force_count(way, elections):
    rng, verdicts, lots = Random(f"{way} 2026"), set(), 0
    for number in range(elections):
        choices, papers, rules = drawn_election(way, rng)
        costs = {choice.position: choice.cost for choice in choices}
        sides = {choice.position: choice.side for choice in choices}

        found = count(way, choices, papers, rules)

        told = (found.verdict, found.chosen, found.again, found.seats_left, found.by_lot, found.money_left)
        assert told == twin(
            way,
            costs,
            sides,
            papers,
            rules.threshold,
            rules.tie,
            rules.seats,
            rules.first_of_two,
            rules.budget,
            rules.lot,
        ), f"{way} {number}: {papers} {rules}"
        assert decide(way, choices, tally(way, choices, reversed(papers)), rules) == found
        verdicts.add(found.verdict)
        lots += found.by_lot
    assert verdicts == set(Verdict)
    assert lots
