"""The laws and the rules of a class: laws are given, rules are voted and can be voted anew."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from occe.kit.actors import Actor

from .councils import Council
from .decisions import Decision

PICTURES = {
    "hand": _("une main"), "mic": _("un micro"), "voice": _("une voix"), "heart": _("un cœur"),
    "shield": _("un bouclier"), "people": _("des gens"), "wait": _("une horloge"), "eye": _("un œil"),
    "eraser": _("une gomme"), "book": _("un livre"), "ball": _("un ballon"), "sprout": _("une pousse"),
}  # fmt: skip
"""Icons that a rule may show: who cannot read yet knows the rule by it."""
NO_PICTURE = "star"


class ClassRuleQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ClassRuleQuerySet":
        return self.filter(council__in=Council.objects.visible_to(actor))

    def in_force(self) -> "ClassRuleQuerySet":
        return self.filter(ends_on__isnull=True)


class ClassRule(models.Model):
    """A law (nobody votes on it: safety, respect, the law of the country) or a rule that the council decided."""

    class Kind(models.TextChoices):
        LAW = "law", _("loi")
        RULE = "rule", _("règle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="rules")
    kind = models.CharField(_("sorte"), max_length=4, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("en une phrase"), max_length=160)
    picture = models.CharField(_("image"), max_length=20, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="rules")
    starts_on = models.DateField(_("depuis le"), default=timezone.localdate)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)
    ended_by = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="ended_rules")

    objects = ClassRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("loi ou règle")
        ordering = ["kind", "position", "id"]
        constraints = [
            models.CheckConstraint(
                name="councils_classrule_rules_are_decided",
                condition=Q(kind="law", decision__isnull=True, ended_by__isnull=True)
                | Q(kind="rule", decision__isnull=False),
                violation_error_message=_("Une règle vient d’une décision du conseil."),
            ),
            models.CheckConstraint(
                name="councils_classrule_rule_ends_by_a_decision",
                condition=Q(kind="law") | Q(ends_on__isnull=True) | Q(ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def drawn(self) -> tuple[str, str]:
        """The icon that stands for it, chosen or not, and its name."""
        icon = self.picture or NO_PICTURE
        return icon, str(PICTURES.get(icon, _("une étoile")))
