"""How posted money moved: the means of payment and the cheque's number, written once beside the line."""

from django.db import transaction
from django.utils.translation import gettext as _

from finance import permissions
from finance.errors import MandateNeeded, PaymentRefused
from finance.models import Account, BankAccount, Entry, EntryLine, Payment, plain_cheque_number
from occe.kit.actors import Actor, Adult

Means = BankAccount.Means
Treasury = Account.Treasury


@transaction.atomic
def say_how_paid(entry: Entry, *, means: str, cheque_number: str = "", by: Adult) -> Payment | None:
    """Say afterwards how the money of a posted entry moved, where nobody said it yet. Raises MandateNeeded,
    PaymentRefused.
    """
    cooperative = entry.book.cooperative
    if cooperative is None or not permissions.can_record_money(by, cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction dit comment une somme a été payée."))
    return note_payment(entry, means=means, cheque_number=cheque_number, by=by)


def note_payment(entry: Entry, *, means: str, cheque_number: str = "", by: Actor) -> Payment | None:
    """Write how the bank's money of an entry moved; nothing when nobody says how, or when the bank has no part in it.

    Called by the doors that post, in their transaction and after their look at rights. Said again alike: no change.
    Raises PaymentRefused.
    """
    if not (means or cheque_number):
        return None
    bank = EntryLine.objects.filter(entry=entry, account__treasury=Treasury.BANK).order_by("position").first()
    return note_line(bank, means=means, cheque_number=cheque_number, by=by) if bank else None


def note_line(line: EntryLine, *, means: str, cheque_number: str = "", by: Actor) -> Payment:
    """The same for one line of a treasury account, where an entry has several. Raises PaymentRefused."""
    number = plain_cheque_number(cheque_number)
    means = means or Means.CHEQUE
    if means not in Means.values or (line.account.treasury == Treasury.BANK) == (means == Means.CASH):
        raise PaymentRefused(_("Dites comment la somme est passée : par la banque, ou en espèces."), field="means")
    if cheque_number.strip() and not number:
        raise PaymentRefused(_("Un numéro de chèque s’écrit avec sept chiffres au plus."), field="cheque_number")
    if number and means != Means.CHEQUE:
        raise PaymentRefused(_("Seul un chèque porte un numéro."), field="cheque_number")
    found, created = Payment.objects.get_or_create(
        line=line,
        defaults={"means": means, "cheque_number": number, "noted_by_id": getattr(by, "user_id", None)},
    )
    if not created and (found.means, found.cheque_number) != (means, number):
        raise PaymentRefused(
            _("Il est déjà noté comment cette somme a été payée : %(how)s.") % {"how": found}, field="means"
        )
    return found
