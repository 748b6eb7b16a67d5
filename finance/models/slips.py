"""Money that comes in, as a class counts it: coins and notes in a grid, cheques one by one without a name."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, Cooperative, Federation
from councils.models import Decision
from occe.kit.actors import Actor, PupilActor
from projects.models import Project

from .accounts import Account
from .activities import Activity, Grant
from .entries import Entry
from .practice import PracticeEntry, PracticeRun
from .steps import Reason, Step
from .vouchers import Voucher

PIECES = (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
"""Notes and coins by their value in cents, the largest first."""


class DepositSlipQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "DepositSlipQuerySet":
        """A pupil sees the class's own, an adult those of the own cooperatives; with an ended mandate, entries only."""
        if isinstance(actor, PupilActor):
            return self.filter(classroom_id=actor.classroom_id)
        return self.filter(cooperative__in=Cooperative.objects.in_hand_of(actor))

    def real(self) -> "DepositSlipQuerySet":
        """Without those of a practice class."""
        return self.filter(practice__isnull=True)

    def of_class(self, classroom: Classroom) -> "DepositSlipQuerySet":
        """What the class works on now: its practice when it practises, else its real slips."""
        return self.filter(classroom=classroom, practice=PracticeRun.objects.filter(classroom=classroom).first())

    def waiting(self) -> "DepositSlipQuerySet":
        """Sent, and not answered yet."""
        return self.filter(state=DepositSlip.State.SENT)

    def with_sums(self) -> "DepositSlipQuerySet":
        """Adds `cash_sum`, `cheques_sum` and `amount` (both together), in euros."""
        pieces = SlipPiece.objects.filter(slip=OuterRef("pk")).values("slip").order_by()
        cheques = SlipCheque.objects.filter(slip=OuterRef("pk")).values("slip").order_by()
        cents = pieces.annotate(sum=Sum(F("cents") * F("count"))).values("sum")
        euros = cheques.annotate(sum=Sum("amount")).values("sum")
        field = models.DecimalField(max_digits=12, decimal_places=2)
        return self.annotate(
            # Cents are whole numbers to the database: without the cast it would divide them as such.
            cash_sum=Cast(Coalesce(Subquery(cents), 0), field) / Decimal(100),
            cheques_sum=Coalesce(Subquery(euros, output_field=field), Decimal(0)),
        ).annotate(amount=models.ExpressionWrapper(F("cash_sum") + F("cheques_sum"), output_field=field))


class DepositSlip(models.Model):
    """A deposit: what it comes from, the coins and notes counted, the cheques. Recorded by a mandataire.

    Nothing in it can hold who paid: a cheque is a bank, a number and an amount, and the drawer's name stays on the
    bank's own paper. `label` says what was sold or held ("soupe à la courge"); a text that looks like a person's name
    is refused, and contributions of families have no label at all.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("en cours d’écriture")
        SENT = "sent", _("à valider")
        RECORDED = "recorded", _("inscrite")
        RETURNED = "returned", _("à compléter")
        REFUSED = "refused", _("refusée")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="deposit_slips")
    classroom = models.ForeignKey(Classroom, models.PROTECT, null=True, blank=True, related_name="deposit_slips")
    practice = models.ForeignKey(PracticeRun, models.PROTECT, null=True, blank=True, related_name="slips")
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)

    drafted_by_pupil = models.ForeignKey(
        "members.Pupil", models.PROTECT, null=True, blank=True, related_name="deposit_slips"
    )
    drafted_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="deposit_slips"
    )
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField(_("ce qu’on a vendu ou fait"), max_length=60, blank=True)
    collected_on = models.DateField(_("reçu le"), null=True, blank=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="deposit_slips")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="deposit_slips")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="deposit_slips")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="deposit_slips")

    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(_("inscrit le"), null=True, blank=True)
    voucher = models.OneToOneField(Voucher, models.PROTECT, null=True, blank=True, related_name="slip")
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, blank=True, related_name="slip")
    practice_entry = models.OneToOneField(PracticeEntry, models.PROTECT, null=True, blank=True, related_name="slip")
    reason = models.CharField(_("pourquoi"), max_length=12, choices=Reason.choices, blank=True)
    note = models.TextField(_("message de l’adulte"), blank=True)

    objects = DepositSlipQuerySet.as_manager()

    class Meta:
        verbose_name = _("bordereau de versement")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["cooperative", "state"], name="finance_slip_by_state"),
            models.Index(fields=["classroom", "state"], name="finance_slip_of_class"),
        ]
        constraints = [
            models.CheckConstraint(
                name="finance_depositslip_one_author",
                condition=Q(drafted_by_pupil__isnull=False, drafted_by_user__isnull=True)
                | Q(drafted_by_pupil__isnull=True, drafted_by_user__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_depositslip_pupil_writes_in_a_class",
                condition=Q(drafted_by_pupil__isnull=True) | Q(classroom__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_depositslip_sent_is_whole",
                condition=Q(state="draft")
                | Q(account__isnull=False, collected_on__isnull=False, sent_at__isnull=False),
                violation_error_message=_("Un bordereau envoyé dit d’où vient l’argent et quand."),
            ),
            models.CheckConstraint(
                name="finance_depositslip_recorded_is_posted",
                condition=(
                    Q(state="recorded", recorded_by__isnull=False, recorded_at__isnull=False)
                    & (
                        Q(practice__isnull=True, entry__isnull=False, practice_entry__isnull=True)
                        | Q(practice__isnull=False, entry__isnull=True, practice_entry__isnull=False)
                    )
                )
                | (
                    ~Q(state="recorded")
                    & Q(
                        recorded_by__isnull=True,
                        recorded_at__isnull=True,
                        entry__isnull=True,
                        practice_entry__isnull=True,
                    )
                ),
                violation_error_message=_("Un bordereau inscrit est au cahier."),
            ),
            models.CheckConstraint(
                name="finance_depositslip_practice_has_no_paper",
                condition=Q(practice__isnull=True) | Q(voucher__isnull=True, entry__isnull=True),
            ),
            models.CheckConstraint(
                name="finance_depositslip_answer_says_why",
                condition=~Q(state__in=["returned", "refused"]) | ~Q(reason=""),
                violation_error_message=_("Dites pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"deposit slip {self.pk}"

    @property
    def is_editable(self) -> bool:
        """Whether its author may still write in it."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class SlipPiece(models.Model):
    """So many of one coin or note of a slip. `cents` is the piece's value."""

    slip = models.ForeignKey(DepositSlip, models.CASCADE, related_name="pieces")
    cents = models.PositiveIntegerField(_("pièce ou billet"), choices=[(cents, str(cents)) for cents in PIECES])
    count = models.PositiveIntegerField(_("combien"))

    class Meta:
        verbose_name = _("pièces ou billets comptés")
        ordering = ["slip_id", "-cents"]
        constraints = [
            models.UniqueConstraint(fields=["slip", "cents"], name="finance_slippiece_once"),
            models.CheckConstraint(
                name="finance_slippiece_exists",
                condition=Q(cents__in=PIECES, count__gte=1, count__lte=9999),
                violation_error_message=_("Comptez de vraies pièces et de vrais billets."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.cents}"

    @property
    def amount(self) -> Decimal:
        """Euros."""
        return Decimal(self.cents * self.count) / 100


class SlipCheque(models.Model):
    """A cheque of a slip: bank, number, amount. No column of it can hold a name: the bank is picked from a list."""

    class Bank(models.TextChoices):
        POSTALE = "postale", "La Banque Postale"
        AGRICOLE = "agricole", "Crédit Agricole"
        MUTUEL = "mutuel", "Crédit Mutuel"
        CIC = "cic", "CIC"
        EPARGNE = "epargne", "Caisse d’Épargne"
        POPULAIRE = "populaire", "Banque Populaire"
        BNP = "bnp", "BNP Paribas"
        GENERALE = "generale", "Société Générale"
        LCL = "lcl", "LCL"
        COOPERATIF = "cooperatif", "Crédit Coopératif"
        BOURSO = "bourso", "BoursoBank"
        TREASURY = "treasury", _("Trésor public")
        OTHER = "other", _("une autre banque")

    slip = models.ForeignKey(DepositSlip, models.CASCADE, related_name="cheques")
    position = models.PositiveSmallIntegerField(_("rang"))
    bank = models.CharField(_("banque"), max_length=12, choices=Bank.choices)
    number = models.CharField(_("numéro du chèque"), max_length=12)
    amount = models.DecimalField(_("somme"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("chèque")
        ordering = ["slip_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["slip", "bank", "number"],
                name="finance_slipcheque_once",
                violation_error_message=_("Ce chèque est déjà sur le bordereau."),
            ),
            models.CheckConstraint(
                name="finance_slipcheque_number_is_digits",
                condition=Q(number__regex=r"^[0-9]{4,12}$"),
                violation_error_message=_("Un numéro de chèque s’écrit avec des chiffres."),
            ),
            models.CheckConstraint(
                name="finance_slipcheque_bank_of_the_list",
                condition=Q(
                    bank__in=[
                        "postale", "agricole", "mutuel", "cic", "epargne", "populaire", "bnp", "generale", "lcl",
                        "cooperatif", "bourso", "treasury", "other",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="finance_slipcheque_amount_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("Un chèque est plus grand que zéro."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.bank} {self.number}"


class SlipEvent(Step):
    """A step of a slip. Those of a practice class go when the practice is thrown away, the others stay for ever."""

    slip = models.ForeignKey(DepositSlip, models.PROTECT, related_name="events")

    class Meta(Step.Meta):
        verbose_name = _("étape du bordereau")
