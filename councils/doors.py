"""What the pupils' home shows of the box."""

from django.urls import reverse
from django.utils.translation import gettext as _

from councils.queries.box import council_of
from members.pupil_doors import Door
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
