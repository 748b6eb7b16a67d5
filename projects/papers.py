"""The story of a project on paper: a leaflet of one folded sheet, and a poster.

Who may be seen was asked before, for the medium of this print (`story_of(project, medium)`): a paper given to the
families shows what they agreed to for it, one that anybody downloads shows what the site may.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from occe.kit.documents import pdf_response
from projects.drawings import drawing_of
from projects.models import Piece
from projects.queries.story import Story

SIZES = ((500, "few"), (1100, ""), (1800, "many"))
"""Up to how many signs of text each type size of the leaflet takes; beyond, the smallest, and the text is cut."""
MOST = {"story": 1500, "aims": 420, "learnt": 620, "said": 220, "caption": 90}
PICTURES = {"leaflet": 4, "poster": 3}


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a paper: the name under which its bytes are given, what it is, its words."""

    name: str
    alt: str
    words: str
    tall: bool = False


def leaflet_pdf(request: HttpRequest, story: Story) -> HttpResponse:
    """One sheet of A4, printed on both sides and folded in two: outside 4 and 1, inside 2 and 3."""
    return _paper(request, story, "leaflet", _("Dépliant\u00a0: %(title)s"), _("depliant-%(slug)s.pdf"))


def poster_pdf(request: HttpRequest, story: Story) -> HttpResponse:
    """One page of A3; printed on A4 it is still read at arm's length."""
    return _paper(request, story, "poster", _("Affiche\u00a0: %(title)s"), _("affiche-%(slug)s.pdf"))


def _paper(request: HttpRequest, story: Story, which: str, title: str, name: str) -> HttpResponse:
    project = story.project
    pictures = [piece for piece in story.pieces if piece.is_picture][: PICTURES[which]]
    held = _bytes([*([story.cover] if story.cover else []), *pictures])
    texts = {part: _cut(getattr(project, part), MOST[part]) for part in ("aims", "story", "learnt")}
    signs = sum(map(len, texts.values()))
    context = {
        "project": project, "classrooms": list(project.classrooms.all()), "partners": story.partners[:6],
        "cover": _shown(story.cover, held), "drawing": f"social/{drawing_of(project)}.png", "texts": texts,
        "pictures": [shown for piece in pictures if (shown := _shown(piece, held))],
        "said": [_cut(piece.words, MOST["said"]) for piece in story.pieces if piece.kind == Piece.Kind.TEXT][:2],
        "size": next((size for most, size in SIZES if signs <= most), "most"),
    }  # fmt: skip
    told = {"title": project.title, "slug": project.slug}
    template = f"projects/pdf/{which}.html"
    return pdf_response(request, template, title=title % told, name=name % told, context=context, pictures=held)


def _bytes(pieces: Iterable[Piece]) -> dict[str, bytes]:
    """The files of some pictures by the number of their piece; one whose bytes are gone is left out."""
    found = {}
    for piece in pieces:
        try:
            with default_storage.open(piece.file.path) as stored:  # type: ignore[union-attr]
                found[str(piece.pk)] = stored.read()
        except FileNotFoundError:
            continue
    return found


def _shown(piece: Piece | None, held: dict[str, bytes]) -> Shown | None:
    if piece is None or str(piece.pk) not in held:
        return None
    kind = _("Un dessin de la classe") if piece.kind == Piece.Kind.DRAWING else _("Une photo du projet")
    file = piece.file
    tall = bool(file and (file.height or 0) > (file.width or 1))
    return Shown(str(piece.pk), kind, _cut(piece.words, MOST["caption"]), tall)


def _cut(text: str, most: int) -> str:
    """The beginning of a text, up to whole words, with an ellipsis where it goes on."""
    if len(text) <= most:
        return text
    return Truncator(text).words(max(1, len(text[:most].split()) - 1))
