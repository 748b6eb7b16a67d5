"""Papers that are not (yet) at an entry: those that came late, those that nobody has, those that wait in the tray."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, ClassTeacher, Cooperative, Federation, Mandate, StoredFile
from occe.kit.actors import Actor, Adult
from occe.kit.dates import today

from .books import Book
from .claims import ExpenseClaim
from .entries import Entry

SETTLED = Q(settled_by__isnull=False, settled_at__isnull=False)
UNSETTLED = Q(settled_by__isnull=True, settled_at__isnull=True)
NOT_USED = Q(entry__isnull=True, claim__isnull=True)
FOR_ENTRY = Q(entry__isnull=False, claim__isnull=True)
FOR_CLAIM = Q(entry__isnull=True, claim__isnull=False)


class OfVisibleEntries(models.QuerySet):
    def visible_to(self, actor: Actor) -> "OfVisibleEntries":
        """Those of the entries that one sees."""
        return self.filter(entry__in=Entry.objects.visible_to(actor))


class LaterPaper(models.Model):
    """The paper of a posted entry, which came after it: its photo, or (`file` empty) an adult's word that the paper
    itself is in the box of the originals. Beside the entry, which never changes; nobody takes it back.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="later_papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="later_papers")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField(_("ajouté le"), default=timezone.now)

    objects = OfVisibleEntries.as_manager()

    class Meta:
        verbose_name = _("pièce arrivée plus tard")
        ordering = ["entry_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "file"], nulls_distinct=False, name="finance_laterpaper_once"),
            models.UniqueConstraint(fields=["federation", "id"], name="finance_laterpaper_in_federation"),
        ]

    def __str__(self) -> str:
        return f"paper {self.pk} of entry {self.entry_id}"


class InternalSlip(models.Model):
    """Why an expense has no paper: an adult's stated fact, with its number in the book, undone by a paper that comes.

    `words` say more than the reason does, and name no family: the slip stays ten years with the book.
    """

    class Reason(models.TextChoices):
        LOST = "lost", _("le papier est perdu")
        NEVER_GIVEN = "never_given", _("aucun papier n’a été donné")
        LATE = "late", _("le papier n’est pas encore arrivé")
        OTHER = "other", _("une autre raison")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_index=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="internal_slips")
    number = models.PositiveSmallIntegerField(_("numéro"))
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="internal_slips")
    reason = models.CharField(_("pourquoi"), max_length=12, choices=Reason.choices)
    words = models.CharField(_("ce qui s’est passé"), max_length=200, blank=True)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    stated_at = models.DateTimeField(_("établi le"), default=timezone.now)
    undone_by = models.OneToOneField(LaterPaper, models.PROTECT, null=True, blank=True, related_name="undoes")
    undone_at = models.DateTimeField(_("levé le"), null=True, blank=True)

    objects = OfVisibleEntries.as_manager()

    class Meta:
        verbose_name = _("pièce interne")
        ordering = ["book_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="finance_internalslip_number_once"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(undone_at__isnull=True), name="finance_internalslip_one_standing"
            ),
            models.CheckConstraint(
                name="finance_internalslip_undone_by_a_paper",
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
            ),
            models.CheckConstraint(
                name="finance_internalslip_other_says_more",
                condition=~Q(reason="other") | ~Q(words=""),
                violation_error_message=_("Écrivez ce qui s’est passé."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What is printed on it: PI for "pièce interne", so that no voucher has the same."""
        return f"PI{self.number:02d}"


class TrayPaperQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "TrayPaperQuerySet":
        """A mandataire sees the cooperative's tray; a teacher what waits for the own classes, and what they brought."""
        if not isinstance(actor, Adult):
            return self.none()
        mandates = Mandate.objects.filter(user_id=actor.user_id).in_force(today())
        classes = ClassTeacher.objects.filter(user_id=actor.user_id).in_force(today())
        mine = Q(cooperative__in=mandates.values("cooperative")) | Q(classroom__in=classes.values("classroom"))
        own = Q(brought_by_id=actor.user_id, cooperative__in=Cooperative.objects.in_hand_of(actor))
        return self.filter(mine | own, federation_id=actor.federation_id)

    def waiting(self) -> "TrayPaperQuerySet":
        return self.filter(state=TrayPaper.State.WAITING)


class TrayPaper(models.Model):
    """A photo in the tray: it waits until an entry or an expense is made from it, or it is set aside with a reason.

    `classroom` is the class that it was brought for, none for the school as a whole. Nothing leaves the tray silently:
    the row stays, and says what became of the photo, by whom and when.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("à traiter")
        USED = "used", _("noté")
        ASIDE = "aside", _("mis de côté")

    class Reason(models.TextChoices):
        NONE = "", _("aucune")
        TWICE = "twice", _("il est déjà au cahier")
        NOT_OURS = "not_ours", _("il n’est pas pour la coopérative")
        UNREADABLE = "unreadable", _("on n’y lit rien")
        OTHER = "other", _("une autre raison")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    federation = models.ForeignKey(Federation, models.PROTECT, related_name="+", db_index=False)
    cooperative = models.ForeignKey(Cooperative, models.PROTECT, related_name="tray_papers", db_index=False)
    classroom = models.ForeignKey(Classroom, models.PROTECT, null=True, blank=True, related_name="tray_papers")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="tray_paper")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    brought_at = models.DateTimeField(_("apporté le"), default=timezone.now)
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.WAITING)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="tray_papers")
    claim = models.ForeignKey(ExpenseClaim, models.PROTECT, null=True, blank=True, related_name="tray_papers")
    reason = models.CharField(_("pourquoi"), max_length=12, choices=Reason.choices, blank=True)
    note = models.CharField(_("ce qui s’est passé"), max_length=200, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(_("traité le"), null=True, blank=True)

    objects = TrayPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("papier à traiter")
        ordering = ["-brought_at", "-id"]
        indexes = [models.Index(fields=["cooperative", "state"], name="finance_traypaper_by_state")]
        constraints = [
            models.CheckConstraint(
                name="finance_traypaper_says_what_became_of_it",
                condition=Q(state="waiting", reason="") & NOT_USED & UNSETTLED
                | Q(state="used", reason="") & SETTLED & (FOR_ENTRY | FOR_CLAIM)
                | Q(state="aside") & ~Q(reason="") & SETTLED & NOT_USED,
                violation_error_message=_("Dites ce que ce papier est devenu."),
            ),
            models.CheckConstraint(
                name="finance_traypaper_other_says_more",
                condition=~Q(reason="other") | ~Q(note=""),
                violation_error_message=_("Écrivez ce qui s’est passé."),
            ),
        ]

    def __str__(self) -> str:
        return f"tray paper {self.pk}"
