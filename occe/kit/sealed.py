"""A folder that proves itself: `SHA256SUMS` names each of its files with its digest, and `sha256sum -c` reads it too.

One byte changed, a file gone, a file too many: each is told by its name. The list proves itself by what it names: a
byte changed in it is a file that does not fit, or that nobody knows.
"""

import os
from hashlib import file_digest
from pathlib import Path

SUMS = "SHA256SUMS"


def seal(folder: Path) -> None:
    """Write the list of the folder's files, and see all of them onto the disk."""
    names = _names(folder)
    lines = [f"{_digest(folder / name)}  {name}\n" for name in names]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    for path in (*(folder / name for name in names), folder / SUMS, *_folders(folder)):
        _onto_the_disk(path)


def faults_of(folder: Path) -> list[str]:
    """What does not fit, one line each (`missing`, `damaged`, `unknown` and the name); nothing when all is sound."""
    sums = folder / SUMS
    if not sums.is_file():
        return [f"missing  {SUMS}"]
    told = dict(_told(sums))
    there = set(_names(folder))
    faults = [f"missing  {name}" for name in sorted(told.keys() - there)]
    faults += [f"unknown  {name}" for name in sorted(there - told.keys())]
    faults += [f"damaged  {name}" for name in sorted(told.keys() & there) if _digest(folder / name) != told[name]]
    return faults


def _told(sums: Path) -> list[tuple[str, str]]:
    lines = sums.read_text(encoding="utf-8", errors="replace").split("\n")
    return [(line[66:], line[:64]) for line in lines if line]


def _names(folder: Path) -> list[str]:
    """Every file below the folder but the list itself, as POSIX writes it."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name != SUMS)


def _folders(folder: Path) -> list[Path]:
    return [folder, *(path for path in folder.rglob("*") if path.is_dir())]


def _digest(path: Path) -> str:
    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _onto_the_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
