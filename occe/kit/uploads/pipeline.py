"""The one road of a file that somebody sends: size, first bytes, name, then the worker; what comes out is clean.

Pure: bytes in, bytes out, nothing stored. Who may send how much is the rooms' business. The steps and the limits are
those of the OWASP cheat sheet for file uploads, with figures that were measured on the photos of telephones.
"""

import hashlib
import json
import signal
import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from occe.kit.uploads import refusals, worker
from occe.kit.uploads.kinds import PDF, RECEIPTS, SOUNDS, Kind, sniff
from occe.kit.uploads.refusals import LARGEST

WORKER = Path(worker.__file__)
# The worker's own limit counts seconds of work; this one, seconds on the clock of a busy server.
PATIENCE = 30
Box = Sequence[int]
"""x, y, width and height in thousandths of a picture."""


@dataclass(frozen=True, slots=True)
class CleanFile:
    """What is kept of a file: a picture written anew (WebP, upright, at most 1600 pixels a side), a sound written anew
    (MP3, one channel, at most two minutes) or a harmless PDF.

    `thumbnail` (WebP, at most 400 pixels), `width` and `height` are those of a picture, `seconds` those of a sound,
    None for what is neither. `sha256` is that of `data`, in hexadecimal: the same file sent twice has the same.
    """

    content_type: str
    extension: str
    data: bytes
    thumbnail: bytes | None
    width: int | None
    height: int | None
    sha256: str
    seconds: int | None = None


def clean_upload(
    file: bytes | BinaryIO, *, name: str = "", declared_type: str = "", accept: Collection[Kind] = RECEIPTS
) -> CleanFile:
    """Make a file that was sent safe to keep and to show.

    `name` and `declared_type` are what the browser says; they are compared with the content and then forgotten.
    `accept` is `kinds.RECEIPTS` (photos and PDF), `kinds.PHOTOS` or `kinds.SOUNDS`. Raises a subclass of
    `refusals.UploadRefused`. Takes 0.3 to 2 seconds of another process.
    """
    try:
        return _clean(file, name, declared_type, accept)
    except refusals.UploadRefused as refused:
        if accept == SOUNDS and type(refused) in refusals.OF_A_SOUND:
            raise refusals.OF_A_SOUND[type(refused)]() from None
        raise


def change_picture(data: bytes, *, crop: Box | None = None, blur: Sequence[Box] = ()) -> CleanFile:
    """A picture of ours (as `clean_upload` wrote it), with the places in `blur` made unknowable, then cut to `crop`.

    Nothing finer than sixteen colours is left of a place. Raises PictureTooSmall below a tenth of a side.
    """
    wanted = {"crop": list(crop) if crop else None, "blur": [list(box) for box in blur]}
    return _picture(*_open_elsewhere(data, "CHANGE", json.dumps(wanted)))


def _clean(file: bytes | BinaryIO, name: str, declared_type: str, accept: Collection[Kind]) -> CleanFile:
    data = _read(file)
    kind = sniff(data)
    if kind is None:
        raise refusals.UploadOfAnotherKind() if PDF in accept else refusals.UploadNotAPhoto()
    if kind not in accept:
        raise refusals.UploadNotAPhoto()
    if not kind.may_be_called(name, declared_type):
        raise refusals.UploadDisguised()
    facts, parts = _open_elsewhere(data, kind.code)
    if kind is PDF:
        return CleanFile("application/pdf", "pdf", data, None, None, None, hashlib.sha256(data).hexdigest())
    if kind in SOUNDS:
        (sound,) = parts
        hashed = hashlib.sha256(sound).hexdigest()
        return CleanFile("audio/mpeg", "mp3", sound, None, None, None, hashed, seconds=facts["seconds"])
    return _picture(facts, parts)


def _picture(facts: dict[str, int], parts: list[bytes]) -> CleanFile:
    picture, thumbnail = parts
    return CleanFile(
        content_type="image/webp",
        extension="webp",
        data=picture,
        thumbnail=thumbnail,
        width=facts["width"],
        height=facts["height"],
        sha256=hashlib.sha256(picture).hexdigest(),
    )


def _read(file: bytes | BinaryIO) -> bytes:
    """The bytes of a file that is not too large; one that is too large is not read to its end."""
    if not isinstance(file, bytes):
        if (getattr(file, "size", None) or 0) > LARGEST:
            raise refusals.UploadTooLarge()
        file = file.read(LARGEST + 1)
    if len(file) > LARGEST:
        raise refusals.UploadTooLarge()
    if not file:
        raise refusals.UploadMissing()
    return file


def _open_elsewhere(data: bytes, *asked: str) -> tuple[dict[str, int], list[bytes]]:
    """Let the worker open the file: it has no environment, little memory and little time, and may be killed."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER), *asked], input=data, capture_output=True, timeout=PATIENCE, env={}
        )
    except subprocess.TimeoutExpired:
        raise refusals.UploadTooHeavy() from None
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise refusals.UploadTooHeavy()
    if done.returncode < 0:
        raise refusals.UploadUnreadable()  # a decoder fell over: its process alone is gone
    if done.returncode:
        raise RuntimeError(f"the upload worker does not run: {done.stderr[-500:].decode(errors='replace')}")
    line, _, rest = done.stdout.partition(b"\n")
    facts = json.loads(line)
    if reason := facts.get("refused"):
        raise refusals.BY_CODE[reason]()
    parts = []
    for size in facts["sizes"]:
        parts.append(rest[:size])
        rest = rest[size:]
    return facts, parts
