"""The next cheque, and what is odd about a cheque's number: told to whoever writes it, never a refusal."""

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative
from finance.models import BankAccount, Chequebook, Entry, Payment, UnusedCheque, plain_cheque_number
from finance.models.payments import CHEQUE_DIGITS


def open_account(cooperative: Cooperative | None) -> BankAccount | None:
    """The account at the bank that the cooperative uses now, if the association noted it."""
    return BankAccount.objects.open().filter(cooperative=cooperative).first() if cooperative else None


def next_cheque(account: BankAccount) -> str:
    """The number of the next cheque, one after the highest that was used in the oldest chequebook in use; "" when no
    chequebook has one left.
    """
    for book in account.chequebooks.in_use():
        span = (book.first_number, book.last_number)
        written = Payment.objects.of_account(account).filter(line__credit__gt=0, cheque_number__range=span)
        declared = UnusedCheque.objects.filter(account=account, number__range=span)
        used = [
            written.aggregate(last=Max("cheque_number"))["last"],
            declared.aggregate(last=Max("number"))["last"],
        ]
        last = max((number for number in used if number), default="")
        following = f"{int(last) + 1:0{CHEQUE_DIGITS}d}" if last else book.first_number
        if following <= book.last_number:
            return following
    return ""


def entries_by_cheque(account: BankAccount, number: str) -> list[Entry]:
    """The standing entries that a cheque of this number paid from the account."""
    paid = Payment.objects.of_account(account).standing().filter(cheque_number=number, line__credit__gt=0)
    return list(Entry.objects.filter(pk__in=paid.values("line__entry")).select_related("voucher").order_by("date"))


def doubts_about_cheque(account: BankAccount | None, number: str, *, but: Entry | None = None) -> list[str]:
    """What is odd about a cheque's number, a sentence each: used before, declared unused, of no chequebook.

    `but` is the entry whose own cheque it is. Without a chequebook noted nothing is said about the register.
    """
    plain = plain_cheque_number(number)
    if account is None or not plain:
        return []
    doubts = []
    others = [entry for entry in entries_by_cheque(account, plain) if entry != but]
    if others:
        numbers = ", ".join(f"n° {entry.number}" for entry in others)
        doubts.append(
            ngettext(
                "Le chèque %(cheque)s a déjà payé l’écriture %(entries)s.",
                "Le chèque %(cheque)s a déjà payé les écritures %(entries)s.",
                len(others),
            )
            % {"cheque": plain, "entries": numbers}
        )
    unused = UnusedCheque.objects.filter(account=account, number=plain).first()
    if unused:
        doubts.append(
            _("Le chèque %(cheque)s est déclaré %(state)s.") % {"cheque": plain, "state": unused.get_kind_display()}
        )
    books = list(Chequebook.objects.filter(account=account))
    of_book = next((book for book in books if book.first_number <= plain <= book.last_number), None)
    if books and of_book is None:
        doubts.append(_("Le chèque %(cheque)s n’est d’aucun chéquier noté ici.") % {"cheque": plain})
    elif of_book and of_book.state in (Chequebook.State.LOST, Chequebook.State.CANCELLED):
        doubts.append(
            _("Le chèque %(cheque)s est d’un chéquier %(state)s.")
            % {"cheque": plain, "state": of_book.get_state_display()}
        )
    return doubts


def doubts_about_entry(entry: Entry) -> list[str]:
    """What is odd about the cheques that paid an entry; nothing in most."""
    paid = Payment.objects.filter(line__entry=entry, line__credit__gt=0).exclude(cheque_number="")
    numbers = list(paid.values_list("cheque_number", flat=True))
    account = open_account(entry.book.cooperative) if numbers else None
    return [doubt for number in numbers for doubt in doubts_about_cheque(account, number, but=entry)]
