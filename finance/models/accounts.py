"""The chart of accounts: one row an account, a federation and a year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, SchoolYear
from occe.kit.actors import Actor


class AccountQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "AccountQuerySet":
        """The chart is no secret inside the federation: pupils read its pictures, staff its codes."""
        return self.filter(federation_id=actor.federation_id)

    def of_year(self, year: SchoolYear) -> "AccountQuerySet":
        return self.filter(year=year)

    def active(self) -> "AccountQuerySet":
        return self.filter(is_active=True)

    def expenses(self) -> "AccountQuerySet":
        """What money can go out for."""
        return self.filter(kind=Account.Kind.EXPENSE)

    def incomes(self) -> "AccountQuerySet":
        """What money can come in from."""
        return self.filter(kind=Account.Kind.INCOME)

    def treasury(self) -> "AccountQuerySet":
        """Where money is: bank, cash box, class boxes."""
        return self.filter(kind=Account.Kind.TREASURY)

    def raised(self) -> "AccountQuerySet":
        """Income accounts whose gross receipts are "euros raised" (see `finance.queries.euros_raised`)."""
        return self.filter(counts_as_raised=True)


class Account(models.Model):
    """An account of the federation's chart in one year. Its code never changes; its words may.

    `code` has eight digits: four of the general plan and a suffix ending in 8 for "cooperative". `auditor_code`
    replaces it in the files for the auditor only, where the general plan reads a class otherwise (68 is depreciation
    there). `report_line` is the line of the yearly financial report that it adds to. `to_confirm` marks what the
    federation's treasurer has not confirmed yet. `by_mandate` marks what the mandate itself pays (the fee, the
    insurance): a mandataire records it alone also above the federation's threshold. `stands_for` says which account of
    the year takes the fee, the insurance and the association's aids: one each, copied with the chart.
    """

    class Kind(models.TextChoices):
        TREASURY = "treasury", _("trésorerie")
        EXPENSE = "expense", _("dépense")
        INCOME = "income", _("recette")
        TRANSFER = "transfer", _("virement interne")
        CARRIED_FORWARD = "carried_forward", _("report")

    class Treasury(models.TextChoices):
        NONE = "", _("aucune")
        BANK = "bank", _("banque")
        CASH = "cash", _("caisse")
        CLASS_BOX = "class_box", _("caisses des classes")

    class StandsFor(models.TextChoices):
        NOTHING = "", _("rien de particulier")
        FEE = "fee", _("la cotisation")
        INSURANCE = "insurance", _("l’assurance payée avec la cotisation")
        AID = "aid", _("l’aide de l’association")

    class Requires(models.TextChoices):
        NONE = "none", _("rien")
        INVENTORY_ITEM = "inventory_item", _("un bien de l’inventaire")
        GRANT_REPORT = "grant_report", _("un bilan d’emploi")

    federation = models.ForeignKey(Federation, models.PROTECT, related_name="accounts")
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="accounts")
    code = models.CharField(_("code"), max_length=8)
    kind = models.CharField(_("nature"), max_length=16, choices=Kind.choices)
    treasury = models.CharField(_("où est l’argent"), max_length=10, choices=Treasury.choices, blank=True)
    label_fr = models.CharField(_("libellé"), max_length=80)
    label_en = models.CharField(_("libellé anglais"), max_length=80)
    child_label_fr = models.CharField(_("libellé pour les élèves"), max_length=80)
    child_label_en = models.CharField(_("libellé anglais pour les élèves"), max_length=80)
    examples_fr = models.CharField(_("exemples"), max_length=250, blank=True)
    examples_en = models.CharField(_("exemples anglais"), max_length=250, blank=True)
    picture = models.CharField(_("image"), max_length=30, blank=True)
    report_line = models.CharField(_("ligne du compte rendu financier"), max_length=10, blank=True)
    requires = models.CharField(_("demande aussi"), max_length=16, choices=Requires.choices, default=Requires.NONE)
    auditor_code = models.CharField(_("code pour le commissaire aux comptes"), max_length=8, blank=True)
    counts_as_raised = models.BooleanField(_("compte dans les euros récoltés"), default=False)
    to_confirm = models.BooleanField(_("à confirmer par la trésorerie"), default=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    is_active = models.BooleanField(_("proposé"), default=True)
    stands_for = models.CharField(_("porte"), max_length=9, choices=StandsFor.choices, blank=True, default="")
    by_mandate = models.BooleanField(_("inscrit par le mandataire seul, quelle que soit la somme"), default=False)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("compte")
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "year", "code"],
                name="finance_account_code_once",
                violation_error_message=_("Ce code existe déjà cette année."),
            ),
            models.UniqueConstraint(fields=["federation", "id"], name="finance_account_in_federation"),
            models.CheckConstraint(
                name="finance_account_code_shape",
                condition=Q(code__regex=r"^[0-9]{8}$") & Q(auditor_code__regex=r"^([0-9]{3,8})?$"),
                violation_error_message=_("Un code de compte s’écrit avec huit chiffres."),
            ),
            models.CheckConstraint(
                name="finance_account_treasury_says_where",
                condition=Q(kind="treasury", treasury__in=["bank", "cash", "class_box"])
                | (~Q(kind="treasury") & Q(treasury="")),
                violation_error_message=_(
                    "Un compte de trésorerie dit où est l’argent, un autre compte ne le dit pas."
                ),
            ),
            models.CheckConstraint(
                name="finance_account_only_income_is_raised",
                condition=Q(counts_as_raised=False) | Q(kind="income"),
                violation_error_message=_("Seule une recette compte dans les euros récoltés."),
            ),
            models.UniqueConstraint(
                fields=["year", "stands_for"],
                name="finance_account_stands_for_once",
                condition=~Q(stands_for=""),
                violation_error_message=_("Un seul compte de l’année porte la cotisation, l’assurance ou l’aide."),
            ),
            models.CheckConstraint(
                name="finance_account_stands_for_its_kind",
                condition=Q(stands_for="")
                | Q(stands_for__in=["fee", "insurance"], kind="expense")
                | Q(stands_for="aid", kind="income"),
                violation_error_message=_("La cotisation et l’assurance sont des dépenses, l’aide est une recette."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The adults' word for it, in the language of the page."""
        return self._in_language("label")

    @property
    def child_label(self) -> str:
        """The children's word for it, in the language of the page."""
        return self._in_language("child_label")

    @property
    def examples(self) -> str:
        return self._in_language("examples")

    def _in_language(self, name: str) -> str:
        english = (get_language() or "fr").startswith("en")
        return getattr(self, f"{name}_en" if english else f"{name}_fr") or getattr(self, f"{name}_fr")
