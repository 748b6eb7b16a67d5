"""Whether rows and files still go together: run every night, and by hand after a restore (`manage.py check_files`).

Nothing is mended by itself: a store that is younger or older than its database would lose what is worth keeping.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from django.core.files.storage import default_storage
from django.utils import timezone

from cooperatives.models import Federation, StoredFile

NIGHTS = 7
"""Each night reads the content of one file in seven: all of them in a week."""
STILL_COMING = timedelta(hours=1)
"""A file this young may belong to a row that is not committed yet."""
_BLOCK = 1024 * 1024


@dataclass
class Findings:
    """What does not go together. `lost` and `changed`: numbers of rows; `strays`: names in the store."""

    files: int = 0
    read: int = 0
    lost: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    @property
    def all_well(self) -> bool:
        return not (self.lost or self.changed or self.strays)


def check_files(*, night: date | None = None) -> Findings:
    """Compare every row with its file and every file with its rows; the contents too.

    With a `night`, only a seventh of the contents is read, another one each night.
    """
    findings = Findings()
    for federation in Federation.objects.order_by("pk"):
        _check_federation(federation, night, findings)
    return findings


def _check_federation(federation: Federation, night: date | None, findings: Findings) -> None:
    stored = set(_names_under(str(federation.public_id)))
    rows = StoredFile.objects.filter(federation=federation).order_by("pk")
    known: set[str] = set()
    for row in rows.only("public_id", "path", "thumbnail_path", "sha256").iterator():
        names = {name for name in (row.path, row.thumbnail_path) if name}
        is_new = row.path not in known
        known |= names
        findings.files += 1
        if not names <= stored:
            findings.lost.append(str(row.public_id))
        elif is_new and (night is None or row.pk % NIGHTS == night.toordinal() % NIGHTS):
            findings.read += 1
            if _digest(row.path) != row.sha256:
                findings.changed.append(str(row.public_id))
    findings.strays += sorted(name for name in stored - known if _is_settled(name))


def _names_under(folder: str) -> Iterator[str]:
    """Every file below a folder of the store, which may not exist yet."""
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in names)
    for inner in folders:
        yield from _names_under(f"{folder}/{inner}")


def _digest(name: str) -> str:
    digest = sha256()
    with default_storage.open(name) as content:
        for block in content.chunks(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _is_settled(name: str) -> bool:
    return default_storage.get_modified_time(name) < timezone.now() - STILL_COMING
