"""What the database refuses to the web role, whatever the code does. These tests run as `occe_app`."""

import datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from cooperatives.models import Cooperative, SchoolYear
from finance.models import Account, Book, Entry, EntryLine, Voucher
from finance.services.posting import reverse_entry
from occe.kit.actors import System
from tests.finance.ledger import BANK, CASH, CLASS_BOX, EDUCATION, ledger_of, refuses
from tests.world import make_classroom

DENIED = "permission denied|must be owner|must be superuser"


@pytest.fixture
def entry(ledger):
    """A posted entry whose checks at commit have been made."""
    posted = ledger.spend("38.40")
    connection.check_constraints()
    return posted


def run(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def at_commit():
    """Ask now what the database would ask at commit."""
    connection.check_constraints()


def add_entry(ledger, **changed) -> Entry:
    """A row of `finance_entry` written past the door, right in all but what is `changed`."""
    last = Entry.objects.filter(book=ledger.book).order_by("-number").first()
    fields = {
        "federation_id": ledger.book.federation_id,
        "book": ledger.book,
        "number": last.number + 1 if last else 1,
        "previous_digest": last.digest if last else "",
        "kind": Entry.Kind.EXPENSE,
        "date": datetime.date(2025, 10, 2),
        "label": "Forcée",
        "request_id": uuid4(),
        "line_count": 2,
        "total": 5,
        "digest": "0" * 64,
    }
    return Entry.objects.create(**(fields | changed))


def add_line(entry: Entry, account: Account, position: int, *, debit=0, credit=0, **axes) -> EntryLine:
    fields = {"federation_id": entry.federation_id, "entry": entry, "account": account, "position": position}
    return EntryLine.objects.create(debit=debit, credit=credit, **(fields | axes))


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


# --- an entry comes in its turn, its year and its book ---------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 7])
def test_a_number_that_leaves_a_gap_or_comes_twice_is_refused(ledger, entry, number):
    with refuses("finance_entry_follows"):
        add_entry(ledger, number=number)


def test_a_broken_chain_is_refused(ledger, entry):
    with refuses("finance_entry_follows"):
        add_entry(ledger, previous_digest="f" * 64)


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_a_book_that_was_sent_takes_no_entry(world, ledger, state):
    run(
        "UPDATE finance_book SET state = 'submitted', submitted_at = now(), submitted_by_id = %s WHERE id = %s",
        world.claire.pk,
        ledger.book.pk,
    )
    run("UPDATE finance_book SET state = %s WHERE id = %s", state, ledger.book.pk)

    with refuses("finance_entry_book_takes_entries"):
        add_entry(ledger)


@pytest.mark.parametrize("state", ["suspended", "closed"])
def test_the_book_of_a_cooperative_that_sleeps_takes_no_entry(ledger, state):
    closed_on = datetime.date(2026, 6, 30) if state == "closed" else None
    Cooperative.objects.filter(pk=ledger.book.cooperative_id).update(state=state, closed_on=closed_on)

    with refuses("finance_entry_book_takes_entries"):
        add_entry(ledger)


@pytest.mark.parametrize("day", [datetime.date(2025, 8, 31), datetime.date(2026, 9, 1)])
def test_a_day_outside_the_year_is_refused(ledger, day):
    with refuses("finance_entry_in_the_year"):
        add_entry(ledger, date=day)


def test_a_correction_is_not_corrected(ledger, entry):
    mirror = reverse_entry(entry, by=System(), reason="twice", request_id=uuid4())

    with refuses("finance_entry_reverses_rightly"):
        add_entry(ledger, kind="reversal", reason="twice", reverses=mirror)


def test_an_entry_is_corrected_once(ledger, entry):
    reverse_entry(entry, by=System(), reason="twice", request_id=uuid4())

    with refuses("finance_entry_reverses_id_key"):
        add_entry(ledger, kind="reversal", reason="twice", reverses=entry)


def test_a_correction_stays_in_its_book(world, ledger, entry):
    other = ledger_of(world.other_cooperative, world.year)

    with refuses("finance_entry_reverses_rightly"):
        add_entry(other, kind="reversal", reason="twice", reverses=entry)


def test_a_correction_says_why(ledger, entry):
    with refuses("finance_entry_reversal_says_why"):
        add_entry(ledger, kind="reversal", reverses=entry)


def test_a_request_posts_once_in_a_book(ledger, entry):
    with refuses("finance_entry_request_once"):
        add_entry(ledger, request_id=entry.request_id)


@pytest.mark.parametrize("label", ["", "deux\nlignes", "une\ttabulation"])
def test_a_label_is_one_line(ledger, label):
    with refuses("finance_entry_one_line_label"):
        add_entry(ledger, label=label)


@pytest.mark.parametrize("total", [0, -5])
def test_a_total_is_above_zero(ledger, total):
    with refuses("finance_entry_total_positive"):
        add_entry(ledger, total=total)


@pytest.mark.parametrize("sides", [{"debit": 5, "credit": 5}, {"debit": 0, "credit": 0}, {"debit": -5}])
def test_a_line_has_one_side(ledger, entry, sides):
    with refuses("finance_entryline_one_side"):
        add_line(entry, ledger[CASH], 3, **sides)


# --- nothing points across -------------------------------------------------------------------------------------------


@pytest.fixture
def foreign(world):
    """The ledger of the other federation's cooperative, in its own year."""
    year = SchoolYear.objects.create(federation=world.other_federation, starts=world.year.starts, ends=world.year.ends)
    return ledger_of(world.foreign_cooperative, year)


def test_an_entry_cannot_stand_in_the_book_of_another_federation(ledger, foreign):
    with refuses("finance_entry_one_book"):
        add_entry(foreign, federation_id=ledger.book.federation_id)


def test_a_line_cannot_name_the_account_of_another_federation(ledger, foreign, entry):
    with refuses("finance_entryline_account_of_the_year"):
        add_line(entry, foreign[CASH], 3, debit=5)


def test_a_line_cannot_name_an_account_of_another_year(world, ledger, entry):
    next_ledger = ledger_of(world.cooperative, world.next_year)

    with refuses("finance_entryline_account_of_the_year"):
        add_line(entry, next_ledger[CASH], 3, debit=5)


def test_a_line_cannot_claim_another_federation_than_its_entry(foreign, ledger, entry):
    with refuses("finance_entryline_one_entry"):
        add_line(entry, ledger[CASH], 3, debit=5, federation_id=foreign.book.federation_id)


def test_a_book_cannot_join_a_cooperative_and_a_year_of_two_federations(world, foreign):
    with refuses("finance_book_one_cooperative"):
        Book.objects.create(federation=world.other_federation, year=foreign.book.year, cooperative=world.cooperative)


def test_a_line_names_only_a_class_of_its_cooperative(world, ledger, entry):
    stranger = make_classroom(world.other_cooperative, world.year)

    with refuses("finance_entryline_of_its_cooperative"):
        add_line(entry, ledger[EDUCATION], 3, debit=5, classroom=stranger)


def test_a_line_names_only_a_class_of_its_year(world, ledger, entry):
    later = make_classroom(world.cooperative, world.next_year)

    with refuses("finance_entryline_of_its_cooperative"):
        add_line(entry, ledger[EDUCATION], 3, debit=5, classroom=later)


def test_a_line_of_the_class_boxes_names_its_class(ledger, entry):
    with refuses("finance_entryline_box_of_a_class"):
        add_line(entry, ledger[CLASS_BOX], 3, debit=5)


def test_nothing_is_paid_from_a_bank_account_that_is_not_open(ledger):
    Cooperative.objects.filter(pk=ledger.book.cooperative_id).update(account_opened_on=None)

    with refuses("finance_entryline_bank_is_open"):
        add_line(add_entry(ledger), ledger[BANK], 1, credit=5)


def test_while_the_account_is_being_opened_all_else_works(ledger):
    Cooperative.objects.filter(pk=ledger.book.cooperative_id).update(account_opened_on=None)

    assert ledger.post(EDUCATION, CASH, "5.00").number == 1


def test_an_entry_takes_a_voucher_of_its_own_book(world, ledger):
    paper = Voucher.objects.create(book=ledger_of(world.other_cooperative, world.year).book, number="D01")

    with refuses("finance_entry_one_voucher"):
        add_entry(ledger, voucher=paper)


# --- what entries lean on keeps its identity -------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"code": "61820008"}, {"kind": "income"}, {"treasury": "cash", "kind": "treasury"}])
def test_an_account_keeps_its_code_and_nature(ledger, change):
    with refuses("finance_account_keeps_its_code"):
        Account.objects.filter(pk=ledger[EDUCATION].pk).update(**change)


def test_the_words_of_an_account_may_change(ledger):
    assert Account.objects.filter(pk=ledger[EDUCATION].pk).update(label_fr="Sorties") == 1


def test_a_book_keeps_its_year_and_cooperative(world, ledger):
    with refuses("finance_book_keeps_its_place"):
        Book.objects.filter(pk=ledger.book.pk).update(cooperative=world.other_cooperative)


def test_a_book_moves_in_order(ledger):
    with refuses("finance_book_moves_in_order"):
        run(
            "UPDATE finance_book SET state = 'accepted', submitted_at = now(), submitted_by_id = NULL WHERE id = %s",
            ledger.book.pk,
        )


def test_a_voucher_keeps_the_number_written_on_it(ledger):
    paper = Voucher.objects.create(book=ledger.book, number="D01")

    with refuses("finance_voucher_keeps_its_number"):
        Voucher.objects.filter(pk=paper.pk).update(number="D02")
