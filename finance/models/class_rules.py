"""How a class works with money."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom


class ClassRules(models.Model):
    """What a class chose for itself: whether a second pupil looks at an expense, and whether only its treasurers write
    one. A class without a row has chosen nothing: a second pupil looks, everybody writes.
    """

    classroom = models.OneToOneField(Classroom, models.PROTECT, primary_key=True, related_name="money_rules")
    asks_second_look = models.BooleanField(_("un deuxième élève vérifie chaque dépense"), default=True)
    treasurers_only = models.BooleanField(_("seuls les trésoriers écrivent les dépenses"), default=False)

    class Meta:
        verbose_name = _("façon de travailler d’une classe")

    def __str__(self) -> str:
        return str(self.classroom)
