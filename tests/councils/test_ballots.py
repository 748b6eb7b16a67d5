"""A vote goes from its question to its result in one order, by rules told before, and an election tells no figure."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from councils.errors import BallotRefused, DecisionRefused
from councils.models import Ballot
from councils.services import ballot_ends, ballots, meetings
from councils.services.ballot_drafts import BallotDraft, OptionDraft
from councils.services.ballots import finish_ballot, open_ballot, prepare_ballot, second_round, show_ballot
from councils.services.casting import cast
from councils.services.guarantor import pause, veto
from councils.services.hand_counts import count_hands
from councils.services.objections import answer_objection, raise_objection
from tests.councils.rows import council_of, make_meeting
from tests.councils.votes import PLACES, SECRET, Vote, election, finished
from tests.world import make_classroom, make_pupils

HANDS = {"way": "hands", "collected": "hands"}


@pytest.fixture
def vote(world):
    return Vote(world)


# --- prepare ---------------------------------------------------------------------------------------------------------


def test_without_choices_a_vote_asks_for_or_against(vote):
    assert [(o.position, o.side) for o in vote.prepared().options.all()] == [(1, "for"), (2, "against")]


def test_a_form_that_is_sent_twice_prepares_one_vote(vote):
    first = vote.prepared()
    draft = BallotDraft(**SECRET)

    assert prepare_ballot(vote.item, draft=draft, by=vote.by, public_id=first.public_id) == first
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"subject": "rule", "way": "judgment", "options": PLACES}, "way"),
        ({"subject": "job", "way": "secret"}, "way"),
        ({"subject": "idea", "way": "election"}, "way"),
        ({"subject": "job", "way": "election"}, "job"),
        ({"collected": "hands"}, "collected"),
        ({"way": "approval"}, "options"),
        ({"options": (OptionDraft("Oui"), OptionDraft(" oui "))}, "options"),
        ({"subject": "spending", "way": "budget", "options": PLACES}, "budget"),
        ({"subject": "spending", "way": "budget", "options": PLACES, "budget": Decimal(9)}, "options"),
    ],
)
def test_what_does_not_fit_together_is_refused_at_its_field(vote, facts, field):
    with pytest.raises(BallotRefused) as refused:
        vote.prepared(**facts)

    assert refused.value.field == field


def test_a_child_is_voted_on_for_a_job_only_and_the_database_says_so(world, vote):
    ballot = vote.prepared()

    with pytest.raises(IntegrityError, match="only an election has candidates"), transaction.atomic():
        ballot.options.create(position=3, pupil=world.lina)


def test_an_item_that_waits_for_a_council_is_not_voted_on(world, vote):
    waiting = vote.item.__class__.objects.create(council=vote.meeting.council, title="Plus tard")

    with pytest.raises(BallotRefused, match="Préparez d’abord le conseil"):
        prepare_ballot(waiting, draft=BallotDraft(**SECRET), by=vote.by)


def test_a_promise_of_secrecy_is_not_taken_back(vote):
    ballot = vote.prepared()

    with pytest.raises(BallotRefused, match="Il le reste"):
        ballots.change_ballot(ballot, draft=BallotDraft(**SECRET | HANDS), by=vote.by)
    with pytest.raises(IntegrityError, match="is secret for good"), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(secret=False, way="approval")


def test_a_prepared_vote_may_be_made_secret_and_its_choices_written_anew(vote):
    ballot = vote.prepared(**HANDS)

    changed = ballots.change_ballot(ballot, draft=BallotDraft(**SECRET | {"options": PLACES}), by=vote.by)

    assert (changed.secret, changed.hidden, changed.options.count()) == (True, True, 3)


@pytest.mark.parametrize(
    "facts", [{"question": "Est-ce que Zoé reste\u00a0?"}, {"options": (OptionDraft("Lina"), OptionDraft("Un tirage"))}]
)
def test_no_vote_names_a_child_but_an_election_to_a_job(vote, facts):
    with pytest.raises(DecisionRefused, match="Il y a un prénom"):
        vote.prepared(**facts)


# --- open ------------------------------------------------------------------------------------------------------------


def test_the_roll_fixes_who_may_vote(world):
    vote = Vote(world, adults=1)
    vote.goes(world.zoe)

    assert vote.open().voters == 3


def test_without_a_roll_or_an_open_council_no_vote_opens(world):
    world.claire
    by = world.actor(world.claire)
    meeting = make_meeting(council_of(world), "Les escargots")
    ballot = prepare_ballot(meeting.items.get(), draft=BallotDraft(**SECRET), by=by)

    with pytest.raises(BallotRefused, match="Le conseil n’est pas ouvert"):
        open_ballot(ballot, by=by)
    meetings.open_meeting(meeting, by=by)
    with pytest.raises(BallotRefused, match="Faites d’abord l’appel"):
        open_ballot(ballot, by=by)


def test_one_vote_at_a_time(vote):
    vote.open()

    with pytest.raises(BallotRefused, match="Un vote est déjà en cours"):
        vote.open()


def test_what_the_guarantor_stopped_is_not_voted_on(vote):
    ballot = vote.prepared()
    veto(vote.item, ground="safety", words="C’est trop dangereux.", by=vote.by)

    with pytest.raises(BallotRefused, match="L’adulte a arrêté cette proposition"):
        open_ballot(ballot, by=vote.by)


def test_where_the_class_asks_for_a_quorum_too_few_do_not_vote(world, vote):
    council = vote.meeting.council
    council.quorum_percent = 60
    council.save(update_fields=["quorum_percent"])
    ballot = vote.prepared()
    vote.goes(world.lina)
    assert open_ballot(ballot, by=vote.by).quorum == 2

    other = ballot_ends.drop_ballot(ballot, by=vote.by) and vote.prepared()
    vote.goes(world.noe)
    with pytest.raises(BallotRefused, match="Il faut 2 membres pour voter, et 1 sont là"):
        open_ballot(other, by=vote.by)


def test_the_question_does_not_change_once_it_is_open(vote):
    ballot = vote.open()

    with pytest.raises(BallotRefused, match="sa question ne change plus"):
        ballots.change_ballot(ballot, draft=BallotDraft(**SECRET), by=vote.by)


# --- finish and show -------------------------------------------------------------------------------------------------


def test_a_vote_is_finished_before_it_is_shown(vote):
    ballot = vote.open()
    with pytest.raises(BallotRefused, match="Terminez d’abord le vote"):
        show_ballot(ballot, by=vote.by)

    finished(vote, ballot, 1, 1, 2)

    shown = show_ballot(ballot, by=vote.by)
    assert shown.state == "shown"
    assert shown.outcome == {
        "verdict": "chosen", "chosen": [1], "again": [], "seats_left": 0, "papers": 3, "blank": 0, "by_lot": False,
        "voices": {"1": 2, "2": 1},
    }  # fmt: skip


def test_missing_voices_are_told_and_the_adult_may_finish_without_them(vote):
    ballot = vote.open()

    with pytest.raises(BallotRefused, match="Personne n’a encore voté"):
        finish_ballot(ballot, by=vote.by)
    with pytest.raises(BallotRefused, match="Il manque encore 2 voix"):
        finished(vote, ballot, 1)

    cast(ballot, pupil=vote.pupils[1], session=vote.session, marks={1: 1})
    assert finish_ballot(ballot, by=vote.by, incomplete=True).outcome["papers"] == 2


def test_no_vote_opens_during_a_pause(vote):
    ballot = vote.prepared()
    pause(vote.meeting, ground="respect", words="On se calme.", by=vote.by)

    with pytest.raises(BallotRefused, match="Le conseil est en pause"):
        open_ballot(ballot, by=vote.by)


def test_the_quorum_counts_the_classes_that_were_not_called(vote):
    """Two classes by video: one roll of three is called, the other class of two is not there."""
    next_door = make_classroom(vote.world.cooperative, vote.world.year, "CM1-CM2")
    make_pupils(next_door, "Aya", "Brune")
    council = vote.meeting.council
    council.quorum_percent = 80
    council.save(update_fields=["quorum_percent"])
    vote.meeting.rolls.create(classroom=next_door)

    with pytest.raises(BallotRefused, match="Il faut 4 membres pour voter, et 3 sont là"):
        vote.open()


def test_too_few_voices_for_the_quorum_do_not_finish(vote):
    council = vote.meeting.council
    council.quorum_percent = 100
    council.save(update_fields=["quorum_percent"])

    with pytest.raises(BallotRefused, match="Il faut au moins 3 voix"):
        finished(vote, vote.open(), 1, 1, incomplete=True)


def test_the_lot_is_drawn_once(vote):
    ballot = vote.open(tie="lot", threshold="most", options=PLACES)

    first = finished(vote, ballot, 1, 2, 3).outcome

    assert first["by_lot"]
    assert finish_ballot(ballot, by=vote.by).outcome == first


def test_after_a_tie_the_class_votes_again_between_the_equals(vote):
    ballot = vote.open(threshold="most", options=PLACES)
    finished(vote, ballot, 3, 1, {})
    show_ballot(ballot, by=vote.by)

    again = second_round(ballot, by=vote.by)

    assert [option.label for option in again.options.all()] == ["Près du portail", "Derrière la cantine"]
    assert (again.follows, again.state, again.secret) == (ballot, "prepared", True)
    assert second_round(ballot, by=vote.by) == again


def test_consensus_is_heard_and_consent_waits_for_its_objections(vote):
    together = vote.open(way="consensus", collected="aloud")
    assert finish_ballot(together, by=vote.by, agreed=True).outcome == {"verdict": "chosen", "objections": 0}
    show_ballot(together, by=vote.by)

    consent = vote.open(way="consent", collected="aloud")
    objection = raise_objection(consent, words="Qui les nourrit pendant les vacances\u00a0?", by=vote.by)
    with pytest.raises(BallotRefused, match="Écrivez ce qu’on a changé"):
        answer_objection(objection, answer=" ", lifted=True, by=vote.by)
    answer_objection(objection, answer="Chacun les prend une semaine.", lifted=True, by=vote.by)

    assert finish_ballot(consent, by=vote.by).outcome == {"verdict": "chosen", "objections": 0}


def test_an_objection_that_is_left_stops_a_consent(vote):
    consent = vote.open(way="consent", collected="aloud")
    raise_objection(consent, words="C’est trop cher.", by=vote.by)

    assert finish_ballot(consent, by=vote.by).outcome == {"verdict": "stays", "objections": 1}


# --- by hand ---------------------------------------------------------------------------------------------------------


def test_raised_hands_are_counted_by_two_who_agree(vote):
    ballot = vote.open(**HANDS)
    with pytest.raises(BallotRefused, match="Le compte n’est pas encore écrit"):
        finish_ballot(ballot, by=vote.by)
    count_hands(ballot, counter=1, counts={1: 2, 2: 1}, blank=0, by=vote.by)
    count_hands(ballot, counter=2, counts={1: 1, 2: 1}, blank=1, by=vote.by)
    with pytest.raises(BallotRefused, match="Vous n’avez pas compté pareil"):
        finish_ballot(ballot, by=vote.by)

    count_hands(ballot, counter=2, counts={1: 2, 2: 1}, blank=0, by=vote.by)

    assert finish_ballot(ballot, by=vote.by).outcome["voices"] == {"1": 2, "2": 1}


@pytest.mark.parametrize(
    ("counts", "blank", "sentence"),
    [
        ({1: 1, 2: 1}, 0, "Il manque une voix. Qui n’a pas levé la main\u00a0?"),
        ({1: 0, 2: 1}, 0, "Il manque 2 voix. Qui n’a pas levé la main\u00a0?"),
        ({1: 3, 2: 1}, 0, "Il y a 1 voix de trop. On recompte ensemble\u00a0?"),
        ({1: 3}, 0, "Écrivez un nombre pour chaque choix."),
    ],
)
def test_hands_add_up_to_those_who_are_there(vote, counts, blank, sentence):
    with pytest.raises(BallotRefused) as refused:
        count_hands(vote.open(**HANDS), counter=1, counts=counts, blank=blank, by=vote.by)

    assert str(refused.value) == sentence


def test_papers_are_counted_once_and_stay_to_be_counted_again(vote):
    ballot = vote.open(collected="paper", options=PLACES)
    count_hands(ballot, counter=1, counts={1: 0, 2: 2, 3: 1}, blank=0, by=vote.by)

    assert finish_ballot(ballot, by=vote.by).outcome["chosen"] == [2]


def test_faces_are_counted_by_hand_too(vote):
    ballot = vote.open(way="judgment", collected="hands", options=PLACES[:2])
    with pytest.raises(BallotRefused, match="Il manque une voix"):
        count_hands(ballot, counter=1, counts={1: [0, 0, 0, 0, 2], 2: [3, 0, 0, 0, 0]}, blank=0, by=vote.by)
    for counter in (1, 2):
        count_hands(ballot, counter=counter, counts={1: [0, 1, 0, 0, 2], 2: [3, 0, 0, 0, 0]}, blank=0, by=vote.by)

    assert finish_ballot(ballot, by=vote.by).outcome["chosen"] == [1]


# --- elections -------------------------------------------------------------------------------------------------------


def test_an_election_keeps_who_is_elected_and_no_figure(vote):
    assert finished(vote, election(vote), 1, 1, 2).outcome == {
        "verdict": "chosen", "chosen": [1], "again": [], "seats_left": 0,
    }  # fmt: skip


def test_the_second_round_is_between_the_best_and_has_the_same_job(vote):
    ballot = election(vote, rounds=2)
    finished(vote, ballot, 1, 2, {3: 1})
    show_ballot(ballot, by=vote.by)

    second = second_round(ballot, by=vote.by)

    assert (second.round, second.seats, second.job) == (2, 1, ballot.job)
    assert [option.pupil for option in second.options.all()] == vote.pupils


def test_no_vote_opens_while_the_council_is_paused(world):
    vote = Vote(world)
    ballot = vote.prepared()
    pause(vote.meeting, ground="respect", words="On souffle.", by=vote.by)

    with pytest.raises(BallotRefused, match="en pause"):
        open_ballot(ballot, by=vote.by)
