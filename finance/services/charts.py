"""The chart of a federation's year: made from the data of the portal, or copied from the year before."""

from django.db import transaction
from django.forms.models import model_to_dict

from cooperatives.models import Federation, SchoolYear
from finance.chart_of_accounts import CHART
from finance.models import Account

from .advice import ensure_advice

NOT_COPIED = {"id", "federation", "year"}


@transaction.atomic
def ensure_chart(federation: Federation, year: SchoolYear) -> list[Account]:
    """The year's accounts, made when there are none: last year's chart copied, else the portal's own.

    Idempotent; two at once make one chart.
    """
    Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    ensure_advice(federation)
    standing = list(Account.objects.of_year(year).filter(federation=federation))
    if standing:
        return standing
    before = SchoolYear.objects.filter(federation=federation, starts__lt=year.starts, accounts__isnull=False)
    latest = before.order_by("-starts").first()
    if latest:
        return copy_chart(federation, latest, year)
    return Account.objects.bulk_create(
        Account(
            federation=federation,
            year=year,
            position=position,
            **{name: getattr(model, name) for name in model.__slots__},
        )
        for position, model in enumerate(CHART, start=1)
    )


@transaction.atomic
def copy_chart(federation: Federation, source: SchoolYear, target: SchoolYear) -> list[Account]:
    """Copy one year's accounts into another that has none of these codes yet; what stands there stays as it is."""
    standing = set(Account.objects.of_year(target).values_list("code", flat=True))
    return Account.objects.bulk_create(
        Account(federation=federation, year=target, **model_to_dict(account, exclude=NOT_COPIED))
        for account in Account.objects.of_year(source).filter(federation=federation)
        if account.code not in standing
    )
