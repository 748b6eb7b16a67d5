"""A job that a decision gives the class. The only door for `DecisionJob`."""

from django.db import transaction
from django.utils.translation import gettext as _

from councils.errors import DecisionRefused
from councils.models import Decision, DecisionJob
from members.models import ClassJob
from members.services.jobs import add_job
from occe.kit.actors import Actor


@transaction.atomic
def start_job(decision: Decision, *, kind: str, by: Actor, title: str = "") -> ClassJob:
    """Give the class of the council the job that it decided on; one that it has is told to come from here.

    Who does it is chosen on the job's own page, or by an election. Raises DecisionRefused for the council of the whole
    school, which has no jobs of its own, and JobRefused.
    """
    classroom = decision.council.classroom
    if classroom is None:
        raise DecisionRefused(_("Un métier est celui d’une classe : décidez-le au conseil de la classe."))
    job = add_job(classroom, kind=kind, title=title, by=by)
    DecisionJob.objects.get_or_create(decision=decision, job=job)
    return job
