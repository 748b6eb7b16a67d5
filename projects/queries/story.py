"""What the story of a project shows on a medium: its words, and the chosen pieces that may be seen there today."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from councils.models import Decision
from members.models import Pupil
from members.queries_pupils import Face, face_of_pupil
from occe.kit.actors import Actor
from occe.kit.dates import today
from occe.kit.folded import sort_key
from projects.models import ConsentAnswer, JournalEntry, OwnNo, Partner, Piece, Project
from projects.models.consent import Answer, Medium
from projects.sections import NextAct, Section

FEWEST_VOTERS = 5
"""Of fewer, a count of votes says who voted what."""


@dataclass(frozen=True, slots=True)
class Story:
    """A project as readers of a medium see it: its cover (a picture that may be shown there), pieces and partners."""

    project: Project
    cover: Piece | None
    pieces: tuple[Piece, ...]
    partners: tuple[Partner, ...] = ()


def pieces_in_order(project: Project) -> QuerySet[Piece]:
    """The pieces of a project's journal in the order of its days."""
    mine = Piece.objects.filter(entry__project=project).select_related("entry", "file")
    return mine.order_by("entry__on", "entry_id", "position", "id")


def story_of(project: Project, medium: Medium = Medium.SITE, *, added: Piece | None = None) -> Story:
    """The story on a medium, today; with the piece `added` as if it were chosen. Two queries, whatever its pieces."""
    chosen = pieces_in_order(project).filter(Q(in_story=True) | Q(pk=added.pk if added else None))
    shown = tuple(chosen.allowed_on(medium))
    cover = next((piece for piece in shown if piece.pk == project.cover_id), None)
    rest = tuple(piece for piece in shown if piece is not cover)
    return Story(project, cover, rest, tuple(project.partners.all()))


def published_decision(decision: Decision | None) -> dict | None:
    """A decision as the public reads it: its votes only when five or more voted, for fewer would name the voters."""
    if decision is None:
        return None
    votes = decision.votes_for is not None and (decision.present or 0) >= FEWEST_VOTERS
    return {
        "text": decision.text,
        "date": decision.date,
        "amount": decision.amount,
        "votes": decision if votes else None,
    }


def public_pieces(federation_id: int) -> QuerySet[Piece]:
    """The pieces that anybody may ask for by their address: chosen, of a story that is published, allowed today."""
    opened = Project.objects.published().filter(cooperative__federation_id=federation_id)
    return Piece.objects.filter(in_story=True, entry__project__in=opened).allowed_on(Medium.SITE).select_related("file")


def public_covers(projects: Iterable[Project]) -> dict[int, Piece]:
    """The covers that everybody may see, by the number of their project. One query."""
    covers = {project.cover_id for project in projects if project.cover_id and project.is_published}
    if not covers:
        return {}
    shown = Piece.objects.filter(pk__in=covers, in_story=True).allowed_on(Medium.SITE)
    return {piece.entry.project_id: piece for piece in shown.select_related("entry", "file")}


@dataclass(slots=True)
class Choice:
    """A piece of the journal as its adult chooses it: whether it may be shown on the site, and if not, why it waits.

    `not_back` are the children whose sheet has not come back, `one_parent` those with one signature, `no` those who are
    not to be shown; nobody reads whether a parent or the child said it. `unnamed`: nobody says which children made it.
    """

    piece: Piece
    allowed: bool = False
    is_cover: bool = False
    unchecked: bool = False
    unknown: bool = False
    others: bool = False
    withdrawn: bool = False
    unnamed: bool = False
    not_back: list[Face] = field(default_factory=list)
    one_parent: list[Face] = field(default_factory=list)
    no: list[Face] = field(default_factory=list)


def choices_of(project: Project, actor: Actor) -> list[Choice]:
    """The pieces of the journal that an adult may choose from, with what each of the own school's waits for; of
    another school's class those that may go onto the site, for what waits there is its own adult's. Seven queries."""
    finished = pieces_in_order(project).exclude(
        entry__state__in=[JournalEntry.State.DRAFT, JournalEntry.State.RETURNED]
    )
    ours, open_to_all = Piece.objects.run_by(actor), Piece.objects.filter(entry__project=project)
    theirs = open_to_all.allowed_on(Medium.SITE)
    rows = finished.filter(Q(pk__in=ours.values("pk")) | Q(pk__in=theirs.values("pk")))
    pieces = list(rows)
    allowed = set(rows.order_by().allowed_on(Medium.SITE).values_list("pk", flat=True))
    shows = _children(Piece.shows.through, pieces)
    made = _children(Piece.authors.through, pieces)
    waiting = {pupil for piece in pieces if piece.pk not in allowed for pupil in (*shows[piece.pk], *made[piece.pk])}
    said = _Said.of(project, waiting)
    found = []
    for piece in pieces:
        choice = Choice(piece, piece.pk in allowed, piece.pk == project.cover_id)
        if not choice.allowed:
            _explain(choice, shows[piece.pk], made[piece.pk], said)
        found.append(choice)
    return found


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps chosen pieces from being shown: how many of them, and the children whose agreement is missing."""

    count: int
    names: list[str]


def missing_of(choices: Iterable[Choice]) -> Missing | None:
    """For the adult who publishes; nothing where all that was chosen is shown."""
    held = [choice for choice in choices if choice.piece.in_story and not choice.allowed]
    faces = [face for choice in held for face in (*choice.not_back, *choice.one_parent, *choice.no)]
    return Missing(len(held), sorted({face.first_name for face in faces}, key=sort_key)) if held else None


def _children(through: type, pieces: list[Piece]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {piece.pk: [] for piece in pieces}
    for piece_id, pupil_id in through.objects.filter(piece__in=pieces).values_list("piece_id", "pupil_id"):  # type: ignore[attr-defined]
        found[piece_id].append(pupil_id)
    return found


@dataclass(frozen=True, slots=True)
class _Said:
    """What the sheets of a project that are still open say of some children, and who of them said no."""

    answers: dict[int, list[ConsentAnswer]]
    own_no: set[int]
    faces: dict[int, Face]

    @classmethod
    def of(cls, project: Project, pupils: set[int]) -> "_Said":
        if not pupils:
            return cls({}, set(), {})
        rows = ConsentAnswer.objects.filter(
            pupil__in=pupils, sheet__projects=project, sheet__ends_on__gte=today(), sheet__media__contains=[Medium.SITE]
        )
        answers: dict[int, list[ConsentAnswer]] = {}
        for row in rows:
            answers.setdefault(row.pupil_id, []).append(row)
        no = OwnNo.objects.filter(pupil__in=pupils).exclude(project__isnull=False, project__in=_others(project))
        faces = {pupil.pk: face_of_pupil(pupil) for pupil in Pupil.objects.filter(pk__in=pupils).faced()}
        return cls(answers, set(no.values_list("pupil_id", flat=True)), faces)

    def place(self, choice: Choice, pupil: int, line: str) -> None:
        """Put a child where it belongs, once; one whose answer is a full yes is not waited for."""
        answers, face = self.answers.get(pupil, []), self.faces[pupil]
        if pupil in self.own_no or any(getattr(answer, line) != Answer.ALL for answer in answers):
            where = choice.no
        elif not answers:
            where = choice.not_back
        elif not any(answer.both_parents for answer in answers):
            where = choice.one_parent
        else:
            return
        if face not in where:
            where.append(face)


def _others(project: Project) -> QuerySet[Project]:
    return Project.objects.exclude(pk=project.pk)


def _explain(choice: Choice, shows: list[int], made: list[int], said: _Said) -> None:
    piece = choice.piece
    choice.unchecked = piece.entry.state != JournalEntry.State.CHECKED
    choice.unknown = piece.people == Piece.People.UNKNOWN
    choice.others = piece.people == Piece.People.OTHERS
    choice.withdrawn = piece.withdrawn_at is not None
    choice.unnamed = piece.made_by != Piece.MadeBy.ADULT and not made
    for pupil in shows:
        said.place(choice, pupil, "image")
    for pupil in made:
        said.place(choice, pupil, "works")


def journal_words(project: Project) -> str:
    """The texts of the journal that an adult wrote, as a draft of the story, in the order of their days.

    What children wrote, alone or together, is not copied: it goes into the story as a piece, so that it leaves when one
    of its authors wants.
    """
    texts = pieces_in_order(project).filter(kind=Piece.Kind.TEXT, made_by=Piece.MadeBy.ADULT)
    return "\n\n".join(piece.words for piece in texts.allowed_on(Medium.SITE))


def story_section(project: Project, actor: Actor) -> Section | None:
    """Whether the story is public, and the way to its workshop; nothing while the project is an idea. One query."""
    if project.state == Project.State.IDEA:
        return None
    chosen = pieces_in_order(project).filter(in_story=True).count()
    address = reverse("projects:story", args=[project.cooperative.public_id, project.public_id])
    return Section(
        _("Le récit public"), "projects/sections/_story.html", {"chosen": chosen}, action=_("Écrire le récit"),
        url=address, by_host=True,
    )  # fmt: skip


def next_story_act(project: Project, actor: Actor) -> NextAct | None:
    """Once a project is finished, it is told."""
    if project.state not in (Project.State.FINISHED, Project.State.TOLD) or project.is_published:
        return None
    address = reverse("projects:story", args=[project.cooperative.public_id, project.public_id])
    return NextAct(_("Raconter le projet à tous"), address, "book", by_host=True)
