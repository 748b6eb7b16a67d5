"""The sheets of a class and the grid of one of them: who has answered what, and who is still missing."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from members.models import Pupil
from members.pupil_doors import Door
from members.queries_pupils import Face, face_of, roll
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import today
from projects.models import ConsentAnswer, ConsentSheet, OwnNo, Project
from projects.sections import NextAct, Section


@dataclass(frozen=True, slots=True)
class Row:
    """A child of the grid: what came back (None: nothing yet); `is_shown` is false where nobody may see the child,
    whatever the sheet says."""

    face: Face
    answer: ConsentAnswer | None
    is_shown: bool = True

    @property
    def said(self) -> str:
        return self.answer.image if self.answer else ""

    @property
    def differs(self) -> bool:
        """Whether the answer says something that one tap does not: other for works, or one parent only."""
        return bool(self.answer and (self.answer.works != self.answer.image or not self.answer.both_parents))


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet with one row a child, by first name."""

    sheet: ConsentSheet
    rows: tuple[Row, ...]

    @property
    def missing(self) -> int:
        return sum(row.answer is None for row in self.rows)

    @property
    def is_over(self) -> bool:
        return self.sheet.ends_on < today()


def grid_of(sheet: ConsentSheet) -> Grid:
    """All children of the class with their answers. Three queries, whatever the class."""
    children = [row for row in roll(sheet.classroom) if row.pupil.kind == Pupil.Kind.CHILD]
    answers = {answer.pupil_id: answer for answer in sheet.answers.all()}
    of_sheet = Q(project__isnull=True) | Q(project__in=sheet.projects.all())
    of_class = OwnNo.objects.filter(of_sheet, pupil__enrolments__classroom=sheet.classroom_id)
    no = set(of_class.values_list("pupil_id", flat=True))
    return Grid(sheet, tuple(Row(face_of(row), answers.get(row.pupil_id), row.pupil_id not in no) for row in children))


def sheets_of(actor: Actor, cooperative: Cooperative) -> QuerySet:
    """The sheets of the classes that an adult leads there, the open ones first, with how many are back and expected."""
    return counted(ConsentSheet.objects.run_by(actor).filter(classroom__cooperative=cooperative))


def counted(sheets: QuerySet) -> QuerySet:
    """Sheets with their class, how many are back (`back`) and how many children the class has (`expected`)."""
    child = Q(classroom__enrolments__pupil__kind=Pupil.Kind.CHILD, classroom__enrolments__pupil__left_on__isnull=True)
    rows = sheets.select_related("classroom__cooperative").annotate(
        back=Count("answers", distinct=True),
        expected=Count("classroom__enrolments", filter=child, distinct=True),
    )  # fmt: skip
    return rows.order_by(F("ends_on").desc(), "-id")


def consent_section(project: Project, actor: Actor) -> Section | None:
    """The families' sheets, on the page of the project, for who leads it; an idea asks for none yet. Two queries."""
    if not isinstance(actor, Adult) or not Project.objects.run_by(actor).filter(pk=project.pk).exists():
        return None
    sheets = list(counted(ConsentSheet.objects.run_by(actor).filter(projects=project)))
    if project.state == Project.State.IDEA and not sheets:
        return None
    address = reverse("projects:consent-new", args=[project.cooperative.public_id])
    return Section(
        _("Images et sons"), "projects/sections/_consent.html", {"sheets": sheets},
        action=_("Préparer une feuille"), url=f"{address}?project={project.public_id}",
    )  # fmt: skip


def consent_act(project: Project, actor: Actor) -> NextAct | None:
    """Ask the families once there is something to show, then write down what comes back. One query."""
    if project.state in (Project.State.IDEA, Project.State.DECIDED):
        return None
    sheets = list(counted(ConsentSheet.objects.run_by(actor).filter(projects=project).open_on(today())))
    if not sheets:
        address = reverse("projects:consent-new", args=[project.cooperative.public_id])
        return NextAct(_("Demander aux familles"), f"{address}?project={project.public_id}", "camera")
    waiting = next((sheet for sheet in sheets if sheet.back < sheet.expected), None)
    if waiting is None:
        return None
    place = [waiting.classroom.cooperative.public_id, waiting.public_id]
    return NextAct(_("Noter les feuilles revenues"), reverse("projects:consent", args=place), "camera")


def my_image(project: Project, actor: PupilActor) -> Door | None:
    """« Me montrer, ou pas », on the page of a project, for a child who has a face of its own. One query."""
    alone = Pupil.objects.filter(pk=actor.pupil_id, kind=Pupil.Kind.WHOLE_CLASS).exists()
    if alone or project.state == Project.State.IDEA:
        return None
    return Door(_("Me montrer, ou pas"), reverse("projects:pupil-own-no"), "person", order=60)
