import contextlib
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from occe.kit import euros
from occe.kit.euros import coins_for, format_euros, format_figures, parse_amount

TYPEABLE = st.decimals(min_value="0.01", max_value="999999999.99", places=2)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12,5", "12.50"),
        ("12.50", "12.50"),
        ("12", "12.00"),
        (" 12 € ", "12.00"),
        ("12 euros", "12.00"),
        ("1 EUR", "1.00"),
        (",50", "0.50"),
        ("0,05", "0.05"),
        ("0012,50", "12.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50\u00a0€", "1234.50"),
        ("1\u202f234,50", "1234.50"),
        ("1\u2009234\u2009567", "1234567.00"),
        ("1\u3000234", "1234.00"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("€1,234.50", "1234.50"),
        ("1.234.567", "1234567.00"),
        ("1,234,567", "1234567.00"),
        ("1234,5", "1234.50"),
        ("12€50", "12.50"),
        ("12 € 50", "12.50"),
        ("999 999 999,99", "999999999.99"),
    ],
)
def test_reads_what_people_type(typed, amount):
    read = parse_amount(typed)

    assert (read, read.as_tuple().exponent) == (Decimal(amount), -2)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", euros.AmountMissing),
        ("   ", euros.AmountMissing),
        ("€", euros.AmountNotUnderstood),
        ("douze", euros.AmountNotUnderstood),
        ("12 francs", euros.AmountNotUnderstood),
        ("12,", euros.AmountNotUnderstood),
        ("1,2,3", euros.AmountNotUnderstood),
        ("12+3", euros.AmountNotUnderstood),
        ("0x10", euros.AmountNotUnderstood),
        ("12_000", euros.AmountNotUnderstood),
        ("€12€", euros.AmountNotUnderstood),
        ("1\u0301", euros.AmountNotUnderstood),
        ("mot " * 40, euros.AmountNotUnderstood),
        ("0", euros.AmountZero),
        ("0,00 €", euros.AmountZero),
        ("-12", euros.AmountNegative),
        ("\u221212,50", euros.AmountNegative),
        ("- 12", euros.AmountNegative),
        ("0.001", euros.AmountTooPrecise),
        ("12,505", euros.AmountAmbiguous),
        ("1234,567", euros.AmountTooPrecise),
        ("1 234,567", euros.AmountTooPrecise),
        ("1e3", euros.AmountWithExponent),
        ("1E400", euros.AmountWithExponent),
        ("NaN", euros.AmountNotFinite),
        ("sNaN123", euros.AmountNotFinite),
        ("Infinity", euros.AmountNotFinite),
        ("-inf", euros.AmountNotFinite),
        ("١٢", euros.AmountInOtherDigits),
        ("１２", euros.AmountInOtherDigits),
        ("12²", euros.AmountInOtherDigits),
        ("½", euros.AmountInOtherDigits),
        ("1\u200b2", euros.AmountHidesSomething),
        ("\ufeff12", euros.AmountHidesSomething),
        ("\u202e12", euros.AmountHidesSomething),
        ("12\x00", euros.AmountHidesSomething),
        ("9" * 200, euros.AmountTooLarge),
        ("1 000 000 000", euros.AmountTooLarge),
        ("999999999,999", euros.AmountTooPrecise),
        ("12 34", euros.AmountBadlyGrouped),
        ("1 2345,00", euros.AmountBadlyGrouped),
    ],
)
def test_refuses_each_fault_by_its_name(typed, refusal):
    with pytest.raises(euros.AmountRefused) as refused:
        parse_amount(typed)

    assert type(refused.value) is refusal
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("typed", "readings"),
    [("1,234", ("1234.00", "1.23")), ("1.234", ("1234.00", "1.23")), ("12,505 €", ("12505.00", "12.51"))],
)
def test_asks_about_an_amount_with_two_readings(typed, readings):
    with pytest.raises(euros.AmountAmbiguous) as refused:
        parse_amount(typed)

    assert refused.value.details["readings"] == tuple(Decimal(reading) for reading in readings)


def test_the_question_shows_both_readings():
    with translation.override("fr"), pytest.raises(euros.AmountAmbiguous) as refused:
        parse_amount("1,234")

    assert str(refused.value) == (
        "«\u00a01,234\u00a0» peut se lire 1\u00a0234,00\u00a0€ ou 1,23\u00a0€. "
        "Écrivez le montant avec ses deux centimes."
    )


def test_each_refusal_has_its_own_code_and_sentence():
    kinds = euros.AmountRefused.__subclasses__()

    assert len({kind.code for kind in kinds}) == len({str(kind.sentence) for kind in kinds}) == len(kinds)


def test_a_form_may_narrow_or_widen_the_range():
    assert parse_amount("0", smallest=Decimal(0)) == 0
    with pytest.raises(euros.AmountTooSmall, match=r"au moins 5,00\u00a0€"):
        parse_amount("4,99", smallest=Decimal(5))
    with pytest.raises(euros.AmountTooLarge, match=r"au plus 150,00\u00a0€"):
        parse_amount("150,01", largest=Decimal(150))


@given(TYPEABLE, st.sampled_from(["fr", "en"]))
def test_reading_undoes_writing(amount, language):
    assert parse_amount(format_euros(amount, language)) == amount
    assert parse_amount(format_figures(amount, language)) == amount


@given(st.text())
def test_any_text_is_either_read_or_refused(text):
    with contextlib.suppress(euros.AmountRefused):
        assert euros.CENT <= parse_amount(text) <= euros.LARGEST


@given(st.text(alphabet="0123456789 ,.€-+eE\u00a0\u202f"))
def test_any_near_amount_is_either_read_or_refused(text):
    try:
        amount = parse_amount(text)
    except euros.AmountRefused:
        return
    assert parse_amount(format_euros(amount, "fr")) == amount


def test_a_hundred_thousand_signs_are_refused_at_once():
    for hostile in ("1 " * 50_000, "1," * 50_000, "." * 100_000, "€" * 100_000):
        with pytest.raises(euros.AmountRefused):
            parse_amount(hostile)


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        ("1234.56", "1\u00a0234,56\u00a0€", "€1,234.56"),
        ("0", "0,00\u00a0€", "€0.00"),
        ("12.5", "12,50\u00a0€", "€12.50"),
        ("-12.5", "\u221212,50\u00a0€", "\u2212€12.50"),
        ("1234567.005", "1\u00a0234\u00a0567,01\u00a0€", "€1,234,567.01"),
    ],
)
def test_writes_euros_in_both_languages(amount, french, english):
    assert format_euros(Decimal(amount), "fr") == french
    assert format_euros(Decimal(amount), "en") == english


def test_writes_in_the_language_of_the_page():
    with translation.override("en"):
        assert format_euros(Decimal("12.50")) == "€12.50"
    with translation.override("fr"):
        assert format_euros(Decimal("12.50")) == "12,50\u00a0€"


@pytest.mark.parametrize("amount", [12.5, True, "12,50", None])
def test_a_float_is_not_an_amount(amount):
    with pytest.raises(TypeError):
        format_euros(amount)


def test_makes_an_amount_with_the_fewest_pieces():
    pieces = coins_for(Decimal("388.88"))

    assert [(str(piece.value), piece.count) for piece in pieces] == [
        ("200", 1), ("100", 1), ("50", 1), ("20", 1), ("10", 1), ("5", 1), ("2", 1), ("1", 1),
        ("0.50", 1), ("0.20", 1), ("0.10", 1), ("0.05", 1), ("0.02", 1), ("0.01", 1),
    ]  # fmt: skip


def test_tells_notes_from_coins():
    five, coins = coins_for(Decimal("9.00"))

    assert (five.is_note, five.label, coins.is_note, coins.count) == (True, "billet de 5 euros", False, 2)


@given(st.decimals(min_value=0, max_value=100_000, places=2))
def test_pieces_add_up(amount):
    assert sum(piece.value * piece.count for piece in coins_for(amount)) == amount


def test_nothing_needs_no_piece_and_a_debt_has_none():
    assert coins_for(Decimal(0)) == []
    with pytest.raises(ValueError, match="negative"):
        coins_for(Decimal(-1))
