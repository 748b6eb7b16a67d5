"""Sums and days as banks write them."""

from datetime import date
from decimal import Decimal

import pytest

from finance.statements.accounts import iban_of, names_account
from finance.statements.figures import NotADay, NotASum, orders_that_fit, overpunched, read_day, read_sum


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("12,50", "12.50"), ("-1 234,56", "-1234.56"), ("+1.234,56 €", "1234.56"), ("1,234.56", "1234.56"),
        ("12,5", "12.50"), ("12", "12.00"), ("12.50-", "-12.50"), ("\u22121\u202f234,56 EUR", "-1234.56"),
        ("1.234", "1234.00"), ("- 7,00", "-7.00"), (",50", "0.50"), ("-0,00", "0.00"), ("1'234,00", "1234.00"),
    ],
)  # fmt: skip
def test_a_sum_is_read(text, euros):
    assert str(read_sum(text)) == euros


@pytest.mark.parametrize(
    "text",
    [
        "",
        "€",
        "12,345",
        "12,5O",
        "1 23,00",
        "1.2.3",
        "--5",
        "-5-",
        "1e5",
        "NaN",
        "٣",
        "12,50,60",
        "9" * 12,
        "=1+1",
        "12345 678",
    ],
)
def test_what_is_no_sum_is_refused(text):
    with pytest.raises(NotASum):
        read_sum(text)


def test_in_ofx_nothing_parts_the_thousands():
    assert read_sum("12.500", decimal=".", grouped=False) == Decimal("12.50")
    assert read_sum("-12,50", decimal=".", grouped=False) == Decimal("-12.50")
    for text in ("1 234.50", "1,234.50"):
        with pytest.raises(NotASum):
            read_sum(text, decimal=".", grouped=False)


@pytest.mark.parametrize(
    ("field", "euros"),
    [
        ("0000000001234{", "123.40"),
        ("0000000001234}", "-123.40"),
        ("0000000001234A", "123.41"),
        ("0000000001234R", "-123.49"),
    ],
)
def test_the_last_sign_of_a_sum_holds_its_direction(field, euros):
    assert str(overpunched(field, 2)) == euros


@pytest.mark.parametrize("field", ["", "00000000012345", "0000000001234Z", "00000 0001234A", "000000000123²A"])
def test_a_sum_without_direction_is_refused(field):
    with pytest.raises(NotASum):
        overpunched(field, 2)


def test_the_record_says_how_many_decimals():
    assert overpunched("0000000000012C", 0) == Decimal("123.00")
    assert overpunched("0000000001230{", 3) == Decimal("12.30")
    with pytest.raises(NotASum):
        overpunched("0000000001234A", 3)


def test_days_are_read_in_their_order():
    assert read_day("03/04/2026") == date(2026, 4, 3)
    assert read_day("03/04/2026", "mdy") == date(2026, 3, 4)
    assert read_day("2026-04-03", "mdy") == date(2026, 4, 3)
    assert read_day("20260403", "ymd") == date(2026, 4, 3)
    assert read_day("3.4.26") == date(2026, 4, 3)
    for text in ("", "31/02/2026", "3/4/226", "13/14/2026", "avril", "03/04-2026", "03/04/1926"):
        with pytest.raises(NotADay):
            read_day(text)


def test_days_that_read_both_ways_are_told_from_those_that_do_not():
    assert orders_that_fit(["03/04/2026", "05/06/2026"]) == ("dmy", "mdy")
    assert orders_that_fit(["03/04/2026", "13/06/2026"]) == ("dmy",)
    assert orders_that_fit(["03/04/2026", "06/13/2026"]) == ("mdy",)
    assert orders_that_fit(["05/05/2026", "06/06/2026"]) == ("dmy",)
    assert orders_that_fit(["2026-04-03"]) == ("dmy",)
    assert orders_that_fit(["13/14/2026"]) == ()


def test_an_account_is_known_by_its_iban_or_its_number():
    iban = iban_of("20041", "01005", "0500013M026")

    assert iban == "FR1420041010050500013M02606"
    assert names_account("FR14 2004 1010 0505 0001 3M02 606", iban)
    assert names_account("500013M026", iban)
    assert names_account("20041010050500013M02606", iban)
    assert not names_account("0500013M027", iban)
    assert not names_account("026", iban)
    assert not names_account("", "")
    assert iban_of("2004", "01005", "1") == ""
