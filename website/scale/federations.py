"""An invented association of any number, its year that just ended, and its books."""

import datetime
from itertools import count

from django.db import transaction

from cooperatives.models import Federation, SchoolYear
from finance.models import Book
from finance.services.charts import ensure_chart
from occe.kit.dates import school_year_of, today
from website.scale.cooperatives import raise_cooperatives
from website.scale.ledger import fill_books


@transaction.atomic
def raise_scaled_federation(*, cooperatives: int, entries: int) -> Federation:
    """One more association, with so many cooperatives; each has kept so many entries in the year that ended last.

    Runs as the owner of the tables: the entries pass the guards by, and `check_ledger` proves them afterwards.
    """
    federation = _federation()
    year = _last_year(federation)
    ensure_chart(federation, year)
    raised = raise_cooperatives(federation, year, range(1, cooperatives + 1))
    books = Book.objects.bulk_create(
        Book(federation=federation, year=year, cooperative=cooperative) for cooperative in raised
    )
    fill_books(books, entries=entries)
    return federation


def _federation() -> Federation:
    """Numbered after those that stand; the host name is its own, as with several associations it must be."""
    taken = set(Federation.objects.filter(slug__startswith="essai-").values_list("slug", flat=True))
    number = next(n for n in count(1) if f"essai-{n}" not in taken)
    return Federation.objects.create(
        slug=f"essai-{number}",
        name=f"Association départementale d’essai n° {number}",
        short_name=f"Essai {number}",
        siret=f"{number:014d}",
        hosts=[f"essai-{number}.example"],
        languages=["fr", "en"],
    )


def _last_year(federation: Federation) -> SchoolYear:
    bounds = school_year_of(today() - datetime.timedelta(days=366))
    return SchoolYear.objects.create(
        federation=federation,
        starts=bounds.start,
        ends=bounds.end,
        fee_per_member="2.00",
        insurance_per_member="0.25",
    )
