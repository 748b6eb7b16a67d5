"""A second pupil's count of a deposit."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .claims import ClaimCheck
from .slips import DepositSlip


class SlipCheck(models.Model):
    """Another pupil counted the coins and notes again: the same, or not the same. No legal power at all, and no word:
    what differs is found by counting together.
    """

    Verdict = ClaimCheck.Verdict

    slip = models.ForeignKey(DepositSlip, models.PROTECT, related_name="checks")
    pupil = models.ForeignKey("members.Pupil", models.PROTECT, related_name="slip_checks")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("recomptage")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="finance_slipcheck_says_one_of_two",
                condition=models.Q(verdict__in=ClaimCheck.Verdict.values),
                violation_error_message=_("Dis si c’est pareil ou pas pareil."),
            )
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
