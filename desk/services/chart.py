"""The chart of accounts of a year: its words change, its codes never."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cooperatives.models import Federation, SchoolYear
from desk.errors import SettingRefused
from finance.models import Account
from occe.kit.actors import Actor

WORDS = (
    "label_fr",
    "label_en",
    "child_label_fr",
    "child_label_en",
    "examples_fr",
    "examples_en",
    "auditor_code",
    "is_active",
    "by_mandate",
    "to_confirm",
)
# What the treasury may add; bank, cash, transfers and balances brought forward are what the ledger stands on.
ADDABLE = (Account.Kind.EXPENSE, Account.Kind.INCOME)


@transaction.atomic
def change_account(account: Account, *, by: Actor, **words) -> Account:
    """Change the words of an account, the code that the auditor reads, whether it is offered; `words` are of `WORDS`.

    Its own code and nature never change (the database refuses it too): an account is put away and another one added.
    Raises SettingRefused for a closed year, or when an account that the ledger stands on would no longer be offered.
    """
    unknown = words.keys() - set(WORDS)
    if unknown:
        raise TypeError(f"not the words of an account: {sorted(unknown)}")
    locked = Account.objects.select_for_update(of=("self",)).select_related("year").get(pk=account.pk)
    _refuse_closed(locked.year)
    if words.get("is_active") is False and locked.kind not in ADDABLE:
        raise SettingRefused(_("Les cahiers reposent sur ce compte : il reste proposé."), field="is_active")
    for name, value in words.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(words))
    return locked


@transaction.atomic
def add_account(federation: Federation, year: SchoolYear, *, code: str, kind: str, by: Actor, **words) -> Account:
    """Add an expense or income account (eight digits) to a year's chart, in its last place.

    Raises SettingRefused for a code that stands already, another kind, or a closed year.
    """
    Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    _refuse_closed(year)
    if kind not in ADDABLE:
        raise SettingRefused(_("On ajoute un compte de dépense ou de recette."), field="kind")
    if Account.objects.of_year(year).filter(federation=federation, code=code).exists():
        raise SettingRefused(_("Ce code existe déjà cette année."), field="code")
    last = Account.objects.of_year(year).filter(federation=federation).aggregate(last=Max("position"))["last"] or 0
    return Account.objects.create(federation=federation, year=year, code=code, kind=kind, position=last + 1, **words)


def _refuse_closed(year: SchoolYear) -> None:
    if not year.is_open:
        raise SettingRefused(_("L’année %(year)s est close : son plan de comptes ne change plus.") % {"year": year})
