"""What the portal read on a stored paper: a proposal beside the picture."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import StoredFile


class ReceiptReading(models.Model):
    """The reading of one stored file, made once by a job; `read_at` is empty until then. It is never a fact.

    What was not found is empty, and a file on which nothing could be read has a row that says nothing. `total` in
    euros, below zero for a credit note; `confidence` from 0 to 1. Whoever may see the file may see its reading.
    """

    file = models.OneToOneField(StoredFile, models.CASCADE, primary_key=True, related_name="reading")
    asked_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    total = models.DecimalField(_("total lu"), max_digits=12, decimal_places=2, null=True, blank=True)
    date = models.DateField(_("jour lu"), null=True, blank=True)
    shop = models.CharField(_("magasin lu"), max_length=80, blank=True)
    source = models.CharField(max_length=8, blank=True)
    confidence = models.FloatField(default=0)

    class Meta:
        verbose_name = _("lecture d’un ticket")
        constraints = [
            models.CheckConstraint(
                name="finance_receiptreading_confidence", condition=Q(confidence__gte=0, confidence__lte=1)
            ),
            models.CheckConstraint(
                name="finance_receiptreading_source", condition=Q(source__in=["", "ocr", "factur-x"])
            ),
        ]

    def __str__(self) -> str:
        return f"reading of file {self.file_id}"

    @property
    def says_something(self) -> bool:
        return self.total is not None or self.date is not None or bool(self.shop)
