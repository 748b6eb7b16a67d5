"""Where the invented cooperatives live: real communes of the Cantal, schools and people that nobody can mistake.

School codes come from an unassigned row of the ministry's numbers (with their true check letters); the seed refuses to
run beside an imported directory that knows one of them.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Invented:
    """An invented cooperative: place (WGS 84 degrees), school, forms, code, and the name of its mandataire."""

    number: int
    commune: str
    postcode: str
    latitude: float
    longitude: float
    school: str
    school_kind: str
    kind: str
    uai: str
    first_name: str
    last_name: str


PLACES = Path(__file__).parent / "data" / "places.txt"


def read_places() -> list[Invented]:
    """All of them, by number; n° 19 stands twice, for a grouped school has two sites and two codes."""
    return [_read(row) for row in PLACES.read_text(encoding="utf-8").splitlines()]


def _read(row: str) -> Invented:
    number, commune, postcode, position, school, school_kind, kind, uai, person = (c.strip() for c in row.split("|"))
    latitude, longitude = position.split()
    first_name, last_name = person.split()
    return Invented(
        int(number), commune, postcode, float(latitude), float(longitude), school, school_kind, kind, uai,
        first_name, last_name,
    )  # fmt: skip
