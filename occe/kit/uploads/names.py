"""File names: never used to store anything, and harmless where they are shown to a browser that saves a file."""

import re

from django.utils.http import content_disposition_header

from occe.kit.folded import LineEmpty, clean_line

LONGEST = 120
NAMELESS = "fichier"
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)


def safe_name(name: str) -> str:
    """A name that every system can save: no folder, no hidden sign, no word that Windows keeps, at most 120 letters."""
    last = re.split(r"[/\\]", name)[-1]
    try:
        line = clean_line(_FORBIDDEN.sub("_", last)).strip(". ")
    except LineEmpty:
        line = ""
    if _RESERVED.fullmatch(line):
        line = f"_{line}"
    stem, dot, extension = line.rpartition(".")
    if len(line) > LONGEST and stem and len(extension) <= 10:
        line = stem[: LONGEST - len(extension) - 1].rstrip(". ") + dot + extension
    return line[:LONGEST] or NAMELESS


def safe_disposition(name: str, *, inline: bool = False) -> str:
    """The value of a Content-Disposition header (RFC 6266) that saves the file, or shows it, under a harmless name."""
    header = content_disposition_header(as_attachment=not inline, filename=safe_name(name))
    return header or "attachment"
