"""What a class is asked when it looks back on a project, in words by reading age."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FACES: dict[int, "StrOrPromise"] = {1: _("c’était dur"), 2: _("ça allait"), 3: _("c’était super")}
"""The three faces, and what each says."""
DRAWN = {1: 1, 2: 2, 3: 4}
"""Which of the portal's five faces is drawn for each of the three."""
MARKS: dict[int, "StrOrPromise"] = {1: _("pas encore"), 2: _("un peu"), 3: _("oui")}

SKILLS: dict[str, "StrOrPromise"] = {
    "listen": _("J’écoute les autres."),
    "ideas": _("Je donne mes idées."),
    "help": _("J’aide, et je demande de l’aide."),
    "decide": _("Je respecte ce que nous avons décidé, même si je voulais autre chose."),
    "part": _("Je fais ma part jusqu’au bout."),
}
"""What one learns by cooperating: assessed by the child itself, for the class as a whole, never by name."""
ICONS = {"listen": "voice", "ideas": "bulb", "help": "hand", "decide": "council", "part": "flag"}

QUESTIONS: dict[str, "StrOrPromise"] = {
    "one": _("Dis une chose de ce projet."),
    "worked": _("Qu’est-ce qui a bien marché\u00a0?"),
    "hard": _("Qu’est-ce qui était difficile\u00a0?"),
    "change": _("Qu’est-ce qu’on changerait\u00a0?"),
    "deciding": _("Décider ensemble : qu’est-ce que j’ai appris\u00a0?"),
}
LONGEST = 200

WORDED: dict[int, dict[str, "StrOrPromise"]] = {
    6: {
        "listen": _("J’écoute."),
        "ideas": _("Je dis mes idées."),
        "help": _("J’aide."),
        "decide": _("Je fais ce qu’on a décidé."),
        "part": _("Je finis mon travail."),
    },
    12: {
        "listen": _("J’écoute jusqu’au bout, même quand je ne suis pas d’accord."),
        "ideas": _("Je propose des idées, et je les explique."),
        "help": _("J’aide les autres, et je sais demander de l’aide."),
        "decide": _("Je respecte notre décision, même si j’en voulais une autre."),
        "part": _("Je tiens ce que j’ai promis."),
        "worked": _("Qu’est-ce qui a bien marché, et pourquoi\u00a0?"),
        "hard": _("Qu’est-ce qui vous a résisté, et qu’avez-vous essayé\u00a0?"),
        "change": _("Si c’était à refaire, que feriez-vous autrement\u00a0?"),
        "deciding": _("Qu’as-tu appris sur la façon de décider à plusieurs\u00a0?"),
    },
}
"""The same questions and skills in the words of another age: short for who begins to read, finer for the eldest."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of the paper: the three faces, a question, or both; or the skills."""

    key: str
    faces: bool = False
    question: str = ""
    skills: bool = False


YOUNGEST = (Screen("one", faces=True, question="one"), Screen("skills", skills=True))
OTHERS = (
    Screen("face", faces=True),
    *(Screen(key, question=key) for key in ("worked", "hard", "change", "deciding")),
    Screen("skills", skills=True),
)


def worded(known: dict[str, "StrOrPromise"], reading_age: int) -> dict[str, "StrOrPromise"]:
    """Questions or skills in the words of a reading age, in their order."""
    of_age = WORDED.get(reading_age, {})
    return {key: of_age.get(key, words) for key, words in known.items()}


def screens_for(reading_age: int) -> tuple[Screen, ...]:
    """The screens of a child's paper, in order."""
    return YOUNGEST if reading_age <= 6 else OTHERS
