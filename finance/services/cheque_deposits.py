"""Cheques of recorded slips are gathered, read by a second person, brought to the bank. The ledger does not change."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from finance import permissions
from finance.errors import DepositRefused, MandateNeeded, NotYours
from finance.models import Book, ChequeDeposit, DepositedSlip, DepositSlip
from finance.queries.deposits import slips_with_cheques
from occe.kit.actors import Adult
from occe.kit.dates import today

State, ReadWith = ChequeDeposit.State, ChequeDeposit.ReadWith


@transaction.atomic
def gather_cheques(book: Book, *, slips: Sequence[int], request_id: UUID, by: Adult) -> ChequeDeposit:
    """Gather the cheques of these recorded slips (ids) for one deposit. Idempotent on `request_id`.

    Raises MandateNeeded, DepositRefused at `slips` (none, or already on their way).
    """
    if book.cooperative is None or not permissions.is_mandataire(by, book.cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction porte les chèques à la banque."))
    if found := ChequeDeposit.objects.filter(public_id=request_id, cooperative=book.cooperative).first():
        return found
    # The slips are locked by their own rows: two who gather at once do not take the same cheques.
    list(DepositSlip.objects.select_for_update(of=("self",)).filter(pk__in=slips).order_by("pk"))
    free = list(slips_with_cheques(book).filter(pk__in=slips).values_list("pk", flat=True))
    if not free or len(free) != len(set(slips)):
        raise DepositRefused(_("Choisissez des bordereaux dont les chèques ne sont pas encore partis."), field="slips")
    deposit = ChequeDeposit.objects.create(
        public_id=request_id, federation_id=book.federation_id, cooperative=book.cooperative, book=book,
        made_by_id=by.user_id,
    )  # fmt: skip
    DepositedSlip.objects.bulk_create(DepositedSlip(deposit=deposit, slip_id=pk) for pk in free)
    return deposit


@transaction.atomic
def read_again(deposit: ChequeDeposit, *, ticked: Sequence[int], read_with: str, by: Adult) -> ChequeDeposit:
    """A second reader has each cheque before the eyes and ticks it (ids). Read again: no change.

    Raises NotYours, DepositRefused at `ticked` (a cheque was not ticked) or at `read_with` (one cannot be one's own
    second reader).
    """
    deposit = _locked(deposit)
    if not permissions.can_read_deposit(by, deposit):
        raise NotYours(_("Un adulte de la coopérative relit les chèques."))
    if deposit.state != State.PREPARED:
        return deposit
    if set(deposit.cheques.values_list("pk", flat=True)) != set(ticked):
        raise DepositRefused(_("Cochez chaque chèque, le papier sous les yeux."), field="ticked")
    if read_with == ReadWith.SELF and by.user_id == deposit.made_by_id:
        raise DepositRefused(_("Qui relit est une autre personne que qui a préparé."), field="read_with")
    deposit.state, deposit.read_with = State.READ, read_with
    deposit.read_by_id, deposit.read_at = by.user_id, timezone.now()
    deposit.save()
    return deposit


@transaction.atomic
def bring_to_bank(deposit: ChequeDeposit, *, on: datetime.date, by: Adult) -> ChequeDeposit:
    """The deposit was handed in at the bank on a day. Said again: no change. Raises MandateNeeded, DepositRefused."""
    deposit = _locked(deposit)
    if not permissions.can_make_deposit(by, deposit):
        raise MandateNeeded(_("Seul un mandataire en fonction porte les chèques à la banque."))
    if deposit.state == State.DEPOSITED:
        return deposit
    if deposit.state != State.READ:
        raise DepositRefused(_("Une deuxième personne relit d’abord les chèques."))
    if on > today():
        raise DepositRefused(_("Ce jour n’est pas encore arrivé."), field="on")
    if DepositSlip.objects.filter(in_deposit__deposit=deposit).exclude(state=DepositSlip.State.RECORDED).exists():
        raise DepositRefused(_("Un bordereau de cette remise est en train d’être corrigé : inscrivez-le d’abord."))
    deposit.state, deposit.deposited_on = State.DEPOSITED, on
    deposit.save()
    return deposit


@transaction.atomic
def undo_deposit(deposit: ChequeDeposit, *, by: Adult) -> None:
    """Take apart a deposit that is not at the bank: its cheques wait again. Raises MandateNeeded, DepositRefused."""
    deposit = _locked(deposit)
    if not permissions.can_make_deposit(by, deposit):
        raise MandateNeeded(_("Seul un mandataire en fonction porte les chèques à la banque."))
    if deposit.state == State.DEPOSITED:
        raise DepositRefused(_("Cette remise est à la banque : elle reste."))
    deposit.delete()


def _locked(deposit: ChequeDeposit) -> ChequeDeposit:
    rows = ChequeDeposit.objects.select_for_update(of=("self",)).select_related("cooperative", "book__year")
    found = rows.filter(pk=deposit.pk).first()
    if found is None:
        raise DepositRefused(_("Cette remise n’est plus là : ses chèques attendent de nouveau."))
    return found
