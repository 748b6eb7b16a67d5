"""The same movement in two files is one movement; two alike in one file are two."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from finance.statements.identities import identities
from finance.statements.joining import joined
from finance.statements.reading import read
from finance.statements.shapes import StatementLine
from tests.finance.statements import written
from tests.finance.statements.written import IBAN, NUMBER, line, statement

CAKES = StatementLine(date(2026, 10, 14), Decimal("42.00"), "REMISE ESPECES")


def test_twins_of_one_day_are_two_movements_and_the_same_two_in_a_longer_file():
    fee = StatementLine(date(2026, 10, 15), Decimal("-6.00"), "FRAIS")

    once, longer = identities([CAKES, CAKES]), identities([CAKES, fee, CAKES])

    assert once[0] != once[1]
    assert (longer[0], longer[2]) == once


def test_the_banks_name_says_who_it_is_though_the_label_changes():
    named, renamed = replace(CAKES, bank_id="A1"), replace(CAKES, bank_id="A1", label="REMISE ESPÈCES GUICHET")

    assert identities([named])[0].key == identities([renamed])[0].key
    assert identities([named])[0].content != identities([renamed])[0].content


def test_a_name_given_twice_names_nothing_and_one_used_again_next_month_is_another_movement():
    named = replace(CAKES, bank_id="1")

    twice = identities([named, named])
    assert twice == identities([CAKES, CAKES])
    assert identities([named])[0].key != identities([replace(named, date=date(2026, 11, 2))])[0].key


def test_a_name_that_changed_is_seen_by_what_the_line_says():
    first, second = identities([replace(CAKES, bank_id="A1")])[0], identities([replace(CAKES, bank_id="B7")])[0]

    assert first.key != second.key
    assert first.content == second.content


def test_capitals_accents_and_spaces_make_no_other_movement():
    assert identities([CAKES]) == identities([replace(CAKES, label="Remise  espèces")])


# --- the statements of one account in a file -------------------------------------------------------------------------


def day(number, *lines, start):
    return statement(*lines, start=start, begins=date(2026, 10, number), ends=date(2026, 10, number), account=NUMBER)


def test_one_statement_a_day_is_one_statement_of_the_account():
    first = day(14, line(14, "42.00"), line(14, "42.00"), start="100.00")
    second = day(15, line(15, "-6.10"), start="184.00")

    [whole] = joined(read(written.cfonb(second, first)).statements)

    assert (whole.start, whole.end) == (Decimal("100.00"), Decimal("177.90"))
    assert (whole.starts_on, whole.ends_on) == (date(2026, 10, 14), date(2026, 10, 15))
    assert [each.amount for each in whole.lines] == [Decimal("42.00"), Decimal("42.00"), Decimal("-6.10")]


def test_a_day_that_two_statements_share_keeps_its_twins():
    first, second = (day(14, line(14, "42.00"), start=start) for start in ("100.00", "142.00"))

    [whole] = joined(read(written.cfonb(first, second)).statements)

    assert (len(whole.lines), whole.end) == (2, Decimal("184.00"))


def test_the_same_days_told_twice_in_a_file_count_once():
    first = day(14, line(14, "42.00"), line(14, "42.00"), start="100.00")
    longer = day(14, line(14, "42.00"), line(14, "42.00"), line(14, "-6.10"), start="100.00")

    [whole] = joined(read(written.cfonb(first, longer)).statements)

    assert [each.amount for each in whole.lines] == [Decimal("42.00"), Decimal("42.00"), Decimal("-6.10")]
    assert (whole.start, whole.end) == (Decimal("100.00"), Decimal("177.90"))


def test_accounts_stay_apart():
    sent = statement(line(14, "42.00"), account=IBAN)
    other = replace(sent, account="FR7630004000031234567890143")

    assert [each.account for each in joined(read(written.camt(sent, other)).statements)] == [IBAN, other.account]
