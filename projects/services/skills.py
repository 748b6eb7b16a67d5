"""The list of skills of an association: the one that it begins with, and what its staff make of it."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from occe.kit.actors import Actor
from projects.errors import PlanRefused
from projects.models import Skill
from projects.standard_skills import STANDARD_SKILLS


@transaction.atomic
def give_standard_skills(federation: Federation, *, by: Actor) -> int:
    """Give an association that has no list yet the standard one; returns how many skills were added."""
    Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    if Skill.objects.filter(federation=federation).exists():
        return 0
    rows = Skill.objects.bulk_create(
        Skill(federation=federation, cycle=cycle, words_fr=french, words_en=english, position=place)
        for place, (cycle, french, english) in enumerate(STANDARD_SKILLS)
    )
    return len(rows)


@transaction.atomic
def add_skill(
    federation: Federation, *, words_fr: str, by: Actor, words_en: str = "", cycle: int | None = None
) -> Skill:
    """Add a skill at the end of its cycle; the same words for the same cycle are one skill, proposed again."""
    french, english = " ".join(words_fr.split()), " ".join(words_en.split())
    last = Skill.objects.filter(federation=federation).aggregate(last=Max("position"))["last"] or 0
    skill, made = Skill.objects.get_or_create(
        federation=federation, cycle=cycle, words_fr=french, defaults={"words_en": english, "position": last + 1}
    )
    if not made and (skill.retired or english):
        skill.retired, skill.words_en = False, english or skill.words_en
        skill.save(update_fields=["retired", "words_en"])
    return skill


@transaction.atomic
def reword_skill(skill: Skill, *, words_fr: str, words_en: str, cycle: int | None, by: Actor) -> Skill:
    """Write a skill better. The projects that work on it follow. Raises PlanRefused for words that another has."""
    locked = Skill.objects.select_for_update(of=("self",)).get(pk=skill.pk)
    french = " ".join(words_fr.split())
    others = Skill.objects.filter(federation=locked.federation_id, cycle=cycle, words_fr=french).exclude(pk=locked.pk)
    if others.exists():
        raise PlanRefused(_("Cette compétence est déjà dans la liste."), field="words_fr")
    locked.words_fr, locked.words_en, locked.cycle = french, " ".join(words_en.split()), cycle
    locked.save(update_fields=["words_fr", "words_en", "cycle"])
    return locked


@transaction.atomic
def retire_skill(skill: Skill, *, by: Actor, retired: bool = True) -> Skill:
    """Propose a skill no more, or again. The projects that work on it keep it."""
    locked = Skill.objects.select_for_update(of=("self",)).get(pk=skill.pk)
    if locked.retired != retired:
        locked.retired = retired
        locked.save(update_fields=["retired"])
    return locked
