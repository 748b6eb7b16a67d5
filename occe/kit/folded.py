"""Text made fit to store, to search and to sort.

The database sorts by byte and has no unaccent, so what is searched or sorted has a second, *folded* column, filled by
these functions. What people type is cleaned of signs that nobody sees and that can turn a line round or fake a name.
"""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from occe.kit.refused import Refused

# Letters that no decomposition splits.
_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d"}
)
# Letters and marks that show as nothing: a name made of them would be an empty line on the page.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_DIGITS = re.compile(r"[0-9]+")
_LONGEST_NUMBER = 999


class LineEmpty(Refused):
    """Nothing is left once the signs that nobody sees are gone."""

    code = "empty"
    sentence = _("Écrivez au moins un mot.")


def fold(text: str) -> str:
    """`text` without accents, capitals, punctuation and hidden signs: `L'Œuvre de l'École` is `l oeuvre de l ecole`.

    For search columns and for recognising the same word twice. The result may be longer than `text` (œ gives two
    letters) and is empty for punctuation alone. Folding twice changes nothing.
    """
    plain = unicodedata.normalize("NFKD", text).translate(_LIGATURES).casefold()
    letters = []
    for sign in unicodedata.normalize("NFKD", plain):
        category = unicodedata.category(sign)
        if category[0] in "LN" and sign not in _BLANK:
            letters.append(sign)
        elif category[0] not in "M" and category != "Cf" and sign not in _BLANK:
            letters.append(" ")
    return " ".join("".join(letters).split())


def clean_line(text: str) -> str:
    """`text` as one line fit to store: NFC, single spaces, no control, bidi or zero-width sign.

    Raises LineEmpty when nothing visible is left. Check the length first: a million combining marks cost time.
    """
    line = " ".join(_without_hidden_signs(text).split())
    if not line:
        raise LineEmpty()
    return line


def clean_text(text: str) -> str:
    """The same for a text of several lines: its line breaks stay, at most one empty line in a row; may be empty."""
    lines = [" ".join(line.split()) for line in _without_hidden_signs(text).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _without_hidden_signs(text: str) -> str:
    """NFC without control and format signs; tabs, line breaks and exotic spaces are kept for the caller to collapse."""
    kept = [sign for sign in text if sign not in _BLANK and _is_shown(sign)]
    return unicodedata.normalize("NFC", "".join(kept))


def _is_shown(sign: str) -> bool:
    return sign in "\t\n\r" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")


def natural_key(text: str) -> str:
    """`text` folded so that plain byte order sorts as people count: D2 before D11 before D100.

    Each run of digits is led by its length, so no padding width is guessed. For columns and for `sorted` alike.
    """

    def counted(found: re.Match[str]) -> str:
        digits = (found[0].lstrip("0") or "0")[:_LONGEST_NUMBER]
        return f"{len(digits):03d}{digits}"

    return _DIGITS.sub(counted, fold(text))


def sort_key(text: str) -> tuple[str, str]:
    """The key for `sorted(names, key=sort_key)`: natural order, then the text itself, so that equals never swap."""
    return natural_key(text), text
