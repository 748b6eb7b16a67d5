"""The expense as pupils and teachers write it, before and after it is in the ledger."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, Cooperative, Federation, Mandate, StoredFile
from councils.models import Decision
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import today
from occe.kit.drawing.categories import CATEGORIES
from projects.models import Project

from .accounts import Account
from .activities import Activity, Grant
from .entries import Entry
from .neighbours import NeighbourMandate
from .practice import PracticeEntry, PracticeRun
from .steps import Reason, Step
from .vouchers import Voucher


def words_of_category(key: str) -> str:
    """A child's answer by its picture, in the language of the page; "something else" says nothing and is ""."""
    if key == "other" or key not in CATEGORIES:
        return ""
    return CATEGORIES[key].name(get_language() or "fr")


class ExpenseClaimQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "ExpenseClaimQuerySet":
        """A pupil sees the class's; an adult the own cooperatives', and what is asked of a neighbour. Whose mandate
        ended sees those of its days.
        """
        if isinstance(actor, PupilActor):
            return self.filter(classroom_id=actor.classroom_id)
        seen = Q(cooperative__in=Cooperative.objects.in_hand_of(actor))
        if isinstance(actor, Adult):
            held = Mandate.objects.ended_of(actor.user_id).filter(cooperative=OuterRef("cooperative"))
            held = held.filter(starts_on__lte=OuterRef("issued_on"), ends_on__gt=OuterRef("issued_on"))
            seen |= Q(Exists(held), federation_id=actor.federation_id)
            named = NeighbourMandate.objects.filter(user_id=actor.user_id, federation_id=actor.federation_id)
            seen |= Q(cooperative__in=named.in_force(today()).values("cooperative_id")) & ~Q(state="draft")
        return self.filter(seen)

    def real(self) -> "ExpenseClaimQuerySet":
        """Without those of a practice class."""
        return self.filter(practice__isnull=True)

    def of_class(self, classroom: Classroom) -> "ExpenseClaimQuerySet":
        """What the class works on now: its practice when it practises, else its real expenses."""
        return self.filter(classroom=classroom, practice=PracticeRun.objects.filter(classroom=classroom).first())

    def waiting(self) -> "ExpenseClaimQuerySet":
        """Sent, and not answered yet by the adults."""
        return self.filter(state=ExpenseClaim.State.SENT)

    def to_pay(self) -> "ExpenseClaimQuerySet":
        """Agreed, and the money has not gone out yet."""
        return self.filter(state=ExpenseClaim.State.AGREED)

    def whole(self) -> "ExpenseClaimQuerySet":
        """With all that a card of an expense shows, without further queries but the steps'."""
        return self.select_related(
            "account", "classroom", "project", "decision", "activity", "grant", "photo", "voucher", "entry",
            "drafted_by_user", "drafted_by_pupil", "advanced_by", "agreed_by", "second_agreed_by", "practice",
            "cooperative__federation",
        )  # fmt: skip


class ExpenseClaim(models.Model):
    """An expense: written by a pupil or an adult, agreed by another adult, paid, and then in the ledger.

    *Agreed* and *paid* are two marks, each with its day and its person. What the class box, the cash box or the bank
    has already paid gets both at once; what an adult advanced is posted when paid back, in the book of that day.
    `what` and `shop` are a child's words: they stay here, can be erased, and go into no entry and no history.
    A claim of a practice class has a `practice` and never an `entry`. Amounts in euros.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("en cours d’écriture")
        SENT = "sent", _("à valider")
        AGREED = "agreed", _("accordée")
        PAID = "paid", _("payée")
        RETURNED = "returned", _("à compléter")
        REFUSED = "refused", _("refusée")

    class PaidWith(models.TextChoices):
        NONE = "", _("on ne sait pas encore")
        CLASS_BOX = "class_box", _("la boîte de la classe")
        CASH = "cash", _("la caisse")
        BANK = "bank", _("la banque (chèque, carte, virement)")
        ADULT = "adult", _("un adulte a avancé l’argent")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+")
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="expense_claims")
    classroom = models.ForeignKey(Classroom, models.PROTECT, null=True, blank=True, related_name="expense_claims")
    practice = models.ForeignKey(PracticeRun, models.PROTECT, null=True, blank=True, related_name="claims")
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(_("envoyée le"), null=True, blank=True)

    drafted_by_pupil = models.ForeignKey(
        "members.Pupil", models.PROTECT, null=True, blank=True, related_name="expense_claims"
    )
    drafted_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="expense_claims"
    )
    category = models.CharField(_("image choisie"), max_length=20, blank=True)
    what = models.CharField(_("ce qu’on a acheté"), max_length=120, blank=True)
    shop = models.CharField(_("magasin"), max_length=80, blank=True)
    amount = models.DecimalField(_("somme"), max_digits=12, decimal_places=2, null=True, blank=True)
    issued_on = models.DateField(_("date du ticket"), null=True, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="expense_claims")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="expense_claims")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="expense_claims")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="expense_claims")
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="expense_claims")
    paid_with = models.CharField(_("qui a payé"), max_length=9, choices=PaidWith.choices, blank=True)
    advanced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="advances"
    )

    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(_("accordée le"), null=True, blank=True)
    second_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_agreed_at = models.DateTimeField(_("accordée par un deuxième adulte le"), null=True, blank=True)
    paid_on = models.DateField(_("payée le"), null=True, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    voucher = models.OneToOneField(Voucher, models.PROTECT, null=True, blank=True, related_name="claim")
    entry = models.OneToOneField(Entry, models.PROTECT, null=True, blank=True, related_name="claim")
    practice_entry = models.OneToOneField(PracticeEntry, models.PROTECT, null=True, blank=True, related_name="claim")
    reason = models.CharField(_("pourquoi"), max_length=12, choices=Reason.choices, blank=True)
    note = models.TextField(_("message de l’adulte"), blank=True)

    objects = ExpenseClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("dépense à valider")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["cooperative", "state"], name="finance_claim_by_state"),
            models.Index(fields=["classroom", "state"], name="finance_claim_of_class"),
        ]
        constraints = [
            models.CheckConstraint(
                name="finance_expenseclaim_one_author",
                condition=Q(drafted_by_pupil__isnull=False, drafted_by_user__isnull=True)
                | Q(drafted_by_pupil__isnull=True, drafted_by_user__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_pupil_writes_in_a_class",
                condition=Q(drafted_by_pupil__isnull=True) | Q(classroom__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_amount_positive",
                condition=Q(amount__isnull=True) | Q(amount__gt=Decimal(0)),
                violation_error_message=_("Une dépense est plus grande que zéro."),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_sent_is_whole",
                condition=Q(state="draft")
                | Q(amount__isnull=False, issued_on__isnull=False, account__isnull=False, sent_at__isnull=False),
                violation_error_message=_("Une dépense envoyée dit combien, quand et pour quoi."),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_agreed_says_who_paid",
                condition=~Q(state__in=["agreed", "paid"])
                | Q(paid_with="adult", advanced_by__isnull=False)
                | Q(paid_with__in=["class_box", "cash", "bank"], advanced_by__isnull=True),
                violation_error_message=_("Dites qui a payé ; un adulte qui a avancé l’argent est nommé."),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_box_of_a_class",
                condition=~Q(paid_with="class_box") | Q(classroom__isnull=False),
                violation_error_message=_("La boîte de la classe est celle d’une classe."),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_agreed_by_and_at",
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_second_by_and_at",
                condition=Q(second_agreed_by__isnull=True, second_agreed_at__isnull=True)
                | Q(second_agreed_by__isnull=False, second_agreed_at__isnull=False, agreed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_agreed_by_another",
                condition=~Q(agreed_by=F("drafted_by_user")) & ~Q(agreed_by=F("advanced_by")),
                violation_error_message=_("On ne donne pas son accord à sa propre dépense."),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_second_is_another",
                condition=~Q(second_agreed_by=F("drafted_by_user"))
                & ~Q(second_agreed_by=F("advanced_by"))
                & ~Q(second_agreed_by=F("agreed_by")),
                violation_error_message=_("Le deuxième accord est celui d’une autre personne."),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_agreed_is_marked",
                condition=(Q(state__in=["agreed", "paid"]) & Q(agreed_by__isnull=False))
                | Q(state="sent")
                | (Q(state__in=["draft", "returned", "refused"]) & Q(agreed_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_paid_is_posted",
                condition=(
                    Q(state="paid", paid_on__isnull=False, paid_by__isnull=False)
                    & (
                        Q(practice__isnull=True, entry__isnull=False, practice_entry__isnull=True)
                        | Q(practice__isnull=False, entry__isnull=True, practice_entry__isnull=False)
                    )
                )
                | (
                    ~Q(state="paid")
                    & Q(paid_on__isnull=True, paid_by__isnull=True, entry__isnull=True, practice_entry__isnull=True)
                ),
                violation_error_message=_("Une dépense payée est inscrite au cahier."),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_practice_has_no_paper",
                condition=Q(practice__isnull=True) | Q(voucher__isnull=True, entry__isnull=True),
            ),
            models.CheckConstraint(
                name="finance_expenseclaim_answer_says_why",
                condition=~Q(state__in=["returned", "refused"]) | ~Q(reason=""),
                violation_error_message=_("Dites pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"expense claim {self.pk}"

    @property
    def title(self) -> str:
        """What it is, in the nearest words there are: its author's, the picture's, the shop, the account's."""
        return self.bought or self.shop or (self.account.label if self.account else "")

    @property
    def bought(self) -> str:
        """What its author says was bought: in own words, else those of the picture that was touched, else ""."""
        return self.what or words_of_category(self.category)

    @property
    def is_editable(self) -> bool:
        """Whether its author may still write in it."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)

    @property
    def author_counts(self) -> bool:
        """Whether its author is one of the two adults of a large sum: an adult, who is not paid back by it."""
        return self.drafted_by_user_id is not None and self.drafted_by_user_id != self.advanced_by_id

    @property
    def half_agreed(self) -> bool:
        """Whether one adult has agreed and a second must."""
        return self.state == self.State.SENT and self.agreed_by_id is not None


class ClaimCheck(models.Model):
    """Another pupil's look at an expense: "I agree", or "look again" and what is different. No legal power at all.

    `words` are a child's: they can be erased.
    """

    class Verdict(models.TextChoices):
        AGREE = "agree", _("je suis d’accord")
        LOOK_AGAIN = "look_again", _("à revoir")

    class Aspect(models.TextChoices):
        NONE = "", _("rien")
        AMOUNT = "amount", _("la somme")
        DATE = "date", _("la date")
        PHOTO = "photo", _("la photo")
        PURPOSE = "purpose", _("ce qu’on a acheté")
        OTHER = "other", _("autre chose")

    claim = models.ForeignKey(ExpenseClaim, models.PROTECT, related_name="checks")
    pupil = models.ForeignKey("members.Pupil", models.PROTECT, related_name="claim_checks")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    aspect = models.CharField(_("ce qui est différent"), max_length=8, choices=Aspect.choices, blank=True)
    words = models.CharField(_("dis ce qui est différent"), max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vérification")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="finance_claimcheck_look_again_says_what",
                condition=Q(verdict="agree", aspect="", words="") | (Q(verdict="look_again") & ~Q(aspect="")),
                violation_error_message=_("Dis ce qui est différent."),
            )
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()


class ClaimEvent(Step):
    """A step of an expense. Those of a practice class go when the practice is thrown away, the others stay for ever."""

    claim = models.ForeignKey(ExpenseClaim, models.PROTECT, related_name="events")

    class Meta(Step.Meta):
        verbose_name = _("étape de la dépense")
