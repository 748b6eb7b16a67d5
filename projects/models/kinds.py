"""What an association decides for all its projects: their kinds, the skills of the programme, the rule of consent."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation


class ProjectKind(models.Model):
    """A kind of project as the association's staff wrote it: its own, or other words for one of the six that are given.

    Where the staff wrote none, `projects.kinds.STANDARD` holds. A project keeps the key of its kind, so that a kind is
    retired and never deleted.
    """

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="project_kinds")
    key = models.SlugField(max_length=12)
    label_fr = models.CharField(_("nom en français"), max_length=40)
    label_en = models.CharField(_("nom en anglais"), max_length=40)
    icon = models.CharField(_("image"), max_length=20, default="star")
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    retired = models.BooleanField(_("n’est plus proposé"), default=False)

    class Meta:
        verbose_name = _("domaine de projet")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "key"], name="projects_projectkind_once",
                violation_error_message=_("Ce domaine existe déjà."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label_fr


class Skill(models.Model):
    """A skill that a project works on, in the words of the programme; the association keeps the list.

    `cycle` (1 to 4) is the one that it belongs to; null is for all. A skill that projects name is retired, not deleted.
    """

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="skills")
    cycle = models.PositiveSmallIntegerField(_("cycle"), null=True, blank=True)
    words_fr = models.CharField(_("compétence"), max_length=200)
    words_en = models.CharField(_("compétence, en anglais"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    retired = models.BooleanField(_("n’est plus proposée"), default=False)

    class Meta:
        verbose_name = _("compétence travaillée")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "cycle", "words_fr"], name="projects_skill_once", nulls_distinct=False,
                violation_error_message=_("Cette compétence est déjà dans la liste."),
            ),
            models.CheckConstraint(
                name="projects_skill_cycle", condition=Q(cycle__isnull=True) | Q(cycle__range=(1, 4))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words_fr


class ProjectRules(models.Model):
    """What the association decides about pictures: whether one parent's signature is enough outside of the public site.

    Both parents are asked by default, and always for the public site and the press (Civil code, article 372-1).
    """

    federation = models.OneToOneField(Federation, models.PROTECT, related_name="project_rules")
    one_parent_is_enough = models.BooleanField(_("la signature d’un seul parent suffit hors du site"), default=False)

    class Meta:
        verbose_name = _("règles des projets")

    def __str__(self) -> str:
        return f"project rules of {self.federation_id}"
