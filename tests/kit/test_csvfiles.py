import csv
import datetime
import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from occe.kit.csvfiles import copied, csv_cell, csv_chunks, csv_copy, csv_response, csv_sql


def read_back(header, rows):
    text = b"".join(csv_chunks(header, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_file_is_what_a_french_spreadsheet_opens_with_a_double_click():
    data = b"".join(csv_chunks(["École", "Reste"], [["Ytrac ; bourg", Decimal("1234.50")]]))

    assert data == '\ufeffÉcole;Reste\r\n"Ytrac ; bourg";1234,50\r\n'.encode()


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        ("Lina", "Lina"),
        (gettext_lazy("Lina"), "Lina"),
        (Decimal("12.50"), "12,50"),
        (Decimal("-12.50"), "-12,50"),
        (Decimal("1E+3"), "1000"),
        (-3, "-3"),
        (True, "oui"),
        (False, "non"),
        (date(2026, 10, 4), "04/10/2026"),
        (datetime.datetime(2026, 7, 31, 22, 5, tzinfo=datetime.UTC), "01/08/2026 00:05"),
        (datetime.datetime(2026, 7, 31, 22, 5), "31/07/2026 22:05"),
        ("a\x00b\x1b", "ab"),
    ],
)
def test_each_kind_of_value_has_its_shape(value, cell):
    with translation.override("fr"):
        assert csv_cell(value) == cell


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\ufeff=", "\x00=", "\u200b@"]
)
def test_a_formula_stays_text(start):
    hostile = start + 'HYPERLINK("https://evil.example","clic")'

    assert csv_cell(hostile).startswith("'")
    assert csv_cell(gettext_lazy(hostile)).startswith("'")
    assert read_back([hostile], [[hostile]]) == [[csv_cell(hostile)]] * 2


@pytest.mark.parametrize("text", ["L'école", "a=b", "12 - 3", "école@ytrac", "'déjà", "€"])
def test_plain_text_is_left_alone(text):
    assert csv_cell(text) == text


def test_a_float_is_refused():
    with pytest.raises(TypeError):
        csv_cell(12.5)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=4))
def test_text_is_read_back_as_it_was_but_for_the_apostrophe(cells):
    _, row = read_back(["a"] * len(cells), [cells])

    assert [cell.removeprefix("'") for cell in row] == [cell.removeprefix("'") for cell in cells]


def test_rows_are_read_while_the_file_is_sent():
    read = []

    def rows():
        for number in range(20_000):
            read.append(number)
            yield [number, "x" * 20]

    chunks = csv_chunks(["n", "x"], rows())
    first = next(chunks)

    assert len(first) < 70_000
    assert len(read) < 4_000
    assert sum(chunk.count(b"\n") for chunk in chunks) + first.count(b"\n") == 20_001


def test_the_response_is_a_download_with_a_harmless_name():
    response = csv_response("../journal 2025.csv", ["n"], [[1], [2]])

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="journal 2025.csv"'
    assert b"".join(response.streaming_content) == b"\xef\xbb\xbfn\r\n1\r\n2\r\n"


# --- the same, written by the database -------------------------------------------------------------------------------


def by_the_database(texts):
    select = (
        f"SELECT concat({csv_sql('cell')}, ';', place) FROM unnest(%s::text[]) WITH ORDINALITY AS told (cell, place)"
    )
    return b"".join(csv_copy(["Texte", "Rang"], f"{select} ORDER BY place", [texts]))


@pytest.mark.django_db
def test_the_database_writes_every_character_as_we_do():
    characters = [chr(code) for code in range(1, 0x10000) if not 0xD800 <= code < 0xE000]
    texts = [
        *characters,
        *(f"{character}=1" for character in characters),
        *(f"a{character}b" for character in characters),
    ]
    ours = b"".join(csv_chunks(["Texte", "Rang"], zip(texts, range(1, len(texts) + 1), strict=True)))

    assert by_the_database(texts) == ours


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["", "=1;2", 'un "mot"', "a\r\nb", "\n=1", '\x01\x02\x03\x04"', "\\.", "\\N", "é;à", " "]
)
def test_the_database_writes_a_hostile_cell_as_we_do(text):
    assert by_the_database([text]) == b"".join(csv_chunks(["Texte", "Rang"], [[text, 1]]))


@pytest.mark.django_db
def test_what_the_database_copies_is_read_while_its_questions_are_captured_too():
    with CaptureQueriesContext(connection):
        read = b"".join(copied("COPY (SELECT n || %s FROM generate_series(1, 2) n) TO STDOUT", [" jus"]))

    assert read == b"1 jus\n2 jus\n"
