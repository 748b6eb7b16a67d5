"""Asking the second adult: where nobody of the school may agree, somebody outside it is told and shown the way."""

from finance.models import ExpenseClaim
from finance.permissions import mandataires_left
from finance.queries.claims import who_may_agree
from members.services.notifications import notify_all

ASKED = "finance.claim_asked"


def ask_outside(claim: ExpenseClaim) -> None:
    """Tell the neighbour mandataire and the association's treasurers that an expense waits for them, if it does.

    Each is told once for each version that was sent. Mandataires of the school see it among the week's expenses.
    """
    if claim.practice_id or claim.state != ExpenseClaim.State.SENT or mandataires_left(claim).exists():
        return
    notify_all(
        who_may_agree(claim),
        ASKED,
        key=f"claim {claim.public_id} {claim.version}",
        parameters={"cooperative": claim.cooperative.name, "amount": claim.amount or 0},
        url_name="finance:claim-asked",
        url_id=claim.public_id,
    )
