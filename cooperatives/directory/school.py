"""What the directory says of one school."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What is taught there. The values are those of `cooperatives.models.School.Kind`."""

    NURSERY = "nursery"
    ELEMENTARY = "elementary"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"
    SPECIAL = "special"
    SERVICE = "service"
    OTHER = "other"


class Sector(StrEnum):
    """Public or private. The values are those of `cooperatives.models.School.Sector`."""

    PUBLIC = "public"
    PRIVATE = "private"


class State(StrEnum):
    """Open, to be closed (« A FERMER »), closed. The values are those of `cooperatives.models.School.State`."""

    OPEN = "open"
    TO_BE_CLOSED = "to_be_closed"
    CLOSED = "closed"


class Note(StrEnum):
    """What the report of an import tells about a line that was taken."""

    UAI_MENDED = "uai_mended"
    DEPARTMENT_MENDED = "department_mended"
    POSTCODE_MENDED = "postcode_mended"
    POSTCODE_DROPPED = "postcode_dropped"
    COMMUNE_CODE_MENDED = "commune_code_mended"
    PHONE_MENDED = "phone_mended"
    PUPIL_COUNT_DROPPED = "pupil_count_dropped"
    DATE_DROPPED = "date_dropped"
    POSITION_CONVERTED = "position_converted"
    POSITION_DROPPED = "position_dropped"
    POSITION_OUTSIDE = "position_outside"
    STATE_UNKNOWN = "state_unknown"

    @property
    def label(self) -> str:
        """The note in words, for the report."""
        return str(_NOTES[self])


_NOTES = {
    Note.UAI_MENDED: _("zéro remis au début du numéro UAI"),
    Note.DEPARTMENT_MENDED: _("zéro remis au début du département"),
    Note.POSTCODE_MENDED: _("zéro remis au début du code postal"),
    Note.POSTCODE_DROPPED: _("code postal illisible, laissé vide"),
    Note.COMMUNE_CODE_MENDED: _("zéro remis au début du code de la commune"),
    Note.PHONE_MENDED: _("zéro remis au début du téléphone"),
    Note.PUPIL_COUNT_DROPPED: _("nombre d’élèves illisible, laissé vide"),
    Note.DATE_DROPPED: _("date illisible, laissée vide"),
    Note.POSITION_CONVERTED: _("position calculée depuis les coordonnées Lambert 93"),
    Note.POSITION_DROPPED: _("position impossible, laissée vide"),
    Note.POSITION_OUTSIDE: _("position hors du département"),
    Note.STATE_UNKNOWN: _("état inconnu, école comptée comme ouverte"),
}


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """One school of the directory. Text is cleaned, "" where there is none; `number` is its line in the file.

    `department` is written as in the directory (`015`, `02A`, `974`), `latitude` and `longitude` in degrees.
    """

    number: int
    uai: str
    name: str
    kind: Kind
    sector: Sector
    state: State
    nature_code: str
    address: str
    postcode: str
    commune: str
    commune_code: str
    department: str
    academy: str
    district: str
    phone: str
    email: str
    pupil_count: int | None
    latitude: float | None
    longitude: float | None
    opened_on: date | None
    updated_on: date | None
    notes: frozenset[Note]

    @property
    def is_eligible(self) -> bool:
        """Whether a cooperative may live here: OCCE serves public schools, and an office is no school."""
        return self.sector is Sector.PUBLIC and self.kind is not Kind.SERVICE and self.state is not State.CLOSED

    @property
    def position_outside(self) -> bool:
        """Whether the position lies outside the department that the line names."""
        return Note.POSITION_OUTSIDE in self.notes
