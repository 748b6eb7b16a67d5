"""The lines of « Mon vendredi » that the councils fill in: the children's to prepare, the adults' to call."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative, SchoolYear
from councils.models import Council, CouncilMeeting, Slip
from councils.permissions import can_keep_adult_council
from councils.queries.adults import is_late, missing_in
from councils.queries.today import councils_here, next_council_day
from members.friday import Line
from occe.kit.actors import Actor
from occe.kit.dates import today

MINUTES = 3
"""The agenda makes itself ready; three minutes to read it, move what should move, and print it for the door."""
MINUTES_TO_CALL = 5
MINUTES_TO_CLOSE = 1
BEFORE = {4: timedelta(days=3), 5: timedelta(days=2)}
"""How long before its day a council is to be prepared: from the eve on, and from Friday on for Monday's."""


def council_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """The council to prepare: today's or tomorrow's; where the class has no fixed day, once a petit mot waits."""
    councils = [council for council in councils_here(actor, cooperative) if not council.is_of_school]
    ready = set(CouncilMeeting.objects.in_hand().filter(council__in=councils).values_list("council_id", flat=True))
    waiting = set(Slip.objects.in_box().filter(council__in=councils).values_list("council_id", flat=True))
    found = next((one for one in councils if one.pk not in ready and _is_near(one, one.pk in waiting)), None)
    if found is None:
        return None
    address = reverse("councils:home", kwargs={"id": cooperative.public_id})
    sentence = _("Préparer le conseil de %(name)s") % {"name": found}
    return Line(sentence, minutes=MINUTES, url=f"{address}?council={found.public_id}")


def left_open_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """The council of an earlier day that nobody ended: its minutes and signatures wait for that. One query."""
    left = CouncilMeeting.objects.run_by(actor).filter(
        council__cooperative=cooperative, state=CouncilMeeting.State.OPEN, held_on__lt=today()
    )
    meeting = left.select_related("council__classroom", "council__cooperative").order_by("held_on").first()
    if meeting is None:
        return None
    sentence = _("Terminer le conseil de %(name)s, resté ouvert") % {"name": meeting.council}
    address = reverse("councils:meeting", kwargs={"id": cooperative.public_id, "meeting": meeting.public_id})
    return Line(sentence, minutes=MINUTES_TO_CLOSE, url=address)


def adults_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """The adults' council to call, once the season has gone without it: three a year at least."""
    day = today()
    year = SchoolYear.objects.filter(federation=cooperative.federation_id, starts__lte=day, ends__gte=day).first()
    if year is None or not can_keep_adult_council(actor, cooperative) or not is_late(cooperative, year, day):
        return None
    missing = missing_in(cooperative, year)
    sentence = ngettext(
        "Convoquer le conseil des adultes, il manque %(missing)s séance sur trois",
        "Convoquer le conseil des adultes, il manque %(missing)s séances sur trois",
        missing,
    )
    address = reverse("councils:adult-meeting-new", kwargs={"id": cooperative.public_id})
    return Line(sentence % {"missing": missing}, minutes=MINUTES_TO_CALL, url=address)


def _is_near(council: Council, has_petits_mots: bool) -> bool:
    day = next_council_day(council, today())
    return day - today() <= BEFORE.get(today().weekday(), timedelta(days=1)) if day else has_petits_mots
