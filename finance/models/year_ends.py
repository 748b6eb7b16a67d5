"""What is said about a book at the end of its year, beside its entries: where the papers are, what was read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, StoredFile
from occe.kit.actors import Actor

from .books import Book


class YearEndQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "YearEndQuerySet":
        """Those of the books that one sees."""
        return self.filter(book__in=Book.objects.visible_to(actor))


class YearEnd(models.Model):
    """Facts of the closing that no entry tells; a book without a row has none of them yet.

    `originals_place` says where the box of the paper vouchers stands: a photo never replaces it unless the association
    says so. `report_read_number` is the last entry that the report held when a mandataire read it: one entry more, and
    it is to be read again. `sent_without` is why the book was sent before its quitus.
    """

    book = models.OneToOneField(Book, models.PROTECT, primary_key=True, related_name="year_end")
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_index=False)
    originals_place = models.CharField(_("où sont les originaux"), max_length=120, blank=True)
    activity_report = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="year_ends")
    report_read_number = models.PositiveIntegerField(null=True, blank=True)
    report_read_at = models.DateTimeField(_("compte rendu lu le"), null=True, blank=True)
    report_read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_without = models.TextField(_("pourquoi sans quitus"), blank=True)

    objects = YearEndQuerySet.as_manager()

    class Meta:
        verbose_name = _("fin d’année")
        constraints = [
            models.CheckConstraint(
                name="finance_yearend_report_read_whole",
                condition=Q(report_read_number__isnull=True, report_read_at__isnull=True, report_read_by__isnull=True)
                | Q(report_read_number__isnull=False, report_read_at__isnull=False, report_read_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.book)
