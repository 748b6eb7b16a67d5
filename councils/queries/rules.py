"""The poster of a class: its laws, then its rules."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from councils.models import ClassRule, Council

USUAL_LAWS = (
    (_("On ne fait de mal à personne, ni avec les mains ni avec les mots."), "shield"),
    (_("On écoute celui ou celle qui parle."), "voice"),
    (_("Chacun peut parler, chacun peut se taire."), "mic"),
    (_("On ne se moque pas."), "heart"),
)
"""What a class may begin with: the adult puts them up, or others."""


@dataclass(frozen=True, slots=True)
class Poster:
    """What hangs on the wall of a council."""

    council: Council
    laws: list[ClassRule]
    rules: list[ClassRule]

    @property
    def is_empty(self) -> bool:
        return not self.laws and not self.rules


def poster_of(council: Council) -> Poster:
    """The laws and rules in force, in the order in which they were put up. One query."""
    standing = list(council.rules.in_force().select_related("decision").order_by("position", "pk"))
    return Poster(
        council,
        [rule for rule in standing if rule.kind == ClassRule.Kind.LAW],
        [rule for rule in standing if rule.kind == ClassRule.Kind.RULE],
    )
