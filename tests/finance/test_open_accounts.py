"""A council opens the accounts to everybody: totals by project, chosen lines, never a name; closed as easily."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from councils.models import Council, Decision
from finance.errors import MandateNeeded, OpeningRefused
from finance.models import OpenAccounts
from finance.queries.open_accounts import public_accounts
from finance.services.direct_entries import record_entry
from finance.services.open_accounts import close_accounts, open_accounts
from projects.models import Project
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, ledger_of, refuses


@pytest.fixture
def ledger(world):
    """Claire's book: 100 € from the families for the hedge, 12,50 € spent on it, 3 € on nothing in particular."""
    ledger = ledger_of(world.cooperative, world.year)
    hedge = Project.objects.create(cooperative=world.cooperative, title="La haie", slug="haie", kind="environment")
    ledger.receive("100.00", on=date(2025, 9, 2), project=hedge)
    ledger.spend("12.50", project=hedge)
    ledger.spend("3.00")
    return ledger


@pytest.fixture
def decision(world) -> Decision:
    council = Council.objects.create(cooperative=world.cooperative, year=world.year)
    return Decision.objects.create(council=council, number=3, date="2025-09-18", text="Ouvrir nos comptes à tous")


def opened(world, decision, **facts) -> OpenAccounts:
    chosen = {"decision": decision, "projects": Project.objects.all(), "codes": [EDUCATION], "with_rest": False}
    chosen |= {"with_totals": False, "by": world.actor(world.claire)}
    return open_accounts(world.cooperative, **(chosen | facts))


def test_the_chosen_projects_and_lines_are_shown_and_nothing_else(world, ledger, decision):
    opened(world, decision)

    [hedge] = public_accounts(world.cooperative).projects
    assert (hedge.project.title, str(hedge.came_in), str(hedge.went_out)) == ("La haie", "100.00", "12.50")
    assert [(line.account.code, str(line.went_out)) for line in hedge.lines] == [(EDUCATION, "12.50")]
    assert public_accounts(world.cooperative).totals is None


def test_the_lines_that_are_not_shown_are_summed_so_that_a_reader_finds_the_total(world, ledger, decision, client):
    opened(world, decision)

    [hedge] = public_accounts(world.cooperative).projects
    assert (str(hedge.rest_in), str(hedge.rest_out)) == ("100.00", "0.00")
    world.cooperative.public_page = True
    world.cooperative.save(update_fields=["public_page"])
    page = client.get(reverse("website:cooperative-accounts", args=[world.cooperative.public_id])).content.decode()
    assert "Autres lignes, sans détail" in page


def test_what_is_of_no_project_and_the_totals_are_shown_when_chosen(world, ledger, decision):
    opened(world, decision, projects=[], with_rest=True, with_totals=True, codes=[])

    accounts = public_accounts(world.cooperative)
    [rest] = accounts.projects
    assert (rest.project, str(rest.went_out), rest.lines, str(accounts.totals.left)) == (None, "3.00", [], "84.50")


def test_only_a_mandataire_opens_with_a_decision_of_this_cooperative(world, ledger, decision):
    for stranger in (world.sonia, world.martine):
        with pytest.raises(MandateNeeded):
            opened(world, decision, by=world.actor(stranger))
    with pytest.raises(OpeningRefused):
        opened(world, decision, projects=[])
    elsewhere = Council.objects.create(cooperative=world.other_cooperative, year=world.year)
    other = Decision.objects.create(council=elsewhere, number=1, date="2025-09-18", text="Ouvrir")
    with pytest.raises(OpeningRefused):
        opened(world, other)
    with refuses("finance_openaccounts_own_decision"):
        facts = {"federation": world.federation, "cooperative": world.cooperative, "opened_by": world.claire}
        OpenAccounts.objects.create(decision=other, **facts)


def test_showing_something_else_closes_what_was_shown_and_keeps_it(world, ledger, decision):
    first = opened(world, decision)
    second = opened(world, decision, with_rest=True)

    first.refresh_from_db()
    assert (first.closed_by, list(OpenAccounts.objects.open())) == (world.claire, [second])
    with refuses("finance_openaccounts_only_closed"):
        OpenAccounts.objects.filter(pk=second.pk).update(with_totals=True)
    close_accounts(world.cooperative, by=world.actor(world.claire))
    close_accounts(world.cooperative, by=world.actor(world.claire))
    assert public_accounts(world.cooperative) is None


def test_everybody_reads_them_from_the_public_page_and_not_once_they_are_closed(world, ledger, decision):
    type(world.cooperative).objects.filter(pk=world.cooperative.pk).update(public_page=True)
    by = world.actor(world.claire)
    facts = {
        "amount": Decimal("7.00"),
        "date": date(2025, 10, 2),
        "caption": "Un mot de Claire",
        "request_id": decision.public_id,
    }
    project = Project.objects.get()
    record_entry(ledger.book, account=ledger[EDUCATION], treasury=ledger[CASH], by=by, project=project, **facts)
    page = reverse("website:cooperative", args=[world.cooperative.public_id])
    accounts = reverse("website:cooperative-accounts", args=[world.cooperative.public_id])
    visitor = world.client()
    assert (visitor.get(accounts).status_code, accounts in visitor.get(page).content.decode()) == (404, False)

    opened(world, decision, codes=[EDUCATION, FAMILIES], with_totals=True, with_rest=True)

    read = visitor.get(accounts).content.decode()
    assert accounts in visitor.get(page).content.decode()
    assert ("La haie" in read, "19,50\u00a0€" in read, "Claire" in read, "Un mot" in read) == (True, True, False, False)
    close_accounts(world.cooperative, by=by)
    assert (visitor.get(accounts).status_code, accounts in visitor.get(page).content.decode()) == (404, False)


def test_the_switch_names_the_decision_and_closes_with_one_button(world, ledger, decision):
    client, page = world.client(world.claire), reverse("finance:open-accounts", args=[world.cooperative.public_id])

    refused = client.post(page, {"with_totals": "on"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["decision"])
    chosen = {"decision": decision.pk, "projects": [Project.objects.get().pk], "codes": [EDUCATION]}
    assert client.post(page, chosen).status_code == 302
    assert OpenAccounts.objects.open().get().codes == [EDUCATION]
    assert client.post(page, {"close": "1"}).status_code == 302
    assert not OpenAccounts.objects.open().exists()


@pytest.mark.parametrize("count", [1, 20])
def test_open_accounts_cost_the_same_however_many_projects(world, ledger, decision, django_assert_num_queries, count):
    for number in range(count):
        project = Project.objects.create(cooperative=world.cooperative, title=f"Projet {number}", slug=f"p{number}")
        ledger.post(EDUCATION, BANK, "1.00", project=project)
    opened(world, decision, with_totals=True)

    with django_assert_num_queries(6):
        public_accounts(world.cooperative)
