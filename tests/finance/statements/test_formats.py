"""What a bank writes is what is read, in each format; a statement of any shape comes back as it went in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.statements.reading import read
from finance.statements.shapes import StatementLine
from tests.finance.statements import written
from tests.finance.statements.written import IBAN, NUMBER, line, statement

WORDS = st.text("ABCDEFGHIJ éèçàœ°'-", min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
NAMES = st.text("ABC0123456789", min_size=1, max_size=12)
SUMS = st.decimals("-99999.99", "99999.99", places=2).filter(bool)
DAYS = st.dates(date(2026, 10, 13), date(2026, 10, 31))
LINES = st.lists(st.builds(StatementLine, date=DAYS, amount=SUMS, label=WORDS), min_size=1, max_size=6)
few = settings(max_examples=15, deadline=None)


def only(data, **told):
    """The one statement of a file that is not refused."""
    found = read(data, **told)
    assert found.refused is None, found.refused
    [statement] = found.statements
    return statement


def named(lines):
    """With names of the bank's, as OFX and CAMT.053 give them, and a day of value."""
    return [replace(each, bank_id=f"N{rank}", value_date=each.date) for rank, each in enumerate(lines)]


@few
@given(LINES)
def test_ofx_1_comes_back(lines):
    sent = statement(*(replace(each, kind="OTHER") for each in named(lines)))

    found = only(written.ofx1(sent))

    assert (found.lines, found.end, found.account, found.iban) == (sent.lines, sent.end, NUMBER, IBAN)


@few
@given(LINES)
def test_ofx_2_comes_back(lines):
    sent = statement(*(replace(each, kind="OTHER", reference="R1") for each in named(lines)))

    found = only(written.ofx2(sent))

    assert (found.lines, found.end, found.starts_on, found.ends_on) == (
        sent.lines,
        sent.end,
        sent.starts_on,
        sent.ends_on,
    )


@pytest.mark.parametrize("version", range(2, 9))
def test_each_version_of_camt_053_comes_back(version):
    sent = statement(*named([line(14, "42.00"), line(15, "-6.10", "FRAIS & COMMISSION")]), account=IBAN)
    sent = replace(sent, lines=tuple(replace(each, reference="E2E") for each in sent.lines))

    assert only(written.camt(sent, version=version)) == replace(sent, iban=IBAN)


@few
@given(LINES)
def test_camt_053_comes_back(lines):
    sent = statement(*(replace(each, reference="E2E") for each in named(lines)), account=IBAN)

    found = only(written.camt(sent))

    assert replace(found, warnings=()) == replace(sent, iban=IBAN)


@few
@given(LINES)
def test_cfonb_comes_back(lines):
    sent = statement(*(replace(each, kind="06", value_date=each.date, reference="REF") for each in lines))

    found = only(written.cfonb(sent))

    assert replace(found, warnings=()) == replace(sent, iban=IBAN)


def test_records_one_behind_the_other_are_read_all_the_same():
    sent = statement(line(14, "42.00"), line(15, "-6.10"))

    assert only(written.cfonb(sent).replace(b"\r\n", b"")).lines == sent.lines


@few
@given(LINES)
def test_qif_comes_back(lines):
    assert only(written.qif(*lines)).lines == tuple(lines)


@pytest.mark.parametrize("bank", [written.postale, written.generale, written.agricole, written.epargne])
@few
@given(lines=LINES)
def test_the_csv_of_a_bank_comes_back(bank, lines):
    sent = statement(*lines)

    found = only(bank(sent), name=written.epargne_name(sent))

    assert [(each.date, each.amount, each.label) for each in found.lines] == [
        (each.date, each.amount, each.label) for each in sent.lines
    ]
    assert found.account == NUMBER


@few
@given(LINES)
def test_the_csv_of_the_credit_mutuel_comes_back_with_its_balances(lines):
    sent = statement(*(replace(each, value_date=each.date) for each in lines))

    found = only(written.mutuel(sent))

    assert (found.lines, found.start, found.end) == (sent.lines, sent.start, sent.end)


def test_the_newest_row_may_stand_first():
    sent = statement(*(line(day, f"{day}.00", f"JOUR {day}") for day in (14, 15, 16)))
    head, *rows = written.mutuel(sent).decode("cp1252").splitlines()

    found = only("\r\n".join([head, *reversed(rows)]).encode("cp1252"))

    assert (found.start, found.end) == (sent.start, sent.end)


def test_banks_say_as_much_of_the_balance_as_they_do():
    sent = statement(line(14, "42.00"))

    said = {
        bank.__name__: (found.start, found.end, found.starts_on, found.ends_on)
        for bank in (written.postale, written.generale, written.agricole, written.epargne)
        for found in [only(bank(sent), name=written.epargne_name(sent))]
    }
    assert said == {
        "postale": (None, sent.end, None, sent.ends_on),
        "generale": (None, None, sent.starts_on, sent.ends_on),
        "agricole": (None, sent.end, sent.starts_on, sent.ends_on),
        "epargne": (None, None, None, sent.ends_on),
    }


def test_the_banks_debit_is_what_goes_out():
    """Trap 19: the bank's words mirror those of a book."""
    found = only(written.mutuel(statement(line(14, "42.00"), line(15, "-6.10"))))

    assert [each.amount for each in found.lines] == [Decimal("42.00"), Decimal("-6.10")]
    assert (found.comes_in, found.goes_out) == (Decimal("42.00"), Decimal("6.10"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso-8859-15"])
@pytest.mark.parametrize("write", [written.postale, written.mutuel, written.agricole, written.generale])
def test_accents_and_the_euro_are_read_in_each_encoding(write, encoding):
    sent = statement(line(14, "42.00", "GOÛTER À 3 €, ÉCOLE DU CŒUR"))

    assert [each.label for each in only(write(sent, encoding)).lines] == ["GOÛTER À 3 €, ÉCOLE DU CŒUR"]


def test_ofx_1_that_says_1252_and_writes_utf_8_is_read():
    sent = statement(line(14, "42.00", "ÉCOLE"))

    assert [each.label for each in only(written.ofx1(sent, encoding="utf-8")).lines] == ["ÉCOLE"]


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_lines_end_as_each_system_ends_them(end):
    sent = statement(line(14, "42.00"), line(15, "-6.10"))

    for data in (written.ofx1(sent), written.cfonb(sent), written.qif(*sent.lines), written.mutuel(sent)):
        old = data.replace(b"\r\n", b"\n").replace(b"\n", end) + b"\x1a"
        assert [each.amount for each in only(old).lines] == [each.amount for each in sent.lines]


def test_an_open_tag_without_a_value_swallows_nothing():
    sent = statement(line(14, "42.00", bank_id="A"), line(15, "-6.10", "FRAIS", bank_id="B"))
    closed_once = (
        written.ofx1(sent).replace(b"<MEMO>FRAIS", b"<MEMO>FRAIS</MEMO>").replace(b"<MEMO>REMISE ESPECES", b"<MEMO>")
    )

    assert [(each.amount, each.label) for each in only(closed_once).lines] == [
        (Decimal("42.00"), "REMISE ESPECES"),
        (Decimal("-6.10"), "FRAIS"),
    ]


def test_signs_of_xml_are_letters_again():
    sent = statement(line(14, "42.00", "DUPOND & <FILS>", bank_id="A"))
    cdata = written.ofx2(sent).replace(b"<MEMO>DUPOND &amp; &lt;FILS&gt;", b"<MEMO><![CDATA[DUPOND & <FILS>]]>")

    assert [each.label for each in only(written.ofx1(sent)).lines] == ["DUPOND & <FILS>"]
    assert [each.label for each in only(cdata).lines] == ["DUPOND & <FILS>"]


def test_a_cheque_is_known_by_its_number_wherever_it_stands():
    numbered = statement(line(14, "-30.00", "CHEQUE", cheque_number="123456", kind="01"))
    in_words = statement(line(14, "-30.00", "CHEQUE N° 0123456"), line(15, "99.00", "REMISE CHEQUE 0004444"))

    for data in (written.ofx1(numbered), written.camt(numbered), written.cfonb(numbered), written.qif(*numbered.lines)):
        assert [each.cheque_number for each in only(data).lines] == ["123456"]
    assert [each.cheque_number for each in only(written.postale(in_words)).lines] == ["123456", ""]


def test_the_first_line_of_a_qif_may_be_the_balance():
    opening = StatementLine(date(2026, 9, 30), Decimal("100.00"), "Opening Balance")

    found = only(written.qif(opening, line(14, "42.00"), account=NUMBER))

    assert (found.account, found.start, found.lines) == (NUMBER, Decimal("100.00"), (line(14, "42.00"),))
