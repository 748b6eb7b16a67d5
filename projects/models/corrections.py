"""What an adult put right in the life of a project, by whom and why: an idea set aside, a day written wrong."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .projects import Project, ProjectStep


class SetAside(models.Model):
    """One time that an idea was set aside: words written for fun, or an idea that is there already.

    Its class sees it no more until it is taken up again (`back_at`). Nothing of it is erased.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="set_asides")
    reason = models.CharField(_("pourquoi"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("idée mise de côté")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(back_at__isnull=True), name="projects_setaside_once_at_a_time"
            ),
            models.CheckConstraint(
                name="projects_setaside_says_why",
                condition=~Q(reason=""),
                violation_error_message=_("Dites pourquoi l’idée est mise de côté."),
            ),
            models.CheckConstraint(
                name="projects_setaside_back_by_at", condition=Q(back_at__isnull=False) | Q(back_by__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"set aside {self.pk}"


class StepCorrection(models.Model):
    """A step had another day at first: which one, who put it right, and why. The database moves no day without one."""

    step = models.ForeignKey(ProjectStep, models.CASCADE, related_name="corrections")
    was = models.DateField(_("était le"))
    on = models.DateField(_("est le"))
    reason = models.CharField(_("pourquoi"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("date corrigée")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="projects_stepcorrection_says_why",
                condition=~Q(reason=""),
                violation_error_message=_("Dites pourquoi la date change."),
            ),
            models.CheckConstraint(
                name="projects_stepcorrection_another_day", condition=~Q(was=F("on")),
                violation_error_message=_("C’est déjà cette date."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"correction of step {self.step_id}"
