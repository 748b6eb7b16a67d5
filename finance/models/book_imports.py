"""A file of last year's accounts on its way into a book."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from occe.kit.actors import Actor

from .books import Book


class BookImportQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "BookImportQuerySet":
        return self.filter(book__in=Book.objects.visible_to(actor))

    def waiting(self) -> "BookImportQuerySet":
        return self.filter(posted_at__isnull=True)


class BookImport(models.Model):
    """What was read of a file, and how its columns are to be understood, until it is in the book or thrown away.

    `rows` (line numbers and cells) may name people: they are erased as soon as the entries stand, or after a week.
    `digest` is that of the file, so that it enters a book once. `finance.services.taking_over` is the only door.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    book = models.ForeignKey(Book, models.CASCADE, related_name="imports")
    name = models.CharField(_("nom du fichier"), max_length=120)
    digest = models.CharField(max_length=64)
    rows = models.JSONField(default=list, blank=True)
    mapping = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    posted_at = models.DateTimeField(null=True, blank=True)
    entry_count = models.PositiveIntegerField(default=0)

    objects = BookImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("comptes repris d’un fichier")
        constraints = [
            models.UniqueConstraint(fields=["book", "digest"], name="finance_bookimport_file_once"),
            models.CheckConstraint(
                name="finance_bookimport_posted_forgets",
                condition=Q(posted_at__isnull=True, posted_by__isnull=True, entry_count=0)
                | Q(posted_at__gte=F("made_at"), posted_by__isnull=False, entry_count__gt=0, rows=[]),
            ),
        ]

    def __str__(self) -> str:
        return self.name
