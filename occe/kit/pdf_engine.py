"""Lays documents out with WeasyPrint, one after the other, in a process of its own.

Run by `occe.kit.pdf` as a plain script: no Django, no settings, no secrets, no environment. Jobs come over a line of
`multiprocessing`, each answered by a word and its bytes: `made` and the document, `no pango` (or `failed`) and what is
missing, `no file` and the static file that is not there. It ends with its caller, or after a minute without a job.

Usage: python pdf_engine.py FILE-DESCRIPTOR
"""

import contextlib
import logging
import mimetypes
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

# A variable font that goes into a document is written anew, and would carry the second of its writing: with this (the
# convention of reproducible builds, which fontTools follows) the same document has the same bytes.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1262304000")

try:
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
except OSError as missing:  # Pango: each job is answered so
    MISSING = str(missing)
    URLFetcher = object
else:
    MISSING = ""

# Relative addresses need something to be relative to; no such host exists and none is ever asked.
BASE = "https://portal.invalid/"
PICTURE = "picture:"
IDLE = 60
"""Seconds without a job after which the process gives its memory back."""


class OwnFilesOnly(URLFetcher):
    """Gives our static files and the pictures of this document; no network, no other file, no `data:` address."""

    def __init__(self, pictures: Mapping[str, bytes], static_url: str, folders: Sequence[str]) -> None:
        super().__init__(allowed_protocols=())
        self.pictures = pictures
        self.static = urlsplit(urljoin(BASE, static_url))
        self.folders = [Path(folder).resolve() for folder in folders]

    def fetch(self, url: str, headers: object = None) -> "URLFetcherResponse":
        """The file behind `url`. WeasyPrint leaves out what is refused with ValueError."""
        if url.startswith(PICTURE) and url.removeprefix(PICTURE) in self.pictures:
            return URLFetcherResponse(url, self.pictures[url.removeprefix(PICTURE)])
        asked, static = urlsplit(url), self.static
        if (asked.scheme, asked.netloc) != (static.scheme, static.netloc) or not asked.path.startswith(static.path):
            raise ValueError("only our own files go into a document")
        path = self._file(unquote(asked.path.removeprefix(static.path)))
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def _file(self, name: str) -> Path:
        """The static file of that name in the first folder that has it; never one outside of them."""
        paths = [(folder / name).resolve() for folder in self.folders]
        inside = [path for path, folder in zip(paths, self.folders, strict=True) if path.is_relative_to(folder)]
        if not inside:
            raise ValueError("only our own files go into a document")
        for path in inside:
            if path.is_file():
                return path
        raise FatalURLFetchingError(f"static file not found: {name}")


def lay_out(
    *, html: str, title: str, language: str, pictures: Mapping[str, bytes], static_url: str, folders: Sequence[str]
) -> bytes:
    """See `occe.kit.pdf.render_pdf`. Raises FileNotFoundError for a static file that is not there."""
    source = HTML(string=html, base_url=BASE, url_fetcher=OwnFilesOnly(pictures, static_url, folders))
    source.etree_element.set("lang", language)
    try:
        document = source.render(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as missing:
        raise FileNotFoundError(str(missing)) from missing
    document.metadata.title = title
    folded = source.etree_element.get("data-folded") is not None
    return document.write_pdf(pdf_variant="pdf/ua-1", finisher=_both_sides if folded else None)


def _both_sides(document: Any, pdf: Any) -> None:
    """Ask the printer for both sides, turned on the short edge: the inside of a folded sheet is not upside down."""
    wishes = pdf.catalog.setdefault("ViewerPreferences", {})
    wishes["Duplex"] = "/DuplexFlipShortEdge"


def answer(job: dict[str, Any]) -> tuple[str, bytes]:
    """The word and the bytes that go back. What fails here fails at our caller's, with its reason."""
    if MISSING:
        return "no pango", MISSING.encode()
    try:
        return "made", lay_out(**job)
    except FileNotFoundError as missing:
        return "no file", str(missing).encode()
    except Exception as error:
        return "failed", f"{type(error).__name__}: {error}".encode()


def main(line: Connection) -> None:
    """Print what is asked until nobody asks any more."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    with contextlib.suppress(EOFError, OSError):  # our caller is gone, and so are we
        while line.poll(IDLE):
            word, data = answer(line.recv())
            line.send_bytes(word.encode())
            line.send_bytes(data)


if __name__ == "__main__":
    main(Connection(int(sys.argv[1])))
