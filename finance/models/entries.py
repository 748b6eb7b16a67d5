"""Entries and their lines. They are written once, by `finance.services.posting`, and never change.

Sign convention: a treasury account is *debited* when money comes in and *credited* when it goes out; an expense is a
debit of its account, an income a credit. Two columns, never null, never negative; amounts are euros with two decimals.
No balance is stored. The database itself refuses an unbalanced entry, a changed entry and a gap in the numbers
(`finance/migrations/0003_ledger_guards.py`); keys without `db_constraint` here are composite keys there, federation
included.
"""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, Federation
from councils.models import Decision
from occe.kit.actors import Actor
from projects.models import Project

from .accounts import Account
from .activities import Activity, Grant
from .books import Book
from .vouchers import Voucher


class EntryQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "EntryQuerySet":
        return self.filter(book__in=Book.objects.visible_to(actor))


class Entry(models.Model):
    """A posted entry: number without gap in its book, balanced lines, a digest chained to the one before.

    `request_id` makes posting idempotent. `label` is composed by the portal: a child's words stay on the claim, where
    they can be erased. `direct` marks what a mandataire recorded alone. The canonical text of the digest is described
    in `finance.services.digests`.
    """

    class Kind(models.TextChoices):
        OPENING = "opening", _("report de l’an dernier")
        EXPENSE = "expense", _("dépense")
        INCOME = "income", _("recette")
        TRANSFER = "transfer", _("virement interne")
        ADVANCE = "advance", _("avance à une classe")
        REVERSAL = "reversal", _("correction")

    class Reason(models.TextChoices):
        NONE = "", _("aucune")
        WRONG_AMOUNT = "wrong_amount", _("la somme n’était pas la bonne")
        WRONG_ACCOUNT = "wrong_account", _("le compte n’était pas le bon")
        WRONG_DATE = "wrong_date", _("la date n’était pas la bonne")
        TWICE = "twice", _("inscrite deux fois")
        NOT_DONE = "not_done", _("l’opération n’a pas eu lieu")
        FOUND_LATER = "found_later", _("trouvée après la clôture")
        PAPER_TOTAL = "paper_total", _("total de l’année d’après le cahier papier")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="entries", db_constraint=False, db_index=False)
    number = models.PositiveIntegerField(_("numéro"))
    kind = models.CharField(_("nature"), max_length=10, choices=Kind.choices)
    date = models.DateField(_("date"))
    label = models.CharField(_("libellé"), max_length=200)
    direct = models.BooleanField(_("saisie directe"), default=False)
    reason = models.CharField(_("pourquoi"), max_length=14, choices=Reason.choices, blank=True)
    voucher = models.ForeignKey(Voucher, models.PROTECT, null=True, blank=True, related_name="entries")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    request_id = models.UUIDField(_("demande"))
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    posted_at = models.DateTimeField(_("inscrite le"), default=timezone.now)
    line_count = models.PositiveSmallIntegerField(_("lignes"))
    total = models.DecimalField(_("total"), max_digits=12, decimal_places=2)
    digest = models.CharField(_("empreinte"), max_length=64)
    previous_digest = models.CharField(_("empreinte précédente"), max_length=64, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("écriture")
        ordering = ["book_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="finance_entry_number_once"),
            models.UniqueConstraint(fields=["book", "request_id"], name="finance_entry_request_once"),
            models.UniqueConstraint(fields=["federation", "id"], name="finance_entry_in_federation"),
            models.CheckConstraint(name="finance_entry_numbered_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="finance_entry_total_positive",
                condition=Q(total__gt=0, line_count__gte=2),
                violation_error_message=_("Une écriture a au moins deux lignes et une somme."),
            ),
            models.CheckConstraint(
                name="finance_entry_digest_shape",
                condition=Q(digest__regex=r"^[0-9a-f]{64}$") & Q(previous_digest__regex=r"^([0-9a-f]{64})?$"),
            ),
            models.CheckConstraint(
                name="finance_entry_one_line_label",
                condition=Q(label__regex=r"^[^[:cntrl:]]+$"),
                violation_error_message=_("Un libellé tient sur une ligne."),
            ),
            models.CheckConstraint(
                name="finance_entry_reversal_says_why",
                condition=(Q(kind="reversal", reverses__isnull=False) & ~Q(reason=""))
                | (~Q(kind="reversal") & Q(reverses__isnull=True)),
                violation_error_message=_("Une correction dit ce qu’elle corrige et pourquoi."),
            ),
        ]
        indexes = [models.Index(fields=["book", "date", "number"], name="finance_entry_by_date")]

    def __str__(self) -> str:
        return f"n° {self.number} · {self.label}"

    @classmethod
    def reasons_to_correct(cls) -> list[tuple[str, str]]:
        """Why an entry is corrected, as choices; a total of a paper book is no correction."""
        return [choice for choice in cls.Reason.choices if choice[0] not in ("", cls.Reason.PAPER_TOTAL)]


class EntryLineQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "EntryLineQuerySet":
        return self.filter(entry__in=Entry.objects.visible_to(actor))


class EntryLine(models.Model):
    """One side of an entry: an account and either a debit or a credit, with what it is gathered under."""

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="lines", db_constraint=False, db_index=False)
    position = models.PositiveSmallIntegerField(_("rang"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="lines", db_constraint=False, db_index=False)
    debit = models.DecimalField(_("débit"), max_digits=12, decimal_places=2, default=Decimal(0))
    credit = models.DecimalField(_("crédit"), max_digits=12, decimal_places=2, default=Decimal(0))
    classroom = models.ForeignKey(Classroom, models.PROTECT, null=True, blank=True, related_name="entry_lines")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="entry_lines")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="entry_lines")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="entry_lines")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="entry_lines")

    objects = EntryLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne d’écriture")
        ordering = ["entry_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="finance_entryline_position_once"),
            models.CheckConstraint(
                name="finance_entryline_one_side",
                condition=Q(debit__gt=0, credit=0) | Q(debit=0, credit__gt=0),
                violation_error_message=_("Une ligne porte soit un débit, soit un crédit."),
            ),
        ]
        indexes = [
            # Totals by account of a whole year are read from the index alone.
            models.Index(fields=["account"], include=["debit", "credit", "entry"], name="finance_entryline_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.debit or self.credit}"
