"""Which of two pictures, one red and one blue, a PDF holds."""

import io

from pypdf import PdfReader


def shades(content: bytes) -> set[str]:
    """The names of the two, told by their colour."""
    pages = PdfReader(io.BytesIO(content)).pages
    dots = [image.image.convert("RGB").getpixel((3, 3)) for page in pages for image in page.images]
    return {
        name for r, g, b in dots for name, hit in (("red", r > 200 > 90 > g + b), ("blue", b > 200 > 90 > r + g)) if hit
    }


def words_of(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
