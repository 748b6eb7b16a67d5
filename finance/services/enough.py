"""What a box cannot give: the cash box and the boxes of the classes never go below zero.

Looked at here, under the book's lock, by whatever takes money out; not by a trigger, for adding up a long book once
more at each entry costs more than the entry. A correction is let through: it says that something was never there. What
is at the bank is the bank's to say.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from finance.errors import NotEnoughMoney
from finance.models import Account, Book
from finance.queries import balances
from occe.kit.errors import DomainError
from occe.kit.euros import format_euros

from .posting import Line

Treasury = Account.Treasury
LARGEST = Decimal("100000.00")
"""More than any cooperative moves at once, in euros: an amount above it is a slip of the finger."""


def check_there_is_enough(book: Book, line: Line, *, field: str) -> None:
    """Refuse a line that takes more out of a box than it holds; `field` is where the page says it.

    The book is locked. Raises NotEnoughMoney.
    """
    if not line.credit or line.account.treasury in (Treasury.NONE, Treasury.BANK):
        return
    if line.account.treasury == Treasury.CLASS_BOX and line.classroom:
        held = balances.class_box_balances(book).get(line.classroom.pk, Decimal(0))
    else:
        held = balances.balance(book, line.account)
    if line.credit > held:
        raise NotEnoughMoney(
            _("Il y a %(held)s dans la boîte : on ne peut pas en sortir %(amount)s.")
            % {"held": format_euros(held), "amount": format_euros(line.credit)},
            field=field,
        )


def check_amount(amount: Decimal, error: type[DomainError], *, field: str = "amount", child: bool = False) -> None:
    """Refuse an amount that no cooperative moves, with `error` at its field, in words for a child when one wrote it."""
    if amount <= LARGEST:
        return
    if child:
        raise error(_("C’est une somme énorme. Regarde encore le ticket, ou appelle un adulte."), field=field)
    raise error(
        _("Plus de %(largest)s : ce n’est pas une somme de coopérative. Regardez la virgule.")
        % {"largest": format_euros(LARGEST)},
        field=field,
    )
