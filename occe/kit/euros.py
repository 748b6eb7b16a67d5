"""Amounts in euros: read what people type, write them in figures and in words, lay them out in coins.

An amount is a `Decimal` in euros with two decimals, never a float. Columns are `Decimal(12, 2)`; one typed amount stays
ten times below what such a column holds, so that the total of an entry fits in the same kind of column.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from occe.kit.refused import Refused
from occe.kit.words import in_words as in_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CENT = Decimal("0.01")
LARGEST = Decimal("999999999.99")
LONGEST_TEXT = 60
NBSP = "\u00a0"
MINUS = "\u2212"


class AmountRefused(Refused):
    """An amount that cannot be taken as it is typed."""


class AmountMissing(AmountRefused):
    code = "missing"
    sentence = _("Écrivez un montant, par exemple 12,50.")


class AmountNotUnderstood(AmountRefused):
    code = "not_understood"
    sentence = _("Écrivez le montant en chiffres, par exemple 12,50.")


class AmountInOtherDigits(AmountRefused):
    code = "other_digits"
    sentence = _("Écrivez le montant avec les chiffres de 0 à 9, par exemple 12,50.")


class AmountHidesSomething(AmountRefused):
    code = "hidden_sign"
    sentence = _("Ce montant contient un signe invisible. Effacez-le et tapez-le à nouveau, par exemple 12,50.")


class AmountWithExponent(AmountRefused):
    code = "exponent"
    sentence = _("Écrivez le montant en entier, sans la lettre e : par exemple 1 000 au lieu de 1e3.")


class AmountNotFinite(AmountRefused):
    code = "not_finite"
    sentence = _("Écrivez un nombre, par exemple 12,50.")


class AmountNegative(AmountRefused):
    code = "negative"
    sentence = _("Écrivez le montant sans le signe moins, par exemple 12,50.")


class AmountZero(AmountRefused):
    code = "zero"
    sentence = _("Écrivez un montant plus grand que zéro, par exemple 12,50.")


class AmountTooSmall(AmountRefused):
    code = "too_small"
    sentence = _("Écrivez un montant d’au moins %(smallest)s.")


class AmountTooLarge(AmountRefused):
    code = "too_large"
    sentence = _("Ce montant est trop grand. Écrivez un montant d’au plus %(largest)s.")


class AmountTooPrecise(AmountRefused):
    code = "too_precise"
    sentence = _("Un montant a deux chiffres après la virgule, pas plus. Écrivez par exemple 12,50.")


class AmountBadlyGrouped(AmountRefused):
    code = "badly_grouped"
    sentence = _("Les espaces du montant ne sont pas à leur place. Écrivez par exemple 1 234,50.")


class AmountAmbiguous(AmountRefused):
    """`1,234` and `1.234` are one thousand and more for some, one euro and some cents for others.

    `details["readings"]` holds both amounts, the larger first, so that a form can offer them (`{{ field|readings }}`).
    """

    code = "ambiguous"
    sentence = _("« %(typed)s » peut se lire %(first)s ou %(second)s. Écrivez le montant avec ses deux centimes.")

    def __init__(self, typed: str, readings: tuple[Decimal, Decimal]) -> None:
        first, second = (format_euros(reading) for reading in readings)
        super().__init__(typed=typed, readings=readings, first=first, second=second)


# --- reading ---------------------------------------------------------------------------------------------------------

_EURO_BEFORE_OR_AFTER = re.compile(r"^€ ?|(?: ?(?:€|euros?|eur))$", re.IGNORECASE)
_EURO_BETWEEN = re.compile(r"([0-9]) ?€ ?([0-9]{2})$")  # 12 €50, as on a market stall's board
_EXPONENT = re.compile(r"[0-9.,]+e[+-]?[0-9]+", re.IGNORECASE)
_NOT_FINITE = re.compile(r"[+-]?(?:s?nan[0-9]*|inf|infinity|infini|∞)", re.IGNORECASE)
_PLAIN = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?|[.,]([0-9]+)")
_SPACED = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+)(?:[.,]([0-9]+))?")
_DOTTED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_COMMAED = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_TWO_READINGS = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")


def parse_amount(text: str, *, smallest: Decimal = CENT, largest: Decimal = LARGEST) -> Decimal:
    """Read an amount as people type it: `12,5`, `12.50`, `1 234,50 €` with any kind of space, `€1,234.56`, `12€50`.

    Returns euros with two decimals, between `smallest` and `largest` (both included; pass `smallest=Decimal(0)` where
    nothing at all is an answer). Raises a subclass of `AmountRefused`, one a reason; `AmountAmbiguous` carries the two
    readings of `1,234`.
    """
    typed = _visible(text)
    number = _EURO_BETWEEN.sub(r"\1,\2", _EURO_BEFORE_OR_AFTER.sub("", typed, count=1))
    if number.startswith(("-", MINUS, "\u2013")) and number[1:].strip()[:1].isdigit():
        raise AmountNegative()
    if _EXPONENT.fullmatch(number):
        raise AmountWithExponent()
    if _NOT_FINITE.fullmatch(number):
        raise AmountNotFinite()
    if doubtful := _TWO_READINGS.fullmatch(number):
        thousands, cents = Decimal("".join(doubtful.groups())), Decimal(".".join(doubtful.groups()))
        raise AmountAmbiguous(typed, (thousands.quantize(CENT), cents.quantize(CENT, ROUND_HALF_UP)))
    return _within(_value(number), smallest, largest)


def _visible(text: str) -> str:
    """The typed text with plain single spaces; refuses what is empty, hidden, or in digits of another script."""
    if any(unicodedata.category(sign) in ("Cc", "Cf") and sign not in "\t\r\n" for sign in text):
        raise AmountHidesSomething()
    typed = " ".join(text.split())
    if not typed:
        raise AmountMissing()
    if any(sign.isnumeric() and not "0" <= sign <= "9" for sign in typed):
        raise AmountInOtherDigits()
    if len(typed) > LONGEST_TEXT:
        figures_only = typed[:LONGEST_TEXT].isdecimal()
        raise AmountTooLarge(largest=format_euros(LARGEST)) if figures_only else AmountNotUnderstood()
    return typed


def _value(number: str) -> Decimal:
    """The euros that a number without sign, currency or doubt stands for."""
    for shape in (_PLAIN, _SPACED, _DOTTED, _COMMAED):
        if found := shape.fullmatch(number):
            break
    else:
        spaced_figures = re.fullmatch(r"[0-9]+(?: [0-9]+)+(?:[.,][0-9]+)?", number)
        raise AmountBadlyGrouped() if spaced_figures else AmountNotUnderstood()
    whole = re.sub(r"[ .,]", "", found.group(1) or "0")
    cents = found.group(2) or (found.group(3) if shape is _PLAIN else None) or "0"
    if len(cents) > 2:
        raise AmountTooPrecise()
    return Decimal(f"{whole}.{cents:0<2}")


def _within(amount: Decimal, smallest: Decimal, largest: Decimal) -> Decimal:
    if amount > largest:
        raise AmountTooLarge(largest=format_euros(largest))
    if amount < smallest:
        raise AmountTooSmall(smallest=format_euros(smallest)) if amount else AmountZero()
    return amount


# --- writing ---------------------------------------------------------------------------------------------------------


def format_euros(amount: Decimal | int, language: str | None = None) -> str:
    """Euros in figures: `1 234,56 €` in French (U+00A0, which our fonts have), `€1,234.56` in English.

    A negative amount carries a real minus sign, which readers say. `language` is the page's when not given.
    """
    figures = format_figures(amount, language).removeprefix(MINUS)
    sign = MINUS if amount < 0 else ""
    return f"{sign}€{figures}" if _is_english(language) else f"{sign}{figures}{NBSP}€"


def format_figures(amount: Decimal | int, language: str | None = None) -> str:
    """The same without the currency, as a form field shows it: `1 234,56`, in English `1,234.56`."""
    if not isinstance(amount, Decimal | int) or isinstance(amount, bool):
        raise TypeError(f"an amount is a Decimal, not a {type(amount).__name__}")
    english = f"{Decimal(amount).quantize(CENT, ROUND_HALF_UP):,.2f}".replace("-", MINUS)
    return english if _is_english(language) else english.replace(",", NBSP).replace(".", ",")


def _is_english(language: str | None) -> bool:
    return (language or get_language() or "fr").startswith("en")


# --- coins -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """So many of one note or coin. `value` in euros."""

    value: Decimal
    count: int
    label: "StrOrPromise"

    @property
    def is_note(self) -> bool:
        """Paper, not metal."""
        return self.value >= 5


_PIECES = (
    (Decimal("200"), _("billet de 200 euros")),
    (Decimal("100"), _("billet de 100 euros")),
    (Decimal("50"), _("billet de 50 euros")),
    (Decimal("20"), _("billet de 20 euros")),
    (Decimal("10"), _("billet de 10 euros")),
    (Decimal("5"), _("billet de 5 euros")),
    (Decimal("2"), _("pièce de 2 euros")),
    (Decimal("1"), _("pièce de 1 euro")),
    (Decimal("0.50"), _("pièce de 50 centimes")),
    (Decimal("0.20"), _("pièce de 20 centimes")),
    (Decimal("0.10"), _("pièce de 10 centimes")),
    (Decimal("0.05"), _("pièce de 5 centimes")),
    (Decimal("0.02"), _("pièce de 2 centimes")),
    (Decimal("0.01"), _("pièce de 1 centime")),
)


def coins_for(amount: Decimal) -> list[Piece]:
    """The fewest notes and coins that make `amount` (euros, zero or more), the largest first.

    The note of 500 euros is not printed any more since 2019 and no child meets it, so it is left out.
    """
    if amount < 0:
        raise ValueError("coins cannot make a negative amount")
    pieces, rest = [], amount.quantize(CENT, ROUND_HALF_UP)
    for value, label in _PIECES:
        count, rest = int(rest // value), rest % value
        if count:
            pieces.append(Piece(value, count, label))
    return pieces
