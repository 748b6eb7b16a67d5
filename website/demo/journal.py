"""The journals of the demonstration: pages of the garden by its pupils, and one page of each project that was told.

Everything goes through the doors that the pages use; only the day of a page of last year is written afterwards.
"""

from cooperatives.models import Cooperative
from members.models import Pupil
from occe.kit.actors import Actor, Adult
from occe.kit.uploads.kinds import PHOTOS, SOUNDS
from occe.kit.uploads.pipeline import clean_upload
from projects.models import JournalEntry, Piece, Project
from projects.services import pieces
from projects.services.journal import begin_entry, check_entry, send_entry

from .drawings import draw, play
from .thread import Thread

# What is drawn for a project that was told, by its picture, and what the drawing shows.
TOLD = {
    "books": ("book", "Un grand livre ouvert dans un pré."), "solidarity": ("pot", "Une marmite de soupe qui fume."),
    "lake": ("lake", "Le lac et les montagnes."), "tree": ("tree", "Un châtaignier."),
    "gentian": ("flower", "Trois gentianes dans un pré."), "garden": ("hedge", "Une haie de petits arbres."),
}  # fmt: skip
OTHERWISE = ("hands", "Deux mains, de la terre, une pousse.")


def tell_journals(cooperatives: dict[int, Cooperative], thread: Thread) -> None:
    """The told projects of all cooperatives, then the garden of n° 18, of which one page waits for its adult."""
    told = Project.objects.filter(cooperative__in=cooperatives.values(), state=Project.State.TOLD)
    for project in told.filter(journal__isnull=True):
        _told(project)
    garden = Project.objects.get(cooperative=thread.cooperative, state=Project.State.RUNNING)
    _garden(thread, garden)


def _told(project: Project) -> None:
    """One page, made by the class together, on the day on which the project was finished."""
    classroom = project.classrooms.first()
    mandate = project.cooperative.mandates.order_by("rank").first()
    if classroom is None or mandate is None:
        return
    by = Adult(mandate.user_id, project.cooperative.federation_id)
    motif, shown = TOLD.get(project.picture, OTHERWISE)
    page = begin_entry(project, classroom=classroom, title="Ce que nous avons fait", by=by)
    picture = pieces.add_drawing(page, picture=clean_upload(draw(motif), accept=PHOTOS), words=shown, by=by)
    text = pieces.add_text(page, words=project.summary, by=by)
    for piece in (picture, text):
        pieces.tell_authors(piece, made_by=Piece.MadeBy.TOGETHER, by=by)
    _finished(page, by, by)
    JournalEntry.objects.filter(pk=page.pk).update(on=project.steps.get(state=Project.State.FINISHED).on)


def _garden(thread: Thread, garden: Project) -> None:
    lina, noe, zoe = (thread.pupil(name) for name in ("Lina", "Noé", "Zoé"))
    page = begin_entry(garden, classroom=thread.classroom, title="Les graines sont arrivées", by=lina)
    pieces.add_text(
        page, words="On a ouvert les sachets. Il y avait des graines rondes, et d’autres comme des plumes.", by=lina
    )
    drawn = clean_upload(draw("hands"), accept=PHOTOS)
    photo = pieces.add_photo(page, picture=drawn, words="Deux mains posent une pousse dans la terre.", by=noe)
    children = list(Pupil.objects.filter(pk__in=[lina.pupil_id, noe.pupil_id]))
    pieces.tell_people(photo, people=Piece.People.CHILDREN, pupils=children, by=thread.teacher)
    song = pieces.add_sound(
        page, sound=clean_upload(play(), accept=SOUNDS), words="Un air de flûte pour les plantes.", by=noe
    )
    pieces.tell_people(song, people=Piece.People.NOBODY, by=noe)
    _finished(page, lina, thread.teacher)
    page = begin_entry(garden, classroom=thread.classroom, title="On dessine la haie", by=zoe)
    pieces.add_drawing(
        page, picture=clean_upload(draw("hedge"), accept=PHOTOS), words="Une haie de neuf petits arbres.", by=zoe
    )
    pieces.add_text(page, words="Voilà la haie que je voudrais.", by=zoe)
    send_entry(page, by=zoe)


def _finished(page: JournalEntry, by: Actor, adult: Adult) -> None:
    send_entry(page, by=by)
    check_entry(page, by=adult)
