"""The ways of deciding in words: the rule as a child hears it, and an example that was counted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from councils.models import Ballot

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Way = Ballot.Way


@dataclass(frozen=True, slots=True)
class Words:
    """`rule` is read aloud to the class before the vote; `example` shows it once, with figures."""

    icon: str
    rule: "StrOrPromise"
    example: "StrOrPromise"


WORDS = {
    Way.CONSENSUS: Words(
        "people",
        _("On parle jusqu’à ce que tout le monde soit d’accord."),
        _(
            "On propose l’étang. Deux préfèrent le bois. On parle\u00a0: l’étang, en passant par le bois. Tout le "
            "monde dit oui."
        ),
    ),
    Way.CONSENT: Words(
        "heart",
        _("On garde l’idée si personne ne dit\u00a0: «\u00a0Ça me gêne vraiment.\u00a0»"),
        _(
            "«\u00a0Qui nourrit les escargots pendant les vacances\u00a0?\u00a0» "
            "On ajoute\u00a0: chacun les prend une semaine. Plus rien ne gêne."
        ),
    ),
    Way.HANDS: Words(
        "hand",
        _("Chacun lève la main une fois. Deux élèves comptent."),
        _(
            "12 pour, 5 contre, 2 ne choisissent pas\u00a0: 12 + 5 + 2 = 19, comme les présents. La moitié de 17 "
            "voix, c’est 8 et demi. Avec 12, c’est oui."
        ),
    ),
    Way.SECRET: Words(
        "lock",
        _("Chacun vote seul. Personne ne sait qui a voté quoi."),
        _("19 votes\u00a0: 11 pour, 6 contre, 2 ne choisissent pas. On voit des pierres, jamais un prénom."),
    ),
    Way.APPROVAL: Words(
        "yes",
        _("Chacun choisit tout ce qui lui plaît. Le plus choisi passe devant."),
        _(
            "Le portail\u00a0: 12. Le pré\u00a0: 15. La cantine\u00a0: 8. "
            "Le pré passe devant\u00a0: 15 élèves sur 19 en veulent bien."
        ),
    ),
    Way.JUDGMENT: Words(
        "star",
        _("Chacun donne un visage à chaque idée. On les range\u00a0: celui du milieu compte."),
        _(
            "Cinq visages pour l’étang, du moins content au plus content\u00a0: non, moyen, bien, bien, très bien. "
            "Celui du milieu\u00a0: bien."
        ),
    ),
    Way.ELECTION: Words(
        "person",
        _("Chacun choisit seul. On dit qui est élu, jamais combien de voix."),
        _(
            "Trois élèves se présentent. La tablette passe. La classe voit qui est élu, rien d’autre. Les voix "
            "s’effacent la nuit d’après."
        ),
    ),
    Way.BUDGET: Words(
        "cash-box",
        _(
            "Chacun choisit ce qui lui plaît, sans dépasser la somme. Le plus choisi d’abord, puis ce qui tient "
            "encore."
        ),
        _(
            "50\u00a0€\u00a0: les graines (30\u00a0€, 14 voix), le ballon (25\u00a0€, 9 voix), "
            "la ficelle (15\u00a0€, 7 voix). Les graines d’abord\u00a0; le ballon ne tient plus\u00a0; "
            "la ficelle tient. Il reste 5\u00a0€."
        ),
    ),
}  # fmt: skip

FACE_WORDS = (_("pas du tout"), _("plutôt non"), _("moyen"), _("bien"), _("très bien"))
"""The five faces, the worst first."""

SUBJECT_ICONS = {
    Ballot.Subject.IDEA: "sprout",
    Ballot.Subject.SPENDING: "receipt",
    Ballot.Subject.RULE: "board",
    Ballot.Subject.THING: "pin",
    Ballot.Subject.JOB: "person",
}
