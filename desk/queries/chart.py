"""The chart of accounts, as staff read it."""

from itertools import groupby

from django.db.models import Exists, OuterRef

from cooperatives.models import SchoolYear
from finance.models import Account, EntryLine
from occe.kit.actors import Actor


def accounts_by_kind(actor: Actor, year: SchoolYear) -> list[tuple[Account.Kind, list[Account]]]:
    """The year's accounts by kind, in the order of the kinds, each with `is_used` (something is written on it)."""
    kinds = list(Account.Kind)
    used = Exists(EntryLine.objects.filter(account=OuterRef("pk")))
    accounts = Account.objects.visible_to(actor).of_year(year).annotate(is_used=used).order_by("position", "code")
    rows = sorted(accounts, key=lambda account: kinds.index(Account.Kind(account.kind)))
    return [(Account.Kind(kind), list(group)) for kind, group in groupby(rows, key=lambda account: account.kind)]
