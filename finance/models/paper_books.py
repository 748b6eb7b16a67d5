"""A year that a school keeps on paper: what its own book said of the bank, and the photographed pages."""

import uuid
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, StoredFile
from occe.kit.actors import Actor

from .books import Book


class PaperBookQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "PaperBookQuerySet":
        """Those of the books that one sees."""
        return self.filter(book__in=Book.objects.visible_to(actor))


class PaperBook(models.Model):
    """The comparison with the bank at the end of a year on paper, in euros; it is typed with the totals.

    Statement − what is not cashed yet + deposits on their way = what the paper book says is at the bank. It reads like
    a closed month (`Reconciliation`), and may be typed again as long as the book takes entries.
    """

    book = models.OneToOneField(Book, models.PROTECT, primary_key=True, related_name="paper")
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_index=False)
    statement_balance = models.DecimalField(_("solde du relevé"), max_digits=12, decimal_places=2)
    going_out = models.DecimalField(_("chèques et paiements en route"), max_digits=12, decimal_places=2)
    coming_in = models.DecimalField(_("versements en route"), max_digits=12, decimal_places=2)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    typed_at = models.DateTimeField(_("repris le"), default=timezone.now)

    objects = PaperBookQuerySet.as_manager()

    not_in_book = Decimal(0)

    class Meta:
        verbose_name = _("année tenue sur papier")
        constraints = [
            models.CheckConstraint(
                name="finance_paperbook_on_their_way", condition=Q(going_out__gte=0, coming_in__gte=0)
            )
        ]

    def __str__(self) -> str:
        return f"paper book {self.book_id}"

    @property
    def ledger_balance(self) -> Decimal:
        """What the paper book says is at the bank."""
        return self.statement_balance - self.going_out + self.coming_in

    @property
    def ends_on(self) -> date:
        return self.book.year.ends

    def get_basis_display(self) -> str:
        return str(_("cahier papier"))


class PaperPage(models.Model):
    """A page of the paper book, as a photo or a PDF. The paper stays at the school."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="paper_pages")
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="paper_pages")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("page du cahier papier")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["book", "file"], name="finance_paperpage_once")]

    def __str__(self) -> str:
        return f"page {self.pk}"
