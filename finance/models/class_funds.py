"""A class's share of a cooperative's money."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, Cooperative, Federation
from occe.kit.actors import Actor


class ClassFundQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ClassFundQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(actor))


class ClassFund(models.Model):
    """The money side of a class in one year: an axis of the cooperative's book, not a bank account.

    What the class received and spent are the lines that carry its classroom; the money entrusted to its box is the
    balance of the class-box account on that axis. An advance to a class is therefore no expense.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="class_funds")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="class_funds")
    classroom = models.OneToOneField(Classroom, models.PROTECT, related_name="fund")
    opened_at = models.DateTimeField(_("ouverte le"), auto_now_add=True)

    objects = ClassFundQuerySet.as_manager()

    class Meta:
        verbose_name = _("part d’une classe")
        ordering = ["classroom_id"]
        constraints = [models.UniqueConstraint(fields=["federation", "id"], name="finance_classfund_in_federation")]

    def __str__(self) -> str:
        return str(self.classroom)
