"""The journal as it is read: its pages with their pieces, in a constant number of queries whatever their number."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Classroom, Cooperative, classrooms_led_by
from members.friday import Line
from members.models import Pupil
from members.pupil_doors import Door, Wait
from occe.kit.actors import Actor, Adult, PupilActor
from projects.models import JournalEntry, Piece, Project
from projects.sections import NextAct, Section

PER_PAGE = 6
PER_PUPIL_PAGE = 3
LATEST = 3
MINUTES_A_PAGE = 2
"""To look at a page, say who is on it, correct a word."""


def pages_for_adult(actor: Actor, project: Project) -> QuerySet[JournalEntry]:
    """All pages of a project's journal for who leads it, with the pieces that one may see as `shown`, and whether one
    looks at the page oneself (`is_ours`: not another school's)."""
    ours = JournalEntry.objects.run_by(actor).filter(pk=OuterRef("pk"))
    rows = JournalEntry.objects.read_by(actor).filter(project=project).annotate(is_ours=Exists(ours))
    return _with_pieces(rows, Piece.objects.read_by(actor))


def pages_for_class(actor: PupilActor, project: Project) -> QuerySet[JournalEntry]:
    """What a pupil reads of a project's journal: own pages, and of the finished ones what the class may see."""
    return _with_pieces(JournalEntry.objects.of_class(actor).filter(project=project), Piece.objects.in_class(actor))


def _with_pieces(rows: QuerySet, pieces: QuerySet) -> QuerySet[JournalEntry]:
    faces = Prefetch("shows", Pupil.objects.faced())
    shown = pieces.marked().select_related("file").prefetch_related(faces, "authors")
    return rows.select_related("classroom", "project").prefetch_related(Prefetch("pieces", shown, to_attr="shown"))


def waiting_for(actor: Actor, cooperative: Cooperative) -> QuerySet[JournalEntry]:
    """The pages that an adult of a cooperative has to look at: of the own classes first come the oldest."""
    led = JournalEntry.objects.run_by(actor).filter(classroom__cooperative=cooperative, state=JournalEntry.State.SENT)
    return led.filter(classroom__in=classrooms_led_by(actor)).order_by("on", "pk")


def classrooms_writing(actor: Actor, project: Project) -> QuerySet[Classroom]:
    """The classes that an adult may begin a page for: led by the adult, and taking part."""
    part = Q(projects=project)
    if not project.classrooms.exists():
        part = Q(cooperative=project.cooperative_id)
    led = Classroom.objects.filter(part, pk__in=classrooms_led_by(actor).values("pk"), year__closed_at__isnull=True)
    return led.select_related("year").order_by("-year__starts", "pk")


def waiting_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """« Mon vendredi »: the pages of the journals that wait for a look. One query."""
    count = waiting_for(actor, cooperative).count()
    if not count:
        return None
    words = ngettext("Relire %(count)s page de journal", "Relire %(count)s pages de journal", count)
    address = reverse("projects:journal-waiting", kwargs={"id": cooperative.public_id})
    return Line(words % {"count": count}, minutes=min(10, count * MINUTES_A_PAGE), url=address)


def journal_section(project: Project, actor: Actor) -> Section | None:
    """The latest pages, on the page of the project, for who leads it; an idea has none yet. Three queries."""
    if not isinstance(actor, Adult) or not Project.objects.run_by(actor).filter(pk=project.pk).exists():
        return None
    pages = list(pages_for_adult(actor, project)[:LATEST])
    if project.state == Project.State.IDEA and not pages:
        return None
    place = {"id": project.cooperative.public_id, "project_id": project.public_id}
    return Section(
        _("Le journal"), "projects/sections/_journal.html", {"entries": pages},
        action=_("Ouvrir le journal"), url=reverse("projects:journal", kwargs=place),
    )  # fmt: skip


def look_act(project: Project, actor: Actor) -> NextAct | None:
    """The next useful thing: pages that wait. One query."""
    first = JournalEntry.objects.run_by(actor).filter(project=project).waiting().order_by("on", "pk").first()
    if first is None:
        return None
    place = {"id": project.cooperative.public_id, "project_id": project.public_id, "page_id": first.public_id}
    return NextAct(_("Relire une page du journal"), reverse("projects:journal-page", kwargs=place), "book")


def projects_to_tell(actor: PupilActor) -> QuerySet:
    """The projects of a pupil's class that a page may be written about, with how many finished pages each has."""
    done = Count("journal", filter=Q(journal__state__in=[JournalEntry.State.SENT, JournalEntry.State.CHECKED]))
    return Project.objects.of_class(actor).exclude(state=Project.State.IDEA).annotate(pages=done).order_by("-pk")


def our_journal(actor: PupilActor) -> Door | None:
    """« Notre journal », on the youngest's plate, while the class has a project that was decided. One query."""
    if not Project.objects.of_class(actor).exclude(state=Project.State.IDEA).exists():
        return None
    return Door(_("Notre journal"), reverse("projects:pupil-journal"), "camera", order=22, plate=7)


def its_journal(project: Project, actor: PupilActor) -> Door | None:
    """« Notre journal », on the page of a project."""
    if project.state == Project.State.IDEA:
        return None
    return Door(
        _("Notre journal"), reverse("projects:pupil-project-journal", args=[project.public_id]), "book", order=8
    )


def unfinished_of(actor: PupilActor) -> QuerySet[JournalEntry]:
    """One's own pages that are begun or came back; one that was only opened says nothing yet."""
    mine = JournalEntry.objects.in_hand(actor).exclude(state=JournalEntry.State.SENT)
    return mine.filter(Exists(Piece.objects.filter(entry=OuterRef("pk")))).select_related("project")


def other_pages(pages: QuerySet[JournalEntry], entry: JournalEntry) -> QuerySet[JournalEntry]:
    """Of these pages those that a piece may go to from its own: of the same journal and class, the newest first."""
    same = pages.filter(project=entry.project_id, classroom=entry.classroom_id).exclude(pk=entry.pk)
    return same.order_by("-on", "-pk")


def page_among(pages: QuerySet[JournalEntry], key: str) -> JournalEntry:
    """The page of this public number. Raises Http404 for none of these, and for what is no number."""
    try:
        return pages.get(public_id=UUID(key))
    except (ValueError, JournalEntry.DoesNotExist) as missing:
        raise Http404 from missing


def page_came_back(actor: PupilActor) -> Wait | None:
    """An own page that the adult gave back with a sentence. One query."""
    mine = JournalEntry.objects.in_hand(actor).filter(state=JournalEntry.State.RETURNED).first()
    if mine is None:
        return None
    return Wait(
        _("Ta page du journal est à reprendre."), reverse("projects:pupil-page", args=[mine.public_id]), "return"
    )
