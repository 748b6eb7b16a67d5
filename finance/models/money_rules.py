"""What an association decides about money, beside its two thresholds: each value differs between departments, and
belongs to a school year.
"""

import datetime
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, SchoolYear
from occe.kit.actors import Actor
from occe.kit.dates import today


class MoneyRulesQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "MoneyRulesQuerySet":
        """One's own association's: they are told to whoever they concern."""
        return self.filter(federation_id=actor.federation_id)

    def in_force(self, federation: object, starts: object) -> "MoneyRulesQuerySet":
        """Those of an association in the year that began on a day, the first row alone: the year's own, else those of
        the year before it. Both may be columns of an outer query.
        """
        return self.filter(federation=federation, year__starts__lte=starts).order_by("-year__starts")


class MoneyRules(models.Model):
    """The association's rules about money in a school year; without any row, the defaults below, each to be confirmed
    by its treasurer. They are copied from year to year (`finance.services.money_rules.carry_money_rules`), and a year
    that is closed keeps those under which it was closed: the database refuses a change.

    Amounts in euros, shares in percent of the price. Sources of the defaults: three free cash deposits a year and 6 €
    for each further one (La Banque Postale, 2018); goods insured without a further premium up to 2 000 €, 0.688 % of
    what exceeds it, value lost by a tenth of the price a year down to a fifth (MAE-MAIF contract of the OCCE); two
    reviewers of whom one parent (statutes of several associations); a cheque lapses a year after its eight days of
    presentation, so it is proposed for write-back at thirteen months; accounts are audited and published from 153 000 €
    of public money a year (decree 2001-379). No association publishes from which sum on it expects a council's decision
    (circular 2008-095 only links expenses to projects): 50 € is the portal's own, and a signal, never a rule.
    What a photographer who sells himself gives back goes to "other current income", until the treasurer says otherwise.
    """

    year = models.OneToOneField(SchoolYear, models.PROTECT, primary_key=True, related_name="money_rules")
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="money_rules")
    person_limit = models.DecimalField(
        _("somme qu’une personne accorde ou inscrit au plus, en une fois"),
        max_digits=12, decimal_places=2, null=True, blank=True,
    )  # fmt: skip
    decision_from = models.DecimalField(
        _("dépense à partir de laquelle une décision du conseil est attendue"),
        max_digits=12, decimal_places=2, default=Decimal("50.00"),
    )  # fmt: skip
    free_cash_deposits = models.PositiveSmallIntegerField(_("versements d’espèces sans frais par an"), default=3)
    cash_deposit_fee = models.DecimalField(
        _("frais d’un versement d’espèces de plus"), max_digits=6, decimal_places=2, default=Decimal("6.00")
    )
    insured_without_premium = models.DecimalField(
        _("valeur des biens assurée sans supplément"), max_digits=12, decimal_places=2, default=Decimal("2000.00")
    )
    premium_rate = models.DecimalField(
        _("prime au-delà, par euro"), max_digits=7, decimal_places=5, default=Decimal("0.00688")
    )
    yearly_depreciation = models.PositiveSmallIntegerField(_("perte de valeur d’un bien par an (%)"), default=10)
    least_value = models.PositiveSmallIntegerField(_("valeur qu’un bien garde toujours (%)"), default=20)
    stale_cheque_months = models.PositiveSmallIntegerField(_("mois après lesquels un chèque est périmé"), default=13)
    min_reviewers = models.PositiveSmallIntegerField(_("vérificateurs aux comptes au moins"), default=2)
    min_parent_reviewers = models.PositiveSmallIntegerField(_("dont parents d’élèves"), default=1)
    sample_size = models.PositiveSmallIntegerField(_("pièces tirées au sort pour la vérification"), default=8)
    remote_review = models.BooleanField(_("la vérification peut se faire à distance"), default=False)
    all_teachers_sign = models.BooleanField(_("tous les enseignants signent le compte rendu financier"), default=False)
    photo_replaces_paper = models.BooleanField(_("une photo remplace la pièce en papier"), default=False)
    photos_asked = models.BooleanField(_("chaque dépense a la photo de sa pièce"), default=False)
    public_money_threshold = models.DecimalField(
        _("subventions publiques de l’année à partir desquelles les comptes sont publiés"),
        max_digits=12, decimal_places=2, default=Decimal("153000.00"),
    )  # fmt: skip

    photo_share_code = models.CharField(
        _("compte de la part reversée par un photographe"), max_length=8, default="75000008", blank=True
    )

    objects = MoneyRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("règles de l’argent")
        constraints = [
            models.CheckConstraint(
                name="finance_moneyrules_sums_not_negative",
                condition=Q(cash_deposit_fee__gte=0, insured_without_premium__gte=0, premium_rate__gte=0)
                & Q(public_money_threshold__gt=0)
                & (Q(person_limit__isnull=True) | Q(person_limit__gt=0)),
                violation_error_message=_("Une somme s’écrit en euros, au-dessus de zéro."),
            ),
            models.CheckConstraint(
                name="finance_moneyrules_decision_from",
                condition=Q(decision_from__gte=0),
                violation_error_message=_("Une somme s’écrit en euros, au-dessus de zéro."),
            ),
            models.CheckConstraint(
                name="finance_moneyrules_shares",
                condition=Q(yearly_depreciation__lte=100, least_value__lte=100),
                violation_error_message=_("Un pourcentage va de 0 à 100."),
            ),
            models.CheckConstraint(
                name="finance_moneyrules_reviewers",
                condition=Q(min_reviewers__gte=2) & Q(min_parent_reviewers__lte=F("min_reviewers")),
                violation_error_message=_("Il faut au moins deux vérificateurs, et pas plus de parents qu’eux."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.federation} {self.year}"


def money_rules(year: SchoolYear) -> MoneyRules:
    """The rules of an association in a year, the defaults when it has decided none. One query."""
    found = MoneyRules.objects.in_force(year.federation_id, year.starts).first()
    return found or MoneyRules(federation_id=year.federation_id, year=year)


def rules_on(federation: Federation, day: datetime.date | None = None) -> MoneyRules:
    """The rules for what is done on a day (today without one), whatever year it is about. One query."""
    return MoneyRules.objects.in_force(federation.pk, day or today()).first() or MoneyRules(federation=federation)
