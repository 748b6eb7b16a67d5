"""What an association decides for its projects: their kinds, and how many parents sign."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from occe.kit.actors import Actor
from projects.errors import PlanRefused
from projects.kinds import ICONS, Kind, kinds_of
from projects.models import ProjectKind, ProjectRules

MOST_KINDS = 12


@transaction.atomic
def write_kind(federation: Federation, *, key: str, label_fr: str, label_en: str, icon: str, by: Actor) -> ProjectKind:
    """Name a kind of project in the association's own words; the projects of this kind follow.

    Raises PlanRefused for a kind that is not there, an unknown icon, and words that another kind has.
    """
    kinds = _locked_kinds(federation)
    if key not in kinds:
        raise PlanRefused(_("Ce domaine n’existe pas."))
    french, english = _words(kinds, label_fr, label_en, icon, besides=key)
    return _write(federation, kinds[key], label_fr=french, label_en=english, icon=icon)


@transaction.atomic
def add_kind(federation: Federation, *, label_fr: str, label_en: str, icon: str, by: Actor) -> ProjectKind:
    """A kind of the association's own, after the others. The same French words are one kind, proposed again."""
    kinds = _locked_kinds(federation)
    wanted = " ".join(label_fr.split())
    standing = next((kind for kind in kinds.values() if kind.label_fr == wanted), None)
    if standing:
        return _write(federation, standing, retired=False)
    if len(kinds) >= MOST_KINDS:
        raise PlanRefused(_("%(most)s domaines au plus\u00a0: retirez-en un d’abord.") % {"most": MOST_KINDS})
    french, english = _words(kinds, label_fr, label_en, icon)
    base = slugify(french)[:12].strip("-") or "kind"
    key = next(one for one in (base, *(f"{base[:9]}-{n}" for n in range(2, 99))) if one not in kinds)
    position = max(kind.position for kind in kinds.values()) + 10
    return ProjectKind.objects.create(
        federation=federation, key=key, label_fr=french, label_en=english, icon=icon, position=position
    )


@transaction.atomic
def retire_kind(federation: Federation, *, key: str, by: Actor, retired: bool = True) -> ProjectKind:
    """Propose a kind no more, or again; the projects of this kind keep it. One kind at least stays proposed."""
    kinds = _locked_kinds(federation)
    if key not in kinds:
        raise PlanRefused(_("Ce domaine n’existe pas."))
    if retired and not any(not kind.retired and kind.key != key for kind in kinds.values()):
        raise PlanRefused(_("Gardez au moins un domaine."))
    return _write(federation, kinds[key], retired=retired)


@transaction.atomic
def raise_kind(federation: Federation, *, key: str, by: Actor) -> None:
    """Put a kind one place higher; the first one stays where it is."""
    kinds = list(_locked_kinds(federation).values())
    place = next((place for place, kind in enumerate(kinds) if kind.key == key), 0)
    if place:
        kinds[place - 1 : place + 1] = kinds[place], kinds[place - 1]
        for position, kind in enumerate(kinds):
            _write(federation, kind, position=position * 10)


@transaction.atomic
def change_rules(federation: Federation, *, one_parent_is_enough: bool, by: Actor) -> ProjectRules:
    """Whether one parent's signature is enough outside of the public site and the press."""
    rules, _made = ProjectRules.objects.update_or_create(
        federation=federation, defaults={"one_parent_is_enough": one_parent_is_enough}
    )
    return rules


def _locked_kinds(federation: Federation) -> dict[str, Kind]:
    Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    return kinds_of(federation.pk)


def _words(kinds: dict[str, Kind], french: str, english: str, icon: str, *, besides: str = "") -> tuple[str, str]:
    said, told = " ".join(french.split()), " ".join(english.split())
    if not said or not told:
        raise PlanRefused(_("Écrivez le nom dans les deux langues."), field="label_en" if said else "label_fr")
    if icon not in ICONS:
        raise PlanRefused(_("Choisissez une image."), field="icon")
    if any(kind.label_fr == said and kind.key != besides for kind in kinds.values()):
        raise PlanRefused(_("Ce domaine existe déjà."), field="label_fr")
    return said, told


def _write(federation: Federation, kind: Kind, **facts) -> ProjectKind:
    """The row of a kind with these facts; the first time it keeps what was given of the rest."""
    given = {name: getattr(kind, name) for name in ("label_fr", "label_en", "icon", "position", "retired")}
    row, _made = ProjectKind.objects.update_or_create(
        federation=federation, key=kind.key, defaults=facts, create_defaults=given | facts
    )
    return row
