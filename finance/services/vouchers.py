"""The numbers written on the papers: given, or declared unused. Never changed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import SchoolYear, StoredFile
from finance import permissions
from finance.errors import MandateNeeded, VoucherNumberTaken
from finance.models import Account, Book, Voucher, VoucherScheme
from finance.queries.vouchers import NUMBER, next_number
from occe.kit.actors import Adult
from occe.kit.folded import clean_line

from .posting import lock_book


@transaction.atomic
def give_number(
    book: Book,
    *,
    kind: Account.Kind,
    number: str = "",
    caption: str = "",
    file: StoredFile | None = None,
) -> Voucher:
    """A paper of the book under the number that somebody wrote on it, else under the next one.

    Called by the services that post or accept, which know who may. Raises VoucherNumberTaken.
    """
    return number_paper(lock_book(book), kind=kind, number=number, caption=caption, file=file)


def number_paper(
    book: Book, *, kind: Account.Kind, number: str = "", caption: str = "", file: StoredFile | None = None
) -> Voucher:
    """The same in a book that the caller's transaction has locked. Raises VoucherNumberTaken."""
    written = number.strip().upper().replace(" ", "")
    number = written or next_number(book, kind)
    if not NUMBER.fullmatch(number):
        raise VoucherNumberTaken(_("Un numéro de pièce s’écrit par exemple D07, R12 ou 31."), field="voucher_number")
    if written and Voucher.objects.filter(book=book, number=number).exists():
        raise VoucherNumberTaken(
            _("Le numéro %(number)s est déjà pris dans ce cahier. Le prochain libre est %(next)s.")
            % {"number": number, "next": next_number(book, kind)},
            field="voucher_number",
        )
    return Voucher.objects.create(book=book, number=number, caption=caption and clean_line(caption), file=file)


@transaction.atomic
def declare_unused(book: Book, *, number: str, reason: str, by: Adult) -> Voucher:
    """Say that a number was not used, and why ("D07 annulée : ticket en double"): a hole that is declared.

    Raises MandateNeeded, VoucherNumberTaken. Declaring it again changes nothing.
    """
    book = lock_book(book)
    if book.cooperative is None or not permissions.can_record_money(by, book.cooperative):
        raise MandateNeeded(_("Seul un mandataire en fonction déclare un numéro inutilisé."))
    standing = Voucher.objects.filter(book=book, number=number.strip().upper()).first()
    if standing and standing.void_at:
        return standing
    if standing:
        raise VoucherNumberTaken(_("Ce numéro est celui d’une pièce de ce cahier."), field="number")
    return Voucher.objects.create(
        book=book,
        number=number.strip().upper(),
        void_at=timezone.now(),
        void_by_id=by.user_id,
        void_reason=clean_line(reason)[:200],
    )


@transaction.atomic
def carry_scheme(year: SchoolYear) -> VoucherScheme | None:
    """The year's scheme: the one that it has, else the year before's copied, else none (the portal's own counts)."""
    standing = VoucherScheme.objects.filter(year=year).first()
    earlier = VoucherScheme.objects.filter(federation=year.federation_id, year__starts__lt=year.starts)
    last = earlier.order_by("-year__starts").first()
    if standing or last is None:
        return standing
    made = {"federation_id": year.federation_id, "kind": last.kind, "digits": last.digits}
    return VoucherScheme.objects.get_or_create(year=year, defaults=made)[0]
