"""The journals of the demonstration: pages of the garden by its pupils, and one page of each other project that runs or
was told.

Everything goes through the doors that the pages use; only the day of a page of last year is written afterwards.
"""

from datetime import date
from typing import NamedTuple

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


class Page(NamedTuple):
    """A page of a project that was told: its title and text, what is drawn (`drawings.MOTIFS`) and what that shows."""

    title: str
    words: str
    motif: str
    shown: str
    is_cover: bool = True


TOLD = {
    "Le journal des Trois Lunes": Page(
        "Le troisième numéro", "On a enlevé deux articles trop longs. Ce sont leurs auteurs qui ont choisi ce qui "
        "restait.", "book", "Notre journal, grand ouvert."),
    "La soupe au caillou": Page(
        "Le jour de la soupe", "Un caillou, ça ne se mange pas. Mais autour d’un caillou, tout le monde vient.",
        "pot", "La marmite qui fume."),
    "Un hôtel à insectes": Page(
        "Quarante et un trous", "On a compté les trous bouchés. Un point vert sur le plan : la chambre est prise.",
        "hedge", "La haie, à côté de l’hôtel.", is_cover=False),
    "Gentiane, la plante qui attend dix ans": Page(
        "Là-haut", "On s’est couchés sur le ventre pour compter sans rien écraser.",
        "flower", "Trois gentianes jaunes dans un pré."),
    "L’eau chaude de la terre": Page(
        "On mesure", "Le plus chaud : 82 degrés. Le plus froid : 11, dans la rivière. On a colorié la carte du bleu au "
        "rouge.", "lake", "L’eau, au pied de la montagne.", is_cover=False),
    "Le châtaignier raconte": Page(
        "Le tour du tronc", "Il faut cinq enfants qui se donnent la main pour faire le tour.", "tree",
        "Notre châtaignier."),
    "L’album de l’Estive": Page(
        "La dernière page", "On a écrit tout petit, pour que tout tienne.", "book", "L’album, ouvert au milieu."),
}  # fmt: skip
# What is drawn for a project that runs, and what the drawing shows.
SPROUT = ("hands", "Deux mains, de la terre, une pousse.")
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
        _page(project, TOLD[project.title], project.steps.get(state=Project.State.FINISHED).on)
    for title, ((month, day), heading, words) in BEGUN.items():
        _page(ours.get(title=title), Page(heading, words, *SPROUT), thread.clock.day(month, day))
    garden = Project.objects.get(cooperative=thread.cooperative, state=Project.State.RUNNING)
    _garden(thread, garden)


def _page(project: Project, told: Page, on: date) -> None:
    """One page, on its day: three children drew, all of the class wrote (where its children are on the list)."""
    classroom = project.classrooms.first()
    mandate = project.cooperative.mandates.order_by("rank").first()
    if classroom is None or mandate is None:
        return
    by = Adult(mandate.user_id, project.cooperative.federation_id)
    page = begin_entry(project, classroom=classroom, title=told.title, by=by)
    drawing = clean_upload(draw(told.motif), accept=PHOTOS)
    picture = pieces.add_drawing(page, picture=drawing, words=told.shown, by=by)
    text = pieces.add_text(page, words=told.words, by=by)
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
