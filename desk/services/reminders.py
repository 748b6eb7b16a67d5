"""Writing again: to somebody whom our letters have not reached yet, and to those who owe an activity report."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cooperatives.models import ClassTeacher, Cooperative, Federation, Mandate, SchoolYear
from cooperatives.services import letters
from desk.errors import YearRefused
from desk.queries.activity import REMINDED, due_to_remind, is_due, key_of_reminder
from members.models import User
from members.services.notifications import notify_all
from occe.kit.actors import Actor
from occe.kit.dates import today


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many cooperatives were reminded, and which have no mandataire in office to be told."""

    count: int
    nobody: list[Cooperative]


@transaction.atomic
def remind_of_reports(year: SchoolYear, *, by: Actor) -> Reminded:
    """Remind the mandataires in office of each cooperative whose activity report of the year is not sent: the bell, and
    one mail a day at most. Who was reminded less than a week ago is left in peace.

    Raises YearRefused before June of the year: nothing is due yet.
    """
    day = today()
    if not is_due(year, on=day):
        raise YearRefused(_("Le compte rendu d’activité se demande à partir du mois de juin."))
    SchoolYear.objects.select_for_update(of=("self",)).get(pk=year.pk)
    found = due_to_remind(year, on=day)
    led: dict[int, list[User]] = {}
    for mandate in Mandate.objects.in_force(day).filter(cooperative__in=found).select_related("user"):
        led.setdefault(mandate.cooperative_id, []).append(mandate.user)
    told = [cooperative for cooperative in found if cooperative.pk in led]
    for cooperative in told:
        notify_all(
            led[cooperative.pk], REMINDED, key=key_of_reminder(year, cooperative, day),
            parameters={"year": year.slug, "cooperative": cooperative.name}, url_id=cooperative.public_id,
        )  # fmt: skip
    return Reminded(len(told), [one for one in found if one.pk not in led])


@transaction.atomic
def write_again(user: User, *, federation: Federation, by: Actor) -> bool:
    """Send again the letter by which somebody was asked to come: a mandate to accept, a class to join.

    Returns False when there is none to send again: the address alone is then to be proved (allauth's own letter).
    """
    mandate = Mandate.objects.filter(
        user=user, cooperative__federation=federation, state=Mandate.State.PROPOSED
    ).select_related("cooperative__federation", "user")
    if proposed := mandate.first():
        letters.mandate_proposed(proposed)
        return True
    teacher = ClassTeacher.objects.filter(
        user=user, classroom__cooperative__federation=federation, ends_on__isnull=True
    ).select_related("classroom__cooperative__federation", "user")
    if invited := teacher.first():
        letters.teacher_invited(invited)
        return True
    return False
