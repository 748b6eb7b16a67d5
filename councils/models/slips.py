"""Petits mots: what children put in the box. The most sensitive words of the portal, so they do not stay.

Sealed until the council opens the box; erased four weeks after the council that read them. They enter no search, no
export, no history and no log.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Pupil
from occe.kit.actors import Actor, PupilActor

from .agenda import AgendaItem
from .councils import Council


class SlipQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> "SlipQuerySet":
        """A pupil sees the own ones; who may hold the council those of it (whether they may be read: `is_sealed`)."""
        if isinstance(actor, PupilActor):
            return self.filter(pupil_id=actor.pupil_id, council__in=Council.objects.visible_to(actor))
        return self.filter(council__in=Council.objects.run_by(actor))

    def in_box(self) -> "SlipQuerySet":
        """Those that wait for a council: on no agenda, not taken back, not taken out for a private talk, not erased."""
        return self.filter(
            item__isnull=True, taken_back_on__isnull=True, set_aside_on__isnull=True, erased_on__isnull=True
        )


class Slip(models.Model):
    """A petit mot: an idea, thanks, a problem or a question, in words, in pictures (`pictures`, keys of the drawn
    categories), or dictated to the adult.

    `item` is where it went on an agenda. `opened_on` is the day its box was opened: until then it is sealed.
    `set_aside_on` is the day an adult took it out, to speak with the child alone. `put_on` is a day and no time. An
    erased slip has neither words nor pictures; the child's link to what the class made of an idea stays for the strip.
    """

    class Kind(models.TextChoices):
        IDEA = "idea", _("idée")
        THANKS = "thanks", _("merci")
        PROBLEM = "problem", _("ça ne va pas")
        QUESTION = "question", _("question")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="slips")
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="slips")
    kind = models.CharField(_("sorte"), max_length=8, choices=Kind.choices)
    text = models.CharField(_("le petit mot"), max_length=400, blank=True)
    pictures = models.JSONField(_("en images"), default=list, blank=True)
    dictated = models.BooleanField(_("dicté à l’adulte"), default=False)
    put_on = models.DateField(_("mis dans la boîte le"), default=timezone.localdate)
    opened_on = models.DateField(_("ouvert le"), null=True, blank=True)
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="slips")
    taken_back_on = models.DateField(_("repris le"), null=True, blank=True)
    set_aside_on = models.DateField(_("mis à part le"), null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )  # fmt: skip
    erased_on = models.DateField(_("effacé le"), null=True, blank=True)

    objects = SlipQuerySet.as_manager()

    class Meta:
        verbose_name = _("petit mot")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="councils_slip_says_something",
                condition=Q(erased_on__isnull=False, text="", pictures=[])
                | Q(erased_on__isnull=True) & (~Q(text="") | ~Q(pictures=[])),
                violation_error_message=_("Un petit mot dit quelque chose, ou montre une image."),
            ),
            models.CheckConstraint(
                name="councils_slip_out_of_the_box_once",
                condition=Q(taken_back_on__isnull=True) | Q(set_aside_on__isnull=True, item__isnull=True),
            ),
            models.CheckConstraint(
                name="councils_slip_sealed_is_on_no_agenda",
                condition=Q(item__isnull=True) | Q(opened_on__isnull=False),
                violation_error_message=_("La boîte est encore fermée."),
            ),
        ]

    def __str__(self) -> str:
        return f"slip {self.pk}"

    @property
    def is_sealed(self) -> bool:
        """Whether nobody but its author may read it yet."""
        return self.opened_on is None


class Unsealing(models.Model):
    """An adult opened the sealed box before the council, to protect a child. The class is told in one sentence.

    There is no other reason, so none is stored; what was read is nowhere.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="unsealings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    day_pass = models.ForeignKey(
        "cooperatives.DayPass", models.PROTECT, null=True, blank=True, related_name="+"
    )  # fmt: skip
    on = models.DateField(_("le"), default=timezone.localdate)

    class Meta:
        verbose_name = _("ouverture de la boîte par un adulte")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["council", "on"], name="councils_unsealing_once_a_day"),
            models.CheckConstraint(
                name="councils_unsealing_by_somebody",
                condition=Q(by__isnull=False, day_pass__isnull=True) | Q(by__isnull=True, day_pass__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"unsealing {self.pk}"
