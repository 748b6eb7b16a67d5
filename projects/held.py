"""What this room holds about one child, for the parents who ask. A paper of a look back is nobody's."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.data_map import BY_NUMBER
from members.held import Line, counted
from members.models import Pupil
from projects.data_map import FORGOTTEN, SHOWN, WHILE_OPEN
from projects.models import (
    ConsentAnswer,
    JournalEntry,
    OwnNo,
    Piece,
    ProjectStep,
    ReflectionTurnout,
    Task,
)

OURS = gettext_lazy("Les projets")


def of_projects(pupil: Pupil) -> Iterable[Line]:
    """Tasks, pages of the journal, pieces of the child, what its parents answered, its own no. Nine queries."""
    for task in Task.objects.filter(pupils=pupil):
        yield Line(_("Sa tâche : %(title)s") % {"title": task.title}, BY_NUMBER, task.due_on)
    for entry in JournalEntry.objects.filter(written_by_pupil=pupil):
        yield Line(_("A écrit une page du journal : %(title)s") % {"title": entry.title}, BY_NUMBER, entry.on)
    for piece in Piece.objects.filter(shows=pupil).select_related("entry"):
        said = {"kind": piece.get_kind_display(), "title": piece.entry.title}
        yield Line(_("Est sur : %(kind)s, « %(title)s »") % said, SHOWN, piece.entry.on)
    for piece in Piece.objects.filter(authors=pupil).select_related("entry"):
        said = {"kind": piece.get_kind_display(), "title": piece.entry.title}
        yield Line(_("A fait : %(kind)s, « %(title)s »") % said, SHOWN, piece.entry.on)
    for answer in ConsentAnswer.objects.filter(pupil=pupil).select_related("sheet"):
        said = {"title": answer.sheet.title, "image": answer.get_image_display(), "works": answer.get_works_display()}
        words = _("Réponse des parents, « %(title)s » : image et voix, %(image)s ; travaux, %(works)s") % said
        yield Line(words, FORGOTTEN, answer.recorded_at.date())
    for own in OwnNo.objects.filter(pupil=pupil).select_related("project"):
        what = own.project.title if own.project else _("partout")
        yield Line(_("Ne veut pas être montré : %(what)s") % {"what": what}, FORGOTTEN)
    steps = ProjectStep.objects.filter(by_pupil=pupil).count() + Task.objects.filter(written_by_pupil=pupil).count()
    yield from counted(
        ngettext("%(count)s étape ou tâche écrite", "%(count)s étapes ou tâches écrites", steps), steps, BY_NUMBER
    )
    rounds = ReflectionTurnout.objects.filter(pupil=pupil).count()
    yield from counted(
        ngettext(
            "A répondu à %(count)s bilan ; ce qui a été répondu n’est relié à personne",
            "A répondu à %(count)s bilans ; ce qui a été répondu n’est relié à personne",
            rounds,
        ),
        rounds,
        WHILE_OPEN,
    )
