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
from councils.queries.school import report_id
from councils.services.agenda import LONGEST_TITLE, suggest_item
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
    _own_council(locked, classroom, by)
    council = locked.council
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


@transaction.atomic
def bring_to_class(item: AgendaItem, classroom: Classroom, *, by: Actor) -> AgendaItem:
    """Have the class speak of an item of the school's council before its delegates do. Said twice it is there once.

    Raises MandateRefused as `give_mandate` does; AgendaRefused for a title that names a child of the class.
    """
    own = _own_council(item, classroom, by)
    title = _("Pour le conseil de l’école : %(item)s") % {"item": item.title}
    same = uuid5(item.public_id, str(own.public_id))
    return suggest_item(own, kind=AgendaItem.Kind.QUESTION, title=title[:LONGEST_TITLE], by=by, request_id=same)


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
        AgendaItem.objects.get_or_create(public_id=report_id(meeting.public_id, one.public_id), defaults=facts)


def _own_council(item: AgendaItem, classroom: Classroom, by: Actor) -> Council:
    council = item.council
    if not council.is_of_school or classroom.cooperative_id != council.cooperative_id:
        raise MandateRefused(_("Une classe charge ses délégués de parler au conseil de l’école, et là seulement."))
    own = Council.objects.filter(classroom=classroom, year_id=council.year_id).first()
    if own is None or not can_hold(by, own):
        raise MandateRefused(_("Seul l’adulte de la classe écrit ce qu’elle demande."))
    if item.state not in (AgendaItem.State.WAITING, AgendaItem.State.NOW):
        raise MandateRefused(_("Ce sujet est déjà vu."))
    return own
