"""First names out of whatever a teacher pastes: a list, a line with commas, a numbered list, an export of the school.

Nothing but the first name is kept; what was dropped is told to the teacher and forgotten. The result is a proposal
that the teacher reads before it is saved, so that where a line cannot be understood for certain we choose and say so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from cooperatives.models import Level
from occe.kit.folded import LineEmpty, clean_line, fold
from occe.kit.refused import Refused

LONGEST_TEXT = 20_000
LONGEST_NAME = 30
MOST_NAMES = 60

# fmt: off
_PARTICLES = frozenset((
    "d", "da", "das", "de", "del", "della", "des", "di", "do", "dos", "du", "el", "la", "le", "les", "van", "von", "y",
))
# fmt: on
_TITLES = frozenset(("m", "mr", "mme", "mlle"))
_BULLET = re.compile(r"^[\s•·*–—‣◦○●▪>\-]*(?:n°\s*)?(?:\d{1,3}\s*[.)°:/\-–]\s*|\d{1,3}\s+)?[\s•·*–—\-]*")
_LEVELS = {fold(level): level for level in Level.values} | {f"{n}eme": f"{n}e" for n in (6, 5, 4, 3)}


class TooManyNames(Refused):
    """More than a class holds."""

    code = "too_many_names"
    sentence = _("Une classe compte 60 élèves au plus. Collez une classe à la fois.")


@dataclass(frozen=True, slots=True)
class ReadName:
    """One child out of the text: the first name kept, the level if it stood there, and the words that were dropped.

    `others` are further first names of a civil list, told apart from the surname where that is known. `initial` is that
    of a dropped surname: it tells two children of one first name apart, and goes no further.
    """

    first_name: str
    level: str = ""
    dropped: str = ""
    others: str = ""
    initial: str = ""


def read_names(text: str, *, last_word: bool | None = None) -> list[ReadName]:
    """The first names in `text`, in its order. Raises TooManyNames over 60.

    `last_word` settles "Martin Lina" written without capitals: True keeps the last word, False the first; when None it
    is guessed (lines sorted by their first word and not by their last are a list by surname).
    """
    if len(text) > LONGEST_TEXT:
        raise TooManyNames()
    rows = _rows(text)
    last_word = surname_leads(text) if last_word is None else last_word
    read = [_read(row, last_word=last_word) if isinstance(row, list) else row for row in rows]
    names = [name for name in read if name and name.first_name]
    if len(names) > MOST_NAMES:
        raise TooManyNames()
    return names


def surname_leads(text: str) -> bool:
    """Whether lines of two plain words are "surname, first name": sorted by the first word and not by the last."""
    return _sorted_by_surname([row for row in _rows(text) if isinstance(row, list)])


def _rows(text: str) -> list[ReadName | list[str] | None]:
    lines = _clean_lines(text)
    return [*_table(lines)] or [_words(item) for item in _items(lines)]


def told_apart(names: Sequence[ReadName], *, taken: Iterable[str] = ()) -> list[ReadName]:
    """The same names, where two of one first name get the initial of their surname, if it is known and if it helps.

    Where it is not, they stay alike: their pictures tell them apart, and the teacher may write what the class says.
    """
    everybody = [fold(name.first_name) for name in names] + [fold(name) for name in taken]
    return [
        replace(name, first_name=f"{name.first_name} {name.initial}.")
        if name.initial and everybody.count(fold(name.first_name)) > 1
        else name
        for name in names
    ]


def tidy_name(text: str) -> str:
    """One first name or nickname as a person typed it: cleaned; "" when no letter is left. At most 30 signs."""
    try:
        name = clean_line(text[: LONGEST_NAME * 4])
    except LineEmpty:
        return ""
    return name[:LONGEST_NAME].strip() if any(sign.isalpha() for sign in name) else ""


def _clean_lines(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        tabs = line.replace("\t", ";")
        try:
            lines.append(clean_line(tabs))
        except LineEmpty:
            continue
    return lines


# --- tables ----------------------------------------------------------------------------------------------------------


def _table(lines: list[str]) -> list[ReadName | None]:
    """An export with a heading: the column of the first names, the level if it is there, nothing else."""
    if len(lines) < 2 or ";" not in lines[0]:
        return []
    heads = [fold(cell) for cell in lines[0].split(";")]
    first = next((rank for rank, head in enumerate(heads) if head.startswith("prenom")), None)
    if first is None:
        return []
    surname = next((rank for rank, head in enumerate(heads) if head.startswith("nom")), None)
    level = next((rank for rank, head in enumerate(heads) if head in ("niveau", "cours", "level")), None)
    return [_from_cells(line.split(";"), first, surname, level) for line in lines[1:]]


def _from_cells(cells: list[str], first: int, surname: int | None, level: int | None) -> ReadName | None:
    cell = _cell(cells, first)
    words = cell.split()
    if not words:
        return None
    family = _cell(cells, surname)
    kept = words[: _first_names(words)]
    return ReadName(
        " ".join(map(_capitals, kept))[:LONGEST_NAME],
        level=_LEVELS.get(fold(_cell(cells, level)), ""),
        dropped=family,
        others=" ".join(words[len(kept) :]),
        initial=family[:1].upper(),
    )


def _cell(cells: list[str], rank: int | None) -> str:
    return cells[rank].strip(' "') if rank is not None and rank < len(cells) else ""


# --- lists -----------------------------------------------------------------------------------------------------------


def _items(lines: list[str]) -> list[str]:
    """One item a child. A comma or semicolon parts children, unless each line is "NOM, Prénom" or a row of a table."""
    if len(lines) > 1 and any(";" in line for line in lines) and any(_looks_like_a_row(line) for line in lines):
        return [re.sub(r";\s*\w?\s*(?=;|$)", ";", line).replace(";", " ") for line in lines]  # M, F: no initials
    if lines and all(line.count(",") == 1 for line in lines) and _surnames_lead(lines):
        return [line.replace(",", " ") for line in lines] if _all_shouted(lines) else [_turned(line) for line in lines]
    return [item for line in lines for item in re.split(r"[,;]", line) if item.strip()]


def _looks_like_a_row(line: str) -> bool:
    return any(_is_shouted(word) or re.search(r"\d{2}", word) for word in re.split(r"[;\s]", line))


def _surnames_lead(lines: list[str]) -> bool:
    """Whether what stands before the comma is the surname: in capitals, or sorted while the first names are not."""
    befores = [fold(line.split(",")[0]) for line in lines]
    afters = [fold(line.split(",")[1]) for line in lines]
    return _all_shouted(lines) or (len(lines) > 2 and _is_sorted(befores) and not _is_sorted(afters))


def _all_shouted(lines: list[str]) -> bool:
    return all(_is_shouted(word) for line in lines for word in line.split(",")[0].split())


def _turned(line: str) -> str:
    """`Martin, Lina` as `MARTIN Lina`: the part before the comma is known to be the surname."""
    before, after = line.split(",")
    return f"{before.upper()} {after}"


def _words(item: str) -> list[str]:
    return _BULLET.sub("", item, count=1).replace("(", " ").replace(")", " ").split()


def _sorted_by_surname(rows: list[list[str]]) -> bool:
    plain = [row for row in rows if len(row) == 2 and not any(_is_shouted(word) for word in row)]
    if len(plain) < 3 or len(plain) < len(rows):
        return False
    return _is_sorted([fold(row[0]) for row in plain]) and not _is_sorted([fold(row[1]) for row in plain])


def _is_sorted(words: list[str]) -> bool:
    return all(before <= after for before, after in pairwise(words))


def _read(words: list[str], *, last_word: bool) -> ReadName | None:
    """The first name among the words of one child; None when there is none."""
    level = next((_LEVELS[fold(word)] for word in words if fold(word) in _LEVELS), "")
    words = words[1:] if len(words) > 1 and fold(words[0]) in _TITLES else words
    names = [word.strip('",') for word in words if fold(word) not in _LEVELS]
    names = [word for word in names if word and "@" not in word and not any(sign.isdigit() for sign in word)]
    names = [word for word in names if any(sign.isalpha() for sign in word)]
    shouted = [word for word in names if _is_shouted(word)]
    given = [word for word in names if not _is_shouted(word) and not _is_initial(word)]
    if not given:
        given, shouted = shouted, []
    if not given:
        return None
    kept, others = _kept(given, last_word=last_word, surname_is_known=bool(shouted))
    rest = [word for word in names if word not in kept + others and not _is_initial(word)]
    typed = next((word[0].upper() for word in names if _is_initial(word)), "")
    first_name = " ".join(map(_capitals, kept)) + (f" {typed}." if typed else "")
    family = shouted or [word for word in rest if fold(word) not in _PARTICLES]
    return ReadName(
        first_name[:LONGEST_NAME],
        level=level,
        dropped=" ".join(rest),
        others=" ".join(others),
        initial="" if typed else _first_letter(family),
    )


def _kept(given: list[str], *, last_word: bool, surname_is_known: bool) -> tuple[list[str], list[str]]:
    """The words that name the child, and its other first names (none where the surname may be among them)."""
    candidates = [word for word in given if fold(word) not in _PARTICLES] or given
    if surname_is_known:
        count = _first_names(candidates)
        return candidates[:count], candidates[count:]
    return candidates[-1:] if last_word else candidates[:1], []


def _first_names(words: list[str]) -> int:
    """How many words name the child, once the surname is known: two of two (Ana María), one of a civil list's three."""
    return 2 if len(words) == 2 else 1


def _first_letter(words: list[str]) -> str:
    return words[0][0].upper() if words else ""


def _is_shouted(word: str) -> bool:
    """In capitals, two letters at least: a surname, as schools write it."""
    letters = [sign for sign in word if sign.isalpha()]
    return len(letters) > 1 and word.upper() == word and fold(word) not in _LEVELS


def _is_initial(word: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]\.?", word)) and word[0].isupper()


def _capitals(word: str) -> str:
    """`lina` and `LINA` as `Lina`, `JEAN-PAUL` as `Jean-Paul`; what has its own capitals keeps them."""
    if word.islower() or word.isupper():
        return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word.lower())
    return word
