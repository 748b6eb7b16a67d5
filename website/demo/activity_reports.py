"""The activity reports of last year, and two classes that look back: one has counted, one still answers."""

from datetime import timedelta

from cooperatives.models import Cooperative
from councils.models import Council, Decision
from councils.services.councils import open_councils
from finance.models import Book
from members.models import ClassSession, Pupil
from occe.kit.actors import System
from occe.kit.dates import today
from projects.models import Project, Reflection
from projects.services.reflection import open_reflection, put_in_paper
from projects.services.reports import approve_report, send_report, write_report

from .clock import Clock, noon

APPROVES = "Nous approuvons le compte rendu d’activité de l’année."
DRAFT = 18
SUMMARY = {
    "version": 1, "answered": 17, "faces": {"1": 2, "2": 4, "3": 11},
    "skills": {
        "listen": {"1": 2, "2": 8, "3": 7}, "ideas": {"1": 3, "2": 5, "3": 9}, "help": {"1": 0, "2": 4, "3": 13},
        "decide": {"1": 3, "2": 9, "3": 5}, "part": {"1": 1, "2": 4, "3": 12},
    },
    "waiting": [],
    "kept": [
        {"question": "worked", "words": "On a dansé tous ensemble, même les grands."},
        {"question": "hard", "words": "Compter les pas sans regarder ses pieds."},
        {"question": "deciding", "words": "Quand on vote, on attend que tout le monde ait parlé."},
    ],
}  # fmt: skip
PAPERS = (
    (3, {"one": "On a vu un papillon jaune."}), (3, {"one": "J’ai semé les cosmos."}), (2, {}), (3, {}),
    (2, {"one": "L’arrosoir est lourd."}), (3, {"one": "C’est nous qui avons choisi les graines."}), (1, {}),
)  # fmt: skip


def tell_activity_reports(cooperatives: dict[int, Cooperative], clock: Clock) -> None:
    """Whoever has accepted accounts has sent the report of its activity too; n° 18 is still writing."""
    year = clock.year(1)
    for number, cooperative in cooperatives.items():
        book = Book.objects.filter(cooperative=cooperative, year__starts=year.start).select_related("year").first()
        if book is None:
            continue
        told = Project.objects.filter(cooperative=cooperative, hours=None, state__in=["finished", "told"])
        told.update(hours=6 + number % 5 * 4)
        if number == DRAFT:
            words = {"opening": "Une année pour danser ensemble, et pour préparer le jardin."}
            write_report(cooperative, book.year, words=words, by=System())
        elif book.state == Book.State.ACCEPTED:
            _send(cooperative, book)


def _send(cooperative: Cooperative, book: Book) -> None:
    councils = Council.objects.filter(cooperative=cooperative, year=book.year, classroom=None)
    council = councils.first() or open_councils([cooperative], book.year, by=System())[0]
    decision = Decision.objects.create(
        council=council, number=council.decisions.count() + 1, date=book.year.ends - timedelta(days=60), text=APPROVES
    )
    approve_report(cooperative, book.year, decision=decision, by=System())
    day = min(book.year.ends + timedelta(days=14 + cooperative.number), today())
    send_report(cooperative, book.year, by=System(), at=noon(day))


def tell_looking_back(cooperative: Cooperative) -> None:
    """The dance was looked back on; the garden's box is open, and seven have answered."""
    for project in Project.objects.filter(cooperative=cooperative):
        classroom = project.classrooms.first()
        if classroom and project.state == Project.State.TOLD:
            Reflection.objects.get_or_create(
                project=project, classroom=classroom, defaults={"state": "closed", "summary": SUMMARY}
            )
        elif classroom and project.state == Project.State.RUNNING:
            _answer(project, classroom)


def _answer(project: Project, classroom) -> None:
    session = ClassSession.objects.open().filter(classroom=classroom).first()
    if session is None:
        return
    box = open_reflection(project, classroom=classroom, by=System())
    pupils = Pupil.objects.here().filter(enrolments__classroom=classroom, kind=Pupil.Kind.CHILD).order_by("-pk")
    for pupil, (face, words) in zip(pupils, PAPERS, strict=False):
        marks = {"listen": face, "help": 3, "part": 2}
        put_in_paper(box, pupil=pupil, session=session, face=face, words=words, skills=marks)
