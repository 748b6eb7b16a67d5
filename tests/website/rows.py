"""Rows that only the site's tests need. Years are those of today, so that "this year" runs on any day of it."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from cooperatives.models import Cooperative, Federation, SchoolYear
from councils.models import Council, Decision
from finance.models import Book
from projects.models import Project, ProjectStep
from tests.finance.ledger import Ledger, ledger_of
from tests.world import make_year
from website.models import NewsItem

TODAY = timezone.localdate()
STARTS = date(TODAY.year if TODAY.month >= 9 else TODAY.year - 1, 9, 1)
ENDED = date(STARTS.year, 3, 10)
"""A day of last school year."""


def this_year(federation: Federation) -> SchoolYear:
    return SchoolYear.objects.filter(federation=federation, starts=STARTS).first() or make_year(federation, STARTS)


def last_year(federation: Federation) -> SchoolYear:
    starts = date(STARTS.year - 1, 9, 1)
    return SchoolYear.objects.filter(federation=federation, starts=starts).first() or make_year(federation, starts)


def make_project(cooperative: Cooperative, title: str = "Un jardin", **fields) -> Project:
    """A published project, unless `published_at` is None; `launched` is the day it began to run."""
    launched = fields.pop("launched", None)
    project = Project.objects.create(
        cooperative=cooperative,
        title=title,
        slug=fields.pop("slug", title.lower().replace(" ", "-")),
        kind=fields.pop("kind", "environment"),
        state=fields.pop("state", Project.State.TOLD),
        summary=fields.pop("summary", "Des fleurs pour les papillons."),
        story=fields.pop("story", "On a semé. **On a attendu.**"),
        published_at=fields.pop("published_at", timezone.now() - timedelta(days=1)),
        **fields,
    )
    if launched:
        ProjectStep.objects.create(project=project, state=Project.State.RUNNING, on=launched)
    return project


def make_decision(cooperative: Cooperative, year: SchoolYear, text: str = "Acheter des graines", **votes) -> Decision:
    council, _made = Council.objects.get_or_create(cooperative=cooperative, year=year, classroom=None)
    number = council.decisions.count() + 1
    return Decision.objects.create(
        council=council, number=number, date=TODAY, text=text, amount=Decimal("45.00"),
        present=votes.get("present", 18), votes_for=votes.get("pro", 15), votes_against=votes.get("contra", 1),
        votes_blank=votes.get("blank", 2),
    )  # fmt: skip


def make_news(federation: Federation, title: str = "La malle part", **fields) -> NewsItem:
    return NewsItem.objects.create(
        federation=federation,
        slug=fields.pop("slug", title.lower().replace(" ", "-")),
        title_fr=title,
        title_en=fields.pop("title_en", "The trunk leaves"),
        body_fr=fields.pop("body_fr", "Elle va à **Murat**."),
        body_en=fields.pop("body_en", "It goes to **Murat**."),
        published_at=fields.pop("published_at", timezone.now() - timedelta(hours=1)),
        **fields,
    )


def accounts(cooperative: Cooperative, year: SchoolYear) -> Ledger:
    return ledger_of(cooperative, year)


def accept(book: Book, treasurer) -> None:
    """The book goes its two steps to accepted."""
    now = timezone.now()
    Book.objects.filter(pk=book.pk).update(state="submitted", submitted_at=now, submitted_by=treasurer)
    Book.objects.filter(pk=book.pk).update(state="accepted", decided_at=now, decided_by=treasurer)
