"""What the pupils' home shows of the council: the box, the sitting that is open, and what a child missed."""

from django.urls import reverse
from django.utils.translation import gettext as _

from councils.queries.box import council_of
from councils.queries.missed import missed_by
from councils.queries.sitting import open_meeting_of
from members.pupil_doors import Door, Today, Wait
from occe.kit.actors import PupilActor


def have_an_idea(actor: PupilActor) -> Door | None:
    """« J’ai une idée »: the box of the class's council."""
    if council_of(actor) is None:
        return None
    return Door(_("J’ai une idée"), reverse("councils:pupil-box"), "bulb", order=5, plate=3)


def keep_our_choice(actor: PupilActor) -> Door | None:
    """« Garder notre choix », under the towers of the youngest and nowhere else."""
    if council_of(actor) is None:
        return None
    return Door(_("Garder notre choix"), reverse("councils:pupil-pebbles"), "yes", plate=5, home=False)


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
