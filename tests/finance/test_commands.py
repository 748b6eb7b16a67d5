"""`check_ledger` and `export_fec`, as somebody calls them."""

from datetime import date
from decimal import Decimal
from io import StringIO
from uuid import uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperatives.models import Federation
from finance.models import Account, Entry
from finance.services import fec
from finance.services.agreeing import agree_claim
from finance.services.fec import COLUMNS
from finance.services.guards import GUARDS
from finance.services.posting import reverse_entry
from finance.services.proofs import broken_rows
from finance.services.reconciling import close_month
from finance.tasks import bring_openings
from occe.kit.actors import System
from tests import cluster
from tests.finance.bank import make_account, told
from tests.finance.forced import load
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, ledger_of, sent_by
from tests.world import make_year

# --- check_ledger ----------------------------------------------------------------------------------------------------


def check(*arguments) -> str:
    out = StringIO()
    call_command("check_ledger", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def ledger(real_world):
    """Committed: an income, an expense agreed to, a correction."""
    ledger = ledger_of(real_world.cooperative, real_world.year)
    ledger.receive("100.00", on=date(2025, 9, 2))
    agree_claim(sent_by(real_world.lina, real_world), by=real_world.actor(real_world.claire), paid_with="cash")
    wrong = ledger.receive("5.00")
    reverse_entry(wrong, by=System(), reason="twice", request_id=uuid4())
    return ledger


@pytest.fixture
def owner(clone):
    """The owner of the tables: what a thief or a bad restore could do."""
    with psycopg.connect(cluster.server().url("occe_owner", clone)) as connection:
        yield connection


def forge(owner, statement: str) -> None:
    """Change what never changes, with the guards switched off meanwhile."""
    tables = ("entry", "entryline", "expenseclaim", "reconciliationitem")
    for table in tables:
        owner.execute(f"ALTER TABLE finance_{table} DISABLE TRIGGER USER")
    owner.execute(statement)
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        owner.execute(f"ALTER TABLE finance_{table} ENABLE TRIGGER USER")
    owner.commit()


def test_a_sound_ledger_stands(ledger):
    assert check() == "4 entries in 1 books: all stand.\n"


MIRRORS_ANOTHER = """
    UPDATE finance_entry e SET reverses_id = f.id FROM finance_entry f WHERE f.number = 1 AND e.number = 4
"""


@pytest.mark.parametrize(
    ("proof", "forgery"),
    [
        ("balance", "UPDATE finance_entryline SET debit = debit + 1 WHERE debit > 0"),
        ("balance", "DELETE FROM finance_entryline WHERE debit > 0"),
        ("numbers", "UPDATE finance_entry SET number = 9 WHERE number = 4"),
        ("chain", f"UPDATE finance_entry SET previous_digest = '{'f' * 64}' WHERE number = 2"),
        ("digest", "UPDATE finance_entry SET label = 'autre chose' WHERE number = 2"),
        ("digest", "UPDATE finance_entry SET posted_by_id = NULL WHERE number = 2"),
        ("digest", "UPDATE finance_entryline SET classroom_id = NULL"),
        ("days", "UPDATE finance_entry SET date = '2024-09-02' WHERE number = 1"),
        ("corrections", MIRRORS_ANOTHER),
        ("expenses", "UPDATE finance_expenseclaim SET amount = 1"),
    ],
)  # fmt: skip
def test_each_forgery_is_found_and_named(ledger, owner, proof, forgery):
    forge(owner, forgery)

    assert proof in {row.proof for row in broken_rows()}
    with pytest.raises(CommandError) as failure:
        check()
    assert failure.value.returncode == 1


def test_the_first_broken_row_is_named(ledger, owner, capsys):
    forge(owner, "UPDATE finance_entry SET label = 'autre chose' WHERE number IN (2, 3)")
    err = StringIO()

    with pytest.raises(CommandError):
        call_command("check_ledger", stderr=err)

    assert err.getvalue() == f"digest: book {ledger.book.pk}, entry 2: its digest is not that of its content\n"


def test_a_guard_that_is_switched_off_is_named(ledger, owner):
    owner.execute("ALTER TABLE finance_entry DISABLE TRIGGER finance_entry_stands")
    owner.commit()

    assert ("guards", "finance_entry") in {(row.proof, row.place) for row in broken_rows()}


def test_every_guard_on_the_tables_of_money_is_one_that_the_proof_looks_for(world):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relname LIKE 'finance%' AND NOT t.tgisinternal AND t.tgname NOT LIKE 'pgtrigger%'"
        )
        standing = set(cursor.fetchall())

    assert standing == {(table, name) for table, names in GUARDS.items() for name in names}


def test_a_closed_month_whose_list_is_not_its_own_is_named(real_world, owner):
    world, ledger = real_world, ledger_of(real_world.cooperative, real_world.year)
    account = make_account(world.cooperative)
    told(account, "10-01", "10-31", start="0", by=world.claire)
    ledger.post(BANK, FAMILIES, "9.00", on=date(2025, 10, 30), kind="income")
    close_month(account, ledger.book, month=date(2025, 10, 1), by=world.actor(world.claire))
    assert broken_rows() == []

    forge(owner, "UPDATE finance_reconciliationitem SET amount = 8")

    assert [row.proof for row in broken_rows()] == ["reconciliations"]


def test_an_opening_that_is_not_what_was_left_is_named(real_world):
    before = make_year(real_world.federation, date(2024, 9, 1))
    old = ledger_of(real_world.cooperative, before)
    old.receive("300.00", on=date(2024, 10, 1))
    ledger_of(real_world.cooperative, real_world.year)
    old.receive("5.00", on=date(2024, 10, 2))
    type(old.book).objects.filter(pk=old.book.pk).update(
        state="submitted", submitted_at="2025-09-20T10:00Z", submitted_by=real_world.claire
    )
    type(old.book).objects.filter(pk=old.book.pk).update(state="accepted")

    assert [(row.proof, row.detail) for row in broken_rows()] == [
        ("openings", "305.00 was left, 300.00 is brought forward")
    ]


@pytest.mark.long
def test_sixty_thousand_lines_are_proved_by_as_many_statements_as_eight(ledger, clone):
    with CaptureQueriesContext(connection) as few:
        check()
    with psycopg.connect(cluster.server().url("occe_owner", clone)) as owner:
        load(owner, ledger, 30_000)

    with CaptureQueriesContext(connection) as many:
        answer = check()

    assert answer == "30004 entries in 1 books: all stand.\n"
    assert len(many) == len(few)


# --- the night -------------------------------------------------------------------------------------------------------


def test_each_night_what_last_year_still_moved_is_brought_into_the_running_year(world, monkeypatch):
    before = make_year(world.federation, date(2024, 9, 1))
    old = ledger_of(world.cooperative, before)
    old.receive("300.00", on=date(2024, 10, 1))
    ledger = ledger_of(world.cooperative, world.year)
    old.spend("20.00", on=date(2025, 8, 30))
    monkeypatch.setattr("finance.tasks.today", lambda: date(2025, 9, 3))

    for _ in range(2):
        bring_openings(timestamp=0)

    assert [entry.total for entry in ledger.book.entries.order_by("number")] == [Decimal("300.00"), Decimal("20.00")]


# --- export_fec ------------------------------------------------------------------------------------------------------


def export(folder, *arguments) -> list[list[str]]:
    out = StringIO()
    call_command("export_fec", "--year", "2025-2026", "-o", str(folder), *arguments, stdout=out)
    with open(out.getvalue().strip(), encoding="utf-8", newline="") as file:
        text = file.read()
    assert text.endswith("\n")
    return [line.split("\t") for line in text.removesuffix("\n").split("\n")]


@pytest.fixture
def year_of_two(world):
    """Two cooperatives with entries, one of them with a paper and a class."""
    world.other_cooperative
    mine = ledger_of(world.cooperative, world.year)
    mine.receive("100.00", on=date(2025, 9, 2))
    agree_claim(sent_by(world.lina, world), by=world.actor(world.claire), paid_with="cash", voucher_number="D07")
    ledger_of(world.other_cooperative, world.year).receive("3.50")
    return mine


def test_the_file_takes_the_time_that_it_needs(world, tmp_path, monkeypatch):
    monkeypatch.setattr(fec, "ROWS", "COPY (SELECT current_setting('statement_timeout')) TO STDOUT")
    world.year

    assert export(tmp_path)[1] == ["0"]


def test_the_file_is_named_after_the_legal_person_and_the_closing_day(world, year_of_two, tmp_path):
    export(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["123456789FEC20260831.txt"]


def test_the_file_has_eighteen_columns_and_a_row_a_line(world, year_of_two, tmp_path):
    header, *rows = export(tmp_path)
    entry = Entry.objects.get(kind="expense")
    posted = f"{entry.posted_at:%Y%m%d}"
    name = "Coopérative de École des Quatre-Chemins-Verts"

    assert tuple(header) == COLUMNS
    assert len(rows) == 6
    assert {len(row) for row in rows} == {18}
    assert rows[2][:15] == [
        "0018", name, "2", "20251002", EDUCATION, "Activités éducatives", str(world.classroom.pk), "CP-CE1-CE2",
        "D07", "20251002", "D07 · Activités éducatives", "38,40", "0,00", "", "",
    ]  # fmt: skip
    assert rows[2][15] in (posted, f"{entry.posted_at.astimezone():%Y%m%d}")
    assert [row[0] for row in rows] == ["0018"] * 4 + ["0020"] * 2
    assert sum(Decimal(row[11].replace(",", ".")) for row in rows) == Decimal("141.90")
    assert sum(Decimal(row[12].replace(",", ".")) for row in rows) == Decimal("141.90")


def test_the_auditors_code_replaces_the_one_that_teachers_know(world, year_of_two, tmp_path):
    Account.objects.filter(code=EDUCATION).update(auditor_code="6181")

    assert {row[4] for row in export(tmp_path)[1:]} == {"6181", CASH, FAMILIES}


def test_a_tab_in_a_name_makes_no_column(world, year_of_two, tmp_path):
    type(world.cooperative).objects.filter(pk=world.cooperative.pk).update(name="École\tdu\nPré \\ 1")

    rows = export(tmp_path)[1:]

    assert rows[0][1] == "École du Pré \\ 1"
    assert {len(row) for row in rows} == {18}


def test_only_the_federation_and_the_year_asked_for(world, year_of_two, tmp_path):
    foreign_year = make_year(world.other_federation)
    ledger_of(world.foreign_cooperative, foreign_year).receive("9.99")
    ledger_of(world.cooperative, world.next_year).post(BANK, FAMILIES, "7.77", on=date(2026, 9, 3))

    with pytest.raises(CommandError, match="cantal, lozere"):
        export(tmp_path)
    rows = export(tmp_path, "--federation", "cantal")[1:]

    assert {row[11] for row in rows} == {"100,00", "38,40", "3,50", "0,00"}


def test_what_cannot_be_named_is_refused(world, tmp_path):
    year = world.year
    with pytest.raises(CommandError, match="no year 2019-2020"):
        call_command("export_fec", "--year", "2019-2020", "-o", str(tmp_path))
    with pytest.raises(CommandError, match="A year is written"):
        call_command("export_fec", "--year", "2025", "-o", str(tmp_path))
    Federation.objects.filter(pk=year.federation_id).update(siret="")
    with pytest.raises(CommandError, match="SIRET"):
        call_command("export_fec", "--year", "2025-2026", "-o", str(tmp_path))
    assert list(tmp_path.iterdir()) == []
