"""What the pages say of a class that looks back: who may still answer, how many have, and the drawn summary."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, classrooms_led_by
from members.models import Pupil
from members.pupil_doors import Door, Wait
from occe.kit.actors import Actor, Adult, PupilActor
from projects.looking_back import DRAWN, FACES, ICONS, MARKS, QUESTIONS, SKILLS
from projects.models import Project, Reflection
from projects.permissions import leads
from projects.sections import NextAct, Section

TEMPLATE = "projects/sections/_looking_back.html"
FEWEST = 5
"""With fewer papers one can guess who wrote what: the page says so."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the drawn summary: how many said each of its marks."""

    key: str
    label: str
    icon: str
    counts: list[tuple[str, int, int]]

    @property
    def total(self) -> int:
        return sum(count for _label, count, _mark in self.counts)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a class says of a project, without anybody's name."""

    answered: int
    faces: list[tuple[str, int, int]]
    skills: list[Part]
    kept: list[tuple[str, list[str]]]
    waiting: list[tuple[int, str, str]]

    @property
    def few(self) -> bool:
        return self.answered < FEWEST

    @property
    def most(self) -> int:
        return max((count for _label, count, _mark in self.faces), default=0)


def summary_shown(reflection: Reflection) -> Summary | None:
    """The summary in words of the page's language; none while the box is open."""
    held = reflection.summary
    if held is None:
        return None
    kept = {key: [one["words"] for one in held["kept"] if one["question"] == key] for key in QUESTIONS}
    return Summary(
        answered=held["answered"],
        faces=[(str(words), held["faces"].get(str(face), 0), DRAWN[face]) for face, words in FACES.items()],
        skills=[
            Part(key, str(words), ICONS[key], [
                (str(label), held["skills"].get(key, {}).get(str(mark), 0), mark) for mark, label in MARKS.items()
            ])
            for key, words in SKILLS.items()
        ],
        kept=[(str(QUESTIONS[key]), said) for key, said in kept.items() if said],
        waiting=[(place, str(QUESTIONS[one["question"]]), one["words"]) for place, one in enumerate(held["waiting"])],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A class that takes part, and its looking back, if there is one."""

    classroom: Classroom
    reflection: Reflection | None
    answered: int
    children: int

    @property
    def is_small(self) -> bool:
        """Whether so few answer that one can guess: papers that were counted, else children of the class."""
        return self.summary.few if self.summary else self.children < FEWEST

    @property
    def summary(self) -> Summary | None:
        return summary_shown(self.reflection) if self.reflection else None


def boxes_of(project: Project, actor: Actor) -> list[Box]:
    """The classes of the project that the adult leads, each with its box. Two queries."""
    classrooms = classes_of(project).filter(pk__in=classrooms_led_by(actor).values("pk"))
    here = Count("enrolments", filter=Q(enrolments__pupil__left_on__isnull=True), distinct=True)
    reflections = Reflection.objects.filter(project=project).annotate(answered=Count("turnout"))
    of = {one.classroom_id: one for one in reflections}
    return [
        Box(classroom, one := of.get(classroom.pk), one.answered if one else 0, classroom.here)
        for classroom in classrooms.annotate(here=here).order_by("name", "pk")
    ]


def classes_of(project: Project) -> QuerySet[Classroom]:
    """The classes that take part; of the whole school's all classes of the years of its steps."""
    own = Classroom.objects.filter(projects=project)
    if own.exists():
        return own
    days = project.steps.values_list("on", flat=True)
    year = Q(pk__in=[])
    for day in {*days}:
        year |= Q(year__starts__lte=day, year__ends__gte=day)
    return Classroom.objects.filter(year, cooperative_id=project.cooperative_id)


def open_for(actor: PupilActor) -> QuerySet[Reflection]:
    """The boxes of the pupil's class that take a paper."""
    return Reflection.objects.filter(classroom_id=actor.classroom_id, state=Reflection.State.OPEN).select_related(
        "project"
    )


def has_answered(reflection: Reflection, pupil: Pupil) -> bool:
    """Whether the child's paper is in the box, while it is open."""
    return reflection.turnout.filter(pupil=pupil).exists()


def looking_back_wait(actor: PupilActor) -> Wait | None:
    """The first box that waits for this child: it comes before what one may do. One query."""
    waiting = open_for(actor).exclude(turnout__pupil_id=actor.pupil_id).order_by("pk").first()
    if waiting is None:
        return None
    address = reverse("projects:pupil-look-back", kwargs={"project_id": waiting.project.public_id})
    return Wait(_("Dis ce que tu penses du projet."), address, "heart")


def looking_back_door(project: Project, actor: PupilActor) -> Door | None:
    """« Ce que je pense du projet » while the box of the class is open, then what the class says. One query."""
    box = Reflection.objects.filter(project=project, classroom_id=actor.classroom_id).first()
    if box is None:
        return None
    words = _("Ce que je pense du projet") if box.state == Reflection.State.OPEN else _("Ce que nous en disons")
    return Door(words, reverse("projects:pupil-look-back", kwargs={"project_id": project.public_id}), "heart", order=12)


def looking_back_section(project: Project, actor: Actor) -> Section | None:
    """What the classes say of the project; for who leads it, how many have answered. Three queries at most."""
    if not isinstance(actor, Adult):
        return None
    if not leads(actor, project):
        closed = Reflection.objects.filter(project=project, state=Reflection.State.CLOSED)
        boxes = [Box(one.classroom, one, 0, 0) for one in closed.select_related("classroom")]
        return Section(_("Ce que la classe en dit"), TEMPLATE, {"boxes": boxes}) if boxes else None
    if project.state in (Project.State.IDEA, Project.State.DECIDED):
        return None
    address = reverse("projects:look-back", args=[project.cooperative.public_id, project.public_id])
    return Section(
        _("Ce que la classe en dit"), TEMPLATE, {"boxes": boxes_of(project, actor)},
        action=_("Le bilan de la classe"), url=address,
    )  # fmt: skip


def looking_back_act(project: Project, actor: Actor) -> NextAct | None:
    """Look back, once the project is finished and no class has begun to."""
    if project.state != Project.State.FINISHED or project.reflections.exists():
        return None
    address = reverse("projects:look-back", args=[project.cooperative.public_id, project.public_id])
    return NextAct(_("Faire le bilan avec la classe"), address, "heart")
