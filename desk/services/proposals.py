"""Proposing a mandataire by mail address."""

from datetime import date

from django.db import transaction

from cooperatives.errors import MandateRefused
from cooperatives.models import Cooperative, Mandate
from cooperatives.services import letters
from cooperatives.services.accounts import account_for
from cooperatives.services.mandates import propose_mandate
from occe.kit.actors import Actor


@transaction.atomic
def propose_by_mail(
    cooperative: Cooperative, *, email: str, first_name: str, last_name: str, rank: int, starts_on: date, by: Actor
) -> Mandate:
    """Propose the person of an address, who gets an account if there is none, and a letter to accept.

    Raises MandateRefused as `propose_mandate` does.
    """
    user = account_for(email, first_name=first_name, last_name=last_name)
    try:
        mandate = propose_mandate(cooperative, user=user, rank=rank, starts_on=starts_on, by=by)
    except MandateRefused as refused:
        raise MandateRefused(str(refused), field="email" if refused.field == "user" else refused.field) from refused
    letters.mandate_proposed(mandate)
    return mandate
