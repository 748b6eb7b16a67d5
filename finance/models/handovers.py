"""The account of a mandataire who leaves before the year ends: the money, the things, the reviewers' first look."""

import uuid
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, Mandate
from occe.kit.actors import Actor, Adult

from .bank_statements import BankStatement
from .books import Book
from .cash_counts import CashCount
from .reconciliations import OutstandingItem, Reconciliation
from .reviews import AccountReview

COMING = (Mandate.State.ACCEPTED, Mandate.State.APPROVED)


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "HandoverQuerySet":
        """Those of the books that one sees; a successor sees them before the board has decided."""
        seen = Q(book__in=Book.objects.visible_to(actor))
        if not isinstance(actor, Adult):
            return self.filter(seen)
        named = Mandate.objects.filter(user_id=actor.user_id, state__in=COMING)
        coming = Exists(named.filter(cooperative=OuterRef("book__cooperative")))
        return self.filter(seen | coming, federation_id=actor.federation_id)

    def open(self) -> "HandoverQuerySet":
        """Nobody has taken the accounts over yet."""
        return self.filter(taken_at__isnull=True)


class Handover(models.Model):
    """What a mandataire leaves on the evening of a day: the money, the cash counted, the bank compared, the things.

    `bank`, `cash` and `class_boxes` are the book's on that evening, up to entry `last_number`, in euros, so that the
    figures can be proved for ever. Statement − going out + coming in − not in the book = bank; without money at the
    bank there may be no statement (`basis` is empty). All of it is written once, by who leaves (`mandate`); who takes
    over ticks what is there, and signs (`taken_by_mandate`). The two mandates are the association's to end and to give.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_index=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="handovers")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="handovers")
    day = models.DateField(_("arrêté au soir du"))
    at = models.DateTimeField(_("écrit le"), default=timezone.now)
    last_number = models.PositiveIntegerField()
    bank = models.DecimalField(_("à la banque, au cahier"), max_digits=12, decimal_places=2)
    cash = models.DecimalField(_("en caisse, au cahier"), max_digits=12, decimal_places=2)
    class_boxes = models.DecimalField(_("dans les boîtes des classes"), max_digits=12, decimal_places=2)
    count = models.ForeignKey(CashCount, models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.CharField(_("d’après"), max_length=9, choices=Reconciliation.Basis.choices, blank=True)
    statement = models.ForeignKey(BankStatement, models.PROTECT, null=True, blank=True, related_name="+")
    statement_balance = models.DecimalField(_("solde du relevé"), max_digits=12, decimal_places=2)
    going_out = models.DecimalField(_("chèques et paiements en route"), max_digits=12, decimal_places=2)
    coming_in = models.DecimalField(_("versements en route"), max_digits=12, decimal_places=2)
    not_in_book = models.DecimalField(_("à la banque, pas au cahier"), max_digits=12, decimal_places=2)
    taken_by_mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, blank=True, related_name="taken_handovers")
    taken_at = models.DateTimeField(_("repris le"), null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrêté de passation")
        ordering = ["book_id", "day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "day"],
                name="finance_handover_once_a_day",
                violation_error_message=_("Les comptes sont déjà arrêtés à ce jour."),
            ),
            models.CheckConstraint(
                name="finance_handover_agrees",
                condition=Q(bank=F("statement_balance") - F("going_out") + F("coming_in") - F("not_in_book")),
                violation_error_message=_("Le relevé et le cahier ne disent pas la même somme."),
            ),
            models.CheckConstraint(
                name="finance_handover_on_their_way", condition=Q(going_out__gte=0, coming_in__gte=0)
            ),
            models.CheckConstraint(
                name="finance_handover_taken_by_and_at",
                condition=Q(taken_by_mandate__isnull=True, taken_at__isnull=True)
                | Q(taken_by_mandate__isnull=False, taken_at__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_handover_two_mandates",
                condition=Q(taken_by_mandate__isnull=True) | ~Q(taken_by_mandate=F("mandate")),
                violation_error_message=_("Une passation porte deux signatures : qui part, et qui reprend."),
            ),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk}"

    @property
    def total(self) -> Decimal:
        return self.bank + self.cash + self.class_boxes

    @property
    def is_taken(self) -> bool:
        return self.taken_at is not None

    @property
    def last_day(self) -> date:
        """The last day of the book: until then, the accounts are the successor's."""
        return self.book.year.ends


class HandoverItem(OutstandingItem):
    """What stood at the bank only, or in the book only, on that evening: the successor waits for it."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="items")

    class Meta:
        verbose_name = _("ligne en suspens à la passation")
        ordering = ["handover_id", "side", "date", "id"]


class HandedThing(models.Model):
    """One thing of the list: whether it was given (written with the account), and received (ticked later)."""

    class Thing(models.TextChoices):
        CHEQUEBOOKS = "chequebooks", _("les chéquiers")
        BANK_KEYS = "bank_keys", _("les accès à la banque : codes, carte de dépôt")
        STATEMENTS = "statements", _("les relevés de la banque")
        CASH_BOX = "cash_box", _("la caisse et sa clé")
        ORIGINALS = "originals", _("les pièces de l’année, avec leurs originaux")
        REPORTS = "reports", _("les comptes rendus des années passées")
        DECISIONS = "decisions", _("le cahier des décisions")
        INVENTORY = "inventory", _("le cahier d’inventaire")
        GOODS = "goods", _("les biens qui y sont inscrits")
        RULES = "rules", _("le règlement de la coopérative")
        KEYS = "keys", _("les clés : armoire, local")

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="things")
    thing = models.CharField(_("quoi"), max_length=12, choices=Thing.choices)
    rank = models.PositiveSmallIntegerField()
    given = models.BooleanField(_("remis"), default=False)
    taken = models.BooleanField(_("reçu"), default=False)

    class Meta:
        verbose_name = _("chose remise")
        ordering = ["handover_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "thing"], name="finance_handedthing_once"),
        ]

    def __str__(self) -> str:
        return self.get_thing_display()


class FirstLook(models.Model):
    """What the reviewers saw before the mandataire left, up to entry `number`: a part of the year's review, kept as it
    was, since the same reviewers go on with the same review at the year's end.
    """

    handover = models.OneToOneField(Handover, models.PROTECT, primary_key=True, related_name="first_look")
    review = models.ForeignKey(AccountReview, models.PROTECT, related_name="first_looks")
    held_on = models.DateField(_("réunion du"))
    cash_counted = models.BooleanField(_("la caisse a été comptée devant nous"), default=False)
    chequebooks_seen = models.BooleanField(_("nous avons vu les chéquiers"), default=False)
    originals_seen = models.BooleanField(_("nous avons vu les originaux des pièces tirées"), default=False)
    inventory_seen = models.BooleanField(_("nous avons vu l’inventaire"), default=False)
    register_seen = models.BooleanField(_("nous avons vu le cahier des décisions"), default=False)
    seen = models.PositiveSmallIntegerField(_("pièces regardées"))
    drawn = models.PositiveSmallIntegerField(_("pièces à regarder"))
    number = models.PositiveIntegerField()
    remarks = models.TextField(_("remarques des vérificateurs"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("premier regard des vérificateurs")

    def __str__(self) -> str:
        return f"first look {self.pk}"

    @property
    def ticked(self) -> list[str]:
        """The words of what was ticked."""
        return [words for name, words in AccountReview.tick_words().items() if getattr(self, name)]
