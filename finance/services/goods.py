"""The inventory: what comes in, what is said of it, and how it goes. Nothing is deleted."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, StoredFile
from finance import permissions
from finance.errors import GoodRefused, MandateNeeded, NameWritten
from finance.models import Account, Entry, EntryLine, InventoryItem
from finance.queries.goods import GoodRow
from members.naming import looks_like_a_person
from occe.kit.actors import Adult
from occe.kit.dates import format_day, today
from occe.kit.euros import format_euros

Owner, Exit = InventoryItem.Owner, InventoryItem.Exit


@transaction.atomic
def enter_item(
    cooperative: Cooperative,
    *,
    label: str,
    place: str,
    acquired_on: datetime.date,
    request_id: UUID,
    by: Adult,
    price: Decimal | None = None,
    owner: str = Owner.COOPERATIVE,
    line: EntryLine | None = None,
) -> InventoryItem:
    """Write a thing that lasts in the inventory; `line` is the line of the ledger that paid for it (several things may
    share one). `price` in euros, None when nobody knows it. Idempotent on `request_id`.

    Raises MandateNeeded, NameWritten; GoodRefused for a day in the future, a line that pays for nothing that lasts or
    that was corrected, or things that cost more together than their line.
    """
    _check_mandate(by, cooperative)
    # The lock makes things of one line be added up one after the other.
    Cooperative.objects.select_for_update(of=("self",)).get(pk=cooperative.pk)
    written = InventoryItem.objects.filter(cooperative=cooperative, request_id=request_id).first()
    if written:
        return written
    label, place = _words(label, "label"), _words(place, "place")
    _check_day(acquired_on, "acquired_on")
    if line is not None:
        _check_line(line, price or Decimal(0))
    return InventoryItem.objects.create(
        federation_id=cooperative.federation_id, cooperative=cooperative, request_id=request_id, label=label,
        place=place, price=price, acquired_on=acquired_on, owner=owner, line=line, written_by_id=by.user_id,
    )  # fmt: skip


@transaction.atomic
def enter_list(
    cooperative: Cooperative, *, rows: Sequence[GoodRow], request_id: UUID, by: Adult
) -> list[InventoryItem]:
    """Write a whole list, as an opening inventory is: all of it or nothing. Idempotent on `request_id`."""
    return [
        enter_item(
            cooperative, label=row.label, place=row.place, acquired_on=row.acquired_on, price=row.price,
            owner=row.owner, request_id=uuid5(request_id, str(rank)), by=by,
        )
        for rank, row in enumerate(rows)
    ]  # fmt: skip


@transaction.atomic
def change_item(
    item: InventoryItem, *, label: str, place: str, acquired_on: datetime.date, price: Decimal | None, by: Adult
) -> InventoryItem:
    """Say better what it is, where it is, what it cost and since when; history keeps what was said before.

    Raises MandateNeeded, NameWritten; GoodRefused for a thing that has left, or as `enter_item`.
    """
    locked = _locked(item, by)
    label, place = _words(label, "label"), _words(place, "place")
    _check_day(acquired_on, "acquired_on")
    if locked.line is not None:
        _check_line(locked.line, price or Decimal(0), but=locked)
    locked.label, locked.place, locked.acquired_on, locked.price = label, place, acquired_on, price
    locked.save(update_fields=["label", "place", "acquired_on", "price"])
    return locked


@transaction.atomic
def picture_item(item: InventoryItem, *, photo: StoredFile, by: Adult) -> InventoryItem:
    """Give it a photo, in place of the one before. Raises MandateNeeded; GoodRefused when it has left."""
    locked = _locked(item, by)
    locked.photo = photo
    locked.save(update_fields=["photo"])
    return locked


@transaction.atomic
def take_out(item: InventoryItem, *, on: datetime.date, why: str, by: Adult, note: str = "") -> InventoryItem:
    """It is no longer here: since when (euros of the insured value stop that day) and why.

    Raises MandateNeeded, NameWritten; GoodRefused when it has left already, or for a day before it came.
    """
    locked = _locked(item, by)
    _check_day(on, "on")
    if on < locked.acquired_on:
        raise GoodRefused(
            _("Il est là depuis le %(day)s : il ne part pas avant.") % {"day": format_day(locked.acquired_on)},
            field="on",
        )
    _refuse_person(note, "note")
    locked.left_on, locked.left_why, locked.left_note, locked.left_by_id = on, why, note, by.user_id
    locked.save(update_fields=["left_on", "left_why", "left_note", "left_by"])
    return locked


def hand_on_items(
    source: Cooperative, target: Cooperative | None, *, request_id: UUID, note: str, by: Adult
) -> list[tuple[InventoryItem, InventoryItem | None]]:
    """Take all that is here out of one register and write it in another: pairs of the row that left and the one that
    came (none at the association). The commune's goods stay lent to the same school, or go back to the commune.

    For a door that has looked at rights, in its transaction.
    """
    moved: list[tuple[InventoryItem, InventoryItem | None]] = []
    held = InventoryItem.objects.select_for_update(of=("self",)).filter(cooperative=source, left_on__isnull=True)
    for item in held.order_by("pk"):
        gone_back = target is None and item.owner == Owner.COMMUNE
        item.left_on, item.left_by_id, item.left_note = max(today(), item.acquired_on), by.user_id, note
        item.left_why = Exit.GIVEN if gone_back else Exit.DEVOLVED
        item.save(update_fields=["left_on", "left_why", "left_note", "left_by"])
        moved.append((item, _came(item, target, request_id, by) if target else None))
    return moved


def _came(item: InventoryItem, target: Cooperative, request_id: UUID, by: Adult) -> InventoryItem:
    """The same thing in the other register: its age and price go with it, the line that paid it stays in its book."""
    return InventoryItem.objects.create(
        federation_id=target.federation_id, cooperative=target, request_id=uuid5(request_id, str(item.public_id)),
        label=item.label, place=item.place, price=item.price, acquired_on=item.acquired_on, owner=item.owner,
        photo=item.photo, written_by_id=by.user_id,
    )  # fmt: skip


def _locked(item: InventoryItem, by: Adult) -> InventoryItem:
    """The row, locked, of a thing that is still here."""
    _check_mandate(by, item.cooperative)
    locked = InventoryItem.objects.select_for_update(of=("self",)).select_related("line").get(pk=item.pk)
    if not locked.is_here:
        raise GoodRefused(_("Il est parti le %(day)s : cela ne change plus.") % {"day": format_day(locked.left_on)})
    return locked


def _check_mandate(by: Adult, cooperative: Cooperative) -> None:
    if not permissions.can_record_money(by, cooperative):
        raise MandateNeeded(_("L’inventaire est tenu par un mandataire."))


def _words(text: str, field: str) -> str:
    text = " ".join(text.split())
    _refuse_person(text, field)
    return text


def _refuse_person(text: str, field: str) -> None:
    """The register stays ten years: it tells things and places, not people."""
    if looks_like_a_person(text):
        raise NameWritten(_("L’inventaire ne nomme personne : dites la chose, ou la pièce."), field=field)


def _check_day(day: datetime.date, field: str) -> None:
    if day > today():
        raise GoodRefused(_("Ce jour n’est pas encore arrivé."), field=field)


def _check_line(line: EntryLine, price: Decimal, but: InventoryItem | None = None) -> None:
    if line.account.requires != Account.Requires.INVENTORY_ITEM or not line.debit:
        raise GoodRefused(_("Cette ligne ne paie pas un bien qui dure."))
    if but is None and Entry.objects.filter(reverses=line.entry_id).exists():
        raise GoodRefused(_("L’écriture de cet achat a été corrigée : rien n’est à inscrire."))
    others = InventoryItem.objects.filter(line=line).exclude(left_why=Exit.MISTAKE)
    others = others.exclude(pk=but.pk) if but else others
    together = (others.aggregate(sum=Sum("price"))["sum"] or Decimal(0)) + price
    if together > line.debit:
        told = {"together": format_euros(together), "paid": format_euros(line.debit)}
        raise GoodRefused(
            _("Les biens de cet achat feraient %(together)s ensemble : il a coûté %(paid)s.") % told, field="price"
        )
