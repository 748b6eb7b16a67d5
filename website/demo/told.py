"""Two stories of last year as their classes told them: pages of the journal, drawn pictures, and who opened them.

The pictures are drawn here, as a class draws: nobody is on them. Each piece says which children of the class made it.
"""

import io
import math
from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw

from cooperatives.models import Cooperative
from cooperatives.services.files import store_file
from occe.kit.actors import System
from occe.kit.uploads.kinds import PHOTOS
from occe.kit.uploads.pipeline import clean_upload
from projects.models import JournalEntry, Partner, Piece, Project, Publication
from projects.models.consent import Medium

from .clock import Clock, noon
from .journal import TOLD

WIDTH, HEIGHT = 1200, 800
PAPER, INK = "#fffdf7", "#1d2528"
COLOURS = ("#256a3d", "#3a3a9c", "#8d3a20", "#f2bd2c", "#5c9a56", "#b9cfd3")
SKINS = ("#f3d3b3", "#d9a77b", "#9c6b45", "#6b4a2f")

Drawing = Callable[[ImageDraw.ImageDraw, Random], None]


def _ground(pen: ImageDraw.ImageDraw, chance: Random, tint: str = "#86b65a", top: int = 600) -> None:
    """A meadow in strokes of crayon."""
    for _stroke in range(520):
        x, y = chance.randrange(-40, WIDTH), chance.randrange(top, HEIGHT)
        pen.line((x, y, x + chance.randrange(40, 120), y - chance.randrange(4, 24)), tint, 7)


def _dancer(pen: ImageDraw.ImageDraw, x: float, y: float, size: float, colour: str, lean: float) -> None:
    head, hip = (x + lean * 30, y - size), (x, y - size * 0.4)
    pen.line((*head, *hip), INK, 8)
    for foot in (-0.35, 0.4 + lean * 0.3):
        pen.line((*hip, x + foot * size, y), INK, 8)
    pen.polygon(
        [(head[0], head[1] + 30), (x - size * 0.32, hip[1] + 24), (x + size * 0.32, hip[1] + 24)], colour, INK, 5
    )
    pen.ellipse((head[0] - 34, head[1] - 40, head[0] + 34, head[1] + 28), "#f3e2c7", INK, 6)


def ball(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    """A round of dancers under a string of flags."""
    _ground(pen, chance, "#e7d3a2", 640)
    for k in range(14):
        x = 40 + k * 86
        y = 90 + 70 * math.sin(math.pi * k / 13)
        pen.polygon([(x, y), (x + 62, y), (x + 31, y + 74)], COLOURS[k % 5], INK, 4)
    pen.line([(0, 80), (300, 130), (620, 162), (900, 132), (WIDTH, 84)], INK, 5)
    for k in range(9):
        turn = math.pi * (k + 0.5) / 9
        x, y = 600 - 470 * math.cos(turn), 560 + 130 * math.sin(turn)
        _dancer(pen, x, y, 190 + 50 * math.sin(turn), COLOURS[k % 5], math.cos(turn))


def clogs(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    """Feet on chalk marks: the steps of the bourrée."""
    _ground(pen, chance, "#d9c9a5", 120)
    for k in range(4):
        x = 150 + k * 270
        pen.ellipse((x - 90, 470, x + 120, 690), None, "#ffffff", 10)
        pen.text((x - 6, 712), str(k + 1), INK, font_size=60)
        for side in (-1, 1):
            left = x + side * 46 - 36
            pen.rounded_rectangle((left, 300 + k % 2 * 40, left + 64, 590), 30, COLOURS[(k + 1) % 5], INK, 6)
            pen.ellipse((left - 12, 520, left + 82, 640), "#6b4a2f", INK, 6)


def soup(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    """The pot, its steam, and bowls."""
    _ground(pen, chance, "#dcebea", 640)
    for k in range(5):
        x = 420 + k * 90
        pen.line([(x + 22 * math.sin(step / 2), 330 - step * 26) for step in range(9)], "#8fb0ae", 14)
    pen.rounded_rectangle((330, 350, 870, 680), 90, "#4c5558", INK, 8)
    pen.ellipse((330, 310, 870, 420), "#f2bd2c", INK, 8)
    for k in range(12):
        x, y = 390 + k % 6 * 78, 345 + k // 6 * 26
        pen.ellipse((x, y, x + 40, y + 24), COLOURS[(k * 3) % 5], INK, 3)
    for x in (80, 960):
        pen.chord((x, 560, x + 180, 740), 0, 180, "#f6e1d6", INK, 7)


def hands(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    """Hands round the lake."""
    pen.ellipse((180, 170, 1020, 640), "#8fb0ae", INK, 7)
    for k in range(9):
        y = 250 + k * 40
        pen.arc((300 + k * 14, y, 520 + k * 22, y + 40), 200, 340, "#dcebea", 8)
    for k in range(12):
        turn = 2 * math.pi * k / 12
        _hand(pen, 600 + 500 * math.cos(turn), 405 + 310 * math.sin(turn), turn + math.pi, SKINS[k % 4], 1.0)


def bark(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    """One hand on the bark of a tree."""
    _ground(pen, chance)
    pen.rectangle((380, 0, 830, 700), "#6b4a2f", INK, 8)
    for _line in range(60):
        x, y = chance.randrange(390, 810), chance.randrange(0, 640)
        pen.line((x, y, x + chance.randrange(-12, 12), y + chance.randrange(40, 110)), "#4c3320", 6)
    _hand(pen, 600, 380, -0.5, SKINS[0], 2.4)


def apple(pen: ImageDraw.ImageDraw, chance: Random) -> None:
    """Two hands and an apple."""
    _ground(pen, chance, "#b9cfd3", 560)
    _hand(pen, 400, 560, -0.7, SKINS[1], 2.3)
    _hand(pen, 800, 560, -2.4, SKINS[2], 2.3)
    pen.ellipse((470, 200, 730, 450), "#8d3a20", INK, 8)
    pen.line((600, 215, 620, 140), INK, 10)
    pen.ellipse((625, 120, 720, 170), "#5c9a56", INK, 6)


def _hand(pen: ImageDraw.ImageDraw, x: float, y: float, turn: float, skin: str, size: float) -> None:
    """A palm and five fingers that point along `turn`."""
    for finger, reach in enumerate((48, 74, 82, 74, 56)):
        way = turn + (finger - 2) * 0.42
        end = (x + size * reach * math.cos(way), y + size * reach * math.sin(way))
        pen.line((x, y, *end), INK, round(26 * size))
        pen.line((x, y, *end), skin, round(18 * size))
        pen.circle(end, 9 * size, skin)
    pen.circle((x, y), 36 * size, skin, INK, round(4 * size))
    pen.circle((x, y), 31 * size, skin)


ALL = ()
"""Made by the class together; else by these children, by their place in `children.TOLD`."""
STORIES: dict[tuple[int, str], dict] = {
    (18, "La classe qui danse la bourrée"): {
        "learnt": "On apprend mieux quand celui qui sait danse avec nous. Et se tromper de pied fait rire tout "
        "le monde, alors on recommence.",
        "pages": [
            ((1, 19), "Le premier lundi", [(clogs, "Les pas à la craie, de un à quatre.", (0, 1, 2)),
             (None, "On partait tous du mauvais pied. Alors on a dessiné les pas par terre.", ALL)]),
            ((5, 14), "La veille du bal", [(soup, "La soupe du bal : chacun a apporté un légume.", (2, 3))]),
            ((5, 15), "Le bal", [(ball, "La ronde de la bourrée sous les fanions.", (1, 2, 6)),
             (None, "Même le maire a dansé. Il était sur le mauvais pied, comme nous en janvier.", (0, 6))]),
        ],
        "cover": ball,
    },
    (17, "Le tour du lac en photos de mains"): {
        "aims": "Montrer notre lac à nos correspondants, sans montrer un seul visage.",
        "learnt": "Une main raconte beaucoup : elle porte, elle touche, elle aide. Et quand on ne voit pas "
        "les visages, tout le monde veut bien être là.",
        "partners": [(Partner.Kind.NATURE, "La maison du lac", "le sentier et ses arbres")],
        "pages": [
            ((3, 20), "Autour du lac", [
                (hands, "Douze mains autour du lac.", (0, 1, 2)), (bark, "Une main qui touche l’écorce.", (2,)),
                (apple, "Deux mains et une pomme.", (4,)), (None, "On a voté : aucun visage.", (0, 1)),
            ]),
        ],
        "cover": hands,
    },
}  # fmt: skip


def tell_stories(cooperatives: dict[int, Cooperative], clock: Clock) -> None:
    """The journals of the two stories, with their covers; what a plan says too is left to it (`plans`)."""
    for (number, title), told in STORIES.items():
        _tell(Project.objects.get(cooperative=cooperatives[number], title=title), told, clock)


def open_stories(cooperatives: dict[int, Cooperative]) -> None:
    """Each published story shows its journal, and says who opened it; after the journals were written.

    A cover is what was drawn for that project alone.
    """
    nobody, known = Publication.Recognised.NOBODY, Publication.Recognised.KNOWN
    for project in Project.objects.published().filter(cooperative__in=cooperatives.values()):
        pieces = Piece.objects.filter(entry__project=project).order_by("entry__on", "position")
        pieces.update(in_story=True)  # chosen, and shown as far as the agreements go
        shown = pieces.allowed_on(Medium.SITE)
        if project.cover is None and project.title in TOLD and TOLD[project.title].is_cover:
            project.cover = next((piece for piece in shown if piece.is_picture), None)
            project.save(update_fields=["cover"])
        by = project.cooperative.mandates.order_by("rank").values_list("user_id", flat=True).first()
        Publication.objects.create(
            project=project, by_id=by, at=project.published_at, by_words=nobody, by_pictures=nobody, by_place=known
        )


def _tell(project: Project, told: dict, clock: Clock) -> None:
    classroom = project.classrooms.get()
    for (month, day), title, pieces in told["pages"]:
        on = clock.day_of_year(1, month, day)
        entry = JournalEntry.objects.create(
            project=project, classroom=classroom, on=on, title=title, state=JournalEntry.State.SENT
        )
        children = [row.pupil for row in classroom.enrolments.here().select_related("pupil").order_by("pk")]
        for position, (drawing, words, who) in enumerate(pieces):
            piece = _piece(entry, position, drawing, words, Piece.MadeBy.CHILDREN if who else Piece.MadeBy.TOGETHER)
            piece.authors.set([children[place] for place in who] if who else children)
            if drawing is told["cover"]:
                project.cover = piece
        entry.state, entry.checked_at = JournalEntry.State.CHECKED, noon(on)
        entry.save(update_fields=["state", "checked_at"])
    project.aims, project.learnt = told.get("aims", ""), told["learnt"]
    project.save(update_fields=["aims", "learnt", "cover"])
    for kind, name, brings in told.get("partners", []):
        project.partners.create(kind=kind, name=name, help=brings)


def _piece(entry: JournalEntry, position: int, drawing: Drawing | None, words: str, made_by: str) -> Piece:
    facts = {"entry": entry, "position": position, "words": words, "in_story": True, "people": Piece.People.NOBODY}
    facts["made_by"] = made_by
    if drawing is None:
        return Piece.objects.create(kind=Piece.Kind.TEXT, **facts)
    cooperative = entry.project.cooperative
    file = store_file(
        clean_upload(drawn(drawing), name="dessin.png", accept=PHOTOS), federation=cooperative.federation,
        cooperative=cooperative, by=System(cooperative.federation_id),
    )  # fmt: skip
    return Piece.objects.create(kind=Piece.Kind.DRAWING, file=file, **facts)


def drawn(drawing: Drawing) -> bytes:
    """One of the drawings above as a PNG; the same each time."""
    paper = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    drawing(ImageDraw.Draw(paper), Random(drawing.__name__))  # noqa: S311 - strokes of crayon
    out = io.BytesIO()
    paper.save(out, "PNG")
    return out.getvalue()
