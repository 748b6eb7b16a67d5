"""What families and children say about being shown: the sheet, what came back on paper, and the child's own no."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from members.models import Enrolment, Pupil
from members.naming import class_first_name_in
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import format_day, today
from projects.errors import ConsentRefused
from projects.models import ConsentAnswer, ConsentSheet, OwnNo, Project
from projects.models.consent import Answer, Medium

LONGEST_YEARS = 2
"""A consent is for a time that a family can see the end of."""


@transaction.atomic
def make_sheet(
    classroom: Classroom, *, title: str, what: str, ends_on: date, by: Adult, media: Sequence[str] = (),
    projects: Sequence[Project] = (), for_the_class: bool = False,
) -> ConsentSheet:  # fmt: skip
    """Write what is asked of the families of a class: for which projects, which pictures, where and until when.

    With `for_the_class` it is the one for the year, inside the class, and ends with the class's year at the latest. The
    same title for the same class is one sheet. Raises ConsentRefused for a sheet without project or place, an end that
    is past or too far away, and words that name a child.
    """
    Classroom.objects.select_for_update(of=("self",)).get(pk=classroom.pk)
    told = {"title": _tidy(title, classroom, "title"), "what": _tidy(what, classroom, "what")}
    standing = classroom.consent_sheets.filter(title=told["title"]).first()
    if standing:
        return standing
    if for_the_class and classroom.consent_sheets.filter(for_the_class=True).exists():
        raise ConsentRefused(_("La feuille de l’année existe déjà pour cette classe."), field="kind")
    if not for_the_class and not projects:
        raise ConsentRefused(_("Choisissez au moins un projet."), field="projects")
    places = [Medium.CLASS] if for_the_class else [medium for medium in Medium if medium in media]
    if not places:
        raise ConsentRefused(_("Choisissez au moins un endroit."), field="media")
    _check_end(ends_on, classroom, for_the_class)
    sheet = ConsentSheet.objects.create(
        classroom=classroom, for_the_class=for_the_class, media=places, ends_on=ends_on, made_by_id=by.user_id, **told
    )
    sheet.projects.set([] if for_the_class else projects)
    return sheet


def _check_end(ends_on: date, classroom: Classroom, for_the_class: bool) -> None:
    if ends_on < today():
        raise ConsentRefused(_("Ce jour est passé. Choisissez un jour à venir."), field="ends_on")
    if for_the_class and ends_on > classroom.year.ends:
        day = format_day(classroom.year.ends)
        raise ConsentRefused(
            _("Dans la classe, l’accord finit avec l’année\u00a0: le %(day)s au plus tard.") % {"day": day},
            field="ends_on",
        )
    if ends_on.year > today().year + LONGEST_YEARS:
        raise ConsentRefused(
            _("C’est trop loin. Un accord se donne pour un temps que l’on voit\u00a0: deux ans au plus."),
            field="ends_on",
        )


def _tidy(words: str, classroom: Classroom, field: str) -> str:
    said = " ".join(words.split())
    if not said:
        raise ConsentRefused(_("Écrivez-le en quelques mots."), field=field)
    name = class_first_name_in(said, classroom)
    if name:
        raise ConsentRefused(
            _("Il y a un prénom, %(name)s. La feuille est la même pour toutes les familles.") % {"name": name},
            field=field,
        )
    return said


@transaction.atomic
def remove_sheet(sheet: ConsentSheet, *, by: Adult) -> None:
    """Throw away a sheet on which nothing has come back yet. Raises ConsentRefused once a family has answered."""
    locked = ConsentSheet.objects.select_for_update(of=("self",)).filter(pk=sheet.pk).first()
    if locked is None:
        return
    if locked.answers.exists():
        raise ConsentRefused(_("Des familles ont déjà répondu à cette feuille\u00a0: elle reste."))
    locked.delete()


@transaction.atomic
def record_answer(
    sheet: ConsentSheet, pupil: Pupil, *, image: str, by: Adult, works: str = "", both_parents: bool = True
) -> ConsentAnswer | None:
    """Write down what came back on paper for a child; an empty `image` says that the sheet has not come back.

    `works` is for what the child made, as `image` unless it differs. Raises ConsentRefused for another class's child.
    """
    locked = ConsentSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    enrolled = Enrolment.objects.here().filter(classroom=locked.classroom_id, pupil=pupil, pupil__kind=Pupil.Kind.CHILD)
    if not enrolled.exists():
        raise ConsentRefused(_("Cet élève n’est pas dans la classe de cette feuille."))
    if not image:
        locked.answers.filter(pupil=pupil).delete()
        return None
    said = {"image": Answer(image), "works": Answer(works or image), "both_parents": both_parents}
    answer, made = ConsentAnswer.objects.get_or_create(
        sheet=locked, pupil=pupil, defaults={**said, "recorded_by_id": by.user_id}
    )
    if not made and any(getattr(answer, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(answer, name, value)
        answer.recorded_by_id, answer.recorded_at = by.user_id, timezone.now()
        answer.save()
    return answer


@transaction.atomic
def withdraw_consent(pupil: Pupil, *, by: Adult, sheet: ConsentSheet | None = None) -> int:
    """A family takes its agreement back, at once: on one sheet, or on all of the child, those of the classes before and
    of other adults too, for a no asks for nobody's leave.

    Returns how many answers changed. What was answered before is kept nowhere.
    """
    mine = ConsentAnswer.objects.filter(pupil=pupil, **({"sheet": sheet} if sheet else {}))
    changed = mine.exclude(image=Answer.NO, works=Answer.NO)
    return changed.update(image=Answer.NO, works=Answer.NO, recorded_by_id=by.user_id, recorded_at=timezone.now())


@transaction.atomic
def say_own_no(*, by: PupilActor, project: Project | None = None) -> OwnNo:
    """A child does not want to be shown, in a project or everywhere. It prevails over any parent's yes; no reason."""
    return OwnNo.objects.get_or_create(pupil_id=by.pupil_id, project=project)[0]


@transaction.atomic
def take_back_own_no(*, by: Actor, project: Project | None = None) -> None:
    """The child, and nobody else, takes the own no back."""
    if not isinstance(by, PupilActor):
        raise ConsentRefused(_("Seul l’enfant reprend son «\u00a0non\u00a0»."))
    OwnNo.objects.filter(pupil_id=by.pupil_id, project=project).delete()
