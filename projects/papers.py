"""A story on paper: a sheet folded in two, of four pages, and a poster for the wall; as PDFs that everybody can read.

Only the pieces of the `Story` are on them, so whoever asks chooses the medium: the families' for the adult's print, the
public site's for the download. Pictures are made small enough to print, on white, and carry their words.
"""

import io
import re

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from PIL import Image

from occe.kit.documents import pdf_response
from occe.kit.drawing.paint import painted
from occe.kit.drawing.projects import project_picture
from occe.kit.markdown import with_signs_held
from occe.kit.qr import qr_file
from projects.drawings import drawing_of
from projects.models import Piece
from projects.queries.life import classes_taking_part
from projects.queries.story import Story

WIDEST = 1000
"""Pixels of a picture on paper: 18 cm wide at 140 dots an inch."""
DRAWING = "drawing"
# How many letters of text the inside of the leaflet holds, by size of type; what is longer goes on on the site.
SIZES = (("largest", 550), ("large", 1000), ("", 1900), ("small", 3000))
ON_LEAFLET, ON_POSTER = 4, 3
_MARKS = re.compile(r"[*_`#>]+|!?\[([^\]]*)\]\([^)]*\)")


def leaflet_pdf(request: HttpRequest, story: Story) -> HttpResponse:
    """A4 on its side, printed on both sides and folded: cover and back outside, the story inside."""
    size, shown = _fitted(story.project.story)
    context = _context(request, story, ON_LEAFLET) | {"size": size, "told": shown}
    names = (_("Dépliant\u00a0: %(title)s"), _("depliant-%(slug)s.pdf"))
    return _paper(request, "leaflet", names, story, context)


def poster_pdf(request: HttpRequest, story: Story) -> HttpResponse:
    """One page for the wall: the cover, three pictures, what the class learnt, and the way to the story."""
    names = (_("Affiche\u00a0: %(title)s"), _("affiche-%(slug)s.pdf"))
    return _paper(request, "poster", names, story, _context(request, story, ON_POSTER))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text without its marks of emphasis, no line beginning with a French sign."""
    plain = _MARKS.sub(lambda mark: mark[1] or "", text)
    return [with_signs_held(" ".join(part.split())) for part in plain.split("\n\n") if part.strip()]


def _fitted(text: str) -> tuple[str, list[str]]:
    """The size of type for a story, and as many of its paragraphs as the inside holds."""
    told = paragraphs(text)
    for size, most in SIZES:
        if sum(map(len, told)) <= most:
            return size, told
    size, room = SIZES[-1]
    kept: list[str] = []
    for paragraph in told:
        room -= len(paragraph)
        if room < 0:
            return size, [*kept, paragraph[:room].rsplit(" ", 1)[0] + "…"]
        kept.append(paragraph)
    return size, kept


def _context(request: HttpRequest, story: Story, most: int) -> dict:
    project = story.project
    pictures = [piece for piece in story.pieces if piece.is_picture][:most]
    return {
        "project": project, "story": story, "pictures": pictures, "drawing": drawing_of(project),
        "texts": [piece for piece in story.pieces if not piece.is_picture and piece.words][:2],
        "aims": paragraphs(project.aims), "told": paragraphs(project.story), "learnt": paragraphs(project.learnt),
        "classrooms": classes_taking_part(project), "school": project.cooperative.school,
        "address": request.build_absolute_uri(reverse("website:project", args=[project.public_id]))
        if project.is_published else "",
    }  # fmt: skip


def _paper(request: HttpRequest, kind: str, names: tuple[str, str], story: Story, context: dict) -> HttpResponse:
    title, name = (words % {"title": story.project.title, "slug": story.project.slug} for words in names)
    shown = [*([story.cover] if story.cover else []), *context["pictures"]]
    files = {f"piece-{piece.public_id}": jpeg for piece in shown if (jpeg := _printable(piece))}
    context["pictures"] = [piece for piece in context["pictures"] if f"piece-{piece.public_id}" in files]
    context["cover"] = story.cover if story.cover and f"piece-{story.cover.public_id}" in files else None
    files[DRAWING] = painted(project_picture(context["drawing"]))
    if context["address"]:
        files["qr"] = qr_file(context["address"])
    return pdf_response(request, f"projects/pdf/{kind}.html", title=title, name=name, context=context, pictures=files)


def _printable(piece: Piece) -> bytes:
    """A picture as a JPEG of the size of a page, or nothing where its bytes are gone."""
    if piece.file is None:
        return b""
    try:
        with default_storage.open(piece.file.path) as stored, Image.open(stored) as picture:
            seen = picture.convert("RGBA")
    except FileNotFoundError:
        return b""
    seen.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", seen.size, "white")
    ground.alpha_composite(seen)
    out = io.BytesIO()
    ground.convert("RGB").save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
