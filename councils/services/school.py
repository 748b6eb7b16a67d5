"""The council of the school: what each class asks its delegates to say, and what they bring back.

Source: domain 9 (b) 14, school council: delegates elected by classes, decisions published to classes.
"""

from uuid import uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from councils.errors import MandateRefused
from councils.models import AgendaItem, Council, CouncilMeeting, ItemMandate
from councils.permissions import can_hold
from councils.services.live import touch
from councils.services.wording import tidy_words
from occe.kit.actors import Actor
from occe.kit.dates import format_day

LONGEST = 300


@transaction.atomic
def give_mandate(item: AgendaItem, classroom: Classroom, *, words: str, by: Actor) -> ItemMandate | None:
    """Write what a class asks its delegates to say on an item of the school's council; nothing said takes it back.

    Raises MandateRefused: not the council of a school, an item that was dealt with, somebody else's class;
    DecisionRefused for a sentence that is too long or names a child.
    """
    locked = AgendaItem.objects.select_for_update(of=("self",)).select_related("council").get(pk=item.pk)
    council = locked.council
    if not council.is_of_school or classroom.cooperative_id != council.cooperative_id:
        raise MandateRefused(_("Une classe charge ses délégués de parler au conseil de l’école, et là seulement."))
    own = Council.objects.filter(classroom=classroom, year_id=council.year_id).first()
    if own is None or not can_hold(by, own):
        raise MandateRefused(_("Seul l’adulte de la classe écrit ce qu’elle demande."))
    if locked.state not in (AgendaItem.State.WAITING, AgendaItem.State.NOW):
        raise MandateRefused(_("Ce sujet est déjà vu."))
    said = tidy_words(council, words, most=LONGEST, field="words")
    if not said:
        ItemMandate.objects.filter(item=locked, classroom=classroom).delete()
        given = None
    else:
        given, _made = ItemMandate.objects.update_or_create(
            item=locked, classroom=classroom, defaults={"words": said}
        )  # fmt: skip
    if locked.meeting:
        touch(locked.meeting)
    return given


def report_back(meeting: CouncilMeeting) -> None:
    """Put on the next agenda of every class that its delegates tell what the school's council decided.

    For the door that closes the sitting, in its transaction; said twice it is there once.
    """
    council = meeting.council
    classes = Council.objects.filter(
        cooperative_id=council.cooperative_id, year_id=council.year_id, classroom__isnull=False
    )
    title = _("Le conseil de l’école du %(day)s") % {"day": format_day(meeting.held_on)}
    for one in classes.order_by("pk"):
        facts = {"council": one, "kind": AgendaItem.Kind.REPORT, "title": title, "minutes": one.minutes_per_item}
        AgendaItem.objects.get_or_create(public_id=uuid5(meeting.public_id, str(one.public_id)), defaults=facts)
