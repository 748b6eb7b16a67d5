"""The months of the bank: compared, closed, and what is on its way living on across the close."""

import datetime
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from finance.errors import BankRefused, MandateNeeded
from finance.models import BankStatement, BankTransaction, Entry, MoneyRules, Reconciliation, ReconciliationItem
from finance.queries.bank import BankSide, open_lines
from finance.queries.bank_page import what_waits
from finance.queries.closing_bank import bank_reconciled
from finance.queries.reconciling import month_state, months_of
from finance.services.bank_entries import stale_cheques, write_back
from finance.services.books import open_book
from finance.services.matching import match, undo_match
from finance.services.openings import carry_forward
from finance.services.payments import note_payment
from finance.services.reconciling import close_month, say_earlier, tick_by_hand, withdraw_statement
from occe.kit.actors import System
from tests.finance.bank import bank_line, day, make_account, told
from tests.finance.ledger import BANK, EDUCATION, FAMILIES, Ledger, ledger_of, refuses

Kind = Entry.Kind
OCTOBER, AUGUST = datetime.date(2025, 10, 1), datetime.date(2026, 8, 1)


@pytest.fixture
def ledger(world):
    return ledger_of(world.cooperative, world.year)


@pytest.fixture
def account(world):
    return make_account(world.cooperative)


def spend(ledger, amount, on="10-02", cheque=""):
    entry = ledger.post(EDUCATION, BANK, amount, on=day(on))
    if cheque:
        note_payment(entry, means="cheque", cheque_number=cheque, by=System())
    return entry


def receive(ledger, amount, on="09-02"):
    return ledger.post(BANK, FAMILIES, amount, on=day(on), kind=Kind.INCOME)


def stale(account):
    return stale_cheques(account, open_lines(account, BankSide(account).since()))


def accept_all(account, by):
    for proposal in what_waits(account)[2]:
        match(account, transactions=[m.pk for m in proposal.movements], lines=[n.pk for n in proposal.lines], by=by)


def test_a_month_closes_when_statement_and_book_differ_only_by_what_is_on_its_way(world, ledger, account, claire):
    told(account, "09-01", "10-31", ("09-04", "500.00"), ("10-06", "-38.40"), start="0", by=world.claire)
    receive(ledger, "500.00"), spend(ledger, "38.40"), spend(ledger, "20.00", "10-28"), receive(ledger, "7.00", "10-30")
    accept_all(account, claire)

    closed = close_month(account, ledger.book, month=OCTOBER, by=claire)
    connection.check_constraints()

    assert (closed.statement_balance, closed.ledger_balance) == (Decimal("461.60"), Decimal("448.60"))
    assert (closed.going_out, closed.coming_in, closed.not_in_book) == (
        Decimal("20.00"),
        Decimal("7.00"),
        Decimal("0.00"),
    )
    assert list(closed.items.values_list("side", "amount")) == [("book", Decimal("-20.00")), ("book", Decimal("7.00"))]
    assert close_month(account, ledger.book, month=OCTOBER, by=claire) == closed


def test_a_difference_is_never_closed(world, ledger, account, claire):
    told(account, "09-01", "10-31", ("09-04", "500.00"), start="10", by=world.claire)
    receive(ledger, "500.00")
    accept_all(account, claire)

    with pytest.raises(BankRefused, match="écart de 10,00"):
        close_month(account, ledger.book, month=OCTOBER, by=claire)
    with refuses("finance_reconciliation_agrees"):
        Reconciliation.objects.create(
            account=account, book=ledger.book, federation=world.federation, month=OCTOBER, ends_on=day("10-31"),
            basis="statement", statement=BankStatement.objects.get(), statement_balance=510, ledger_balance=500,
            going_out=0, coming_in=0, not_in_book=0, item_count=0, closed_by=world.claire,
        )  # fmt: skip


def test_a_movement_that_the_book_does_not_know_yet_may_stay_outstanding(world, ledger, account, claire):
    told(account, "09-01", "10-31", ("10-31", "-2.50", "FRAIS"), start="0", by=world.claire)

    closed = close_month(account, ledger.book, month=OCTOBER, by=claire)

    assert (closed.not_in_book, closed.items.get().label) == (Decimal("-2.50"), "FRAIS")


def test_a_movement_whose_line_is_of_the_next_month_is_not_in_the_book_yet(world, ledger, account, claire):
    told(account, "09-01", "10-31", ("10-30", "-2.50", "FRAIS"), start="0", by=world.claire)
    spend(ledger, "2.50", "11-02")
    accept_all(account, claire)

    closed = close_month(account, ledger.book, month=OCTOBER, by=claire)

    fee = Decimal("-2.50")
    assert (closed.statement_balance, closed.not_in_book, closed.ledger_balance) == (fee, fee, 0)
    assert (account.matches.count(), closed.item_count) == (1, 1)


@pytest.fixture
def over_the_close(world, ledger, account, claire):
    """A cheque of 28 August that the bank sees on 5 October, in the next year's book."""
    receive(ledger, "500.00")
    cheque = spend(ledger, "50.00", "08-28", cheque="1234567")
    told(account, "09-01", "2026-08-31", ("09-04", "500.00"), start="0", by=world.claire)
    accept_all(account, claire)
    following = open_book(world.cooperative, world.next_year, by=System())
    carry_forward(following, by=System())
    return Ledger(following, {}), cheque


def test_trap_6_a_cheque_of_28_august_cashed_in_october_belongs_to_year_n(
    world, ledger, account, claire, over_the_close
):
    following, cheque = over_the_close
    august = close_month(account, ledger.book, month=AUGUST, by=claire)
    told(
        account, "2026-09-01", "2026-10-31", ("2026-10-05", "-50.00", "CHEQUE", "1234567"), start="500", by=world.claire
    )

    september = close_month(account, following.book, month=datetime.date(2026, 9, 1), by=claire)
    [proposal] = what_waits(account)[2]
    accept_all(account, claire)
    october = close_month(account, following.book, month=datetime.date(2026, 10, 1), by=claire)

    assert (cheque.book, cheque.date) == (ledger.book, day("08-28"))
    assert (august.statement_balance, august.going_out, august.ledger_balance) == (500, 50, 450)
    assert (september.going_out, september.ledger_balance) == (50, 450)  # it lives on across the close
    assert (proposal.certain, proposal.lines[0].pk) == (True, bank_line(cheque).pk)
    assert (october.statement_balance, october.going_out, october.ledger_balance) == (450, 0, 450)
    assert august.items.get().amount == -50  # what was closed still says it


def test_trap_13_august_without_a_statement_is_framed_by_its_neighbours(world, ledger, account, claire):
    told(account, "09-01", "2026-07-31", ("09-04", "500.00"), start="0", by=world.claire)
    told(account, "2026-09-01", "2026-09-30", start="500", by=world.claire)
    receive(ledger, "500.00")
    accept_all(account, claire)

    closed = close_month(account, ledger.book, month=AUGUST, by=claire)

    assert (closed.basis, closed.statement_balance) == ("framed", Decimal("500.00"))


def test_trap_13_neighbours_that_disagree_frame_nothing(world, ledger, account, claire):
    told(account, "09-01", "2026-07-31", ("09-04", "500.00"), start="0", by=world.claire)
    told(account, "2026-10-01", "2026-10-31", start="520", by=world.claire)
    receive(ledger, "500.00")
    accept_all(account, claire)

    with pytest.raises(BankRefused, match="manque"):
        close_month(account, ledger.book, month=AUGUST, by=claire)


def test_trap_13_a_month_of_which_the_bank_prints_nothing_is_declared_without_movement(world, ledger, account, claire):
    told(account, "09-01", "2026-07-31", ("09-04", "500.00"), start="0", by=world.claire)
    receive(ledger, "500.00")
    accept_all(account, claire)

    with pytest.raises(BankRefused, match="manque"):
        close_month(account, ledger.book, month=AUGUST, by=claire)
    closed = close_month(account, ledger.book, month=AUGUST, by=claire, without_movement=True)

    assert (closed.basis, closed.statement_balance) == ("declared", Decimal("500.00"))


def test_what_a_closed_month_relies_on_stays(world, ledger, account, claire):
    told(account, "10-01", "10-31", ("10-06", "-38.40"), start="38.40", by=world.claire)
    receive(ledger, "38.40"), spend(ledger, "38.40")
    say_earlier(account, lines=[], by=claire)
    accept_all(account, claire)
    closed = close_month(account, ledger.book, month=OCTOBER, by=claire)
    connection.check_constraints()

    with pytest.raises(BankRefused, match="clos"):
        undo_match(account.matches.get(), by=claire)
    with pytest.raises(BankRefused, match="sert déjà"):
        withdraw_statement(BankStatement.objects.get(), by=claire)
    with refuses("finance_reconciliation_adds_up"):
        ReconciliationItem.objects.create(reconciliation=closed, side="book", date=OCTOBER, label="x", amount=1)
        connection.check_constraints()


@pytest.mark.parametrize(
    "table", ["reconciliation", "reconciliationitem", "banktransaction", "bankstatement", "bankmatch"]
)
def test_the_application_may_change_no_row_of_the_bank(table, world, ledger, account):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE finance_{table} SET id = id")


def test_only_a_mandataire_closes_and_only_a_month_that_is_over(world, ledger, account, claire):
    told(account, "10-01", "10-31", start="0", by=world.claire)

    with pytest.raises(MandateNeeded):
        close_month(account, ledger.book, month=OCTOBER, by=world.actor(world.tristan))
    running = open_book(world.cooperative, world.next_year, by=System())
    with pytest.raises(BankRefused, match="pas fini"):
        close_month(account, running, month=datetime.date(2027, 1, 1), by=claire)


def test_the_year_ends_with_august_closed_where_the_cooperative_has_an_account(world, ledger, claire):
    def found() -> tuple:
        standing = bank_reconciled([ledger.book])[ledger.book.pk]
        return standing.state, [missing.words for missing in standing.missing]

    without = found()
    account = make_account(world.cooperative)
    to_do = found()
    told(account, "09-01", "2026-08-31", start="0", by=world.claire)
    close_month(account, ledger.book, month=AUGUST, by=claire)

    assert without == ("not_ours", [])
    assert to_do == ("to_do", ["Comparer la banque et le cahier au 31/08/2026"])
    assert found() == ("done", [])


# --- without a file --------------------------------------------------------------------------------------------------


def test_a_paper_statement_is_ticked_and_its_month_closes(world, ledger, account, claire):
    seen, out = receive(ledger, "500.00"), spend(ledger, "20.00", "10-28")

    tick_by_hand(
        account, ledger.book, ends_on=day("10-31"), end_balance=Decimal(500), ticked=[bank_line(seen).pk], by=claire
    )
    closed = close_month(account, ledger.book, month=OCTOBER, by=claire)
    connection.check_constraints()

    assert (closed.basis, closed.going_out, closed.items.get().label) == ("hand", Decimal("20.00"), out.label)
    with pytest.raises(BankRefused, match="jusqu’à ce jour"):
        tick_by_hand(account, ledger.book, ends_on=day("10-15"), end_balance=Decimal(0), ticked=[], by=claire)


def test_a_line_of_after_the_statement_s_last_day_stands_on_none_of_it(world, ledger, account, claire):
    later = bank_line(receive(ledger, "500.00", "11-05")).pk

    with pytest.raises(BankRefused, match="Regardez la page"):
        tick_by_hand(account, ledger.book, ends_on=day("10-31"), end_balance=Decimal(500), ticked=[later], by=claire)


def test_a_paper_statement_that_was_ticked_wrongly_is_taken_back(world, ledger, account, claire):
    line = bank_line(receive(ledger, "500.00")).pk
    kept = tick_by_hand(account, ledger.book, ends_on=day("10-31"), end_balance=Decimal(500), ticked=[line], by=claire)

    withdraw_statement(kept, by=claire)

    assert ([one.pk for one in open_lines(account)], BankTransaction.objects.count()) == ([line], 0)


def test_the_page_counts_what_is_ticked_before_it_keeps_anything(world, ledger, account):
    seen = receive(ledger, "500.00")
    spend(ledger, "20.00", "10-28")
    page = reverse("finance:bank-by-hand", kwargs={"id": world.cooperative.public_id})
    client, facts = world.client(world.claire), {"ends_on": "2025-10-31", "end_balance": "500"}

    short = client.post(page, facts | {"act": "recount"})
    right = client.post(page, facts | {"act": "recount", "line": bank_line(seen).pk})
    client.post(page, facts | {"act": "keep", "line": bank_line(seen).pk})

    assert (short.context["count"]["difference"], right.context["count"]["difference"]) == (Decimal(500), Decimal(0))
    assert BankStatement.objects.get().is_by_hand


def test_a_balance_that_does_not_fit_is_kept_with_a_word_and_the_month_leads_to_its_withdrawal(world, ledger, account):
    seen = receive(ledger, "500.00")
    ids = {"id": world.cooperative.public_id}
    client, facts = world.client(world.claire), {"ends_on": "2025-10-31", "end_balance": "490", "act": "keep"}

    page = client.post(reverse("finance:bank-by-hand", kwargs=ids), facts | {"line": bank_line(seen).pk}, follow=True)
    month = client.get(reverse("finance:bank-month", kwargs=ids | {"year": 2025, "month": 10})).content.decode()

    told = [message.message for message in page.context["messages"] if message.level_tag == "warning"]
    assert [sentence.split("\N{NO-BREAK SPACE}:")[0] for sentence in told] == [
        "Il reste un écart de −10,00\N{NO-BREAK SPACE}€"
    ]
    assert reverse("finance:bank-statements", kwargs=ids) in month


# --- what was on its way before, and what nobody cashed --------------------------------------------------------------


def test_a_cheque_of_before_the_first_statement_counts_once_somebody_says_so(world, ledger, account, claire):
    receive(ledger, "500.00"), (old := spend(ledger, "30.00", "09-20"))
    told(account, "10-01", "10-31", start="500", by=world.claire)

    before = month_state(account, ledger.book, OCTOBER).gap
    say_earlier(account, lines=[bank_line(old).pk], by=claire)

    assert (before, month_state(account, ledger.book, OCTOBER).gap) == (Decimal(30), Decimal(0))


def test_a_line_of_before_the_first_statement_that_passes_later_was_on_its_way(world, ledger, account, claire):
    receive(ledger, "500.00"), spend(ledger, "30.00", "09-20")
    told(account, "10-01", "11-30", ("11-05", "-30.00"), start="500", by=world.claire)
    accept_all(account, claire)

    october = month_state(account, ledger.book, OCTOBER)

    assert (october.gap, october.going_out) == (Decimal(0), Decimal(30))


def test_a_cheque_not_cashed_for_so_many_months_is_proposed_for_write_back_and_never_written_alone(
    world, ledger, account, claire
):
    told(account, "09-01", "09-30", start="0", by=world.claire)
    old = spend(ledger, "30.00", "09-20", cheque="1234567")
    transfer = spend(ledger, "31.00", "09-20")
    note_payment(transfer, means="transfer", by=System())
    following = open_book(world.cooperative, world.next_year, by=System())

    [one] = stale(account)
    entry = write_back(account, line=one.pk, by=claire)

    assert (one.pk, write_back(account, line=one.pk, by=claire)) == (bank_line(old).pk, entry)
    assert (entry.book, entry.kind, entry.total) == (following, Kind.INCOME, Decimal("30.00"))
    assert (stale(account), [one.pk for one in open_lines(account)]) == ([], [bank_line(transfer).pk])


def test_the_months_of_a_stale_cheque_are_the_association_s(world, ledger, account):
    told(account, "09-01", "09-30", start="0", by=world.claire)
    spend(ledger, "30.00", "09-20", cheque="1234567")
    MoneyRules.objects.create(federation=world.federation, year=world.year, stale_cheque_months=24)

    assert stale(account) == []


# --- the pages -------------------------------------------------------------------------------------------------------


def page_of(world, name, **kwargs):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **kwargs})


def test_the_page_of_a_month_closes_it_and_then_shows_what_was_written(world, ledger, account):
    told(account, "09-01", "10-31", start="0", by=world.claire)
    client, page = world.client(world.claire), page_of(world, "bank-month", year=2025, month=10)

    before, done, after = client.get(page), client.post(page), client.get(page)

    assert ("Clore ce mois" in before.content.decode(), done.status_code) == (True, 302)
    assert after.context["closed"] == Reconciliation.objects.get()
    assert client.get(page_of(world, "bank-month-pdf", year=2025, month=10)).content.startswith(b"%PDF")
    assert world.client(world.rita).get(page).status_code == 200
    assert client.get(page_of(world, "bank-month", year=2031, month=10)).status_code == 404


def test_the_list_of_months_tells_each_balance(world, ledger, account):
    told(account, "09-01", "10-31", ("09-04", "500.00"), ("10-06", "-38.40"), start="0", by=world.claire)

    rows = months_of(account, ledger.book)

    assert [(row.known.amount if row.known else None, row.movements) for row in rows[:3]] == [
        (Decimal("500.00"), 1), (Decimal("461.60"), 1), (None, 0),
    ]  # fmt: skip
    assert BankSide(account).balance_on(day("09-03")).amount == 0
    assert world.client(world.claire).get(page_of(world, "bank-months")).status_code == 200


def test_a_rule_is_mended_and_forgotten(world, ledger, account):
    world.cooperative.bank_rules.create(words="frais tenue", code=EDUCATION, made_by=world.claire)
    rule, client = world.cooperative.bank_rules.get(), world.client(world.claire)
    page, data = page_of(world, "bank-rules"), {"rule": str(rule.public_id), "code": EDUCATION}

    short = client.post(page, data | {"words": "12"})
    client.post(page, data | {"words": "Frais de compte"})
    rule.refresh_from_db()

    assert (short.status_code, rule.words) == (422, "frais de compte")
    client.post(page_of(world, "bank-rule-forget", rule_id=rule.public_id))
    assert world.cooperative.bank_rules.count() == 0


def test_a_line_of_another_s_book_is_never_said_to_be_on_its_way(world, ledger, account, claire):
    theirs = bank_line(spend(ledger_of(world.other_cooperative, world.year), "20.00"))
    told(account, "10-01", "10-31", start="0", by=world.claire)

    with pytest.raises(BankRefused):
        say_earlier(account, lines=[theirs.pk], by=claire)
