"""WeasyPrint behind `occe.kit.pdf`. Only that module imports this one, late: see there."""

import mimetypes
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# Relative addresses need something to be relative to; no such host exists and none is ever asked.
BASE = "https://portal.invalid/"
PICTURE = "picture:"

# A variable font that goes into a document is written anew, and would carry the second of its writing: with this (the
# convention of reproducible builds, which fontTools follows) the same document has the same bytes.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1262304000")


def lay_out(html: str, *, title: str, language: str, pictures: Mapping[str, bytes]) -> bytes:
    """See `occe.kit.pdf.render_pdf`."""
    source = HTML(string=html, base_url=BASE, url_fetcher=OwnFilesOnly(pictures))
    source.etree_element.set("lang", language)
    try:
        document = source.render(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as missing:
        raise FileNotFoundError(str(missing)) from missing
    document.metadata.title = title
    return document.write_pdf(pdf_variant="pdf/ua-1")


class OwnFilesOnly(URLFetcher):
    """Gives our static files and the pictures of this document; no network, no other file, no `data:` address."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self.pictures = pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file behind `url`. WeasyPrint leaves out what is refused with ValueError, and logs it."""
        if url.startswith(PICTURE) and url.removeprefix(PICTURE) in self.pictures:
            return URLFetcherResponse(url, self.pictures[url.removeprefix(PICTURE)])
        static = urlsplit(urljoin(BASE, settings.STATIC_URL))
        asked = urlsplit(url)
        if (asked.scheme, asked.netloc) != (static.scheme, static.netloc) or not asked.path.startswith(static.path):
            raise ValueError("only our own files go into a document")
        path = _static_file(unquote(asked.path.removeprefix(static.path)))
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def _static_file(name: str) -> Path:
    """A collected static file (with the hash in its name), else one of the source folders; never outside of them."""
    if settings.STATIC_ROOT:
        root = Path(settings.STATIC_ROOT).resolve()
        collected = (root / name).resolve()
        if collected.is_relative_to(root) and collected.is_file():
            return collected
    try:
        found = finders.find(name)
    except SuspiciousFileOperation:
        raise ValueError("only our own files go into a document") from None
    if not found:
        raise FatalURLFetchingError(f"static file not found: {name}")
    return Path(found)
