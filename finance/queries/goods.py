"""Reads of the inventory: what lasts and was not written in yet, the register of a day, what it is worth."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Exists, F, OuterRef, QuerySet

from cooperatives.models import Cooperative
from finance.models import Account, Entry, EntryLine, InventoryItem, MoneyRules, rules_on
from occe.kit.euros import CENT

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A thing of a list that is read from a file: fields as in `InventoryItem`."""

    label: str
    place: str
    acquired_on: datetime.date
    price: Decimal | None
    owner: str


def lines_to_enter(cooperative: Cooperative) -> QuerySet[EntryLine]:
    """What a cooperative bought to last and is in no inventory yet, the oldest first, with what a line shows of it."""
    lines = durable_lines().filter(entry__book__cooperative=cooperative)
    return lines.select_related("account", "entry__voucher", "entry__claim", "entry__book").order_by(
        "entry__date", "entry_id", "position"
    )


def durable_lines() -> QuerySet[EntryLine]:
    """The lines that paid for something that lasts, and is in no inventory yet; corrected entries are left out."""
    entered = InventoryItem.objects.filter(line=OuterRef("pk")).exclude(left_why=InventoryItem.Exit.MISTAKE)
    return EntryLine.objects.filter(
        entry__kind=Entry.Kind.EXPENSE,
        entry__reversed_by__isnull=True,
        account__requires=Account.Requires.INVENTORY_ITEM,
        debit__gt=0,
    ).exclude(Exists(entered))


def value_on(item: InventoryItem, day: datetime.date, rules: MoneyRules) -> Decimal:
    """What the insurer counts for it: the price less a share for each whole year, never below the last share (euros).

    A tenth of the price a year and a floor of a fifth, as the OCCE's contract says, unless the association's rules
    differ. Nothing for a thing whose price nobody knows.
    """
    if item.price is None:
        return ZERO
    since = item.acquired_on
    years = max(0, day.year - since.year - ((day.month, day.day) < (since.month, since.day)))
    share = max(100 - years * rules.yearly_depreciation, rules.least_value)
    return (item.price * share / 100).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Insured:
    """What own goods are worth to the insurer on a day (euros), what of it has a premium, and that yearly premium."""

    value: Decimal
    without_premium: Decimal
    beyond: Decimal
    premium: Decimal
    unpriced: int = 0


def insured(value: Decimal, rules: MoneyRules, *, unpriced: int = 0) -> Insured:
    """The premium of a value: nothing up to the sum that the contract covers, a rate on what exceeds it."""
    beyond = max(value - rules.insured_without_premium, ZERO)
    premium = (beyond * rules.premium_rate).quantize(CENT, ROUND_HALF_UP)
    return Insured(value, rules.insured_without_premium, beyond, premium, unpriced)


@dataclass(frozen=True, slots=True)
class Good:
    """A line of the register: the thing, its value on the day of the register, whether its entry was corrected."""

    item: InventoryItem
    value: Decimal

    @property
    def entry_was_corrected(self) -> bool:
        return self.item.was_corrected  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Register:
    """The inventory of a cooperative on the evening of a day: its own goods and what they are worth, those of the
    commune apart, and what left since `since`.
    """

    day: datetime.date
    own: list[Good]
    commune: list[Good]
    left: list[Good]
    insured: Insured

    @property
    def is_empty(self) -> bool:
        return not (self.own or self.commune or self.left)


def register_of(cooperative: Cooperative, day: datetime.date, *, since: datetime.date) -> Register:
    """The register of a day, with what left from `since` to that day. Two queries."""
    rules = rules_on(cooperative.federation, day)
    items = InventoryItem.objects.filter(cooperative=cooperative, acquired_on__lte=day).whole()
    items = items.annotate(was_corrected=Exists(Entry.objects.filter(reverses=OuterRef("line__entry"))))
    goods = [Good(item, value_on(item, day, rules)) for item in items.order_by("acquired_on", "pk")]
    here = [good for good in goods if not good.item.left_on or good.item.left_on > day]
    own = [good for good in here if good.item.owner == InventoryItem.Owner.COOPERATIVE]
    unpriced = sum(good.item.price is None for good in own)
    return Register(
        day,
        own,
        [good for good in here if good.item.owner == InventoryItem.Owner.COMMUNE],
        [good for good in goods if good.item.left_on and since <= good.item.left_on <= day],
        insured(total(own), rules, unpriced=unpriced),
    )


def total(goods: Iterable[Good]) -> Decimal:
    """What they are worth together, in euros."""
    return sum((good.value for good in goods), ZERO)


def things_of_class(cooperative_id: int, day: datetime.date) -> QuerySet[InventoryItem]:
    """What a class may call its own: the cooperative's goods that are here, the newest first."""
    items = InventoryItem.objects.filter(cooperative=cooperative_id).owned().here_on(day)
    return items.select_related("photo").order_by(F("photo").desc(nulls_last=True), "-acquired_on", "-pk")
