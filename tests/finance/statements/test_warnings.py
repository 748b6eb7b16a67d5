"""What is read all the same, and told; the command that prints it; and the CSV of a bank that nobody knows."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from finance.statements.proposing import propose_mapping
from finance.statements.reading import read
from finance.statements.shapes import CsvMapping
from tests.finance.statements import written
from tests.finance.statements.written import IBAN, NUMBER, line, statement


def told(data, **more):
    """The warnings of each statement of a file: key, line."""
    found = read(data, **more)
    assert found.refused is None, found.refused
    return [[(warning.key, warning.line) for warning in each.warnings] for each in found.statements]


@pytest.fixture
def month():
    return statement(line(14, "42.00"), account=IBAN)


def november(start):
    return statement(
        replace(line(14, "5.00"), date=date(2026, 11, 14)), start=start, account=IBAN,
        begins=date(2026, 11, 1), ends=date(2026, 11, 30),
    )  # fmt: skip


def test_a_file_without_anything_to_tell_tells_nothing(month):
    assert told(written.camt(month)) == [[]]


def test_a_gap_between_statements_is_told(month):
    assert told(written.camt(november("150.00"), month)) == [[("gap", 4)], []]
    assert told(written.camt(november("142.00"), month)) == [[], []]
    assert read(written.camt(month, november("150.00"))).statements[1].warnings[0].sentence == (
        "Il manque une période\u00a0: un relevé finit à 142,00\u00a0€, le suivant commence à 150,00\u00a0€."
    )


def test_a_gap_shows_where_only_the_ends_are_said(month):
    local, after = replace(month, account=NUMBER), replace(november("150.00"), account=NUMBER)

    assert [key for each in told(written.ofx1(local, after)) for key, line in each] == ["gap"]
    assert told(written.ofx1(local, replace(november("142.00"), account=NUMBER))) == [[], []]


def test_a_line_of_nothing_is_told_and_kept():
    sent = statement(line(14, "0.00", "AVIS"))

    assert told(written.cfonb(sent)) == [[("zero_line", 2)]]
    assert len(read(written.cfonb(sent)).statements[0].lines) == 1


def test_twins_of_one_day_are_told_and_kept():
    sent = statement(line(14, "42.00"), line(15, "1.00"), line(14, "42.00", "Remise espèces"))

    assert told(written.cfonb(sent)) == [[("twins", 2)]]
    assert len(read(written.cfonb(sent)).statements[0].lines) == 3


def test_a_second_account_is_told(month):
    other = replace(month, account="FR7630004000031234567890143")

    assert [key for each in told(written.camt(month, other)) for key, line in each] == ["second_account"]


def test_a_file_without_balance_is_told():
    assert [key for key, line in told(written.generale(statement(line(14, "42.00"))))[0]] == ["no_balance"]


def test_a_group_without_detail_is_one_line_and_told():
    sent = statement(line(14, "42.00", bank_id="A"), account=IBAN)
    group = written.camt(sent, extra="<NtryDtls><Btch><NbOfTxs>6</NbOfTxs></Btch></NtryDtls>").replace(
        b"<NtryDtls><TxDtls>", b"<Other>"
    ).replace(b"</TxDtls></NtryDtls>", b"</Other>")  # fmt: skip

    assert told(group) == [[("grouped", 9)]]
    assert [each.amount for each in read(group).statements[0].lines] == [Decimal("42.00")]


def test_what_the_bank_only_announces_is_left_out_and_told():
    sent = statement(line(14, "42.00", bank_id="A"), account=IBAN)
    pending = written.camt(replace(sent, lines=(*sent.lines, line(30, "-9.00")))).split(b"BOOK")

    data = b"BOOK".join(pending[:-1]) + b"PDNG" + pending[-1]
    assert told(data) == [[("pending", 10)]]
    assert [each.amount for each in read(data).statements[0].lines] == [Decimal("42.00")]


# --- the command -----------------------------------------------------------------------------------------------------


def run(*arguments):
    """The command in a process of its own, where no database is to be found."""
    ran = subprocess.run(
        [sys.executable, "manage.py", "read_statement", *map(str, arguments)], capture_output=True, text=True,
        timeout=60,
        env={"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "PATH": "", "PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip
    return ran.returncode, ran.stdout


def test_the_command_prints_what_was_understood(tmp_path):
    sent = statement(line(14, "42.00", bank_id="A"), line(15, "-6.10", "CHEQUE", cheque_number="12", bank_id="B"))
    (tmp_path / "a.ofx").write_bytes(written.ofx1(sent))
    (tmp_path / "cut.ofx").write_bytes(written.ofx1(sent)[:-20])

    code, printed = run(tmp_path / "a.ofx")
    refused, reason = run(tmp_path / "cut.ofx")

    facts = {"value_date": None, "reference": "", "kind": "OTHER", "cheque": ""}
    assert (code, json.loads(printed)) == (
        0,
        {
            "format": "ofx1",
            "statements": [
                {
                    "account": NUMBER, "currency": "EUR", "count": 2, "credits": "42.00", "debits": "6.10",
                    "start": None, "end": "135.90", "warnings": [],
                    "lines": [
                        facts | {"date": "2026-10-14", "amount": "42.00", "label": "REMISE ESPECES", "bank_id": "A"},
                        facts
                        | {"date": "2026-10-15", "amount": "-6.10", "label": "CHEQUE", "bank_id": "B", "cheque": "12"},
                    ],
                }
            ],
            "refused": None,
        },
    )  # fmt: skip
    assert (refused, json.loads(reason)["statements"]) == (1, [])
    assert json.loads(reason)["refused"].startswith("Le fichier est coupé")


# --- any other bank --------------------------------------------------------------------------------------------------

UNKNOWN = (
    "Mon compte\nJour|Nature de l’opération|Somme|Solde\n"
    "03/04/2026|FRAIS|-6.10|93.90\n05/06/2026|REMISE|1,042.00|1,135.90\n"
)


def test_an_unknown_csv_asks_which_column_is_what():
    asked = read(UNKNOWN.encode())

    assert (asked.format, asked.needs, asked.statements) == ("csv", "mapping", ())


def test_a_mapping_is_proposed_and_once_confirmed_reads_the_file():
    proposed = propose_mapping(UNKNOWN.encode())

    assert proposed.mapping == CsvMapping(
        date=0, label=(1,), amount=2, balance=3, header=("Jour", "Nature de l’opération", "Somme", "Solde"),
        separator="|", encoding="utf-8", date_order="dmy", decimal=".",
    )  # fmt: skip
    assert proposed.needs_date_order
    assert proposed.rows[0] == ("03/04/2026", "FRAIS", "-6.10", "93.90")

    confirmed = CsvMapping.from_json(json.loads(json.dumps(proposed.mapping.to_json())))
    [found] = read(UNKNOWN.encode(), mapping=replace(confirmed, date_order="mdy")).statements
    assert [(each.date, each.amount) for each in found.lines] == [
        (date(2026, 3, 4), Decimal("-6.10")),
        (date(2026, 5, 6), Decimal("1042.00")),
    ]
    assert (found.start, found.end) == (Decimal("100.00"), Decimal("1135.90"))


def test_an_iban_above_the_table_names_the_account():
    named = UNKNOWN.replace("Mon compte", f"IBAN : {IBAN[:4]} {IBAN[4:]}")
    proposed = propose_mapping(named.encode())

    [found] = read(named.encode(), mapping=proposed.mapping).statements

    assert (found.account, found.iban) == (IBAN, IBAN)


def test_columns_without_titles_are_known_by_what_they_hold():
    data = b"2026-10-14,REMISE ESPECES,,42.00\n2026-10-15,FRAIS DE TENUE,6.10,\n"

    proposed = propose_mapping(data)

    assert proposed.mapping == CsvMapping(
        date=0, label=(1,), goes_out=2, comes_in=3, separator=",", encoding="utf-8", decimal="."
    )
    assert not proposed.needs_date_order
    assert [each.amount for each in read(data, mapping=proposed.mapping).statements[0].lines] == [
        Decimal("42.00"),
        Decimal("-6.10"),
    ]


def test_a_file_without_a_table_proposes_nothing_and_says_so():
    proposed = propose_mapping(b"bonjour\n")

    assert (proposed.mapping, proposed.refused) == (
        None,
        "Aucune ligne avec une date et une somme n’a été trouvée dans ce fichier.",
    )


def test_the_mapping_of_another_bank_does_not_hide_a_known_one():
    sent = statement(line(14, "42.00"))
    other = CsvMapping(date=0, label=(1,), amount=2, header=("Jour", "Nature", "Somme"), separator="|")

    assert read(written.mutuel(sent), mapping=other).statements[0].end == sent.end
