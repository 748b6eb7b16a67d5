"""What the families of the demonstration said: a sheet for the year, one for the garden that is coming back, and one
for each project that was told last year."""

from datetime import timedelta

from cooperatives.models import Classroom, Cooperative
from members.models import Pupil
from members.queries_pupils import roll
from occe.kit.actors import Adult, PupilActor
from occe.kit.dates import school_year_of, today
from projects.models import Project
from projects.models.consent import Answer, Medium
from projects.services.consent import make_sheet, record_answer, say_own_no

from .thread import Thread

# By place in the roll; the others said yes to everything, and those of NOT_BACK have not answered yet.
NOT_SITE, NO, NOT_BACK = {3}, {6}, {4, 11, 15, 17}
ONE_PARENT, WORKS_ONLY, OWN_NO = 8, 14, 12
# The same of the classes that told a project last year: by cooperative, the place in the class and what it said.
LAST_YEAR: dict[int, dict[int, str]] = {
    2: {5: ""}, 4: {4: Answer.NOT_SITE}, 14: {3: Answer.NO}, 18: {3: "", 4: Answer.NOT_SITE}, 20: {1: ""},
}  # fmt: skip
OWN_NOS = {17: 5, 18: 5}


def tell_consents(thread: Thread) -> None:
    """Two sheets of the class, recorded by its teacher, and a child who does not want to be seen."""
    classroom, by = thread.classroom, thread.teacher
    children = [row.pupil for row in roll(classroom) if row.pupil.kind == Pupil.Kind.CHILD]
    year = make_sheet(
        classroom, title="Dans la classe, cette année",
        what="Des photos et des enregistrements de la vie de la classe.",
        ends_on=classroom.year.ends, for_the_class=True, by=by,
    )  # fmt: skip
    for place, child in enumerate(children):
        record_answer(year, child, image=Answer.NO if place in NO else Answer.ALL, by=by)
    garden = Project.objects.get(cooperative=thread.cooperative, state=Project.State.RUNNING)
    ends = school_year_of(today()).end
    sheet = make_sheet(
        classroom, title=garden.title, projects=[garden], media=[Medium.FAMILIES, Medium.SITE], by=by,
        what="Des photos du jardin, les voix des enfants qui racontent, leurs dessins et leurs textes.",
        ends_on=min(ends.replace(year=ends.year + 1), today() + timedelta(days=700)),
    )  # fmt: skip
    for place, child in enumerate(children):
        if place in NOT_BACK:
            continue
        said = Answer.NO if place in NO | {WORKS_ONLY} else Answer.NOT_SITE if place in NOT_SITE else Answer.ALL
        works = Answer.ALL if place == WORKS_ONLY else ""
        record_answer(sheet, child, image=said, works=works, both_parents=place != ONE_PARENT, by=by)
    if len(children) > OWN_NO:
        here = {"cooperative_id": thread.cooperative.pk, "federation_id": thread.cooperative.federation_id}
        child = PupilActor(children[OWN_NO].pk, class_session_id=thread.session.pk, classroom_id=classroom.pk, **here)
        say_own_no(by=child, project=garden)


def tell_consents_of_last_year(cooperatives: dict[int, Cooperative]) -> None:
    """A sheet for each told project: most said yes; some sheets are not back, and two children do not want to be shown.

    Where the class has gone, nobody was asked: what it made stays inside.
    """
    for number, cooperative in cooperatives.items():
        for project in Project.objects.filter(cooperative=cooperative, state=Project.State.TOLD):
            classroom = project.classrooms.get()
            children = [row.pupil for row in classroom.enrolments.here().select_related("pupil").order_by("pk")]
            if children:
                _ask_last_year(project, classroom, children, number)


def _ask_last_year(project: Project, classroom: Classroom, children: list[Pupil], number: int) -> None:
    mandate = project.cooperative.mandates.order_by("rank")[0]
    here = {"cooperative_id": project.cooperative_id, "federation_id": project.cooperative.federation_id}
    by = Adult(mandate.user_id, here["federation_id"])
    sheet = make_sheet(
        classroom, title=project.title, projects=[project], media=[Medium.FAMILIES, Medium.SITE], by=by,
        what="Les dessins, les textes et les photos du projet.", ends_on=school_year_of(today()).end,
    )  # fmt: skip
    for place, child in enumerate(children):
        record_answer(sheet, child, image=LAST_YEAR.get(number, {}).get(place, Answer.ALL), by=by)
    if number in OWN_NOS:
        child = PupilActor(children[OWN_NOS[number]].pk, class_session_id=0, classroom_id=classroom.pk, **here)
        say_own_no(by=child, project=project)
