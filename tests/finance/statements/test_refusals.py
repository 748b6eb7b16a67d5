"""A file that is cut, mixed, changed or of another currency is refused whole, with the line and the reason."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from finance.statements.decoding import LARGEST
from finance.statements.proposing import propose_mapping
from finance.statements.reading import read
from finance.statements.shapes import CsvMapping
from tests.finance.statements import written
from tests.finance.statements.written import IBAN, NUMBER, line, statement

OCTOBER = statement(
    line(13, "42.00", "REMISE", bank_id="A"), line(14, "-6.10", "FRAIS", bank_id="B"),
    line(15, "1.00", "INTERETS", bank_id="C"), account=IBAN,
)  # fmt: skip
LOCAL = replace(OCTOBER, account=NUMBER)
FILES = {
    "ofx1": written.ofx1(LOCAL),
    "ofx2": written.ofx2(LOCAL),
    "camt": written.camt(OCTOBER),
    "cfonb": written.cfonb(LOCAL),
    "qif": written.qif(*LOCAL.lines),
    "mutuel": written.mutuel(LOCAL),
    "postale": written.postale(LOCAL),
    "generale": written.generale(LOCAL),
    "agricole": written.agricole(LOCAL),
    "epargne": written.epargne(LOCAL),
}


def refusal(data, **told):
    """The line and the reason of a file that is refused whole."""
    found = read(data, **told)
    assert found.statements == ()
    return found.refused_line, found.refused


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_whole_is_read(name):
    assert read(FILES[name]).refused is None


@pytest.mark.parametrize("name", ["ofx1", "ofx2", "camt", "cfonb", "qif"])
def test_a_file_that_is_cut_anywhere_is_refused_with_its_line(name):
    whole = FILES[name]

    for at in range(len(whole) // 3, len(whole.rstrip()), len(whole) // 13):
        if whole[:at].endswith((b"^", b"^\n")):
            continue  # nothing in a QIF says how many movements it has
        row, reason = refusal(whole[:at])
        assert row, reason
        assert reason.endswith(f" Ligne {row}.")


@pytest.mark.parametrize(("name", "columns"), [("generale", 4), ("mutuel", 6), ("epargne", 13), ("agricole", 4)])
def test_a_table_that_is_cut_in_a_row_is_refused_with_its_line(name, columns):
    encoding = {"epargne": "utf-8-sig", "mutuel": "cp1252"}.get(name, "iso-8859-15")
    rows = FILES[name].decode(encoding).split("\r\n")
    last = len(rows) - 2
    rows[last] = rows[last].rsplit(";", columns - 2)[0]

    row, reason = refusal("\r\n".join(rows[: last + 1]).encode(encoding))

    assert row == FILES[name].decode(encoding).count("\n", 0, FILES[name].decode(encoding).rindex("15/10/2026;")) + 1
    assert "coupé ou modifié" in reason or "deux sommes, ou aucune" in reason


def test_a_line_that_lacks_makes_a_wrong_sum():
    cases = {
        "camt": written.camt(replace(OCTOBER, lines=OCTOBER.lines[:2])),
        "cfonb": written.cfonb(replace(LOCAL, lines=LOCAL.lines[:2])),
    }
    for data in cases.values():
        row, reason = refusal(data)
        assert row
        assert reason.startswith(
            "Le compte n’y est pas : départ 100,00\u00a0€, mouvements 35,90\u00a0€, arrivée 136,90\u00a0€, "
            "soit 1,00\u00a0€ d’écart."
        )


def test_a_bank_that_counts_its_entries_is_believed():
    row, reason = refusal(FILES["camt"].replace(b"<NbOfNtries>3<", b"<NbOfNtries>4<"))

    assert (row, reason) == (8, "La banque annonce 4 mouvements, le fichier en contient 3. Ligne 8.")


def test_a_row_that_lacks_between_balances_is_named():
    rows = FILES["mutuel"].split(b"\r\n")

    row, reason = refusal(b"\r\n".join([rows[0], rows[1], *rows[3:]]))

    assert (row, reason.split(",")[0]) == (3, "Le solde de cette ligne")


def test_a_foreign_currency_is_refused():
    cases = [
        written.ofx1(replace(LOCAL, currency="USD")),
        written.camt(replace(OCTOBER, currency="CHF")),
        written.cfonb(replace(LOCAL, currency="USD")),
        FILES["generale"].replace(b";EUR;", b";USD;"),
        FILES["ofx2"].replace(b"<FITID>B", b"<CURRENCY><CURSYM>USD</CURSYM></CURRENCY><FITID>B"),
        FILES["camt"].replace(b'<Amt Ccy="EUR">6.10', b'<Amt Ccy="USD">6.10'),
    ]
    for data in cases:
        row, reason = refusal(data)
        assert row
        assert "seuls les comptes en euros s’importent" in reason


def test_a_file_that_mixes_is_refused():
    cases = {
        "un autre format derrière": FILES["cfonb"] + FILES["ofx1"],
        "du CSV derrière": FILES["ofx1"] + FILES["mutuel"],
        "deux QIF": written.qif(*LOCAL.lines, account="A") + written.qif(*LOCAL.lines, account="B"),
        "une carte": FILES["ofx2"].replace(b"STMTRS>", b"CCSTMTRS>"),
        "des titres": FILES["qif"].replace(b"!Type:Bank", b"!Type:Invst"),
        "un autre compte au milieu": FILES["cfonb"].replace(b"0500013M026", b"0500013M099", 2).replace(
            b"0500013M099", b"0500013M026", 1
        ),
        "un relevé dans l’autre": FILES["cfonb"].rsplit(b"\r\n", 2)[0] + b"\r\n" + FILES["cfonb"],
    }  # fmt: skip
    for name, data in cases.items():
        row, reason = refusal(data)
        assert row, (name, reason)


@pytest.mark.parametrize(
    ("name", "was", "now", "says"),
    [
        ("ofx1", b"<TRNAMT>-6.10", b"<TRNAMT>-6.1O", "La somme « -6.1O » ne se lit pas."),
        ("ofx1", b"<DTPOSTED>20261014", b"<DTPOSTED>20261344", "La date « 20261344120000 » ne se lit pas."),
        ("ofx1", b"</STMTTRN>", b"", "La balise STMTTRN n’est pas à sa place : le fichier est coupé ou modifié."),
        ("camt", b">6.10<", b">six<", "La somme « six » ne se lit pas."),
        ("camt", b"2026-10-14", b"2026-13-14", "La date « 2026-13-14 » ne se lit pas."),
        ("camt", b"DBIT", b"DEBIT", "Un mouvement n’a pas de somme ou pas de sens."),
        ("camt", b"<BookgDt><Dt>2026-10-14</Dt></BookgDt>", b"", "Un mouvement n’a pas de date."),
        ("camt", b"BkToCstmrStmt>", b"BkToCstmrAcctRpt>",
         "C’est un avis du jour, pas un relevé : demandez à la banque le format CAMT.053."),
        ("cfonb", b"FRAIS", b"FRAI", "Cette ligne compte 119 signes au lieu de 120 : le fichier est coupé ou modifié."),
        ("cfonb", b"0000000000061}", b"0000000000061?", "La somme « 0000000000061? » ne se lit pas."),
        ("cfonb", b"141026", b"141326", "La date « 141326 » ne se lit pas."),
        ("qif", b"T-6.10", b"Tsix", "La somme « six » ne se lit pas."),
        ("qif", b"T-6.10", b"?-6.10", "Cette ligne n’est pas du QIF."),
        ("qif", b"T-6.10", b"T-6,100", "La somme « -6,100 » ne se lit pas."),
        ("mutuel", b"14/10/2026;14/10/2026", b"14/13/2026;14/10/2026", "La date « 14/13/2026 » ne se lit pas."),
        ("mutuel", b"-6,10", b"-6,1O", "La somme « -6,1O » ne se lit pas."),
        ("mutuel", b"-6,10;;", b"-6,10;6,10;", "Cette ligne a deux sommes, ou aucune."),
        ("mutuel", b"FRAIS", b"FR;AIS", "Cette ligne a plus de colonnes que le titre : un séparateur est de trop."),
        ("postale", b'"FRAIS"', b'"FRAIS', "Un guillemet ne se ferme pas : le fichier est coupé ou modifié."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_its_line(name, was, now, says):
    whole = FILES[name]
    assert was in whole

    row, reason = refusal(whole.replace(was, now))

    assert reason == f"{says} Ligne {row}."


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Ce fichier est vide."),
        (b" \r\n", "Ce fichier est vide."),
        (b"%PDF-1.7 ...", "C’est un PDF"),
        (b"PK\x03\x04...", "C’est un classeur de tableur."),
        (b"Date;\x00", "Ce fichier n’est pas un texte."),
        (b"a" * (LARGEST + 1), "Ce fichier dépasse 10"),
        (b"bonjour", "Ce fichier CSV n’est d’aucune banque connue."),
        (b"<?xml version='1.0'?><Document><BkToCstmrStmt/></Document>", "Ce fichier ne contient aucun relevé."),
    ],
)
def test_what_is_no_statement_is_told(data, says):
    assert refusal(data)[1].startswith(says)


@pytest.mark.parametrize("limit", ["checks.MOST_LINES", "tables.MOST_ROWS"])
def test_too_many_lines_are_refused(monkeypatch, limit):
    monkeypatch.setattr(f"finance.statements.{limit}", 2)

    assert refusal(FILES["mutuel"])[1].startswith("Ce fichier contient trop de lignes.")


def test_a_document_that_defines_its_own_signs_is_not_read():
    """No billion laughs, no file of the server behind an entity."""
    lol = (
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    for name in ("camt", "ofx2"):
        head, rest = FILES[name].split(b"\n", 1)
        _line, reason = refusal(head + b"\n" + lol + rest.replace(b"FRAIS", b"&b;&c;"))
        assert "DOCTYPE" in reason or "XML" in reason


def test_what_looks_like_a_formula_stays_words():
    sent = statement(line(14, "42.00", '=HYPERLINK("http://x";"y")', bank_id="A"))

    [found] = read(written.ofx1(sent)).statements

    assert found.lines == (replace(sent.lines[0], kind="OTHER"),)


def test_days_that_read_both_ways_are_asked_for():
    data = written.qif(line(3, "42.00"), line(4, "-6.10"))

    asked = read(data)

    assert (asked.needs, asked.refused_line, asked.statements) == ("date_order", 2, ())
    assert [read(data, date_order=order).statements[0].lines[0].date.month for order in ("dmy", "mdy")] == [10, 3]


HOSTILE = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.tuples(st.sampled_from(sorted(FILES)), st.integers(0, 3000), st.binary(min_size=1, max_size=4)).map(
        lambda cut: FILES[cut[0]][: cut[1]] + cut[2] + FILES[cut[0]][cut[1] + len(cut[2]) :]
    ),
)


@settings(max_examples=150, deadline=None)
@given(HOSTILE)
@example(FILES["ofx1"][:148] + b"\x01" + FILES["ofx1"][149:])  # a second element beside the first
def test_no_bytes_raise(data):
    found = read(data, name="x.csv")
    proposed = propose_mapping(data)

    assert (found.refused is None) == bool(found.statements)
    if proposed.mapping:
        assert CsvMapping.from_json(proposed.mapping.to_json()) == proposed.mapping
        read(data, mapping=proposed.mapping)


@pytest.mark.parametrize(
    "data",
    [
        b"<OFX>" + b"<A>" * 200_000,
        b"OFXHEADER:100\n<OFX>" + b"<A><![CDATA[" * 50_000,
        b"OFXHEADER:100\n<OFX>" + b"<STMTTRN>" * 100_000,
        b"<?xml version='1.0'?><BkToCstmrStmt>" + b"<Stmt>" * 100_000,
        b";" * 1_000_000,
        b'"' * 1_000_001,
        b"a;" * 200_000 + b"\n" + b"1;" * 200_000,
        ("01" + "0" * 118 + "\n").encode() * 20_000,
    ],
)
def test_large_hostile_files_are_refused_soon(data):
    assert read(data).refused
    propose_mapping(data)


def test_a_sum_that_no_column_holds_is_refused():
    too_much = written.ofx1(statement(line(14, Decimal("1000000000.00"))))

    assert refusal(too_much)[1].startswith("La somme")
