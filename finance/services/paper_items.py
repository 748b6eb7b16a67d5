"""What the paper book left on its way to the bank: said once, before the first month is closed."""

import datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from finance.errors import BankRefused
from finance.models import BankAccount, PaperItem, plain_cheque_number
from finance.queries.bank import kept_since
from finance.queries.reconciling import is_compared
from occe.kit.actors import Adult
from occe.kit.dates import format_day

from .bank_accounts import lock_to_reconcile


@transaction.atomic
def say_paper_item(
    account: BankAccount,
    *,
    amount: Decimal,
    date: datetime.date,
    request_id: UUID,
    by: Adult,
    cheque_number: str = "",
) -> PaperItem:
    """Say that a cheque of the paper book was not cashed, or a deposit not on the statement, when the book began here.

    `amount` in euros, below zero for what goes out. No entry is written: the opening counts it already. Idempotent on
    `request_id`. Raises MandateNeeded; BankRefused at `date` for a day that is not before the first day of the book, at
    `cheque_number` for one that is no number or said already, and once a month of that book is closed.
    """
    account = lock_to_reconcile(account, by)
    if said := PaperItem.objects.filter(account=account, public_id=request_id).first():
        return said
    first = kept_since(account)
    if first is None:
        raise BankRefused(_("Aucun cahier de cette année n’est tenu ici."))
    _refuse_closed(account, first)
    if date >= first:
        words = _("C’est d’avant le %(day)s : ce qui est plus récent est une écriture du cahier.")
        raise BankRefused(words % {"day": format_day(first)}, field="date")
    number = _number(account, first, cheque_number) if amount < 0 else ""
    return PaperItem.objects.create(
        public_id=request_id, account=account, brought_on=first, date=date, amount=amount, cheque_number=number,
        said_by_id=by.user_id,
    )  # fmt: skip


@transaction.atomic
def take_back_paper_item(item: PaperItem, *, by: Adult) -> None:
    """It was said wrongly. Raises MandateNeeded; BankRefused once it is matched, or a month that counts it closed."""
    account = lock_to_reconcile(item.account, by)
    _refuse_closed(account, item.brought_on)
    try:
        with transaction.atomic():
            PaperItem.objects.filter(pk=item.pk, account=account).delete()
    except (IntegrityError, ProtectedError) as error:
        raise BankRefused(_("C’est déjà rapproché : défaites d’abord le rapprochement.")) from error


def _refuse_closed(account: BankAccount, first: datetime.date) -> None:
    if is_compared(account, first):
        raise BankRefused(_("Un mois est déjà clos : ce qui était en route ne change plus."))


def _number(account: BankAccount, first: datetime.date, text: str) -> str:
    number = plain_cheque_number(text)
    if text.strip() and not number:
        raise BankRefused(_("Un numéro de chèque a sept chiffres au plus."), field="cheque_number")
    if number and PaperItem.objects.filter(account=account, brought_on=first, cheque_number=number).exists():
        raise BankRefused(_("Ce chèque est déjà dans la liste."), field="cheque_number")
    return number
