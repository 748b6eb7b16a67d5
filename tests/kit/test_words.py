from decimal import Decimal

import pytest

from occe.kit.words import in_words, number_in_words

FRENCH = {
    0: "zéro",
    1: "un",
    16: "seize",
    17: "dix-sept",
    20: "vingt",
    21: "vingt et un",
    22: "vingt-deux",
    61: "soixante et un",
    70: "soixante-dix",
    71: "soixante et onze",
    72: "soixante-douze",
    79: "soixante-dix-neuf",
    80: "quatre-vingts",
    81: "quatre-vingt-un",
    90: "quatre-vingt-dix",
    91: "quatre-vingt-onze",
    99: "quatre-vingt-dix-neuf",
    100: "cent",
    101: "cent un",
    180: "cent quatre-vingts",
    200: "deux cents",
    201: "deux cent un",
    1000: "mille",
    1001: "mille un",
    1200: "mille deux cents",
    2000: "deux mille",
    21_000: "vingt et un mille",
    80_000: "quatre-vingt mille",
    200_000: "deux cent mille",
    280_080: "deux cent quatre-vingt mille quatre-vingts",
    1_000_000: "un million",
    80_000_000: "quatre-vingts millions",
    200_000_001: "deux cents millions un",
    3_000_000_000: "trois milliards",
}

ENGLISH = {
    0: "zero",
    13: "thirteen",
    21: "twenty-one",
    80: "eighty",
    100: "one hundred",
    101: "one hundred and one",
    999: "nine hundred and ninety-nine",
    1000: "one thousand",
    1001: "one thousand and one",
    1100: "one thousand one hundred",
    1_000_000: "one million",
    2_000_000_017: "two billion and seventeen",
}


@pytest.mark.parametrize(("number", "words"), FRENCH.items())
def test_french_numbers(number, words):
    assert number_in_words(number, "fr") == words


@pytest.mark.parametrize(("number", "words"), ENGLISH.items())
def test_english_numbers(number, words):
    assert number_in_words(number, "en") == words


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        ("0", "zéro euro", "zero euros"),
        ("0.01", "un centime", "one cent"),
        ("0.50", "cinquante centimes", "fifty cents"),
        ("1", "un euro", "one euro"),
        ("1.01", "un euro et un centime", "one euro and one cent"),
        ("80", "quatre-vingts euros", "eighty euros"),
        (
            "972.50",
            "neuf cent soixante-douze euros et cinquante centimes",
            "nine hundred and seventy-two euros and fifty cents",
        ),
        ("1000000", "un million d'euros", "one million euros"),
        ("1000001.80", "un million un euros et quatre-vingts centimes", "one million and one euros and eighty cents"),
        ("-12", "moins douze euros", "minus twelve euros"),
    ],
)
def test_amounts_as_one_says_them(amount, french, english):
    assert in_words(Decimal(amount), "fr") == french
    assert in_words(Decimal(amount), "en") == english


def test_every_number_below_ten_thousand_has_its_own_words():
    for language in ("fr", "en"):
        assert len({number_in_words(number, language) for number in range(10_000)}) == 10_000


@pytest.mark.parametrize("number", [-1, 10**12])
def test_numbers_out_of_reach_are_refused(number):
    with pytest.raises(ValueError, match="no words"):
        number_in_words(number, "fr")
