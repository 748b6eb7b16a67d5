"""Texts that name a person. What a class bought, sold or decided is told without names: it stays for ten years.

Two questions, two answers: is a first name of the class in a sentence (known, from the roster), and does a
label of a deposit look like the name of whoever paid (guessed, by its shape).
"""

import re
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from cooperatives.models import Classroom
from members.models import Pupil
from occe.kit.folded import fold

# fmt: off
# First names that are also what a class buys or grows: in small letters they are meant as things.
THINGS = frozenset((
    "ambre", "anemone", "anis", "aurore", "basile", "blanche", "capucine", "celeste", "cerise", "clementine", "etoile",
    "fleur", "iris", "jasmin", "luna", "lune", "marguerite", "noel", "noire", "ocean", "olive", "pascal", "perle",
    "pierre", "pomme", "prune", "romarin", "rose", "victoire", "violette",
))
# First names that a child also writes as a plain word: whoever wrote it is asked, where it can be one.
WORDS = THINGS | frozenset((
    "ange", "avril", "claire", "clement", "colombe", "constant", "dahlia", "desire", "eden", "eve", "florence",
    "france", "jade", "juste", "lilas", "lys", "madeleine", "mai", "marin", "marine", "melodie", "modeste", "neige",
    "opale", "pepin", "prosper", "reine", "robin", "roman", "rubis", "soleil", "soline", "victor",
))
BEFORE_A_WORD = frozenset(("un", "une", "des", "les", "ce", "cette", "ces", "deux", "trois", "nos", "mes"))
TITLES = frozenset((
    "famille", "m", "madame", "mademoiselle", "maman", "mlle", "mme", "monsieur", "mr", "papa", "parents",
))
# Words that begin the name of a sale or a fête, so that capitals after them name no person.
OCCASIONS = frozenset((
    "atelier", "bal", "bourse", "bulbes", "buvette", "cafe", "calendrier", "calendriers", "carnaval", "carte",
    "cartes", "chocolats", "concert", "course", "crepes", "don", "ecole", "fete", "foire", "galette", "galettes",
    "gateau", "gateaux", "gouter", "jeu", "jeux", "jus", "kermesse", "la", "le", "les", "livre", "livres", "loto",
    "marche", "muguet", "noel", "paques", "photo", "photos", "pizza", "plants", "randonnee", "repas", "sapin",
    "soupe", "spectacle", "stand", "subvention", "theatre", "tombola", "tournoi", "vente", "ventes", "vide",
))
# fmt: on


def class_first_name_in(text: str, classroom: Classroom) -> str:
    """The first name of a pupil of the class that stands in `text`, or "". One query."""
    return first_name_in(text, Pupil.objects.filter(enrolments__classroom=classroom))


def first_name_in(text: str, pupils: QuerySet[Pupil]) -> str:
    """The first name of one of these pupils that stands in `text`, or "". One query, none for an empty text."""
    return name_among(text, first_names_of(pupils)) if text.strip() else ""


def first_names_of(pupils: QuerySet[Pupil]) -> list[str]:
    """What these children are called, for many texts to be looked at. One query."""
    children = pupils.filter(kind=Pupil.Kind.CHILD).exclude(first_name="")
    return list(children.values_list("first_name", flat=True).distinct())


def name_among(text: str, first_names: Iterable[str]) -> str:
    """The first of these names that stands in `text`, or "". One that is also a thing counts with a capital only."""
    return next(names_among(text, first_names), "")


def names_among(text: str, first_names: Iterable[str]) -> Iterator[str]:
    """All of these names that stand in `text`."""
    words = {fold(word): word for word in re.findall(r"[\w-]+", text) + re.findall(r"[\w'’-]+", text)}
    for name in first_names:
        folded = fold(name)
        typed = words.get(folded) or (folded if " " in folded and f" {folded} " in f" {fold(text)} " else "")
        if typed and not (folded in THINGS and typed.islower()):
            yield name


def may_be_a_word(name: str, text: str) -> bool:
    """Whether a first name is a plain word wherever it stands in `text`: "Rose" that begins a sentence, "une Rose".

    A capital in the middle of a sentence is a name's; in a text all in capitals nobody can tell.
    """
    folded, shouted = fold(name), text.isupper()
    if folded not in WORDS:
        return False
    for found in re.finditer(r"[\w-]+", text):
        if fold(found[0]) == folded and not (shouted or found[0].islower()):
            before = text[: found.start()].rstrip(" \t\u00a0«\"'’(-")
            if before and before[-1] not in ".!?…:\n" and fold(before.split()[-1]) not in BEFORE_A_WORD:
                return False
    return True


def looks_like_a_person(text: str) -> bool:
    """Whether a label has the shape of a person's name: "Mme Dupont", "DUPONT Jean", "famille Martin"."""
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?", text)
    folded = [fold(word) for word in words]
    for title, following in zip(folded, words[1:], strict=False):
        if title in TITLES and following[:1].isupper():
            return True
    capitals = [word for word in words if word[:1].isupper()]
    shouted = [word for word in words if len(word) > 2 and word.isupper()]
    if shouted and len(capitals) > len(shouted) and len(words) <= 3:
        return True
    return 2 <= len(words) <= 3 and len(capitals) == len(words) and folded[0] not in OCCASIONS
