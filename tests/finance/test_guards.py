"""What the database refuses to the web role, whatever the code does. These tests run as `occe_app`."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from finance.models import Entry, EntryLine
from tests.finance.forced import add_entry, add_line, at_commit, run
from tests.finance.ledger import CASH, EDUCATION, refuses

DENIED = "permission denied|must be owner|must be superuser"


# --- what is posted never changes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finance_entry SET label = 'autre'",
        "UPDATE finance_entryline SET debit = debit + 1",
        "DELETE FROM finance_entry",
        "DELETE FROM finance_entryline",
        "TRUNCATE finance_entry CASCADE",
        "TRUNCATE finance_entryline",
        "TRUNCATE finance_book CASCADE",
        "DELETE FROM finance_book",
        "DELETE FROM finance_account",
        "DELETE FROM finance_voucher",
        "SELECT * FROM finance_entry FOR UPDATE",
        "ALTER TABLE finance_entry DISABLE TRIGGER ALL",
        "ALTER TABLE finance_entryline DISABLE TRIGGER finance_entryline_stands",
        "ALTER TABLE finance_entry DROP CONSTRAINT finance_entry_total_positive",
        "DROP TRIGGER finance_entry_stands ON finance_entry",
        "DROP FUNCTION finance_refuse_change() CASCADE",
        "CREATE OR REPLACE FUNCTION finance_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE RULE quiet AS ON INSERT TO finance_entryline DO INSTEAD NOTHING",
        "ALTER TABLE finance_entry OWNER TO occe_app",
        "SET session_replication_role = 'replica'",
        "SET ROLE occe_owner",
    ],
)
def test_the_web_role_is_denied(entry, statement):
    with pytest.raises((ProgrammingError, DatabaseError), match=DENIED), transaction.atomic():
        run(statement)

    assert Entry.objects.count() == 1


@pytest.mark.parametrize("table", ["finance_entry", "finance_entryline"])
def test_the_web_role_reads_and_adds_posted_rows_and_no_more(world, table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s::text[]) AS name WHERE has_table_privilege('occe_app', %s, name)",
            [["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"], table],
        )
        assert [name for (name,) in cursor.fetchall()] == ["SELECT", "INSERT"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finance_entry SET label = 'autre'",
        "UPDATE finance_entryline SET debit = debit + 1",
        "DELETE FROM finance_entryline",
        "DELETE FROM finance_entry",
        "TRUNCATE finance_book CASCADE",
        "TRUNCATE finance_entry CASCADE",
    ],
)
def test_even_the_owner_of_the_tables_is_refused_by_the_guards(clone, statement):
    import psycopg

    from tests import cluster

    with psycopg.connect(cluster.server().url("occe_owner", clone)) as owner:
        with pytest.raises(psycopg.errors.CheckViolation, match="never changes"):
            owner.execute(statement)
        owner.rollback()


def test_switching_off_generated_triggers_switches_off_no_guard(entry):
    run("SET LOCAL pgtrigger.ignore = 'finance.Entry:finance_entry_never_changes,finance.EntryLine'")

    with pytest.raises(DatabaseError), transaction.atomic():
        run("UPDATE finance_entry SET label = 'autre'")


# --- an entry stands as a whole, or not at all -----------------------------------------------------------------------


def test_a_balanced_pair_of_lines_added_to_an_old_entry_is_refused(ledger, entry):
    with refuses("finance_entry_balanced"):
        add_line(entry, ledger[EDUCATION], 3, debit=5)
        add_line(entry, ledger[CASH], 4, credit=5)
        at_commit()


def test_an_entry_without_lines_is_refused(ledger):
    with refuses("finance_entry_balanced"):
        add_entry(ledger)
        at_commit()


@pytest.mark.parametrize(
    ("debit", "credit", "line_count", "total"), [(5, 4, 2, 5), (5, 5, 3, 5), (5, 5, 2, 6), (6, 6, 2, 5)]
)
def test_an_entry_that_does_not_add_up_is_refused(ledger, debit, credit, line_count, total):
    with refuses("finance_entry_balanced"):
        entry = add_entry(ledger, line_count=line_count, total=total)
        add_line(entry, ledger[EDUCATION], 1, debit=debit)
        add_line(entry, ledger[CASH], 2, credit=credit)
        at_commit()


def test_bulk_writes_meet_the_same_guards(ledger):
    with refuses("finance_entry_balanced"):
        entry = add_entry(ledger)
        EntryLine.objects.bulk_create(
            EntryLine(federation_id=entry.federation_id, entry=entry, account=ledger[EDUCATION], position=n, debit=5)
            for n in (1, 2)
        )
        at_commit()


def test_copy_of_an_unbalanced_entry_is_refused(ledger):
    row = f"{ledger.book.federation_id}\t%s\t1\t{ledger[EDUCATION].pk}\t5.00\t0.00\n"
    with refuses("finance_entry_balanced"):
        entry = add_entry(ledger)
        with (
            connection.cursor() as cursor,
            cursor.copy(
                "COPY finance_entryline (federation_id, entry_id, position, account_id, debit, credit) FROM STDIN"
            ) as copy,
        ):
            copy.write(row % entry.pk)
        at_commit()


def test_a_false_digest_is_refused(ledger):
    with refuses("finance_entry_digest_true"):
        entry = add_entry(ledger)
        add_line(entry, ledger[EDUCATION], 1, debit=5)
        add_line(entry, ledger[CASH], 2, credit=5)
        at_commit()


def test_a_temporary_table_of_the_same_name_deceives_no_guard(ledger):
    with refuses("finance_entry_balanced"):
        entry = add_entry(ledger)
        add_line(entry, ledger[EDUCATION], 1, debit=5)
        run("CREATE TEMPORARY TABLE finance_entryline (LIKE public.finance_entryline) ON COMMIT DROP")
        at_commit()


def test_what_reverses_an_entry_is_its_mirror(ledger, entry):
    with refuses("finance_entry_mirrors"):
        mirror = add_entry(ledger, kind="reversal", reason="twice", reverses=entry, total="38.40")
        add_line(mirror, ledger["60700008"], 1, credit="38.40")
        add_line(mirror, ledger[CASH], 2, debit="38.40")
        at_commit()
