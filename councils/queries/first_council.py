"""The first council of a class, step by step: what is done is computed, nothing is ticked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative
from councils.models import Council, CouncilMeeting, Slip
from councils.queries.councils import councils_led_by
from members.models import ClassJob, JobTerm
from occe.kit.actors import Adult
from occe.kit.dates import today

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NEEDED = (ClassJob.Kind.PRESIDENT, ClassJob.Kind.SECRETARY)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a sentence, what to do, its page, the minutes that it takes, whether it is done."""

    title: "StrOrPromise"
    how: "StrOrPromise"
    url: str
    minutes: int
    done: bool


def first_council(actor: Adult, cooperative: Cooperative) -> list[Step]:
    """The six steps of the class that this adult leads (the first, of several); none without a class. Six queries."""
    council = councils_led_by(actor, cooperative).filter(classroom__isnull=False).first()
    if council is None:
        return []
    where, classroom = [cooperative.public_id], council.classroom
    assert classroom is not None  # asked above
    meetings = CouncilMeeting.objects.filter(council=council)
    return [
        Step(
            _("Chaque élève a son image"),
            _("Écrivez les prénoms, imprimez les cartes. Les enfants choisissent leurs trois images secrètes."),
            reverse("members:roster", args=where),
            15,
            classroom.enrolments.here().exists(),
        ),
        Step(
            _("Quelqu’un préside, quelqu’un écrit"),
            _("Confiez ces deux métiers pour un mois. Restez à côté : vous soufflez, l’enfant dit."),
            reverse("members:jobs", args=[*where, classroom.public_id]),
            5,
            _has_both_jobs(council),
        ),
        Step(
            _("Les lois sont au mur"),
            _("Prenez les quatre lois proposées, ou les vôtres. Imprimez l’affiche, lisez-la ensemble."),
            reverse("councils:poster", args=[*where, council.public_id]),
            5,
            council.rules.in_force().exists(),
        ),
        Step(
            _("La boîte a ses premiers petits mots"),
            _("Montrez la boîte. Une idée, un merci, un problème, une question : personne ne lit avant le conseil."),
            reverse("councils:home", args=where),
            10,
            Slip.objects.filter(council=council).exists(),
        ),
        Step(
            _("Le premier conseil s’est tenu"),
            _("Deux sujets, vingt minutes, un merci pour finir. L’ordre du jour se prépare presque tout seul."),
            reverse("councils:home", args=where),
            25,
            meetings.filter(state=CouncilMeeting.State.CLOSED).exists(),
        ),
        Step(
            _("La première décision est tenue"),
            _("Choisissez-la petite et faisable dans la semaine : la classe verra que décider sert à quelque chose."),
            reverse("councils:decisions", args=where),
            5,
            council.decisions.filter(follow_ups__state="done").exists(),
        ),
    ]


def _has_both_jobs(council: Council) -> bool:
    held = JobTerm.objects.filter(job__classroom_id=council.classroom_id, job__kind__in=NEEDED).in_force(today())
    return held.values("job__kind").distinct().count() == len(NEEDED)
