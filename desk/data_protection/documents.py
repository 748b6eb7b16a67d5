"""Which documents there are, for whom, and what they are written from."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation
from cooperatives.queries.figures import counted_classes
from desk.data_protection.notices import CHILDREN, notice
from desk.models import PrivacyFacts
from desk.queries.privacy import adults_with_account, facts_of, year_of
from occe.kit.data_map import Held, Whom, all_held, measures, purposes
from occe.kit.dates import today
from occe.kit.markdown import render_markdown

Words = str | Promise
TO_FILL = _("…………………… (à compléter)")


@dataclass(frozen=True, slots=True)
class Document:
    """One of the seven: its address, its title, who reads it, its page's body."""

    slug: str
    title: Words
    reader: Words
    about: Words
    icon: str

    @property
    def template(self) -> str:
        return f"desk/privacy/_{self.slug}.html"


DOCUMENTS = (
    Document(
        "register", _("Fiche de registre"), _("Le délégué à la protection des données"),
        _("Qui est responsable, à quoi servent les données, qui les lit, combien de temps."), "book",
    ),
    Document(
        "impact", _("Analyse d’impact, projet"), _("Le délégué à la protection des données"),
        _("Ce qui est nécessaire, ce qu’un enfant risque, ce qui l’en protège dans le portail."), "shield",
    ),
    Document(
        "map", _("Carte des données"), _("Le délégué à la protection des données"),
        _("Chaque donnée, sa durée, ce qui l’efface ; l’hébergement et les sauvegardes."), "map",
    ),
    Document(
        "parents", _("Lettre aux parents"), _("Les deux parents, à la rentrée"),
        _("Ce que le portail sait de leur enfant, leurs droits, et comment dire non."), "letter",
    ),
    Document(
        "children", _("Texte pour les enfants"), _("Les élèves, avec leur adulte"),
        _("La page du site, à afficher en classe."), "people",
    ),
    Document(
        "authority", _("Lettre à la direction académique"), _("Le directeur ou la directrice académique (DASEN)"),
        _("Pour inscrire l’usage en classe à son registre."), "enter",
    ),
    Document(
        "agreement", _("Modèle de convention"), _("L’association et la direction académique"),
        _("Qui répond de quoi quand le portail sert en classe."), "pencil",
    ),
)  # fmt: skip

RISKS = (
    ("access", _("Quelqu’un lit ce qui n’est pas à lui"),
     _("Un camarade entre à la place d’un autre ; une personne du dehors atteint la liste d’une classe.")),
    ("secret", _("Le vote d’un enfant est connu"),
     _("Il est moqué pour ce qu’il a choisi, ou n’ose plus choisir.")),
    ("hurt", _("Un enfant est blessé par des mots"),
     _("Un petit mot l’attaque devant la classe ; un enfant en danger écrit, et personne ne lit à temps.")),
    ("recognised", _("Un enfant ou sa famille est reconnu au-dehors"),
     _("Une page publique, une liste de paiements, une image disent qui il est et ce que sa famille peut.")),
    ("kept", _("Un prénom reste plus longtemps qu’il ne sert"),
     _("Des années plus tard, on retrouve un enfant et ce qu’il disait à huit ans.")),
    ("change", _("Des données sont changées à tort"),
     _("Une somme, un vote ou une décision n’est plus ce que la classe avait fait.")),
    ("loss", _("Des données disparaissent"),
     _("La classe perd son cahier ; l’association ne peut plus rendre de comptes.")),
)  # fmt: skip
"""What could befall a child, as the impact analysis tells it: key, title, what it would be like."""


def document_of(slug: str) -> Document | None:
    """The document at an address, or None."""
    return next((one for one in DOCUMENTS if one.slug == slug), None)


def contents(federation: Federation) -> dict[str, Any]:
    """Everything that the seven documents say, for their templates. A constant number of queries."""
    facts = facts_of(federation)
    held = all_held()
    title, words = notice(CHILDREN, federation)
    year = year_of(federation)
    classes = list(counted_classes(year, on=today())) if year else []
    return {
        "association": federation,
        "facts": facts,
        "said": {name: value or TO_FILL for name, value in _facts(facts).items()},
        "subprocessors": facts.subprocessors.splitlines(),
        "missing": missing_facts(facts),
        "contact": facts.contact or federation.email,
        "purposes": [(one, [row for row in held if row.purpose.key == one.key]) for one in purposes()],
        "of_children": _by_duration(held),
        "risks": [(title, story, measures(key)) for key, title, story in RISKS],
        "children_title": title,
        "children_words": render_markdown(words),
        "year": year,
        "class_count": len(classes),
        "pupil_count": sum(one.pupil_count for one in classes),
        "adult_count": adults_with_account(federation),
        "today": today(),
        "documents": DOCUMENTS,
    }


def missing_facts(facts: PrivacyFacts) -> list[str]:
    """What the association has still to write before the file can be sent, by the names of the fields."""
    needed = ("host_name", "host_country", "own_officer", "officer_name", "authority_name", "checked_on")
    words = {field.name: field.verbose_name for field in PrivacyFacts._meta.fields}
    return [str(words[name]) for name in needed if not getattr(facts, name)]


def _by_duration(held: list[Held]) -> list[tuple[str, list[str]]]:
    """What is held of a child, gathered by how long it stays: the letter to the parents is short."""
    found: dict[str, list[str]] = {}
    for one in held:
        if one.whom is Whom.CHILD:
            found.setdefault(str(one.kept.words), []).append(str(one.what))
    return list(found.items())


def _facts(facts: PrivacyFacts) -> dict[str, str]:
    host = ", ".join(filter(None, (facts.host_name, facts.host_address)))
    return {
        "host": host,
        "country": facts.host_country,
        "own_officer": facts.own_officer,
        "officer": facts.officer_name,
        "officer_address": facts.officer_address,
        "authority": facts.authority_name,
        "authority_address": facts.authority_address,
    }
