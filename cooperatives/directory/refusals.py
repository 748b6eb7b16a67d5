"""Why a line of the directory is not taken: one sentence each, for the report of the import."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from occe.kit.refused import Refused

LONGEST_RAW = 200


class LineRefused(Refused):
    """A line that gives no school."""


class LineTooLong(LineRefused):
    code = "line_too_long"
    sentence = _("Cette ligne est trop longue pour être celle d’une école.")


class LineUnquoted(LineRefused):
    code = "unquoted"
    sentence = _("Un guillemet de cette ligne n’est pas fermé.")


class LineMisaligned(LineRefused):
    code = "misaligned"
    sentence = _("Cette ligne compte %(found)s colonnes, et l’en-tête %(expected)s.")


class CellEmpty(LineRefused):
    code = "cell_empty"
    sentence = _("La colonne « %(column)s » est vide.")


class CellTooLong(LineRefused):
    code = "cell_too_long"
    sentence = _("Le texte de la colonne « %(column)s » est trop long.")


class UaiDoubtful(LineRefused):
    code = "uai_doubtful"
    sentence = _("Le numéro UAI « %(typed)s » n’est pas juste : %(why)s")


class UaiElsewhere(LineRefused):
    code = "uai_elsewhere"
    sentence = _("Le numéro UAI « %(typed)s » est incomplet et n’est pas du département %(department)s.")


class UaiTwice(LineRefused):
    code = "uai_twice"
    sentence = _("Le numéro UAI %(uai)s est déjà à la ligne %(first)s.")


class SectorUnknown(LineRefused):
    code = "sector_unknown"
    sentence = _("On ne sait pas si cette école est publique ou privée.")


class DepartmentUnknown(LineRefused):
    code = "department_unknown"
    sentence = _("Le département « %(typed)s » n’existe pas.")


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that is left out: its number in the file (the header is 1), the reason, and its beginning as it stands."""

    number: int
    reason: LineRefused
    raw: str
