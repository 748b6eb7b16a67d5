"""Sums and days as banks write them. A sum is signed: below zero goes out.

Stricter than what people type (`occe.kit.euros`), for nobody stands by to be asked; and signs of every kind are read.
"""

import datetime
import re
from decimal import Decimal

from finance.statements.shapes import DATE_ORDERS

CENT = Decimal("0.01")
LARGEST = Decimal("999999999.99")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\ufe63": "-", "\uff0d": "-"})
_CURRENCY = re.compile(r"€|EUROS?|EUR", re.IGNORECASE)
_SIGNED = re.compile(r"([+-]?)([0-9][0-9.,' ]*|[.,][0-9]+)([+-]?)")
_DECIMALS = re.compile(r"[.,]([0-9]+)")
_DAY = re.compile(r"([0-9]{1,4})([/.\- ])([0-9]{1,2})\2([0-9]{1,4})")
_SOLID = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_EARLIEST, _LATEST = 1980, 2099


class NotASum(ValueError):
    """The text is no sum of money in euros and cents."""


class NotADay(ValueError):
    """The text is no day."""


def read_sum(text: str, *, decimal: str = ",", grouped: bool = True) -> Decimal:
    """A signed sum in euros and cents: `-1 234,56`, `+1.234,56`, `12,5`, `1,234.56`, `12.50-`. Raises NotASum.

    The last comma or point followed by one or two digits stands before the cents, whatever `decimal` says, which
    decides about three: `1.234` is a thousand and more where the comma is the decimal sign, and nothing where the point
    is. Without `grouped`, as in OFX, nothing parts the thousands.
    """
    number = " ".join(_CURRENCY.sub("", text[:60].translate(_MINUS)).split())
    found = _SIGNED.fullmatch(number.replace("- ", "-").replace("+ ", "+"))
    if not found or (found[1] and found[3]):
        raise NotASum(text)
    whole, cents = _parted(found[2].strip(), decimal if grouped else "")
    if len(cents.rstrip("0")) > 2:
        raise NotASum(text)
    value = Decimal(f"{whole or 0}.{cents or 0}").quantize(CENT)
    if value > LARGEST:
        raise NotASum(text)
    return -value if "-" in (found[1], found[3]) and value else value


def _parted(digits: str, decimal: str) -> tuple[str, str]:
    """The whole part and the cents. `decimal` "" : any one sign stands before the cents, however many they are."""
    signs = [sign for sign in digits if not sign.isdigit()]
    last = signs[-1] if signs else " "
    tail = digits.rsplit(last, 1)[-1]
    whole, cents = digits, ""
    if last in (",", ".") and signs.count(last) == 1 and (len(tail) != 3 or not decimal or last == decimal):
        if len(tail) == 3 and decimal:
            raise NotASum(digits)
        whole, cents = digits.rsplit(last, 1)
    groups = re.split(r"[.,' ]", whole)
    parting = {sign for sign in whole if not sign.isdigit()}
    badly = len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:]))
    if badly or len(parting) > 1 or (parting and not decimal):
        raise NotASum(digits)
    return "".join(groups), cents


def overpunched(field: str, decimals: int) -> Decimal:
    """A sum of CFONB: its last sign holds the last digit and the sign (`{` and A to I above zero, `}` and J to R
    below).
    """
    digits, last = field[:-1], field[-1:]
    position = "{ABCDEFGHI".find(last) if last else -1
    negative = position < 0
    if negative:
        position = "}JKLMNOPQR".find(last) if last else -1
    if position < 0 or not digits.isascii() or not digits.isdigit() or decimals not in range(4):
        raise NotASum(field)
    value = Decimal(int(digits) * 10 + position).scaleb(-decimals)
    if value != value.quantize(CENT) or value > LARGEST:
        raise NotASum(field)
    value = value.quantize(CENT)
    return -value if negative and value else value


def read_day(text: str, order: str = "dmy") -> datetime.date:
    """A day written in figures, in the order of one of DATE_ORDERS; a year of four figures in front says its own order.
    Years of two figures are of this century. Raises NotADay.
    """
    text = text.strip()[:10].strip()
    found = _DAY.fullmatch(text)
    if found:
        parts = (found[1], found[3], found[4])
    elif order == "ymd" and (solid := _SOLID.fullmatch(text)):
        parts = (solid[1], solid[2], solid[3])
    else:
        raise NotADay(text)
    return _day(parts, "ymd" if len(parts[0]) > 2 else order, text)


def _day(parts: tuple[str, str, str], order: str, text: str) -> datetime.date:
    named = dict(zip(order if order in DATE_ORDERS else "dmy", parts, strict=True))
    year = int(named["y"]) + (2000 if len(named["y"]) == 2 else 0)
    if len(named["y"]) not in (2, 4) or not _EARLIEST <= year <= _LATEST or max(len(named["m"]), len(named["d"])) > 2:
        raise NotADay(text)
    try:
        return datetime.date(year, int(named["m"]), int(named["d"]))
    except ValueError as error:
        raise NotADay(text) from error


def orders_that_fit(texts: list[str]) -> tuple[str, ...]:
    """Which of day first and month first reads all the days, those alone that read them differently: one order when
    it is certain, two when a person must say, none when neither reads them. Year first is certain by itself.
    """
    readings = {}
    for order in ("dmy", "mdy"):
        try:
            readings[order] = [read_day(text, order) for text in texts]
        except NotADay:
            continue
    if len(readings) == 2 and readings["dmy"] == readings["mdy"]:
        return ("dmy",)
    return tuple(readings)
