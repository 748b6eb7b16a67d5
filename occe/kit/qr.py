"""QR codes, drawn as SVG: black on white in every theme, for a reader needs the contrast and the quiet border."""

import io

import segno
from django.utils.safestring import SafeString


def qr_svg(text: str, *, css: str = "qr") -> SafeString:
    """A QR of `text` to stand inside a page, without size (the style sheet gives it) and hidden from screen readers.

    The words of the address must stand beside it. Error correction is medium: a scratched card still reads.
    """
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        border=4, light="#fff", dark="#000", omitsize=True, svgclass=css, lineclass=None
    )
    return SafeString(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


def qr_file(text: str) -> bytes:
    """The same as an SVG file, for a document (`occe.kit.pdf`, `pictures`)."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=2, light="#fff", dark="#000", scale=4)
    return out.getvalue()
