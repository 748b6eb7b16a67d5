"""How much one person agrees to or records alone in one cooperative, where that differs from the association's rule."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import DecimalField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative, Federation
from occe.kit.actors import Actor
from occe.kit.dates import today

from .money_rules import MoneyRules


class PersonLimitQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "PersonLimitQuerySet":
        return self.filter(cooperative__in=Cooperative.objects.in_hand_of(actor))


class PersonLimit(models.Model):
    """What one person agrees to or records at most at once in a cooperative: set by the association's treasury, with
    its reason; it comes before `MoneyRules.person_limit`. In euros; the latest row of a person counts.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="person_limits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    amount = models.DecimalField(_("somme au plus, en une fois"), max_digits=12, decimal_places=2)
    reason = models.CharField(_("pourquoi"), max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField(default=timezone.now)

    objects = PersonLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("plafond d’une personne")
        ordering = ["cooperative_id", "-id"]
        constraints = [
            models.CheckConstraint(
                name="finance_personlimit_says_why",
                condition=Q(amount__gt=0) & ~Q(reason=""),
                violation_error_message=_("Un plafond est une somme, avec sa raison."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.amount}"


def limit_of(user: str, cooperative: str, federation: str) -> Coalesce:
    """The limit in force of a row's user: the own one, else the association's; null without any. Arguments name the
    row's columns.
    """
    own = PersonLimit.objects.filter(user=OuterRef(user), cooperative=OuterRef(cooperative)).order_by("-id")
    rule = MoneyRules.objects.in_force(OuterRef(federation), today())
    return Coalesce(
        Subquery(own.values("amount")[:1]),
        Subquery(rule.values("person_limit")[:1]),
        output_field=DecimalField(max_digits=12, decimal_places=2),
    )
