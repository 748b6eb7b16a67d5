"""The ministry's directory poured into our schools, in batches: what is new is added, what changed is updated.

A school that a teacher described or that was invented for the demonstration is never overwritten by a line of the
directory: the line is refused and told, and staff say whether they are one.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cooperatives.directory import DirectoryRow, Kind, Note, RefusedLine, Sector, State
from cooperatives.directory.refusals import LineRefused
from cooperatives.models import School

BATCH = 1000
# What the directory says of a school. Its key is the UAI; `folded` follows from these.
COLUMNS = (
    "name", "kind", "sector", "state", "address", "postcode", "commune", "commune_code", "department", "academy",
    "district", "phone", "email", "pupil_count", "latitude", "longitude", "opened_on",
)  # fmt: skip


class UaiOfAnotherSource(LineRefused):
    """The number is already that of a school which no directory gave us."""

    code = "another_source"
    sentence = _(
        "Le numéro %(uai)s est déjà celui d’une école qui ne vient pas de l’annuaire\u00a0: elle n’est pas touchée."
    )


@dataclass
class Tally:
    """What an import did. Counts of lines; `refused` holds the lines left out, `outside` those placed elsewhere.

    `private`, `services`, `closing` and `closed` count what the directory holds beside open public schools; a line may
    count twice. `notes` counts what was mended or left empty.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    private: int = 0
    services: int = 0
    closing: int = 0
    closed: int = 0
    notes: Counter[Note] = field(default_factory=Counter)
    refused: list[RefusedLine] = field(default_factory=list)
    outside: list[DirectoryRow] = field(default_factory=list)

    def count(self, row: DirectoryRow) -> None:
        """Take note of what kind of school a line gives."""
        self.private += row.sector is Sector.PRIVATE
        self.services += row.kind is Kind.SERVICE
        self.closing += row.state is State.TO_BE_CLOSED
        self.closed += row.state is State.CLOSED
        self.notes.update(row.notes)
        if row.position_outside:
            self.outside.append(row)


def import_directory(
    lines: Iterable[DirectoryRow | RefusedLine], *, on_batch: Callable[[Tally], None] = lambda tally: None
) -> Tally:
    """Pour the lines of a directory into the schools, a thousand at a time, each batch in its own transaction.

    Running it again on the same file changes nothing. Calls `on_batch` after each batch.
    """
    tally = Tally()
    source = iter(lines)
    while batch := list(islice(source, BATCH)):
        tally.read += len(batch)
        tally.refused += [line for line in batch if isinstance(line, RefusedLine)]
        _pour([line for line in batch if isinstance(line, DirectoryRow)], tally)
        on_batch(tally)
    return tally


@transaction.atomic
def _pour(rows: list[DirectoryRow], tally: Tally) -> None:
    """One batch: three statements at most, whatever its size."""
    for row in rows:
        tally.count(row)
    known = School.objects.select_for_update(of=("self",)).in_bulk([row.uai for row in rows], field_name="uai")
    created, updated = [], []
    for row in rows:
        school = known.get(row.uai)
        if school is None:
            created.append(_filled(School(uai=row.uai, source=School.Source.DIRECTORY), row))
        elif school.source != School.Source.DIRECTORY:
            tally.refused.append(RefusedLine(row.number, UaiOfAnotherSource(uai=row.uai), f"{row.uai};{row.name}"))
        elif _differs(school, row):
            updated.append(_filled(school, row))
        else:
            tally.unchanged += 1
    School.objects.bulk_create(created)
    School.objects.bulk_update(updated, [*COLUMNS, "directory_updated_on", "folded"], batch_size=BATCH)
    tally.created += len(created)
    tally.updated += len(updated)


def _differs(school: School, row: DirectoryRow) -> bool:
    return school.directory_updated_on != row.updated_on or any(
        getattr(school, name) != getattr(row, name) for name in COLUMNS
    )


def _filled(school: School, row: DirectoryRow) -> School:
    for name in COLUMNS:
        setattr(school, name, getattr(row, name))
    school.directory_updated_on = row.updated_on
    school.folded = school.folded_text()
    return school
