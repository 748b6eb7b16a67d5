"""PDF documents that everybody can read: tagged (PDF/UA-1), with language and title, made from our own files only."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _


class PdfUnavailable(Exception):
    """Pango, with which WeasyPrint draws letters, is missing here. `str()` is a sentence for who runs the portal."""

    sentence = _(
        "Les documents PDF ont besoin de la bibliothèque Pango : installez le paquet libpangoft2-1.0-0 (Debian, "
        "Ubuntu), pango (Fedora) ou pango par Homebrew (macOS), puis relancez le portail."
    )

    def __str__(self) -> str:
        return str(self.sentence)


def render_pdf(html: str, *, title: str, language: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Lay `html` out as a tagged PDF and return its bytes.

    `title` and `language` (`fr`, `en`) go into the document whatever the HTML says. Style sheets, fonts and pictures
    are read from our static files (`{% static … %}`); a stored picture is given in `pictures` by a name and shown by
    `<img src="picture:NAME">`. Every other address is refused: the document is made without it. Raises PdfUnavailable
    when Pango is missing, FileNotFoundError for a static file that is not there.
    """
    # Imported late on purpose: WeasyPrint loads Pango when it is imported, takes 0.3 s and 40 MB, and a portal on a
    # machine without Pango must still start and say so.
    try:
        from occe.kit.pdf_engine import lay_out
    except OSError as missing:
        raise PdfUnavailable() from missing
    return lay_out(html, title=title, language=language, pictures=pictures or {})
