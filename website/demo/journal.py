"""The journals of the demonstration: pages of the garden by its pupils, and one page of each other project that runs or
was told.

Everything goes through the doors that the pages use; only the day of a page of last year is written afterwards.
"""

from datetime import date

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
# What the classes write of the projects that run: days of the current year, a title, their words.
BEGUN = {
    "Une radio dans le couloir": ((10, 3), "Le premier essai", "On s’est entendus dans le casque. Personne n’a reconnu "
        "sa voix. On a recommencé quatre fois la météo."),
    "Théâtre d’ombres": ((10, 10), "Le loup trop grand", "Plus on s’approche de la lampe, plus le loup grandit. On l’a "
        "découpé deux fois : le premier ne tenait pas sur le drap."),
    "Échecs à la récré": ((10, 13), "Douze échiquiers", "Il y avait la queue pour jouer. On a inventé une règle : qui "
        "attend regarde sans souffler les coups."),
    "Sur les pas des bâtisseurs": ((10, 9), "On a choisi", "Treize voix pour le musée, neuf pour la tyrolienne. Ceux "
        "de la tyrolienne préparent les questions sur le vertige."),
    "Un bain de laine": ((10, 13), "La bergère est venue", "Une toison, c’est lourd et ça sent le mouton. On a trouvé "
        "dedans une graine, de la paille et une petite bête."),
    "La mare retrouvée": ((10, 10), "Le grillage est posé", "Trente-deux mètres de tour. On les a mesurés avec une "
        "ficelle, puis en pas : ça fait cinquante pas d’enfant."),
    "Nos correspondants de la montagne d’en face": ((10, 6), "La lettre est partie", "On a dessiné notre fenêtre avec "
        "une croix : c’est là qu’on est. Peut-être qu’ils nous voient."),
    "Le petit marché du jeudi": ((10, 9), "Dix-sept euros vingt", "On a vendu toutes les pommes. La caisse était juste "
        "du premier coup, parce qu’on avait compté à deux."),
    "On répare": ((10, 7), "Trois vélos, un grille-pain", "Le grille-pain, c’était juste une miette. On a écrit au "
        "tableau : d’abord regarder, ensuite démonter."),
    "Deux cascades, un seul conseil": ((10, 1), "On vous voit !", "L’image s’arrêtait quand tout le monde parlait. "
        "Maintenant on lève un carton vert, et ça marche."),
}  # fmt: skip


def tell_journals(cooperatives: dict[int, Cooperative], thread: Thread) -> None:
    """The told projects of all cooperatives, those that run, then the garden of n° 18, of which one page waits for its
    adult."""
    ours = Project.objects.filter(cooperative__in=cooperatives.values())
    for project in ours.filter(state=Project.State.TOLD, journal__isnull=True):
        _page(project, "Ce que nous avons fait", project.summary, project.steps.get(state=Project.State.FINISHED).on)
    for title, ((month, day), heading, words) in BEGUN.items():
        _page(ours.get(title=title), heading, words, thread.clock.day(month, day))
    garden = Project.objects.get(cooperative=thread.cooperative, state=Project.State.RUNNING)
    _garden(thread, garden)


def _page(project: Project, title: str, words: str, on: date) -> None:
    """One page, on its day: three children drew, all of the class wrote (where its children are on the list)."""
    classroom = project.classrooms.first()
    mandate = project.cooperative.mandates.order_by("rank").first()
    if classroom is None or mandate is None:
        return
    by = Adult(mandate.user_id, project.cooperative.federation_id)
    motif, shown = TOLD.get(project.picture, OTHERWISE)
    page = begin_entry(project, classroom=classroom, title=title, by=by)
    picture = pieces.add_drawing(page, picture=clean_upload(draw(motif), accept=PHOTOS), words=shown, by=by)
    text = pieces.add_text(page, words=words, by=by)
    drew = [row.pupil for row in classroom.enrolments.here().select_related("pupil").order_by("pk")[:3]]
    who = Piece.MadeBy.CHILDREN if drew else Piece.MadeBy.TOGETHER
    pieces.tell_authors(picture, made_by=who, pupils=drew, by=by)
    pieces.tell_authors(text, made_by=Piece.MadeBy.TOGETHER, by=by)
    _finished(page, by, by)
    JournalEntry.objects.filter(pk=page.pk).update(on=on)


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
