"""Who exists: the tenant, its years, schools, cooperatives, classes by year, mandates, staff, registrations, files."""

from .cooperative import Affiliation, Classroom, Cooperative, Level
from .federation import CommitmentText, Federation, SchoolYear, StaffRole
from .files import ExportJob, GuestLink, StoredFile
from .mandate import ClassTeacher, DayPass, Mandate, classrooms_led_by
from .registration import (
    Registration,
    RegistrationClass,
    RegistrationDocument,
    RegistrationEvent,
    RegistrationMandataire,
)
from .school import School

__all__ = [
    "Affiliation",
    "ClassTeacher",
    "Classroom",
    "CommitmentText",
    "Cooperative",
    "DayPass",
    "ExportJob",
    "Federation",
    "GuestLink",
    "Level",
    "Mandate",
    "Registration",
    "RegistrationClass",
    "RegistrationDocument",
    "RegistrationEvent",
    "RegistrationMandataire",
    "School",
    "SchoolYear",
    "StaffRole",
    "StoredFile",
    "classrooms_led_by",
]
