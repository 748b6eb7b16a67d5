"""Who may be shown where, and until when: one printed sheet a project, one answer a child, and the child's own no.

Consent is per child, project (or series of projects), medium and end date; inside the class it may be for the year.
Both parents sign by default, always for the public site and the press (Civil code, article 372-1, law of 19 February
2024). No parent's name or address is kept: the paper stays at school.
"""

import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, classrooms_led_by
from members.models import Pupil
from occe.kit.actors import Actor

from .projects import Project


class Medium(models.TextChoices):
    """Where a picture, a voice, a drawing or a text is shown."""

    CLASS = "class", _("dans la classe")
    FAMILIES = "families", _("à l’école et aux familles")
    SITE = "site", _("sur le site public")
    PRESS = "press", _("dans la presse")


class Answer(models.TextChoices):
    """What came back on the sheet, in one tap."""

    ALL = "all", _("oui, tout")
    NOT_SITE = "not_site", _("oui, mais pas le site")
    NO = "no", _("non")


class ConsentSheetQuerySet(models.QuerySet):
    def run_by(self, actor: Actor) -> "ConsentSheetQuerySet":
        """Those of the classes that an adult leads. Staff see none: a consent tells of a family."""
        return self.filter(classroom__in=classrooms_led_by(actor))

    def open_on(self, day: date) -> "ConsentSheetQuerySet":
        return self.filter(ends_on__gte=day)


class ConsentSheet(models.Model):
    """What is asked of the parents of a class: for which projects, which pictures, where, and until when.

    With `for_the_class` it is the yearly one, for inside the class, and names no project.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="consent_sheets")
    projects = models.ManyToManyField(Project, related_name="consent_sheets", blank=True)
    for_the_class = models.BooleanField(_("pour l’année, dans la classe"), default=False)
    title = models.CharField(_("pour quoi"), max_length=120)
    what = models.CharField(_("quelles images, quels sons, quels travaux"), max_length=300)
    media = ArrayField(models.CharField(max_length=8, choices=Medium.choices), verbose_name=_("où"))
    ends_on = models.DateField(_("jusqu’au"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = ConsentSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("feuille d’autorisation")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom"], condition=Q(for_the_class=True), name="projects_consentsheet_one_for_the_class",
                violation_error_message=_("La feuille de l’année existe déjà pour cette classe."),
            ),
            models.UniqueConstraint(
                fields=["classroom", "title"], name="projects_consentsheet_title_once",
                violation_error_message=_("Une feuille de ce nom existe déjà pour cette classe."),
            ),
            models.CheckConstraint(
                name="projects_consentsheet_somewhere",
                condition=Q(media__len__gte=1) & (Q(for_the_class=False) | Q(media=["class"])),
                violation_error_message=_("Choisissez au moins un endroit."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class ConsentAnswer(models.Model):
    """What the sheet of one child says: for the own image and voice, and for what the child made.

    No row: the sheet has not come back. `both_parents` is false where one has signed and the other could have.
    `recorded_by` read the paper. A withdrawal changes the answer to no; nothing keeps what it was.
    """

    sheet = models.ForeignKey(ConsentSheet, models.CASCADE, related_name="answers")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="consent_answers")
    image = models.CharField(_("image et voix"), max_length=8, choices=Answer.choices)
    works = models.CharField(_("dessins, textes, sons"), max_length=8, choices=Answer.choices)
    both_parents = models.BooleanField(_("signée par les deux parents"), default=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("réponse sur l’image")
        constraints = [models.UniqueConstraint(fields=["sheet", "pupil"], name="projects_consentanswer_once")]

    def __str__(self) -> str:
        return f"consent answer {self.pk}"


class OwnNo(models.Model):
    """A child who does not want to be shown, for one project or everywhere. It prevails over any parent's yes.

    One button, no reason; the child alone takes it back.
    """

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="own_nos")
    project = models.ForeignKey(Project, models.CASCADE, null=True, blank=True, related_name="own_nos")

    class Meta:
        verbose_name = _("«\u00a0je ne veux pas\u00a0» d’un élève")
        constraints = [
            models.UniqueConstraint(fields=["pupil", "project"], name="projects_ownno_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"own no {self.pk}"
