"""The yearly review of the accounts: who reviews, what was drawn, what was seen, the quitus."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Federation, GuestLink, StoredFile
from occe.kit.actors import Actor, Guest

from .books import Book
from .entries import Entry


class AccountReviewQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "AccountReviewQuerySet":
        """Those of the books that one sees; a reviewer's link opens the one that it was made for."""
        if isinstance(actor, Guest):
            return self.filter(reviewers__link=actor.link_id, reviewers__withdrawn_at__isnull=True)
        return self.filter(book__in=Book.objects.visible_to(actor))


class AccountReview(models.Model):
    """One review of a book, at the school unless the association lets it be made from afar.

    The five ticks are what reviewers do with their own eyes. `seed` is printed, so that anybody can draw the same
    sample again (`finance.services.samples`). A quitus holds up to entry `closed_number`: one entry more, and the
    review is taken up again. `sheet` is the signed sheet, photographed or scanned; its paper stays with the originals.
    """

    class Outcome(models.TextChoices):
        NONE = "", _("pas encore")
        GRANTED = "granted", _("quitus donné")
        WITH_REMARKS = "with_remarks", _("quitus donné, avec des remarques")
        REFUSED = "refused", _("quitus refusé")

    TICKS = ("cash_counted", "chequebooks_seen", "originals_seen", "inventory_seen", "register_seen")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_index=False)
    book = models.OneToOneField(Book, models.PROTECT, related_name="review")
    seed = models.CharField(_("graine du tirage"), max_length=16)
    drawn_at = models.DateTimeField(default=timezone.now)
    held_on = models.DateField(_("réunion du"), null=True, blank=True)
    cash_counted = models.BooleanField(_("la caisse a été comptée devant nous"), default=False)
    chequebooks_seen = models.BooleanField(_("nous avons vu les chéquiers"), default=False)
    originals_seen = models.BooleanField(_("nous avons vu les originaux des pièces tirées"), default=False)
    inventory_seen = models.BooleanField(_("nous avons vu l’inventaire"), default=False)
    register_seen = models.BooleanField(_("nous avons vu le cahier des décisions"), default=False)
    remarks = models.TextField(_("remarques des vérificateurs"), blank=True)
    pupils_opinion = models.TextField(_("avis des élèves sur les comptes"), blank=True)
    sheet = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="reviews")
    outcome = models.CharField(_("résultat"), max_length=12, choices=Outcome.choices, blank=True)
    closed_at = models.DateTimeField(_("quitus du"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_number = models.PositiveIntegerField(null=True, blank=True)

    objects = AccountReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("vérification des comptes")
        constraints = [
            models.UniqueConstraint(fields=["federation", "id"], name="finance_accountreview_in_federation"),
            models.CheckConstraint(
                name="finance_accountreview_closed_whole",
                condition=Q(outcome="", closed_at__isnull=True, closed_number__isnull=True)
                | (~Q(outcome="") & Q(closed_at__isnull=False, closed_number__isnull=False)),
            ),
            models.CheckConstraint(
                name="finance_accountreview_refusal_says_why",
                condition=Q(outcome__in=["", "granted"]) | ~Q(remarks=""),
                violation_error_message=_("Écrivez les remarques : elles accompagnent le quitus."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.book)

    @property
    def is_closed(self) -> bool:
        return self.outcome != self.Outcome.NONE

    @property
    def is_granted(self) -> bool:
        return self.outcome in (self.Outcome.GRANTED, self.Outcome.WITH_REMARKS)

    @property
    def missing_ticks(self) -> list[str]:
        """The words of what was not ticked."""
        return [words for name, words in self.tick_words().items() if not getattr(self, name)]

    @classmethod
    def tick_words(cls) -> dict[str, str]:
        """What each tick says, in the language of the page."""
        return {column.name: str(column.verbose_name) for column in cls._meta.fields if column.name in cls.TICKS}


class Reviewer(models.Model):
    """Somebody who reviews: a name as it was typed, and a quality. No account, no address is kept.

    Never a mandataire in office or a signatory. `link` reads from afar; `signed_how` says whether the name stands on
    the sheet or was typed with a code that was sent. `code_hash` is the code that waits, for a short time.
    """

    class Quality(models.TextChoices):
        PARENT = "parent", _("parent d’élève")
        TEACHER = "teacher", _("enseigne ici, sans mandat")
        OTHER = "other", _("autre")

    class Signed(models.TextChoices):
        NO = "", _("pas encore")
        SHEET = "sheet", _("sur la feuille")
        CODE = "code", _("par un code")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(AccountReview, models.PROTECT, related_name="reviewers")
    name = models.CharField(_("nom"), max_length=80)
    quality = models.CharField(_("qualité"), max_length=8, choices=Quality.choices)
    link = models.OneToOneField(GuestLink, models.PROTECT, null=True, blank=True, related_name="reviewer")
    signed_how = models.CharField(_("signature"), max_length=6, choices=Signed.choices, blank=True)
    signed_at = models.DateTimeField(_("signé le"), null=True, blank=True)
    signed_name = models.CharField(_("nom signé"), max_length=80, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("vérificateur, vérificatrice aux comptes")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "name"],
                condition=Q(withdrawn_at__isnull=True),
                name="finance_reviewer_named_once",
                violation_error_message=_("Cette personne est déjà nommée."),
            ),
            models.CheckConstraint(
                name="finance_reviewer_signed_whole",
                condition=Q(signed_how="", signed_at__isnull=True) | (~Q(signed_how="") & Q(signed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SampledEntry(models.Model):
    """An entry that the reviewers look at: recorded by one person alone, drawn, or asked for. Its place is `rank`."""

    class Why(models.TextChoices):
        DIRECT = "direct", _("saisie par une seule personne")
        DRAWN = "drawn", _("tirée au sort")
        ASKED = "asked", _("demandée")

    review = models.ForeignKey(AccountReview, models.PROTECT, related_name="sample")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="samples")
    rank = models.PositiveSmallIntegerField(_("rang"))
    why = models.CharField(_("pourquoi"), max_length=6, choices=Why.choices)

    class Meta:
        verbose_name = _("pièce à vérifier")
        ordering = ["review_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["review", "entry"], name="finance_sampledentry_once"),
            models.UniqueConstraint(fields=["review", "rank"], name="finance_sampledentry_rank_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}"


class SampleLook(models.Model):
    """What somebody said of a sampled paper: right, or a remark. Without `reviewer` it was said at the meeting."""

    sampled = models.ForeignKey(SampledEntry, models.PROTECT, related_name="looks")
    reviewer = models.ForeignKey(Reviewer, models.PROTECT, null=True, blank=True, related_name="looks")
    is_right = models.BooleanField(_("en ordre"), default=True)
    remark = models.CharField(_("remarque"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("regard sur une pièce")
        ordering = ["sampled_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sampled", "reviewer"], name="finance_samplelook_once_each", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="finance_samplelook_remark_when_not_right",
                condition=Q(is_right=True) | ~Q(remark=""),
                violation_error_message=_("Dites ce qui n’est pas en ordre."),
            ),
        ]

    def __str__(self) -> str:
        return self.remark or "ok"


class ReviewView(models.Model):
    """A page that a reviewer's link opened, and when. Never changed, never deleted."""

    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="views")
    page = models.CharField(_("page"), max_length=40)
    at = models.DateTimeField(_("vue le"), default=timezone.now)

    class Meta:
        verbose_name = _("page vue")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.page

    @property
    def words(self) -> str:
        """What was opened, as the mandataire reads it: `page` is a key, with the rank of the paper if it is one."""
        key, _space, rank = self.page.partition(" ")
        return {
            "home": gettext("la vérification"),
            "report": gettext("le compte rendu financier"),
            "sign": gettext("la page où l’on signe"),
            "sample": gettext("la pièce n° %(rank)s de la liste") % {"rank": rank},
            "photo": gettext("la photo de la pièce n° %(rank)s de la liste") % {"rank": rank},
        }.get(key, self.page)
