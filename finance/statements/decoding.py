"""Bytes to text: which of the encodings that French banks write, and what is no text at all."""

import codecs
import re

from django.utils.translation import gettext as _

from finance.statements.errors import FileRefused

LARGEST = 10 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "utf-8", "cp1252", "iso-8859-15")
# What another program wrote, by its first bytes: a person who took the wrong file is told which to take.
_PDF = b"%PDF"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CP1252_ONLY = re.compile(rb"[\x80-\x9f]")
# The euro sign and œ in ISO-8859-15, where cp1252 has ¤ and ½, which no bank writes.
_LATIN9 = re.compile(rb"[\xa4\xbc\xbd]")


def refuse_what_is_no_text(data: bytes) -> None:
    """Raises FileRefused for an empty file, one that is too large, a PDF, a workbook or anything else in bytes."""
    if len(data) > LARGEST:
        raise FileRefused(_("Ce fichier dépasse 10 Mo. Demandez à la banque une période plus courte."))
    if not data.strip():
        raise FileRefused(_("Ce fichier est vide."))
    if data.startswith(_PDF):
        raise FileRefused(
            _("C’est un PDF : il se regarde, il ne s’importe pas. Téléchargez le relevé en OFX ou en CSV.")
        )
    if data.startswith(_WORKBOOKS):
        raise FileRefused(_("C’est un classeur de tableur. Enregistrez-le en CSV, ou téléchargez le relevé en OFX."))
    if b"\x00" in data:
        raise FileRefused(_("Ce fichier n’est pas un texte. Téléchargez le relevé en OFX ou en CSV."))


def sniffed(data: bytes) -> str:
    """The encoding of a text: UTF-8 when it is one, with or without mark; else ISO-8859-15 by its euro, or cp1252."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "iso-8859-15" if _LATIN9.search(data) and not _CP1252_ONLY.search(data) else "cp1252"
    return "utf-8"


def decoded(data: bytes, encoding: str = "") -> str:
    """The text in `encoding` if it is one of ours and fits, else in the one that is sniffed, its lines ended by `\\n`.

    Never raises: a byte that no letter has becomes a question mark in a lozenge. What old systems write behind the end
    of a text (Ctrl-Z) is left out.
    """
    if encoding in ENCODINGS:
        try:
            return _in_lines(data.decode(encoding))
        except UnicodeDecodeError:
            pass
    return _in_lines(data.decode(sniffed(data), errors="replace"))


def _in_lines(text: str) -> str:
    return text.rstrip("\x1a").replace("\r\n", "\n").replace("\r", "\n")
