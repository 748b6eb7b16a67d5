"""Numbers and amounts in words, in French and in English, for the pages that read aloud and for signed papers.

French is spelt as in the school books that every reader knows (hyphens below one hundred only, 1976 rather than 1990);
English is British.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

LIMIT = 10**12

# fmt: off
_FRENCH_SMALL = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)
_FRENCH_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}
_ENGLISH_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on


def in_words(amount: Decimal | int, language: str | None = None) -> str:
    """An amount in euros as one says it: "neuf cent soixante-douze euros et cinquante centimes".

    `language` is the page's when not given. Raises ValueError from a thousand billion euros up.
    """
    total = Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
    euros, cents = divmod(int(abs(total) * 100), 100)
    english = _is_english(language)
    parts = []
    if euros or not cents:
        parts.append(_english_euros(euros) if english else _french_euros(euros))
    if cents:
        noun = ("cent" if english else "centime") + ("s" if cents > 1 else "")
        parts.append(f"{number_in_words(cents, language)} {noun}")
    minus = ("minus " if english else "moins ") if total < 0 else ""
    return minus + (" and " if english else " et ").join(parts)


def number_in_words(number: int, language: str | None = None) -> str:
    """A whole number, zero or more, in words: 71 is "soixante et onze", in English "seventy-one"."""
    if not 0 <= number < LIMIT:
        raise ValueError(f"no words for {number}")
    return _english(number) if _is_english(language) else _french(number)


def _is_english(language: str | None) -> bool:
    return (language or get_language() or "fr").startswith("en")


# --- French ----------------------------------------------------------------------------------------------------------


def _french_euros(euros: int) -> str:
    """`zéro euro`, `un euro`, `deux euros`; after a round million the noun is linked: `un million d'euros`."""
    link = "d'" if euros and euros % 1_000_000 == 0 else ""
    return f"{_french(euros)} {link}{'euros' if euros > 1 else 'euro'}"


def _french(number: int) -> str:
    words = []
    for size, noun in ((10**9, "milliard"), (10**6, "million")):
        count, number = divmod(number, size)
        if count:
            words += [_french_below_thousand(count), noun + ("s" if count > 1 else "")]
    thousands, number = divmod(number, 1000)
    if thousands > 1:
        words.append(_french_below_thousand(thousands, last=False))
    if thousands:
        words.append("mille")
    if number or not words:
        words.append(_french_below_thousand(number))
    return " ".join(words)


def _french_below_thousand(number: int, *, last: bool = True) -> str:
    """`last` is false before "mille", where *cents* and *quatre-vingts* lose their s."""
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds > 1:
        words.append(_FRENCH_SMALL[hundreds])
    if hundreds:
        words.append("cents" if hundreds > 1 and not rest and last else "cent")
    if rest or not hundreds:
        words.append(_french_below_hundred(rest, last=last))
    return " ".join(words)


def _french_below_hundred(number: int, *, last: bool) -> str:
    if number < 20:
        return _FRENCH_SMALL[number]
    if number == 80:
        return "quatre-vingts" if last else "quatre-vingt"
    ten, unit = divmod(number, 10)
    if ten in (7, 9):  # seventy and ninety go on counting from sixty and eighty
        ten, unit = ten - 1, unit + 10
    if unit == 0:
        return _FRENCH_TENS[ten]
    link = " et " if unit in (1, 11) and ten != 8 else "-"
    return _FRENCH_TENS[ten] + link + _FRENCH_SMALL[unit]


# --- English ---------------------------------------------------------------------------------------------------------


def _english_euros(euros: int) -> str:
    return f"{_english(euros)} {'euro' if euros == 1 else 'euros'}"


def _english(number: int) -> str:
    words = []
    for size, noun in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        count, number = divmod(number, size)
        if count:
            words += [_english_below_thousand(count), noun]
    if number or not words:
        joined = ["and"] if words and number < 100 else []
        words += [*joined, _english_below_thousand(number)]
    return " ".join(words)


def _english_below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [_ENGLISH_SMALL[hundreds], "hundred"] if hundreds else []
    if hundreds and rest:
        words.append("and")
    if rest or not hundreds:
        ten, unit = divmod(rest, 10)
        tens = _ENGLISH_TENS[ten] + (f"-{_ENGLISH_SMALL[unit]}" if unit else "")
        words.append(_ENGLISH_SMALL[rest] if rest < 20 else tens)
    return " ".join(words)
