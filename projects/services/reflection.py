"""A class looks back on a project: the only door for `Reflection`, its papers and who has put one in.

As in a secret vote (docs/decisions/0020) the box is locked, who has answered is written down without a time, and all
papers of the box are written anew in random order under new random ids, in one transaction. Closing counts them, keeps
the sentences loose, mixed and apart from the faces for the adult to choose from, and erases papers and list.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from secrets import SystemRandom

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cooperatives.models import Classroom
from members.models import ClassSession, Pupil
from members.naming import class_first_name_in
from occe.kit.actors import Actor, System
from projects.errors import ReflectionRefused
from projects.looking_back import FACES, LONGEST, MARKS, QUESTIONS, SKILLS
from projects.models import Project, ProjectStep, Reflection, ReflectionPaper, ReflectionTurnout

SUMMARY_VERSION = 1
LEFT_OPEN = timedelta(days=30)
"""How long a box outlasts the story of its project, and the sentences that wait to be chosen their school year."""


@transaction.atomic
def open_reflection(project: Project, *, classroom: Classroom, by: Actor) -> Reflection:
    """Open the box of a class that takes part; one that stands already is given as it is."""
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    found, _made = Reflection.objects.get_or_create(project=project, classroom=classroom)
    return found


@transaction.atomic
def put_in_paper(
    reflection: Reflection, *, pupil: Pupil, session: ClassSession, face: int | None, words: Mapping[str, str],
    skills: Mapping[str, int],
) -> None:  # fmt: skip
    """Take the paper of a child of the class, from its open class; what was left empty is left out.

    Raises ReflectionRefused, with a sentence for the child: twice, after the close, from elsewhere, with a first name.
    """
    box = Reflection.objects.select_for_update(of=("self",)).get(pk=reflection.pk)
    if box.state != Reflection.State.OPEN:
        raise ReflectionRefused(_("C’est terminé. La classe a déjà rangé les papiers."))
    if session.classroom_id != box.classroom_id or not ClassSession.objects.open().filter(pk=session.pk).exists():
        raise ReflectionRefused(_("La classe n’est pas ouverte. À tout à l’heure\u00a0!"))
    if not pupil.enrolments.filter(classroom_id=box.classroom_id).exists():
        raise ReflectionRefused(_("Ce papier est pour une autre classe."))
    if box.turnout.filter(pupil=pupil).exists():
        raise ReflectionRefused(_("Tu as déjà répondu. Ton papier est gardé."))
    paper = {"face": face if face in FACES else None, "words": tidy(words, classroom=box.classroom), "skills": {
        key: mark for key, mark in skills.items() if key in SKILLS and mark in MARKS
    }}  # fmt: skip
    papers = [*box.papers.values("face", "words", "skills"), paper]
    SystemRandom().shuffle(papers)
    ReflectionTurnout(reflection=box, pupil=pupil).save(force_insert=True)
    box.papers.all().delete()
    ReflectionPaper.objects.bulk_create(ReflectionPaper(reflection=box, **one) for one in papers)


def tidy(words: Mapping[str, str], *, classroom: Classroom) -> dict[str, str]:
    """The sentences on one line each, without the empty ones. Raises ReflectionRefused at one that names a child."""
    told = {key: " ".join(text.split())[:LONGEST] for key, text in words.items() if key in QUESTIONS and text.strip()}
    for key, text in told.items():
        if class_first_name_in(text, classroom):
            raise ReflectionRefused(_("Tu as écrit un prénom. Raconte sans le prénom."), field=key)
    return told


@transaction.atomic
def close_reflection(reflection: Reflection, *, by: Actor) -> Reflection:
    """Count the papers, and erase them and the list of who has answered. Closed already, it stays as it is.

    Raises ReflectionRefused for an empty box: there is nothing to look back on.
    """
    box = Reflection.objects.select_for_update(of=("self",)).get(pk=reflection.pk)
    if box.state == Reflection.State.CLOSED:
        return box
    papers = list(box.papers.all())
    if not papers:
        raise ReflectionRefused(_("Personne n’a encore répondu\u00a0: il n’y a rien à compter."))
    box.summary = summary_of(papers)
    box.state = Reflection.State.CLOSED
    box.save(update_fields=["summary", "state"])
    box.papers.all().delete()
    box.turnout.all().delete()
    return box


@transaction.atomic
def close_ended(day: date) -> int:
    """Close the boxes that nobody closed: of a school year that is over, or of a project that was told a month ago. An
    empty one is taken away. What waits to be chosen is forgotten a month after its year. Returns how many were closed.
    """
    of_year, of_story = Q(classroom__year__ends__lt=day), Q(pk__in=_told_before(day - LEFT_OPEN))
    ended = Reflection.objects.filter(of_year | of_story, state=Reflection.State.OPEN)
    for box in ended:
        if box.papers.exists():
            close_reflection(box, by=System())
        else:
            box.delete()
    old = Reflection.objects.filter(state=Reflection.State.CLOSED, classroom__year__ends__lt=day - LEFT_OPEN)
    for box in old.exclude(summary__waiting=[]):
        keep_sentences(box, chosen=[], by=System())
    return len(ended)


def _told_before(day: date) -> QuerySet:
    """The boxes of projects that are told, and were by a day."""
    told = ProjectStep.objects.filter(state=Project.State.TOLD, on__lte=day).values("project_id")
    return Reflection.objects.filter(project__state=Project.State.TOLD, project__in=told).values("pk")


def summary_of(papers: Iterable[ReflectionPaper]) -> dict:
    """The counts, and the sentences of each question mixed: nothing tells which were on one paper."""
    papers = list(papers)
    faces = Counter(paper.face for paper in papers if paper.face)
    waiting = []
    for key in QUESTIONS:
        said = [{"question": key, "words": paper.words[key]} for paper in papers if key in paper.words]
        SystemRandom().shuffle(said)
        waiting += said
    return {
        "version": SUMMARY_VERSION,
        "answered": len(papers),
        "faces": {str(face): faces[face] for face in FACES},
        "skills": {
            key: {str(mark): sum(paper.skills.get(key) == mark for paper in papers) for mark in MARKS} for key in SKILLS
        },
        "waiting": waiting,
        "kept": [],
    }


@transaction.atomic
def keep_sentences(reflection: Reflection, *, chosen: Iterable[int], by: Actor) -> Reflection:
    """Keep the chosen of the sentences that wait, by their place, and forget the others for good."""
    box = Reflection.objects.select_for_update(of=("self",)).get(pk=reflection.pk)
    summary = box.summary
    if summary is None:
        raise ReflectionRefused(_("Le bilan n’est pas encore terminé."))
    places = set(chosen)
    summary["kept"] += [one for place, one in enumerate(summary["waiting"]) if place in places]
    summary["waiting"] = []
    box.save(update_fields=["summary"])
    return box


@transaction.atomic
def tell_in_story(reflection: Reflection, *, by: Actor) -> Project:
    """Add the sentences that were kept to "what we learnt" of the project, those that are not there yet.

    Raises ReflectionRefused when there is no room left.
    """
    project = Project.objects.select_for_update(of=("self",)).get(pk=reflection.project_id)
    kept = [one["words"] for one in (reflection.summary or {}).get("kept", []) if one["words"] not in project.learnt]
    learnt = "\n\n".join([*filter(None, [project.learnt]), *(f"«\u00a0{words}\u00a0»" for words in kept)])
    most = Project._meta.get_field("learnt").max_length or 0
    if len(learnt) > most:
        raise ReflectionRefused(_("Le récit n’a plus de place pour ces phrases."))
    project.learnt = learnt
    project.save(update_fields=["learnt"])
    return project
