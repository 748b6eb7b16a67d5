"""What the pupils' pages show of the council: the box, the sitting, the vote that goes round, what a child missed."""

from django.urls import reverse
from django.utils.translation import gettext as _

from councils.queries.ballots import ballot_for_class, has_voted, voices
from councils.queries.box import council_of, prepared_for, unsealed_for
from councils.queries.missed import missed_by
from councils.queries.school import is_delegate, voters_of
from councils.queries.sitting import open_meeting_of
from members.models import ClassSession
from members.pupil_doors import Door, Gathering, Today, Wait
from occe.kit.actors import PupilActor


def have_an_idea(actor: PupilActor) -> Door | None:
    """« J’ai une idée »: the box of the class's council."""
    if council_of(actor) is None:
        return None
    return Door(_("J’ai une idée"), reverse("councils:pupil-box"), "bulb", order=5, plate=3)


def the_agenda(actor: PupilActor) -> Door | None:
    """« De quoi on va parler », from the preparation until the council opens."""
    if prepared_for(actor) is None:
        return None
    return Door(_("De quoi on va parler"), reverse("councils:pupil-agenda"), "council", order=2)


def agenda_to_order(actor: PupilActor) -> list[Today]:
    """What a president has to do before the council: read the agenda, and put it in order."""
    if prepared_for(actor) is None:
        return []
    return [Today(_("Lis de quoi on va parler, et mets-le en ordre."), reverse("councils:pupil-agenda"))]


def the_box_was_opened(actor: PupilActor) -> Wait | None:
    """An adult opened the box to protect a child: each child of the class is told, for a week."""
    if not unsealed_for(actor):
        return None
    return Wait(_("La boîte a été ouverte. Lis pourquoi."), reverse("councils:pupil-box"), "unlock")


def keep_our_choice(actor: PupilActor) -> Door | None:
    """« Garder notre choix », under the towers of the youngest and nowhere else."""
    if council_of(actor) is None:
        return None
    return Door(_("Garder notre choix"), reverse("councils:pupil-pebbles"), "yes", plate=5)


def the_sitting(actor: PupilActor) -> Door | None:
    """« Le conseil », while it is open: the first door."""
    if open_meeting_of(actor) is None:
        return None
    return Door(_("Le conseil"), reverse("councils:pupil-council"), "council", order=1)


def the_table(actor: PupilActor) -> list[Today]:
    """What president and secretary have to do while the council is open."""
    if open_meeting_of(actor) is None:
        return []
    return [Today(_("Le conseil est ouvert. C’est à toi."), reverse("councils:pupil-council"))]


def what_i_missed(actor: PupilActor) -> Wait | None:
    """For a child who was absent: what the class decided meanwhile."""
    if missed_by(actor) is None:
        return None
    return Wait(_("Pendant ton absence, la classe a décidé."), reverse("councils:pupil-council-missed"), "council")


def vote_together(session: ClassSession, pupil_id: int | None) -> Gathering | None:
    """The board while the tablet goes round: a tap on one's picture leads straight to the vote."""
    ballot = ballot_for_class(session.classroom_id)
    if ballot is None or (pupil_id is not None and has_voted(ballot, pupil_id)):
        return None
    paused = ballot.meeting.guarantor_acts.running_pauses().exists()
    shown = {"question": ballot.question, "voices": voices(ballot), "paused": paused}
    shown["of_school"] = ballot.council.is_of_school
    page, url = "councils/pupils/_vote_gathering.html", reverse("councils:pupil-vote")
    if not ballot.council.is_of_school:
        return Gathering(page, url, shown)
    delegates = voters_of(ballot)
    visitors = tuple(face for _pupil, classroom, face in delegates if classroom != session.classroom_id)
    return Gathering(page, url, shown, frozenset(pupil for pupil, _room, _face in delegates), visitors)


def vote_waits(actor: PupilActor) -> Wait | None:
    """On a device of one's own: the vote that is open, until one has voted."""
    ballot = ballot_for_class(actor.classroom_id)
    if ballot is None or has_voted(ballot, actor.pupil_id):
        return None
    if ballot.council.is_of_school and not is_delegate(ballot, actor.pupil_id):
        return None
    return Wait(_("On vote. C’est ton tour."), reverse("councils:pupil-vote"), "hand")
