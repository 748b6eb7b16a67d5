"""A vote in Claire's class, in hand: rows for the tests of ballots."""

from councils.models import Attendance, Ballot, Council
from councils.services.ballot_drafts import BallotDraft, OptionDraft
from councils.services.ballots import finish_ballot, open_ballot, prepare_ballot
from councils.services.casting import cast
from councils.services.councils import open_councils
from councils.services.meetings import open_meeting
from councils.services.rolls import call_roll
from members.services.jobs import add_job
from tests.councils.rows import make_meeting
from tests.world import make_pupils

SECRET = {"subject": "idea", "way": "secret", "collected": "tablet", "question": "On adopte les escargots\u00a0?"}
PLACES = (OptionDraft("Près du portail"), OptionDraft("Au fond du pré"), OptionDraft("Derrière la cantine"))


def class_in_council(classroom, teacher, pupils, by, *, adults=0):
    """A sitting that is open, everybody called; with adults who have a voice if there are any."""
    open_councils([classroom.cooperative], classroom.year, by=by)
    council = Council.objects.get(classroom=classroom)
    council.adults_vote = bool(adults)
    council.save(update_fields=["adults_vote"])
    meeting = open_meeting(make_meeting(council, "Les escargots"), by=by)
    call_roll(meeting, classroom, present=pupils, by=by, adults=adults)
    return meeting


class Vote:
    """Claire's class with as many children as wanted, in council and with a vote to open."""

    def __init__(self, world, *, pupils=3, adults=0):
        self.world, self.by = world, world.actor(world.claire)
        more = make_pupils(world.classroom, *(f"Enfant {chr(65 + n)}" for n in range(pupils - 3))) if pupils > 3 else []
        self.pupils = [world.lina, world.noe, world.zoe, *more][:pupils]
        self.session = world.open_class
        self.meeting = class_in_council(world.classroom, world.claire, self.pupils, self.by, adults=adults)
        self.item = self.meeting.items.get()

    def prepared(self, **facts) -> Ballot:
        return prepare_ballot(self.item, draft=BallotDraft(**SECRET | facts), by=self.by)

    def open(self, **facts) -> Ballot:
        return open_ballot(self.prepared(**facts), by=self.by)

    def cast(self, ballot, *marks):
        """The first children vote, one after another: `{1: 1}`, or a position."""
        for pupil, one in zip(self.pupils, marks, strict=False):
            cast(ballot, pupil=pupil, session=self.session, marks=one if isinstance(one, dict) else {one: 1})

    def goes(self, pupil):
        Attendance.objects.filter(pupil=pupil).update(here=False)


def finished(vote, ballot, *marks, **options):
    vote.cast(ballot, *marks)
    return finish_ballot(ballot, by=vote.by, **options)


def election(vote, **facts):
    job = add_job(vote.world.classroom, kind="president", by=vote.by)
    candidates = tuple(OptionDraft(pupil=pupil) for pupil in vote.pupils)
    chosen = {"subject": "job", "way": "election", "job": job, "options": candidates, "question": "Qui préside\u00a0?"}
    return vote.open(**chosen | facts)
