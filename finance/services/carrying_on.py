"""What stands beside an entry goes on with the right one, when the wrong one is barred: nothing is said twice."""

from decimal import Decimal
from uuid import uuid5

from django.utils.translation import gettext as _
from django.utils.translation import override

from finance.models import Account, Entry, EntryLine, InternalSlip, InventoryItem, LaterPaper
from occe.kit.actors import Adult
from occe.kit.dates import today

from .papers import write_slip


def carry_on(wrong: Entry, right: Entry, *, by: Adult) -> None:
    """Bring what was said of the wrong entry's paper and goods to the right one.

    For the door that posts the right entry, in its transaction. Told again, it changes nothing.
    """
    for paper in LaterPaper.objects.filter(entry=wrong):
        said = {"added_by_id": paper.added_by_id, "added_at": paper.added_at}
        LaterPaper.objects.get_or_create(
            entry=right, file=paper.file, defaults={"federation_id": right.federation_id, **said}
        )
    for slip in InternalSlip.objects.filter(entry=wrong, undone_at__isnull=True):
        if not InternalSlip.objects.filter(entry=right).exists():
            write_slip(right, reason=slip.reason, words=slip.words, stated_by=slip.stated_by_id)
    for old, new in zip(_lasting(wrong), _lasting(right), strict=False):
        _move_goods(old, new, by=by)


def _lasting(entry: Entry) -> list[EntryLine]:
    """The lines of an entry that pay for something that lasts."""
    lines = entry.lines.filter(account__requires=Account.Requires.INVENTORY_ITEM, debit__gt=0)
    return list(lines.select_related("entry").order_by("position"))


def _move_goods(old: EntryLine, new: EntryLine, *, by: Adult) -> None:
    """The same things under the right line; a row of the register keeps its line, so the old row leaves it."""
    items = list(InventoryItem.objects.select_for_update(of=("self",)).filter(line=old, left_on__isnull=True))
    fits = sum((item.price or Decimal(0) for item in items), Decimal(0)) <= new.debit
    for item in items:
        whole = len(items) == 1 and (item.price == old.debit or not fits)
        InventoryItem.objects.create(
            federation_id=item.federation_id, cooperative_id=item.cooperative_id, line=new,
            request_id=uuid5(new.entry.public_id, str(item.public_id)), label=item.label, place=item.place,
            price=new.debit if whole else item.price if fits else None, owner=item.owner, photo_id=item.photo_id,
            acquired_on=new.entry.date if item.acquired_on == old.entry.date else item.acquired_on,
            written_by_id=by.user_id,
        )  # fmt: skip
        item.left_on, item.left_why = max(today(), item.acquired_on), InventoryItem.Exit.MISTAKE
        with override("fr"):  # the register keeps the association's words, whoever acts
            item.left_note = _("L’écriture n° %(number)s a été corrigée : il continue avec la bonne.") % {
                "number": old.entry.number
            }
        item.left_by_id = by.user_id
        item.save(update_fields=["left_on", "left_why", "left_note", "left_by"])
