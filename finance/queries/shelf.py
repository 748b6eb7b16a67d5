"""The books of a cooperative, each with what its page asks."""

import datetime
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from cooperatives.models import Cooperative
from finance.models import Book, DepositSlip, Entry, ExpenseClaim
from finance.permissions import mandates_of
from occe.kit.actors import Actor


def shelf(cooperative: Cooperative, actor: Actor) -> Sequence[Book]:
    """The books of a cooperative that the actor sees, the latest year first, in one query.

    Each has `last_number`, that of its last entry; `wants_opening`, whether somebody has to say what there was on its
    first day (it takes entries, has no opening, and no book of the year before from which one would be brought);
    `mine_to_record`, whether the actor holds the mandate; `bank_to_read`, whether the bank's pages are the actor's to
    read; and whether expenses and slips of the cooperative wait for an adult (`claims_wait`, `slips_wait`).
    """
    books = Book.objects.visible_to(actor).filter(cooperative=cooperative).select_related("year")
    entries = Entry.objects.filter(book=OuterRef("pk"))
    last = entries.order_by("-number").values("number")[:1]
    found = list(
        books.order_by("-year__starts").annotate(
            last_number=Coalesce(Subquery(last), 0),
            has_opening=Exists(entries.filter(kind=Entry.Kind.OPENING, reversed_by__isnull=True)),
            mine_to_record=Exists(mandates_of(actor).filter(cooperative=cooperative)),
            claims_wait=Exists(ExpenseClaim.objects.real().waiting().filter(cooperative=cooperative)),
            slips_wait=Exists(DepositSlip.objects.real().waiting().filter(cooperative=cooperative)),
        )
    )
    for book in found:
        book.cooperative = cooperative
        book.bank_to_read = book.mine_to_record or getattr(actor, "is_staff", False)
        eve = book.year.starts - datetime.timedelta(days=1)
        is_brought = any(other.year.ends == eve for other in found)
        book.wants_opening = book.takes_entries and not book.has_opening and not is_brought
    return found
