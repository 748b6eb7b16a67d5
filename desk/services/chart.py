"""The chart of accounts of a year (its words change, its codes never), and how its papers are numbered."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cooperatives.models import Federation, SchoolYear
from desk.errors import SettingRefused
from finance.models import Account, EntryLine, Voucher, VoucherScheme
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
StandsFor = Account.StandsFor
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


@transaction.atomic
def set_fee_accounts(year: SchoolYear, *, fee: Account, insurance: Account, aid: Account, by: Actor) -> None:
    """Say which accounts of the year take the fee, the insurance paid with it, and the association's aids. They are
    copied with the chart into the next year.

    Raises SettingRefused for a closed year, or when the account that is left has entries: they would no longer be
    taken out of the accounts added up.
    """
    year = SchoolYear.objects.select_for_update(of=("self",)).get(pk=year.pk)
    _refuse_closed(year)
    chosen = {StandsFor.FEE: fee, StandsFor.INSURANCE: insurance, StandsFor.AID: aid}
    standing = {account.stands_for: account for account in Account.objects.of_year(year).exclude(stands_for="")}
    changed = [part for part, account in chosen.items() if standing.get(part) != account]
    for part in changed:
        if part in standing and EntryLine.objects.filter(account=standing[part]).exists():
            told = _("Des écritures de l’année sont déjà sur « %(account)s » : il reste.")
            raise SettingRefused(told % {"account": standing[part].label}, field=part.value)
    Account.objects.filter(pk__in=[standing[part].pk for part in changed if part in standing]).update(stands_for="")
    for part in changed:
        Account.objects.filter(pk=chosen[part].pk).update(stands_for=part)


@transaction.atomic
def set_voucher_scheme(year: SchoolYear, *, kind: str, digits: int, by: Actor) -> VoucherScheme:
    """How papers of a year are numbered; copied into the next. Numbers that stand on papers stay.

    Raises SettingRefused for a closed year, or for another kind once a paper of the year has its number.
    """
    year = SchoolYear.objects.select_for_update(of=("self",)).get(pk=year.pk)
    if not year.is_open:
        raise SettingRefused(_("L’année %(year)s est close : ses pièces gardent leurs numéros.") % {"year": year})
    standing = VoucherScheme.objects.filter(year=year).first() or VoucherScheme()
    if kind != standing.kind and Voucher.objects.filter(book__year=year).exists():
        told = _("Des pièces de %(year)s ont déjà leur numéro : la numérotation changera l’année suivante.")
        raise SettingRefused(told % {"year": year}, field="kind")
    values = {"federation_id": year.federation_id, "kind": kind, "digits": digits}
    return VoucherScheme.objects.update_or_create(year=year, defaults=values)[0]


def _refuse_closed(year: SchoolYear) -> None:
    if not year.is_open:
        raise SettingRefused(_("L’année %(year)s est close : son plan de comptes ne change plus.") % {"year": year})
