"""What a sitting decides: kept in the secretary's words, signed by two, corrected by another."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from councils.errors import DecisionRefused, DecisionSigned, NotPresident, NotThisCouncil
from councils.models import Ballot, Decision, GuarantorAct
from councils.services.decisions import Votes, correct_decision, decide, record_decision, reword_decision
from councils.services.follow_ups import follow_up
from councils.services.signing import sign_as_adult, sign_as_president
from occe.kit.actors import PupilActor
from tests.councils.sittings import DAY, make_council, make_item, make_sitting
from tests.world import make_classroom, make_pupils


@pytest.fixture
def sitting(world):
    """Claire's class sits; Lina presides."""
    return make_sitting(make_council(world), president=world.lina)


@pytest.fixture
def item(sitting):
    return make_item(sitting)


@pytest.fixture
def by(world):
    return world.actor(world.claire)


def pupil(world, child) -> PupilActor:
    room = world.classroom
    return PupilActor(child.pk, 1, room.pk, room.cooperative_id, world.federation.pk)


def shown_ballot(item) -> Ballot:
    ballot = Ballot.objects.create(
        council=item.council, meeting=item.meeting, item=item, subject="idea", way="hands", collected="hands",
        question="Des papillons ?",
    )  # fmt: skip
    for state, facts in (("open", {"voters": 18}), ("finished", {}), ("shown", {"outcome": {}})):
        Ballot.objects.filter(pk=ballot.pk).update(state=state, **facts)
    ballot.refresh_from_db()
    return ballot


def test_deciding_keeps_the_ballot_the_owner_and_the_habit_of_looking_again(world, sitting, item, by):
    ballot = shown_ballot(item)

    kept = decide(
        item, text="  Graines et terre,\n pas plus de 45 €. ", by=by, ballot=ballot, owner=world.noe,
        owner_words="une volontaire", amount=Decimal(45), due_on=date(2025, 10, 9), votes=Votes(18, 15, 1, 2),
    )  # fmt: skip
    ballot.refresh_from_db()
    sitting.refresh_from_db()

    assert (kept.text, kept.number, kept.date) == ("Graines et terre, pas plus de 45 €.", 1, DAY)
    assert (kept.way, kept.owner, kept.owner_words) == ("hands", world.noe, "une volontaire")
    assert kept.look_again_on == DAY + timedelta(weeks=4)
    assert (ballot.state, sitting.tick) == ("kept", 1)


def test_deciding_twice_keeps_one_decision(item, by):
    ballot = shown_ballot(item)
    first = decide(item, text="On plante.", by=by, ballot=ballot)

    assert decide(item, text="On plante.", by=by) == first
    assert decide(item, text="On plante une haie.", by=by, ballot=ballot) == first
    assert Decision.objects.count() == 1


def test_several_things_may_be_decided_on_one_item(item, by):
    numbers = [decide(item, text=text, by=by).number for text in ("On plante.", "On arrose.")]

    assert numbers == [1, 2]


def test_a_vote_is_shown_before_it_is_kept(item, by):
    ballot = Ballot.objects.create(
        council=item.council, meeting=item.meeting, item=item, subject="idea", way="hands", collected="hands"
    )

    with pytest.raises(DecisionRefused, match="Montrez d’abord le résultat"):
        decide(item, text="On plante.", by=by, ballot=ballot)


def test_a_vote_of_another_item_is_refused(sitting, item, by):
    ballot = shown_ballot(item)

    with pytest.raises(DecisionRefused, match="d’un autre sujet"):
        decide(make_item(sitting, "La haie", state="waiting"), text="On plante.", by=by, ballot=ballot)


def test_nothing_is_decided_before_the_council_opens(world, by):
    item = make_item(make_sitting(make_council(world), state="prepared"), state="waiting")

    with pytest.raises(DecisionRefused, match="pas encore ouvert"):
        decide(item, text="On plante.", by=by)


def test_a_proposal_that_the_adult_stopped_is_not_decided(sitting, item, by):
    GuarantorAct.objects.create(meeting=sitting, item=item, kind="veto", ground="safety", words="La mare est profonde.")

    with pytest.raises(DecisionRefused, match="L’adulte a arrêté"):
        decide(item, text="On se baigne.", by=by)


@pytest.mark.parametrize(
    ("field", "facts"),
    [("text", {"text": "Noé arrose."}), ("owner_words", {"text": "On arrose.", "owner_words": "Noé et une amie"})],
)
def test_the_register_names_no_child(world, item, by, field, facts):
    world.noe

    with pytest.raises(DecisionRefused, match="Il y a un prénom, Noé") as refused:
        decide(item, by=by, **facts)

    assert refused.value.field == field


def test_the_school_s_council_names_no_child_of_any_class(world, by):
    council = make_council(world).cooperative.councils.get(classroom=None)
    make_pupils(make_classroom(world.cooperative, world.year, "CM1-CM2"), "Gaspard")

    with pytest.raises(DecisionRefused, match="Gaspard"):
        record_decision(council, text="Avec l’idée de Gaspard.", on=DAY, by=by)


def test_who_does_it_is_of_the_class(world, item, by):
    with pytest.raises(DecisionRefused, match="quelqu’un de ce conseil"):
        decide(item, text="On plante.", by=by, owner=world.marius)


def test_what_is_to_be_done_is_to_be_done_after_the_council(item, by):
    with pytest.raises(DecisionRefused, match="avant le conseil"):
        decide(item, text="On plante.", by=by, due_on=DAY - timedelta(days=1))


def test_the_president_then_the_adult_sign_and_it_never_changes(world, item, by):
    decision = decide(item, text="On plante.", by=by)

    sign_as_president([decision], by=pupil(world, world.lina))
    [signed] = sign_as_adult([decision], by=by)

    assert (signed.is_signed, signed.president_on_paper, signed.signed_by) == (True, False, world.claire)
    with pytest.raises(DecisionSigned, match="Elle est signée"):
        reword_decision(signed, text="On ne plante pas.", by=by)
    with pytest.raises(IntegrityError, match="councils_decision_stays"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(text="On ne plante pas.")


def test_the_adult_s_signature_first_leaves_room_for_the_president_s_on_paper(item, by):
    decision = decide(item, text="On plante.", by=by)

    sign_as_adult([decision], by=by)
    [signed] = sign_as_president([decision], by=by)

    assert (signed.is_signed, signed.president_on_paper) == (True, True)


def test_signing_again_moves_no_date(world, item, by):
    decision = decide(item, text="On plante.", by=by)
    [first] = sign_as_president([decision], by=pupil(world, world.lina))

    [again] = sign_as_president([decision], by=by)

    assert (again.president_signed_at, again.president_on_paper) == (first.president_signed_at, False)


def test_another_pupil_does_not_sign_for_the_president(world, item, by):
    decision = decide(item, text="On plante.", by=by)

    with pytest.raises(NotPresident):
        sign_as_president([decision], by=pupil(world, world.noe))


def test_an_adult_of_elsewhere_signs_nothing(world, item, by):
    decision = decide(item, text="On plante.", by=by)
    stranger = world.actor(world.sonia)

    for sign in (sign_as_president, sign_as_adult):
        with pytest.raises(NotThisCouncil):
            sign([decision], by=stranger)


def test_before_it_is_signed_a_decision_may_be_written_better(item, by):
    decision = decide(item, text="On plente.", by=by, votes=Votes(18, 15, 1, 2))

    better = reword_decision(decision, text="On plante.", by=by, amount=Decimal(20))

    assert (better.text, better.amount, better.number, better.votes_for) == ("On plante.", Decimal(20), 1, 15)


def test_a_correction_is_a_new_decision_and_the_first_one_stays(item, by):
    first = decide(item, text="On arrose le lundi.", by=by)
    sign_as_adult(sign_as_president([first], by=by), by=by)

    second = correct_decision(first, text="On arrose le mardi.", on=DAY, by=by)
    first.refresh_from_db()

    assert (second.number, second.corrects, first.text) == (2, first, "On arrose le lundi.")
    assert correct_decision(first, text="On arrose le mardi.", on=DAY, by=by) == second
    with pytest.raises(DecisionRefused, match="La décision n° 2 la corrige déjà"):
        correct_decision(first, text="On arrose le jeudi.", on=DAY, by=by)


def test_the_database_lets_a_decision_be_corrected_once(item, by):
    first = decide(item, text="On arrose le lundi.", by=by)
    second = correct_decision(first, text="On arrose le mardi.", on=DAY, by=by)

    with pytest.raises(IntegrityError, match="councils_decision_corrected_once"), transaction.atomic():
        Decision.objects.create(council=second.council, number=9, date=DAY, text="Autre.", corrects=first)


def test_what_became_of_it_is_told_once_a_time(item, by):
    decision = decide(item, text="On arrose le lundi.", by=by, owner_words="la jardinière")

    first = follow_up(decision, state="begun", words="Deux seaux.", by=by)

    assert follow_up(decision, state="begun", words="Deux seaux.", by=by) == first
    assert follow_up(decision, state="done", by=by) != first


def test_what_became_of_a_corrected_decision_is_told_of_the_new_one(item, by):
    first = decide(item, text="On arrose le lundi.", by=by)
    correct_decision(first, text="On arrose le mardi.", on=DAY, by=by)

    with pytest.raises(DecisionRefused, match="suivez la nouvelle"):
        follow_up(first, state="done", by=by)


def test_what_came_back_is_replaced_at_the_sitting_once(world, sitting, by):
    """« On garde, ou on change ? »: what came back with the item stays as it was, the new one stands in its place."""
    council = sitting.council
    first = record_decision(council, text="Le vélo le lundi.", on=DAY, by=by)
    back = make_item(sitting, title="", kind="review", about=first)

    kept = decide(back, text="Le vélo le mardi.", replaces=True, by=by)

    assert (kept.corrects, list(council.decisions.standing())) == (first, [kept])
    back.state = "done"
    back.save()
    again = make_item(make_sitting_after(sitting), title="", kind="review", about=first)
    with pytest.raises(DecisionRefused, match="La décision n° 2 la corrige déjà"):
        decide(again, text="Le vélo le jeudi.", replaces=True, by=by)


def make_sitting_after(sitting):
    type(sitting).objects.filter(pk=sitting.pk).update(state="closed", closed_at=sitting.opened_at)
    return make_sitting(sitting.council, on=DAY + timedelta(weeks=1))
