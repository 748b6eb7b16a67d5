"""The store of files, copied out and in through Django's storage: a folder or an S3 bucket, it is the same to us."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage

from occe.kit.whole_files import UNFINISHED

PROBES = "health/"
"""What `/health/ready` writes and takes away again is nobody's file."""


def stored_names(folder: str = "") -> Iterator[str]:
    """Every file of the store, below a folder of it."""
    if folder and not default_storage.exists(folder):
        return
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored
        return
    place = f"{folder}/" if folder else ""
    if not place.startswith(PROBES):
        yield from (f"{place}{name}" for name in sorted(names) if not name.endswith(UNFINISHED))
    for inner in sorted(folders):
        yield from stored_names(f"{place}{inner}")


def copy_out(target: Path) -> tuple[int, int]:
    """Copy the whole store into a folder; how many files and bytes. What is erased meanwhile is not there any more."""
    count = size = 0
    target.mkdir(parents=True, exist_ok=True)
    for name in stored_names():
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            with default_storage.open(name) as content, open(copy, "wb") as file:
                shutil.copyfileobj(content, file)
        except FileNotFoundError:
            copy.unlink(missing_ok=True)
            continue
        count, size = count + 1, size + copy.stat().st_size
    return count, size


def copy_in(source: Path) -> Iterator[str]:
    """Copy a folder into the empty store; yields each name once it lies there."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            name = path.relative_to(source).as_posix()
            with open(path, "rb") as content:
                kept = default_storage.save(name, File(content))
            yield kept
