"""The journal of a project: what the pupils write, draw, photograph and record, piece by piece.

A piece leaves the class only while `PieceQuerySet.allowed_on` finds it: that one question is asked by every page, feed,
paper and address of a picture. Source of the rule: Civil code, articles 9 and 372-1 (a child's image and voice), and
Code de la propriété intellectuelle, L111-1 (the child is an author).
"""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Classroom, StoredFile, classrooms_led_by
from members.models import Pupil
from occe.kit.actors import Actor
from occe.kit.dates import today

from .consent import Answer, ConsentAnswer, Medium, OwnNo
from .projects import Project

LONGEST_SOUND = 120
"""Seconds."""


class JournalEntryQuerySet(models.QuerySet):
    def run_by(self, actor: Actor) -> "JournalEntryQuerySet":
        """Those that an adult looks at, gives back or takes out: of the projects that one leads, the pages of the
        classes of one's own school. A class of another school has its own adult for that."""
        homes = classrooms_led_by(actor).values("cooperative_id")
        return self.filter(project__in=Project.objects.run_by(actor), classroom__cooperative__in=homes)

    def read_by(self, actor: Actor) -> "JournalEntryQuerySet":
        """Those that an adult reads: these, and what another school's adult has looked at in a project of both."""
        checked = self.filter(project__in=Project.objects.run_by(actor), state=JournalEntry.State.CHECKED)
        return self.filter(Q(pk__in=self.run_by(actor).values("pk")) | Q(pk__in=checked.values("pk")))

    def of_class(self, actor: Actor) -> "JournalEntryQuerySet":
        """Those of the projects of a pupil's class: one's own drafts, what a child of the class has finished writing,
        and of the other classes what their adult has looked at."""
        mine = self.filter(project__in=Project.objects.of_class(actor))
        own = Q(written_by_pupil_id=getattr(actor, "pupil_id", None))
        ours = Q(state=JournalEntry.State.SENT, classroom=getattr(actor, "classroom_id", None))
        return mine.filter(own | ours | Q(state=JournalEntry.State.CHECKED))

    def in_hand(self, actor: Actor) -> "JournalEntryQuerySet":
        """Those that a pupil wrote and may still change: no adult has looked at them yet, or one gave them back."""
        own = self.of_class(actor).filter(written_by_pupil_id=getattr(actor, "pupil_id", None))
        return own.exclude(state=JournalEntry.State.CHECKED)

    def waiting(self) -> "JournalEntryQuerySet":
        """Those that an adult has to look at."""
        return self.filter(state=JournalEntry.State.SENT)


class JournalEntry(models.Model):
    """One page of the journal: a day, a title, and its pieces. The adult looks before anyone outside the class does.

    Changed after it was checked, it waits for the adult again.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("en train d’écrire")
        SENT = "sent", _("à relire par l’adulte")
        RETURNED = "returned", _("à reprendre")
        CHECKED = "checked", _("relu")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="journal")
    classroom = models.ForeignKey(Classroom, models.PROTECT, related_name="journal")
    on = models.DateField(_("le"), default=timezone.localdate)
    title = models.CharField(_("titre"), max_length=120)
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.DRAFT)
    return_words = models.CharField(_("ce qu’il faut reprendre"), max_length=200, blank=True)
    written_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_by_pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="+")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = JournalEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("page du journal")
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="projects_journalentry_one_author",
                condition=Q(written_by_user__isnull=True) | Q(written_by_pupil__isnull=True),
            ),
            models.CheckConstraint(
                name="projects_journalentry_checked_by_somebody",
                condition=Q(state="checked", checked_at__isnull=False) | ~Q(state="checked"),
            ),
            models.CheckConstraint(
                name="projects_journalentry_returned_with_words",
                condition=~Q(state="returned") | ~Q(return_words=""),
                violation_error_message=_("Dites ce qu’il faut reprendre."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"journal entry {self.pk}"


class PieceQuerySet(models.QuerySet):
    def run_by(self, actor: Actor) -> "PieceQuerySet":
        return self.filter(entry__in=JournalEntry.objects.run_by(actor))

    def read_by(self, actor: Actor) -> "PieceQuerySet":
        """What an adult sees: all pieces of the pages that one looks at, and of another school's what its families
        let be seen outside the class."""
        read = self.filter(entry__in=JournalEntry.objects.read_by(actor))
        shown = Q(pk__in=read.allowed_on(Medium.FAMILIES).values("pk"))
        shown |= Q(pk__in=read.allowed_on(Medium.SITE).values("pk"))
        return self.filter(Q(pk__in=self.run_by(actor).values("pk")) | shown)

    def in_hand(self, actor: Actor) -> "PieceQuerySet":
        """Those of the pages that a pupil may still change."""
        return self.filter(entry__in=JournalEntry.objects.in_hand(actor))

    def in_class(self, actor: Actor) -> "PieceQuerySet":
        """What a pupil may see: own pages, what passes `allowed_on(Medium.CLASS)` of the own class, and what the
        families may see of the other classes that take part.

        What was taken off, and what a child on it does not want to be shown, no child sees: its author neither.
        """
        mine = self.filter(entry__in=JournalEntry.objects.of_class(actor)).exclude(_kept_from_children())
        own = Q(entry__written_by_pupil_id=getattr(actor, "pupil_id", None))
        ours = Q(entry__classroom_id=getattr(actor, "classroom_id", None))
        return mine.filter(
            own
            | ours & Q(pk__in=self.allowed_on(Medium.CLASS).values("pk"))
            | Q(pk__in=self.allowed_on(Medium.FAMILIES).values("pk"))
        )

    def marked(self) -> "PieceQuerySet":
        """Adds `is_kept`: no child may see it, for it was taken off, or a child on it said no."""
        return self.annotate(is_kept=ExpressionWrapper(_kept_from_children(), models.BooleanField()))

    def allowed_on(self, medium: "Medium", *, on: date | None = None) -> "PieceQuerySet":
        """The pieces that may be shown on a medium on a day (today).

        Outside the class: of a page that an adult has looked at, not taken off, about whose people something was said,
        none of whom is of another class; each child on it (image, voice) and each child who made it, alone or with the
        others, has a consent that is still open for this project and medium, none that says otherwise, and has not said
        no. What children made without anybody saying who stays in. Inside the class a drawing or a text needs no
        consent, and a page that is not yet checked is shown. One query, whatever the number of pieces.
        """
        day = on or today()
        shown = Piece.shows.through.objects.filter(piece=OuterRef("pk"))
        made = Piece.authors.through.objects.filter(piece=OuterRef("pk"))
        told = self.filter(withdrawn_at__isnull=True, people__in=[Piece.People.NOBODY, Piece.People.CHILDREN])
        told = told.filter(~Exists(_without_consent(shown, "image", medium, day)))
        if medium == Medium.CLASS:
            return told
        named = Q(made_by=Piece.MadeBy.ADULT) | Exists(made)
        return told.filter(
            named, ~Exists(_without_consent(made, "works", medium, day)), entry__state=JournalEntry.State.CHECKED
        )


def _kept_from_children() -> Q:
    """Taken off by an adult, or showing (to eye or ear) a child who said no here or everywhere, or who has left."""
    here = Q(project__isnull=True) | Q(project=OuterRef("piece__entry__project_id"))
    no = OwnNo.objects.filter(here, pupil=OuterRef("pupil_id"))
    left = Q(pupil__left_on__isnull=False)  # whose no was erased with all the rest
    on_it = Piece.shows.through.objects.filter(Q(Exists(no)) | left, piece=OuterRef("pk"))
    return Q(withdrawn_at__isnull=False) | Q(Exists(on_it))


def _without_consent(rows: models.QuerySet, line: str, medium: "Medium", day: date) -> models.QuerySet:
    """Of the children of `rows` (a piece and a pupil each), those whose consent is missing, or who said no."""
    project = OuterRef("piece__entry__project_id")
    of_project = Q(sheet__projects=project)
    if medium == Medium.CLASS:
        of_project |= Q(sheet__for_the_class=True, sheet__classroom=OuterRef("piece__entry__classroom_id"))
    answers = [Answer.ALL] if medium in (Medium.SITE, Medium.PRESS) else [Answer.ALL, Answer.NOT_SITE]
    parents = Q(both_parents=True)
    if medium not in (Medium.SITE, Medium.PRESS):
        parents |= Q(sheet__classroom__cooperative__federation__project_rules__one_parent_is_enough=True)
    said = ConsentAnswer.objects.filter(
        of_project, pupil=OuterRef("pupil_id"), sheet__media__contains=[medium], sheet__ends_on__gte=day
    )
    yes = Q(**{f"{line}__in": answers})
    no = OwnNo.objects.filter(Q(project__isnull=True) | Q(project=project), pupil=OuterRef("pupil_id"))
    # Of two sheets that ask for the same, a no on one is a no.
    return rows.filter(~Exists(said.filter(parents, yes)) | Exists(said.exclude(yes)) | Exists(no))


class Piece(models.Model):
    """A text, a drawing, a photo or a sound of a page of the journal.

    `words` is the text itself, or what a picture shows and a sound says (read to who does not see or hear it). `shows`
    lists the children on a photo or in a sound, `authors` those who made the piece, each of them where it was made
    together; both stay by number after a child has left, without a consent: the piece is then shown nowhere.
    `in_story` is the adult's choice for the public story, `withdrawn_at` takes it off everywhere at once. `file` was
    written anew without place or camera; a face that was blurred or cut away is in no stored file.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("texte")
        DRAWING = "drawing", _("dessin")
        PHOTO = "photo", _("photo")
        SOUND = "sound", _("son")

    class MadeBy(models.TextChoices):
        CHILDREN = "children", _("un ou plusieurs élèves")
        TOGETHER = "together", _("toute la classe ensemble")
        ADULT = "adult", _("un adulte")

    class People(models.TextChoices):
        UNKNOWN = "unknown", _("pas encore dit")
        NOBODY = "nobody", _("personne")
        CHILDREN = "children", _("des élèves de la classe")
        OTHERS = "others", _("d’autres personnes aussi")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(JournalEntry, models.CASCADE, related_name="pieces")
    kind = models.CharField(_("sorte"), max_length=7, choices=Kind.choices)
    words = models.TextField(_("texte"), max_length=2000, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    seconds = models.PositiveSmallIntegerField(_("durée en secondes"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    made_by = models.CharField(_("fait par"), max_length=8, choices=MadeBy.choices, default=MadeBy.CHILDREN)
    people = models.CharField(_("qui voit-on\u00a0?"), max_length=8, choices=People.choices, default=People.UNKNOWN)
    blurred = models.BooleanField(_("floutée"), default=False)
    in_story = models.BooleanField(_("dans le récit"), default=False)
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    shows = models.ManyToManyField(Pupil, related_name="shown_on", blank=True)
    authors = models.ManyToManyField(Pupil, related_name="pieces", blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("morceau du journal")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="projects_piece_text_or_file",
                condition=Q(kind="text", file__isnull=True) & ~Q(words="") | ~Q(kind="text") & Q(file__isnull=False),
            ),
            models.CheckConstraint(
                name="projects_piece_sound_of_two_minutes",
                condition=Q(kind="sound", seconds__range=(1, LONGEST_SOUND))
                | ~Q(kind="sound") & Q(seconds__isnull=True),
                violation_error_message=_("Un son dure deux minutes au plus."),
            ),
        ]

    def __str__(self) -> str:
        return f"piece {self.pk}"

    @property
    def is_picture(self) -> bool:
        return self.kind in (self.Kind.DRAWING, self.Kind.PHOTO)
