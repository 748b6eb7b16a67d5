"""What else follows the money of a cooperative that ends, what stays with it, and what holds it back: its open grants,
its mandates, a year on paper, what is on its way to the bank.
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from councils.models import Council, Decision
from desk.services.merging import close_cooperative
from finance.errors import MergerRefused
from finance.models import BankAccount, Book, Grant, MovedGrant
from finance.queries.closing_more import grants_told
from finance.queries.grants import open_grants, unspent, with_money
from finance.queries.merging import dry_run
from tests.desk.mergers import DAY, fill_ending, make_ending, make_school, merge
from tests.finance.bank import make_account, told
from tests.finance.ledger import BANK, EDUCATION
from tests.world import make_cooperative, make_mandate


@pytest.fixture
def school(world):
    return make_school(world)


@pytest.fixture
def ends(world, school):
    return make_ending(world)


@pytest.fixture
def leaves(world, ends):
    return fill_ending(ends, world)


@pytest.fixture
def tristan(world):
    return world.actor(world.tristan)


@pytest.fixture
def grant(world, leaves):
    """300 € granted by the commune: 200 € came, 50 € are used. The book holds 150 € more than before."""
    facts = {"funder": "Aurillac", "purpose": "classe verte", "asked": 300, "asked_on": DAY(), "amount": 300}
    grant = Grant.objects.create(cooperative=leaves.book.cooperative, year=leaves.book.year, granted_on=DAY(), **facts)
    leaves.post(BANK, "74100008", "200.00", on=DAY(), kind="income", grant=grant)
    leaves.post(EDUCATION, BANK, "50.00", on=DAY(), grant=grant)
    return grant


def money_of(grant) -> tuple[Decimal, Decimal, Decimal]:
    [found] = with_money([grant])
    return found.received, found.used, found.left


def test_what_is_left_of_a_grant_follows_the_money_and_what_was_used_is_reported_here(
    world, school, ends, leaves, grant, tristan
):  # fmt: skip
    merger = merge(ends, world.cooperative, tristan, expected="320.00")

    moved = merger.grants.get()
    assert (moved.left, moved.unspent, moved.came.cooperative) == (grant, Decimal(150), world.cooperative)
    assert (moved.came.amount, moved.came.funder, moved.came.year) == (Decimal(250), "Aurillac", school.book.year)
    assert (money_of(grant), money_of(moved.came)) == ((50, 50, 0), (150, 0, 150))
    assert [row.grant for row in unspent(Grant.objects.all(), school.book.year)] == [moved.came]  # told once
    told = grants_told([leaves.book, school.book])
    assert [missing.words for missing in told[leaves.book.pk].missing] == ["Aurillac\u00a0: dire à quoi l’aide a servi"]
    assert open_grants(ends) == []
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        MovedGrant.objects.update(unspent=0)


def test_a_grant_that_is_only_asked_goes_on_and_one_that_is_used_up_stays(
    world, school, ends, leaves, grant, tristan
):  # fmt: skip
    facts = {"cooperative": ends, "year": leaves.book.year, "purpose": "livres"}
    council = Council.objects.create(cooperative=ends, year=leaves.book.year, classroom=ends.classrooms.get())
    decided = Decision.objects.create(council=council, number=1, date=DAY(), text="Demander des livres.")
    asked = Grant.objects.create(funder="Arpajon", asked=80, asked_on=DAY(), decision=decided, **facts)
    used = Grant.objects.create(funder="Ytrac", amount=20, granted_on=DAY(), **facts)
    leaves.post(EDUCATION, BANK, "20.00", on=DAY(), grant=used)

    merge(ends, world.cooperative, tristan, expected="300.00")

    came = {trace.left: trace.came for trace in MovedGrant.objects.all()}
    assert (set(came), came[asked].asked, came[asked].amount) == ({grant, asked}, Decimal(80), None)
    assert came[asked].decision == decided
    assert [use.grant for use in open_grants(ends)] == [used]


def test_at_the_end_of_a_school_the_rest_of_a_grant_is_the_association_s_to_give_back(
    world, ends, leaves, grant, tristan
):  # fmt: skip
    merger = merge(ends, None, tristan, expected="320.00")

    assert [(trace.left, trace.came, trace.unspent) for trace in merger.grants.all()] == [(grant, None, Decimal(150))]
    assert money_of(grant) == (50, 50, 0)


def test_the_dry_run_says_what_moves_and_what_stays(world, school, ends, leaves, grant):
    page = f"{reverse('desk:cooperative-merge', args=[ends.public_id])}?to={world.cooperative.public_id}"

    shown = world.client(world.tristan).get(page).content.decode()

    assert "elle fait le bilan des 50,00\u00a0€ employés" in shown
    assert "150,00\u00a0€ reçus et pas encore employés suivent l’argent" in shown
    assert "jusqu’à la fermeture" in shown


def test_its_mandates_last_until_it_is_closed_and_end_on_that_day(world, ends, leaves, tristan):
    mandate = make_mandate(ends, world.martine)
    merge(ends, world.cooperative, tristan)
    assert dry_run(ends, None).mandates == 1
    for state in ("submitted", "accepted"):
        Book.objects.filter(pk=leaves.book.pk).update(
            state=state, submitted_at="2026-01-01T10:00Z", submitted_by=world.claire
        )

    close_cooperative(ends, closed_on=DAY(), by=tristan)

    mandate.refresh_from_db()
    assert (mandate.state, mandate.ends_on, mandate.end_reason) == ("ended", DAY(), "La coopérative est fermée.")


@pytest.mark.parametrize("on_paper", ["source", "target"])
def test_trap_a5_a_year_on_paper_is_handed_on_from_the_book_that_follows_it(world, school, tristan, on_paper):
    """What a paper book holds is known on its last day only; on 1 September the next book has brought it."""
    first, second = (
        make_cooperative(world.federation, world.school, 7),
        make_cooperative(world.federation, world.school, 8),
    )
    year = type(world.year).objects.containing(DAY()).get()
    paper = Book.objects.create(
        federation=world.federation, cooperative=first if on_paper == "source" else second, year=year, mode="summary"
    )

    with pytest.raises(MergerRefused, match="sur papier"):
        merge(first, second, tristan, expected="0.00")

    assert [reason.count("1er septembre") for reason in dry_run(first, second).reasons] == [1]
    Book.objects.filter(pk=paper.pk).update(mode="full")
    assert dry_run(first, second).reasons == []


def test_what_is_on_its_way_to_the_bank_ends_first_also_what_the_paper_book_left(world, ends, leaves, tristan):
    account, first = make_account(ends), leaves.book.year.starts
    told(account, first.isoformat(), DAY().isoformat(), start="0", by=world.claire)
    account.paper_items.create(
        brought_on=first, date=first - timedelta(days=3), amount=Decimal(-30), said_by=world.claire
    )

    [reason] = dry_run(ends, world.cooperative).reasons

    assert "écritures que la banque n’a pas passées, 2" in reason
    assert BankAccount.objects.get().paper_items.count() == 1
