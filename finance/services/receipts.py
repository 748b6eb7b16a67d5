"""An adult's own receipt: recorded at once where that is the mandate itself, else sent to be agreed to.

A mandataire in office records alone what the bank or the cash box paid, up to the federation's threshold and the own
limit. What is above them, what somebody advanced, what a class box paid and what a teacher without a mandate brings is
an expense like a class's own: another adult agrees.
"""

import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cooperatives.models import Classroom, StoredFile
from councils.models import Decision
from finance import permissions
from finance.models import Account, Activity, Book, Entry, ExpenseClaim, Grant
from finance.queries.limits import limit_for
from members.models import User
from occe.kit.actors import Adult
from projects.models import Project

from .claims import draft_claim, send_claim
from .direct_entries import needs_second_adult, record_entry

PaidWith = ExpenseClaim.PaidWith


@transaction.atomic
def keep_receipt(
    book: Book,
    *,
    account: Account,
    amount: Decimal,
    date: datetime.date,
    paid_with: str,
    request_id: UUID,
    by: Adult,
    caption: str = "",
    voucher_number: str = "",
    file: StoredFile | None = None,
    classroom: Classroom | None = None,
    project: Project | None = None,
    decision: Decision | None = None,
    activity: Activity | None = None,
    grant: Grant | None = None,
    means: str = "",
    cheque_number: str = "",
    found_later: bool = False,
) -> Entry | ExpenseClaim:
    """Keep what was bought: the entry when it is recorded, the expense when it waits for another adult.

    `paid_with` is an `ExpenseClaim.PaidWith`; "adult" means that the writer advanced the money. `means` and
    `cheque_number` are kept with an entry; what waits says them when it is paid. Idempotent on `request_id`.
    Raises what `record_entry`, `draft_claim` and `send_claim` raise.
    """
    facts = {"project": project, "decision": decision, "activity": activity, "grant": grant}
    if _alone(book, account, amount, paid_with, by):
        place = Account.objects.treasury().filter(year_id=book.year_id, treasury=paid_with).first()
        return record_entry(
            book, account=account, treasury=place, amount=amount, date=date, request_id=request_id, by=by,
            caption=caption, voucher_number=voucher_number, file=file, classroom=classroom, means=means,
            cheque_number=cheque_number, found_later=found_later, **facts,
        )  # fmt: skip
    claim = draft_claim(
        book.cooperative, by=by, classroom=classroom, request_id=request_id, amount=amount, issued_on=date,
        account=account, what=caption, photo=file, paid_with=paid_with,
        advanced_by=User.objects.get(pk=by.user_id) if paid_with == PaidWith.ADULT else None, **facts,
    )  # fmt: skip
    return send_claim(claim, by=by) if claim.state == ExpenseClaim.State.DRAFT else claim


def _alone(book: Book, account: Account, amount: Decimal, paid_with: str, by: Adult) -> bool:
    if paid_with not in (PaidWith.BANK, PaidWith.CASH) or needs_second_adult(book, account, amount):
        return False
    if book.cooperative is None or not permissions.can_record_money(by, book.cooperative):
        return False
    limit = None if account.by_mandate else limit_for(by.user_id, book.cooperative)
    return limit is None or amount <= limit
