"""What is measured on: one association, cooperatives in plain rows, and one long book with its class.

Each cooperative has a school, a class, a mandataire, a request that waits and a published project: at
fifteen cooperatives every list already has a page full, or nearly.
"""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db import transaction
from django.test import Client
from django.utils import timezone

from cooperatives.models import (
    Classroom,
    ClassTeacher,
    Cooperative,
    Federation,
    Mandate,
    Registration,
    School,
    SchoolYear,
)
from finance.chart_of_accounts import CASH, EDUCATION, FAMILIES
from finance.models import Account, Book, Entry, ExpenseClaim
from finance.services.books import open_book
from finance.services.claims import draft_claim, send_claim
from finance.services.posting import Line, post_entry
from members.models import User
from occe.kit.actors import Adult, System
from projects.kinds import STANDARD_KEYS
from projects.models import Project, ProjectStep
from website.bench.places import Place, clone, first_place
from website.demo.clock import Clock
from website.demo.people import raise_federation, raise_staff, raise_user
from website.scale.cooperatives import raise_cooperatives

HOST = "127.0.0.1"
CENT = Decimal("0.01")
SIZES = (15, 150, 1500)
"""Cooperatives: a beginning, a department, a very large one."""


@dataclass(frozen=True)
class Ground:
    """The cooperative whose book is measured, its mandataire, a colleague who writes the expenses, and the staff."""

    federation: Federation
    year: SchoolYear
    cooperative: Cooperative
    classroom: Classroom
    book: Book
    accounts: dict[str, Account]
    mandataire: User
    colleague: User
    staff: User

    @property
    def day(self) -> datetime.date:
        return self.year.starts

    def client(self, user: User) -> Client:
        """A signed-in browser."""
        client = Client(SERVER_NAME=HOST)
        client.force_login(user)
        return client

    def post(self, debit: str = EDUCATION, credit: str = CASH, *, amount: Decimal = CENT) -> Entry:
        """An entry of two lines, through the only door."""
        return post_entry(
            self.book,
            lines=[Line(self.accounts[debit], debit=amount), Line(self.accounts[credit], credit=amount)],
            kind=Entry.Kind.INCOME if debit == CASH else Entry.Kind.EXPENSE,
            date=self.day,
            label="D01 · Activités éducatives",
            request_id=uuid.uuid4(),
            by=System(self.federation.pk),
        )

    @transaction.atomic
    def fill_book(self, entries: int) -> None:
        """Raise the book to so many entries of two lines, in one transaction."""
        for _ in range(entries - self.book.entries.count()):
            self.post()

    def sent_claim(self) -> ExpenseClaim:
        """An expense that the colleague wrote and sent, and the mandataire may agree to."""
        by = Adult(self.colleague.pk, self.federation.pk)
        claim = draft_claim(
            self.cooperative, by=by, classroom=self.classroom, amount=CENT, issued_on=self.day, category="garden"
        )
        return send_claim(claim, by=by)

    @cached_property
    def places(self) -> dict[int, Place]:
        """A place for each size, everything else alike; the smallest is where the ground was raised."""
        place = first_place()
        places = {SIZES[0]: place}
        for size in SIZES[1:]:
            places[size] = place = clone(place, f"bench_{size}")
            with place.used():
                self.add_cooperatives(size)
        for place in places.values():
            place.analyse()
        return places

    @transaction.atomic
    def add_cooperatives(self, total: int) -> None:
        """More cooperatives, each with school, class and mandataire, until there are `total`."""
        first = Cooperative.objects.filter(federation=self.federation).count() + 1
        numbers = range(first, total + 1)
        if numbers:
            _cooperatives(self.federation, self.year, numbers)


@transaction.atomic
def raise_ground(cooperatives: int) -> Ground:
    """An association with so many cooperatives; the first one has a book with money in its cash box."""
    clock = Clock(timezone.localdate())
    federation = raise_federation(clock)
    staff = raise_staff(federation)["staff@demo.example"]
    year = SchoolYear.objects.get(federation=federation, starts=clock.current.start)
    first, *_others = _cooperatives(federation, year, range(1, cooperatives + 1))
    mandataire = Mandate.objects.get(cooperative=first).user
    colleague = raise_user("colleague@demo.example", "Bruno", "Lasvergnas")
    classroom = Classroom.objects.get(cooperative=first)
    ClassTeacher.objects.create(classroom=classroom, user=colleague, invited_by=mandataire, starts_on=year.starts)
    book = open_book(first, year, by=System())
    accounts = {account.code: account for account in Account.objects.of_year(year)}
    ground = Ground(federation, year, first, classroom, book, accounts, mandataire, colleague, staff)
    ground.post(CASH, FAMILIES, amount=Decimal("90000.00"))
    return ground


def _cooperatives(federation: Federation, year: SchoolYear, numbers: range) -> list[Cooperative]:
    """With a request that waits and a published project for each."""
    cooperatives = raise_cooperatives(federation, year, numbers)
    mandates = Mandate.objects.filter(cooperative__in=cooperatives).select_related("user", "cooperative__school")
    _requests(federation, year, [(m.cooperative.school, m.user) for m in mandates.order_by("cooperative__number")])
    _projects(year, cooperatives)
    return cooperatives


def _requests(federation: Federation, year: SchoolYear, askers: list[tuple[School, User]]) -> None:
    sent = timezone.now() - datetime.timedelta(days=3)
    wording = federation.commitment_texts.first()
    Registration.objects.bulk_create(
        Registration(federation=federation, year=year, state=Registration.State.SENT, sent_at=sent, applicant=user,
                     school=school, kind=Cooperative.Kind.CLASS, decision_on=year.starts, commitment=wording,
                     commitment_accepted_at=sent)
        for school, user in askers
    )  # fmt: skip


def _projects(year: SchoolYear, cooperatives: list[Cooperative]) -> None:
    kinds = list(STANDARD_KEYS)
    projects = Project.objects.bulk_create(
        Project(cooperative=cooperative, title=f"Un jardin à l’école {cooperative.number}", slug="un-jardin",
                kind=kinds[cooperative.number % len(kinds)], state=Project.State.TOLD, story="On a semé.",
                summary="Des fleurs pour les papillons.", published_at=timezone.now())
        for cooperative in cooperatives
    )  # fmt: skip
    ProjectStep.objects.bulk_create(
        ProjectStep(project=project, state=Project.State.RUNNING, on=year.starts) for project in projects
    )
