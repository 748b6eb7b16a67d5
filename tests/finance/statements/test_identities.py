"""The same movement in two files is one movement; two alike in one file are two."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from finance.statements.identities import identities
from finance.statements.shapes import StatementLine

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
