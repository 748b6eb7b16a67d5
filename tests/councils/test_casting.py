"""A child votes once, from the open class, while the box is open; nothing stored tells whose paper is whose."""

import json
from collections import Counter

import pytest
from django.db import IntegrityError, connection, transaction

from councils.errors import VoteRefused
from councils.models import BallotPaper, Turnout
from councils.services.ballot_ends import drop_ballot
from councils.services.ballots import finish_ballot
from councils.services.casting import cast, cast_adult
from councils.services.guarantor import pause, resume
from members.services.class_sessions import close_class
from tests.councils.votes import PLACES, Vote
from tests.together import at_once


@pytest.fixture
def vote(world):
    return Vote(world)


def box(ballot):
    return sorted(json.dumps(marks) for marks in ballot.papers.values_list("marks", flat=True))


def test_a_voice_goes_into_the_box_and_who_has_voted_is_known(vote):
    ballot = vote.open()

    vote.cast(ballot, 1, {})

    assert box(ballot) == ['{"1": 1}', "{}"]
    assert {row.pupil for row in ballot.turnout.all()} == set(vote.pupils[:2])


def test_screens_that_watch_the_sitting_are_told_that_a_voice_came_in(vote):
    ballot = vote.open()
    before = vote.meeting.__class__.objects.get(pk=vote.meeting.pk).tick

    vote.cast(ballot, 1)

    assert vote.meeting.__class__.objects.get(pk=vote.meeting.pk).tick == before + 1


def test_a_child_votes_once(vote):
    ballot = vote.open()
    vote.cast(ballot, 1)

    with pytest.raises(VoteRefused, match="Tu as déjà voté"):
        vote.cast(ballot, 2)

    assert box(ballot) == ['{"1": 1}']


def test_after_the_close_nothing_comes_in(vote):
    ballot = vote.open()
    vote.cast(ballot, 1, 1)
    finish_ballot(ballot, by=vote.by, incomplete=True)

    with pytest.raises(VoteRefused, match="Ce vote est terminé"):
        cast(ballot, pupil=vote.pupils[2], session=vote.session, marks={1: 1})


def test_a_class_that_is_closed_does_not_vote(vote):
    ballot = vote.open()
    close_class(vote.session, by=vote.by)

    with pytest.raises(VoteRefused, match="La classe n’est pas ouverte"):
        vote.cast(ballot, 1)


def test_a_child_who_was_not_called_does_not_vote(world, vote):
    ballot = vote.open()
    vote.goes(world.lina)

    with pytest.raises(VoteRefused, match="Tu n’étais pas à l’appel"):
        cast(ballot, pupil=world.lina, session=vote.session, marks={1: 1})
    with pytest.raises(VoteRefused, match="Tu n’étais pas à l’appel"):
        cast(ballot, pupil=world.marius, session=vote.session, marks={1: 1})


def test_a_pause_holds_the_box_shut(vote):
    ballot = vote.open()
    pause(vote.meeting, ground="respect", words="On se calme.", by=vote.by)

    with pytest.raises(VoteRefused, match="Le conseil fait une pause"):
        vote.cast(ballot, 1)

    resume(vote.meeting, by=vote.by)
    vote.cast(ballot, 1)
    assert ballot.papers.count() == 1


@pytest.mark.parametrize(
    ("facts", "marks", "sentence"),
    [
        ({"options": PLACES}, {1: 1, 2: 1}, "C’est trop de choix"),
        ({"options": PLACES}, {7: 1}, "Ce choix n’est pas dans ce vote"),
        ({"way": "judgment", "options": PLACES}, {1: 4}, "Touche un visage pour chaque idée"),
    ],
)
def test_a_paper_that_says_something_else_is_not_taken(vote, facts, marks, sentence):
    ballot = vote.open(**facts)

    with pytest.raises(VoteRefused, match=sentence):
        vote.cast(ballot, marks)

    assert not Turnout.objects.exists()


def test_eighteen_children_and_one_adult_count(world):
    vote = Vote(world, adults=1)
    ballot = vote.open()
    assert ballot.voters == 4

    cast_adult(ballot, seat=1, marks={2: 1}, by=vote.by)

    with pytest.raises(VoteRefused, match="Cette voix est déjà dans la boîte"):
        cast_adult(ballot, seat=1, marks={1: 1}, by=vote.by)
    with pytest.raises(VoteRefused, match="Aucun adulte"):
        cast_adult(ballot, seat=2, marks={1: 1}, by=vote.by)


def test_a_dropped_vote_takes_nothing_more(vote):
    ballot = vote.open()
    drop_ballot(ballot, by=vote.by)

    with pytest.raises(VoteRefused, match="Ce vote est terminé"):
        vote.cast(ballot, 1)


# --- two at once -----------------------------------------------------------------------------------------------------


def test_the_same_child_at_two_tablets_at_once_votes_once(real_world):
    vote = Vote(real_world)
    ballot = vote.open()
    lina = vote.pupils[0]

    def tap():
        cast(ballot, pupil=lina, session=vote.session, marks={1: 1})
        return "kept"

    told = Counter(str(answer) for answer in at_once(*[tap] * 4))

    assert told == {"kept": 1, "Tu as déjà voté. Ton vote est gardé.": 3}
    assert (ballot.turnout.count(), ballot.papers.count()) == (1, 1)


def test_children_who_vote_at_once_lose_and_double_nothing(real_world):
    vote = Vote(real_world, pupils=8)
    ballot = vote.open()

    at_once(*[lambda p=p: cast(ballot, pupil=p, session=vote.session, marks={1: 1}) for p in vote.pupils])

    assert (ballot.turnout.count(), ballot.papers.count()) == (8, 8)


# --- nobody can tell -------------------------------------------------------------------------------------------------


def rows(sql, ballot):
    with connection.cursor() as cursor:
        cursor.execute(sql, [ballot.pk])
        return cursor.fetchall()


def columns_of(table):
    sql = (
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [table])
        return dict(cursor.fetchall())


def test_turnout_and_papers_have_no_column_that_could_join_them_and_no_time(db):
    turnout, papers = columns_of("councils_turnout"), columns_of("councils_ballotpaper")

    assert turnout == {"id": "uuid", "ballot_id": "bigint", "pupil_id": "bigint", "seat": "smallint"}
    assert papers == {"id": "uuid", "ballot_id": "bigint", "marks": "jsonb"}


def test_no_history_table_copies_a_voice(db):
    """History is written by triggers named pgtrigger_…; the tables beside end in "event"."""
    tables = "ARRAY['councils_turnout', 'councils_ballotpaper']::regclass[]"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT tgname FROM pg_trigger WHERE tgrelid = ANY({tables})")
        triggers = [name for (name,) in cursor.fetchall()]
    copies = [
        name for name in connection.introspection.table_names() if name.startswith("councils_") and "event" in name
    ]

    assert (copies, [name for name in triggers if name.startswith("pgtrigger")]) == ([], [])


def test_the_database_s_own_statistics_tell_no_figure(db):
    """`pg_stats` shows the commonest values of a column with their shares, and keeps them once the rows are gone."""
    tables = "ARRAY['councils_turnout', 'councils_ballotpaper']::regclass[]"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT attname FROM pg_attribute WHERE attrelid = ANY({tables}) AND attstattarget = 0")
        assert {name for (name,) in cursor.fetchall()} == {"marks", "pupil_id"}


def test_all_papers_are_of_the_last_cast_and_keep_neither_id_nor_place(real_world):
    vote = Vote(real_world)
    ballot = vote.open()
    vote.cast(ballot, 1, 2)
    before = set(ballot.papers.values_list("pk", flat=True))

    cast(ballot, pupil=vote.pupils[2], session=vote.session, marks={2: 1})

    papers = rows("SELECT xmin::text, ctid::text FROM councils_ballotpaper WHERE ballot_id = %s", ballot)
    turnout = rows("SELECT xmin::text FROM councils_turnout WHERE ballot_id = %s", ballot)
    assert len({xmin for xmin, _place in papers}) == 1
    assert len({xmin for (xmin,) in turnout}) == 3
    assert not before & set(ballot.papers.values_list("pk", flat=True))


def test_neither_place_nor_id_nor_order_follows_the_order_of_the_votes(vote):
    """Twenty classes of three: were one of these to follow the order of the votes, it would do so every time."""
    seen = {order: Counter() for order in ("ORDER BY ctid", "ORDER BY id", "")}
    for _round in range(20):
        ballot = vote.open(options=PLACES)
        vote.cast(ballot, 1, 2, 3)
        for order, counter in seen.items():
            papers = rows(f"SELECT marks FROM councils_ballotpaper WHERE ballot_id = %s {order}", ballot)
            counter[tuple(json.loads(marks).popitem()[0] for (marks,) in papers)] += 1
        drop_ballot(ballot, by=vote.by)

    # each of the six orders comes three or four times; one that came in two thirds of the classes would tell
    assert all(len(counter) > 2 and max(counter.values()) < 14 for counter in seen.values())


def test_the_web_may_change_neither_who_voted_nor_a_paper(vote):
    ballot = vote.open()
    vote.cast(ballot, 1)

    for model, change in ((BallotPaper, {"marks": {"2": 1}}), (Turnout, {"pupil": vote.pupils[1]})):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            model.objects.filter(ballot=ballot).update(**change)


def test_the_database_refuses_a_paper_of_nobody_at_the_commit(real_world):
    vote = Vote(real_world)
    ballot = vote.open()

    with pytest.raises(IntegrityError, match="councils_box_adds_up"), transaction.atomic():
        BallotPaper.objects.create(ballot=ballot, marks={"1": 1})
