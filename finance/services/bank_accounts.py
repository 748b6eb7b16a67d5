"""The accounts at a bank. The association holds them all, so it alone writes them; a cooperative uses one at a time."""

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from stdnum import iban as iban_rule

from cooperatives.models import Cooperative, Federation
from finance.errors import BankRefused, MandateNeeded, NotYours
from finance.models import BankAccount
from finance.models.bank_accounts import plain_iban
from finance.permissions import can_keep_accounts, can_reconcile_account
from occe.kit.actors import Adult


@transaction.atomic
def write_account(
    federation: Federation,
    *,
    cooperative: Cooperative | None,
    bank: str,
    iban: str,
    means: Sequence[str],
    by: Adult,
    opened_on: datetime.date | None = None,
    account: BankAccount | None = None,
) -> BankAccount:
    """Write a new account of a cooperative (of the association itself without one), or mend `account`.

    `iban` may be empty as long as it is not known. Raises NotYours; BankRefused at `iban` when its key is wrong or
    another account has it, and when the cooperative uses an open account already.
    """
    _check(by, federation)
    iban = plain_iban(iban)
    if iban and not iban_rule.is_valid(iban):
        raise BankRefused(_("Cet IBAN ne tombe pas juste : un chiffre a été mal recopié."), field="iban")
    if account:
        account = BankAccount.objects.select_for_update(of=("self",)).get(pk=account.pk, federation=federation)
    else:
        account = BankAccount(federation=federation, cooperative=cooperative)
    account.bank, account.iban, account.means, account.opened_on = bank.strip(), iban, list(means), opened_on
    return _kept(account)


@transaction.atomic
def close_account(account: BankAccount, *, closed_on: datetime.date, by: Adult) -> BankAccount:
    """Say that the bank closed it on a day; its statements stay. Raises NotYours, BankRefused at `closed_on`."""
    _check(by, account.federation)
    account = BankAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
    account.closed_on = closed_on
    return _kept(account)


def lock_account(account: BankAccount) -> BankAccount:
    """The account's row, locked: whatever brings, matches or closes takes this lock first."""
    return BankAccount.objects.select_for_update(of=("self",)).select_related("cooperative").get(pk=account.pk)


def lock_to_reconcile(account: BankAccount, by: Adult) -> BankAccount:
    """The same for whoever says what its movements are. Raises MandateNeeded."""
    account = lock_account(account)
    if not can_reconcile_account(by, account):
        raise MandateNeeded(_("Seul un mandataire en fonction rapproche les lignes de la banque."))
    return account


def _check(by: Adult, federation: Federation) -> None:
    if by.federation_id != federation.pk or not can_keep_accounts(by):
        raise NotYours(_("C’est l’association qui tient les comptes en banque."))


REFUSALS = {
    "finance_bankaccount_iban_once": "iban",
    "finance_bankaccount_iban_shape": "iban",
    "finance_bankaccount_one_open": None,
    "finance_bankaccount_dates": "closed_on",
}


def _kept(account: BankAccount) -> BankAccount:
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        for constraint in BankAccount._meta.constraints:
            if constraint.name == name and name in REFUSALS:
                raise BankRefused(str(constraint.violation_error_message), field=REFUSALS[name]) from error
        raise
    return account
