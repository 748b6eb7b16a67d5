"""Which page follows an entry."""

from django.urls import reverse

from finance.models import Account, Entry, ExpenseClaim
from finance.queries.goods import lines_to_enter

INVENTORY_ITEM = Account.Requires.INVENTORY_ITEM


def after_posting(*entries: Entry, otherwise: str) -> str:
    """Where to go once these entries of one cooperative stand: a thing that lasts is asked where it will be, else
    `otherwise`. One query.
    """
    cooperative = entries[0].book.cooperative if entries else None
    if cooperative is None:
        return otherwise
    line = lines_to_enter(cooperative).filter(entry__in=entries).first()
    if line is None:
        return otherwise
    return reverse("finance:good-of-entry", kwargs={"id": cooperative.public_id, "entry_id": line.entry.public_id})


def after_agreeing(*claims: ExpenseClaim, otherwise: str) -> str:
    """The same once these expenses were agreed to. Most pay for nothing that lasts, and cost no query."""
    posted = [(claim.entry, claim.account) for claim in claims]
    lasting = [entry for entry, account in posted if entry and account and account.requires == INVENTORY_ITEM]
    return after_posting(*lasting, otherwise=otherwise)
