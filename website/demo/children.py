"""Invented first names on the lists of two schools; three of them sign in with the first pictures of the board."""

from uuid import uuid4

from cooperatives.models import Classroom, Cooperative
from members.models import ClassJob, Enrolment
from members.services.jobs import add_job, give_job
from members.services.picture_codes import BOARD
from members.services.roster import (
    NewPupil,
    add_pupils,
    choose_secret,
    propose_pictures,
    usual_reading_age,
)
from occe.kit.actors import System

from .clock import Clock

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


def raise_children(cooperatives: dict[int, Cooperative], clock: Clock) -> None:
    """The pupils of n° 18's two classes and of n° 20's only one, and the jobs of the first class."""
    by = System()
    for (number, name), groups in NAMES.items():
        classroom = cooperatives[number].classrooms.get(year__starts=clock.current.start, name=name)
        children = [(first_name, level) for level, names in groups for first_name in names]
        pictures = propose_pictures(classroom, len(children))
        pupils = [
            NewPupil(uuid4(), first_name, picture, level, usual_reading_age(level, classroom))
            for (first_name, level), picture in zip(children, pictures, strict=True)
        ]
        for enrolment in add_pupils(classroom, pupils=pupils, by=by):
            if enrolment.pupil.first_name in NAMED:
                choose_secret(enrolment.pupil, pictures=BOARD[:3], by=by)
    _give_jobs(cooperatives[18].classrooms.get(year__starts=clock.current.start, name="CP-CE1-CE2"), clock)


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
