"""Invented first names on the lists of two schools; three of them sign in with the first pictures of the board.

Of each class that told a project last year there are the children who made its journal, moved up since.
"""

from uuid import uuid4

from cooperatives.models import Classroom, Cooperative
from members.models import ClassJob, Enrolment
from members.services.jobs import add_job, give_job
from members.services.picture_codes import BOARD
from members.services.roster import (
    NewPupil,
    add_pupils,
    choose_secret,
    move_up,
    propose_pictures,
    usual_reading_age,
)
from occe.kit.actors import System
from projects.models import Project

from .clock import Clock
from .cooperatives import LADDER

NAMED = ["Lina", "Noé", "Zoé"]
NAMES = {
    (18, "CP-CE1-CE2"): [
        ("CE2", [*NAMED, "Malo", "Sohan", "Jeanne"]),
        ("CE1", ["Élio", "Inès", "Côme", "Rose", "Gabin", "Adèle", "Ilyès"]),
        ("CP", ["Maël", "Louane", "Timéo", "Agathe", "Nour", "Basile"]),
    ],
    (18, "CM1-CM2"): [
        ("CM1", ["Apolline", "Yanis", "Capucine", "Robin", "Salomé", "Eliott", "Maïa", "Achille"]),
        ("CM2", ["Victoire", "Kenzo", "Clémence", "Marius", "Lison", "Sacha", "Héloïse", "Tiago", "Romane"]),
    ],
    (20, "PS-CM2"): [
        ("PS", ["Lou", "Anatole"]),
        ("GS", ["Ambre", "Oscar"]),
        ("CP", ["Siméon", "Elsa"]),
        ("CE1", ["Nils", "Faustine", "Amir"]),
        ("CM1", ["Garance", "Ulysse"]),
        ("CM2", ["Prune", "Léandre"]),
    ],
}


# Who was in the class that told a project last year; of n° 18 and n° 20 those above who are old enough.
TOLD = {
    1: ["Anouk", "Ewen", "Ilona", "Mathéo", "Soline", "Tess"],
    2: ["Naël", "Maëlys", "Tilio", "Aliénor", "Esteban", "Lise"],
    4: ["Owen", "Célestine", "Rayan", "Flavie", "Titouan", "Inaya"],
    9: ["Hugo", "Lilou", "Mahé", "Jade", "Aaron", "Zélie"],
    14: ["Éloi", "Manon", "Kaïs", "Apolline", "Bastien", "Lola"],
    17: ["Simon", "Noa", "Édith", "Idriss", "Cléo", "Martin"],
}
MOVED_UP = {18: ("CE2", "CM1"), 20: ("CP", "CE1")}


def raise_children(cooperatives: dict[int, Cooperative], clock: Clock) -> None:
    """The pupils of n° 18's two classes and of n° 20's only one, and the jobs of the first class."""
    by = System()
    for number, names in TOLD.items():
        _moved_up(cooperatives[number], names)
    for number, (before, now) in MOVED_UP.items():
        groups = [group for (place, _name), groups in NAMES.items() if place == number for group in groups]
        names = [name for level, group in groups if level == now for name in group]
        _moved_up(cooperatives[number], names, before=before, now=now)
    for (number, name), groups in NAMES.items():
        classroom = cooperatives[number].classrooms.get(year__starts=clock.current.start, name=name)
        come = set(classroom.enrolments.values_list("pupil__first_name", flat=True))
        children = [(first_name, level) for level, names in groups for first_name in names if first_name not in come]
        pictures = propose_pictures(classroom, len(children))
        pupils = [
            NewPupil(uuid4(), first_name, picture, level, usual_reading_age(level, classroom))
            for (first_name, level), picture in zip(children, pictures, strict=True)
        ]
        for enrolment in add_pupils(classroom, pupils=pupils, by=by):
            if enrolment.pupil.first_name in NAMED:
                choose_secret(enrolment.pupil, pictures=BOARD[:3], by=by)
    _give_jobs(cooperatives[18].classrooms.get(year__starts=clock.current.start, name="CP-CE1-CE2"), clock)


def _moved_up(cooperative: Cooperative, names: list[str], *, before: str = "", now: str = "") -> None:
    """Children of the class that told its project last year, who are in a class of this one."""
    then = Project.objects.get(cooperative=cooperative, state=Project.State.TOLD).classrooms.get()
    level = before or then.levels[0]
    now = now or LADDER[LADDER.index(level) + 1]
    pictures = propose_pictures(then, len(names))
    pupils = [
        NewPupil(uuid4(), name, picture, level, usual_reading_age(level, then))
        for name, picture in zip(names, pictures, strict=True)
    ]
    children = [row.pupil for row in add_pupils(then, pupils=pupils, by=System())]
    later = cooperative.classrooms.filter(year__starts__gt=then.year.ends)
    target = next((room for room in later if now in room.levels), None) or later.get(follows=then)
    move_up(cooperative, moves=dict.fromkeys(children, target), on=then.year.ends, by=System())


def _give_jobs(classroom: Classroom, clock: Clock) -> None:
    pupils = {
        enrolment.pupil.first_name: enrolment.pupil
        for enrolment in Enrolment.objects.filter(classroom=classroom).select_related("pupil")
    }
    for first_name, kind in (
        ("Lina", ClassJob.Kind.TREASURER),
        ("Noé", ClassJob.Kind.SECRETARY),
        ("Zoé", ClassJob.Kind.PRESIDENT),
    ):
        job = add_job(classroom, kind=kind, by=System())
        since = clock.day(9, 18)
        give_job(job, pupils=[pupils[first_name]], starts_on=since, ends_on=clock.current.end, by=System())
