"""The drawers of the money room: one row a subject, in the order in which the pages show them.

A subject that gets its own page adds its row here, with the view's `drawer` in the page's context; nothing else knows
the list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from finance.models import Book


def everybody(book: Book) -> bool:
    """Whoever reads the money reads this drawer."""
    return True


def who_records(book: Book) -> bool:
    """Who holds the mandate today, as the shelf says."""
    return book.mine_to_record


def mandate_and_staff(book: Book) -> bool:
    """The mandate and the association's staff: a statement, or what is owed, is not every teacher's to read."""
    return book.bank_to_read


@dataclass(frozen=True, slots=True)
class Drawer:
    """A subject of the money room: its key in the context, its words, its address, and who is shown it."""

    key: str
    title: str | Promise
    url_name: str
    shown: Callable[[Book], bool] = everybody


DRAWERS = [
    Drawer("book", _("Le cahier"), "finance:money"),
    Drawer("bank", _("La banque"), "finance:bank", mandate_and_staff),
    Drawer("cash", _("La caisse"), "finance:cash"),
    Drawer("papers", _("Les papiers"), "finance:papers"),
    Drawer("classes", _("Les classes"), "finance:classes", who_records),
    Drawer("memo", _("À payer, à recevoir"), "finance:memos", mandate_and_staff),
    Drawer("grants", _("Les aides"), "finance:grants"),
    Drawer("goods", _("Les biens"), "finance:goods"),
    Drawer("activities", _("Les actions"), "finance:activities"),
]


def drawers_of(shelf: Sequence[Book]) -> list[Drawer]:
    """Those that the person whose shelf this is (`finance.queries.shelf`) is shown."""
    return [drawer for drawer in DRAWERS if drawer.shown(shelf[0])]
