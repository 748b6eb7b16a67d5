"""The chart of accounts, as staff read it."""

from itertools import groupby

from cooperatives.models import SchoolYear
from finance.models import Account
from occe.kit.actors import Actor


def accounts_by_kind(actor: Actor, year: SchoolYear) -> list[tuple[Account.Kind, list[Account]]]:
    """The year's accounts by kind, in the order of the kinds."""
    kinds = list(Account.Kind)
    accounts = Account.objects.visible_to(actor).of_year(year).order_by("position", "code")
    rows = sorted(accounts, key=lambda account: kinds.index(Account.Kind(account.kind)))
    return [(Account.Kind(kind), list(group)) for kind, group in groupby(rows, key=lambda account: account.kind)]
