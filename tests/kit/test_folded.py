import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occe.kit.folded import LineEmpty, clean_line, clean_text, fold, natural_key, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("École élémentaire", "ecole elementaire"),
        ("« L'Œuvre de l’École »", "l oeuvre de l ecole"),
        ("SAINT-FLOUR", "saint flour"),
        ("Ytrac  (bourg)", "ytrac bourg"),
        ("Noe\u0308l et Zoë", "noel et zoe"),
        ("Straße", "strasse"),
        ("ﬁche n° 3", "fiche n 3"),
        ("a\u200bb\u202ec", "abc"),
        ("…!", ""),
        ("", ""),
    ],
)
def test_fold_keeps_what_people_search_by(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_leaves_no_capital_mark_or_punctuation(text):
    assert {unicodedata.category(sign)[0] for sign in fold(text).replace(" ", "")} <= {"L", "N"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Les\tpetits \n jardiniers ", "Les petits jardiniers"),
        ("e\u0301cole", "école"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("Li\u200bna\ufeff", "Lina"),
        ("a\x00b\x1fc", "abc"),
        ("a\u00a0b\u202fc", "a b c"),
        ("L'arbre & l'eau", "L'arbre & l'eau"),
    ],
)
def test_a_line_is_cleaned_of_what_nobody_sees(text, line):
    assert clean_line(text) == line


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\u202e\u202c", "\u2800\u3164", "\x00\n\t", "\ufeff \u2060"])
def test_a_line_that_shows_nothing_is_refused(text):
    with pytest.raises(LineEmpty, match="au moins un mot"):
        clean_line(text)


@given(st.text())
def test_cleaning_a_line_twice_changes_nothing(text):
    try:
        line = clean_line(text)
    except LineEmpty:
        return
    assert clean_line(line) == line


def test_a_text_keeps_its_paragraphs():
    assert clean_text("  Bonjour\u200b \r\n\r\n\r\n\r\ntout   le monde\n") == "Bonjour\n\ntout le monde"
    assert clean_text(" \n\u200b\n ") == ""


def test_vouchers_sort_as_people_count():
    assert sorted(["D11", "D2", "d1", "R01", "D100", "D010"], key=natural_key) == [
        "d1",
        "D2",
        "D010",
        "D11",
        "D100",
        "R01",
    ]


def test_numbers_longer_than_any_padding_sort_too():
    small, large = "n° " + "9" * 40, "n° 1" + "0" * 40

    assert sorted([large, small], key=natural_key) == [small, large]


@given(st.lists(st.integers(min_value=0)))
def test_natural_order_of_numbers_is_their_order(numbers):
    assert sorted((f"D{number}" for number in numbers), key=natural_key) == [f"D{number}" for number in sorted(numbers)]


def test_names_sort_without_minding_accents():
    names = ["Zoé", "Élise", "Emma", "émile", "Ömer", "Noé 10", "Noé 9"]

    assert sorted(names, key=sort_key) == ["Élise", "émile", "Emma", "Noé 9", "Noé 10", "Ömer", "Zoé"]
