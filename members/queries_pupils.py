"""Reads about pupils and open classes that more than one page needs. Each costs a fixed number of queries."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, ClassTeacher, Cooperative, SchoolYear
from members.models import (
    ClassJob,
    ClassSession,
    Enrolment,
    JobTerm,
    Pupil,
    SecretTries,
    SessionDevice,
    Signal,
    Turn,
    User,
)
from members.models.pupils import LEVELS
from occe.kit.actors import Actor, Adult
from occe.kit.dates import today
from occe.kit.folded import sort_key


@dataclass(frozen=True, slots=True)
class Face:
    """A pupil as a class knows them: what a tile, a head or a list shows.

    `first_name` is never empty: a guest card, the whole class and somebody who left have words of their own.
    """

    public_id: UUID
    first_name: str
    picture: str | None
    tint: int | None
    reading_age: int
    kind: str = Pupil.Kind.CHILD
    has_left: bool = False

    @property
    def is_guest(self) -> bool:
        return self.kind == Pupil.Kind.GUEST


def face_of(enrolment: Enrolment) -> Face:
    """The face of a pupil in a class (`enrolment.pupil` loaded)."""
    return Face(
        public_id=enrolment.pupil.public_id,
        first_name=called(enrolment.pupil, enrolment.guest_number),
        picture=enrolment.picture,
        tint=enrolment.tint,
        reading_age=enrolment.pupil.reading_age,
        kind=enrolment.pupil.kind,
        has_left=enrolment.pupil.left_on is not None,
    )


def face_of_pupil(pupil: Pupil) -> Face:
    """The face of a pupil of `Pupil.objects.faced()`, for lists that span classes."""
    return Face(
        public_id=pupil.public_id,
        first_name=called(pupil, pupil.face_guest),  # type: ignore[attr-defined]
        picture=pupil.face_picture,  # type: ignore[attr-defined]
        tint=pupil.face_tint,  # type: ignore[attr-defined]
        reading_age=pupil.reading_age,
        kind=pupil.kind,
        has_left=pupil.left_on is not None,
    )


def called(pupil: Pupil, guest_number: int | None = None) -> str:
    """What one calls a pupil on a page."""
    if pupil.first_name:
        return pupil.first_name
    if pupil.is_whole_class:
        return _("Toute la classe")
    if pupil.is_guest and guest_number:
        return _("Carte invitée %(number)s") % {"number": guest_number}
    return _("Carte invitée") if pupil.is_guest else _("Un ancien élève")


def roll(classroom: Classroom) -> list[Enrolment]:
    """Who is on the list of a class, by first name, guest cards last. One query."""
    rows = classroom.enrolments.here().select_related("pupil")
    return sorted(
        rows, key=lambda row: (row.pupil.is_guest, row.guest_number or 0, sort_key(row.pupil.first_name), row.pk)
    )


def board(classroom: Classroom) -> list[Face]:
    """The faces of a class in the order of the board. One query."""
    return [face_of(row) for row in roll(classroom)]


def led_classrooms(actor: Actor, cooperative: Cooperative) -> list[Classroom]:
    """The classes that an adult leads, in open years: today's year first, then the newest. Two queries."""
    if not isinstance(actor, Adult):
        return []
    rows = Classroom.objects.filter(cooperative=cooperative, year__closed_at__isnull=True)
    rows = rows.select_related("year", "cooperative__school").order_by("-year__starts", "pk")
    day = today()
    in_office = cooperative.mandates.in_force(day).filter(user_id=actor.user_id).exists()
    if not in_office:
        rows = rows.filter(pk__in=_taught(actor, day))
    return sorted(rows, key=lambda row: not row.year.starts <= day <= row.year.ends)


def _taught(actor: Adult, day: date) -> QuerySet:
    return ClassTeacher.objects.filter(user_id=actor.user_id).in_force(day).values("classroom_id")


# --- the open class --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LiveDevice:
    """A device as the adult sees it: its number, how it came, who is at it."""

    device: SessionDevice
    face: Face | None = None


@dataclass(frozen=True, slots=True)
class LiveSignal:
    """A call or a pause: who, at which device."""

    signal: Signal
    face: Face | None = None


@dataclass(frozen=True, slots=True)
class LiveRoom:
    """Everything that the adult's live page shows, and its `etag`: the same words and states give the same one."""

    session: ClassSession
    minutes_left: int
    waiting: list[LiveDevice] = field(default_factory=list)
    inside: list[LiveDevice] = field(default_factory=list)
    present: list[Face] = field(default_factory=list)
    absent: list[Face] = field(default_factory=list)
    paused: list[Face] = field(default_factory=list)
    signals: list[LiveSignal] = field(default_factory=list)

    @property
    def etag(self) -> str:
        state = (
            self.session.ends_at,
            self.session.ended_at,
            self.minutes_left,
            [(row.device.pk, row.face) for row in self.waiting + self.inside],
            self.present,
            self.absent,
            self.paused,
            [row.signal.pk for row in self.signals],
        )
        return f'"{hashlib.sha256(repr(state).encode()).hexdigest()[:32]}"'


def live_room(session: ClassSession) -> LiveRoom:
    """Who is in the open class now. Five queries, whatever the class."""
    now = timezone.now()
    rows = {row.pupil_id: row for row in session.classroom.enrolments.select_related("pupil")}
    faces = {pupil_id: face_of(row) for pupil_id, row in rows.items()}
    devices = list(session.devices.filter(sent_away_at__isnull=True).order_by("number"))
    turns = dict(Turn.objects.filter(session=session, ended_at__isnull=True).values_list("device_id", "pupil_id"))
    live = [LiveDevice(device, faces.get(turns.get(device.pk, 0))) for device in devices]
    paused = SecretTries.objects.filter(session=session, pause_until__gt=now).values_list("pupil_id", flat=True)
    signals = Signal.objects.filter(session=session, seen_at__isnull=True).select_related("device").order_by("made_at")
    there = set(turns.values())
    here = [row for row in rows.values() if row.pupil.left_on is None and not row.pupil.is_whole_class]
    return LiveRoom(
        session=session,
        minutes_left=session.minutes_left,
        waiting=[row for row in live if not row.device.is_in],
        inside=[row for row in live if row.device.is_in],
        present=_sorted(faces[pupil_id] for pupil_id in there if pupil_id in faces),
        absent=_sorted(faces[row.pupil_id] for row in here if row.pupil_id not in there),
        paused=_sorted(faces[pupil_id] for pupil_id in paused if pupil_id in faces),
        signals=[LiveSignal(signal, faces.get(signal.pupil_id or 0)) for signal in signals],
    )


def _sorted(faces: Iterable[Face]) -> list[Face]:
    return sorted(faces, key=lambda face: (face.is_guest, sort_key(face.first_name), str(face.public_id)))


def pause_of(session: ClassSession, pupil: Pupil) -> datetime | None:
    """Until when a pupil is at a pause in this open class; None when not."""
    tries = SecretTries.objects.filter(session=session, pupil=pupil, pause_until__gt=timezone.now()).first()
    return tries.pause_until if tries else None


def adult_of(session: ClassSession) -> str:
    """How a page speaks of the adult to a child: "ta maîtresse", "ton maître", "un adulte"."""
    words = {
        User.Address.MISTRESS: _("ta maîtresse"),
        User.Address.MASTER: _("ton maître"),
        User.Address.ADULT: _("un adulte"),
    }
    return words[User.Address(session.opened_by.called if session.opened_by else User.Address.ADULT)]


# --- jobs ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeldJob:
    """A job of the class and who does it on a day."""

    job: ClassJob
    holders: list[Face]
    ends_on: date | None = None


def jobs_of(classroom: Classroom, *, on: date) -> list[HeldJob]:
    """The class's jobs in their order, with those who do them on a day. Three queries."""
    faces = {row.pupil_id: face_of(row) for row in classroom.enrolments.select_related("pupil")}
    terms: dict[int, list[JobTerm]] = {}
    for term in JobTerm.objects.filter(job__classroom=classroom).in_force(on).order_by("pk"):
        terms.setdefault(term.job_id, []).append(term)
    jobs = classroom.jobs.filter(retired_on__isnull=True).order_by("pk")
    return [
        HeldJob(
            job,
            [faces[term.pupil_id] for term in terms.get(job.pk, []) if term.pupil_id in faces],
            max((term.ends_on for term in terms.get(job.pk, [])), default=None),
        )
        for job in jobs
    ]


def jobs_held(pupil_id: int, classroom_id: int, *, on: date) -> list[ClassJob]:
    """The jobs that a pupil does in a class on a day. One query."""
    terms = JobTerm.objects.filter(pupil_id=pupil_id).in_force(on)
    return list(ClassJob.objects.filter(classroom_id=classroom_id, terms__in=terms).distinct().order_by("pk"))


def next_in_rota(job: ClassJob) -> Pupil | None:
    """Whose turn it is: the child who did the job the least often, then the longest ago, then by the list. Two queries.

    Guest cards take their turn like everybody; who does it now comes last.
    """
    done: dict[int, list[date]] = {}
    for pupil_id, ends_on in JobTerm.objects.filter(job=job).values_list("pupil_id", "ends_on"):
        done.setdefault(pupil_id, []).append(ends_on)
    rows = roll(job.classroom)
    if not rows:
        return None
    never = date.min
    ranked = sorted(rows, key=lambda row: (len(done.get(row.pupil_id, [])), max(done.get(row.pupil_id, [never]))))
    return ranked[0].pupil


@dataclass(frozen=True, slots=True)
class Badge:
    """A job that a pupil has done in this class, or does: shown on the pupil's own page and nowhere else."""

    job: ClassJob
    now: bool


def badges_of(pupil_id: int, classroom_id: int, *, on: date) -> list[Badge]:
    """The jobs that a pupil has had in a class, each once, in the order of the class's list. One query."""
    terms = JobTerm.objects.filter(pupil_id=pupil_id, job__classroom_id=classroom_id, starts_on__lte=on)
    found: dict[int, Badge] = {}
    for term in terms.select_related("job").order_by("job_id", "-ends_on"):
        found.setdefault(term.job_id, Badge(term.job, now=term.ends_on >= on))
    return list(found.values())


# --- summer ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moves:
    """Who may move from one year to the next: each pupil with the proposed class (its public id), or "leaves"."""

    year: SchoolYear
    next_year: SchoolYear
    rows: list[tuple[Enrolment, str]]
    targets: list[Classroom]


def years_after(cooperative: Cooperative) -> list[SchoolYear]:
    """The open years that follow another open one in which this cooperative has classes. One query."""
    years = list(
        SchoolYear.objects.filter(closed_at__isnull=True, classrooms__cooperative=cooperative)
        .distinct()
        .order_by("starts")
    )
    return years[1:]


def moves_proposed(cooperative: Cooperative) -> Moves | None:
    """The pupils of the year before the newest one who are in none of its classes yet; None without such a year.

    A child goes to the class that has the level after its own, else to the class that follows its own, else leaves.
    """
    later = years_after(cooperative)
    if not later:
        return None
    next_year = later[-1]
    targets = list(cooperative.classrooms.filter(year=next_year).order_by("pk"))
    moved = Enrolment.objects.filter(classroom__in=targets).values("pupil_id")
    before = Enrolment.objects.here().filter(
        classroom__cooperative=cooperative, classroom__year__starts__lt=next_year.starts
    )
    rows = list(
        before.filter(classroom__year__closed_at__isnull=True, pupil__kind=Pupil.Kind.CHILD)
        .exclude(pupil_id__in=moved)
        .select_related("pupil", "classroom__year")
    )
    rows.sort(key=lambda row: (row.classroom_id, sort_key(row.pupil.first_name), row.pk))
    year = rows[0].classroom.year if rows else next_year
    return Moves(year, next_year, [(row, _next_class(row, targets)) for row in rows], targets)


def _next_class(row: Enrolment, targets: list[Classroom]) -> str:
    level = row.level or (row.classroom.levels[0] if len(row.classroom.levels) == 1 else "")
    after = LEVELS[LEVELS.index(level) + 1] if level in LEVELS[:-1] else ""
    fits = [target for target in targets if after in target.levels]
    follows = [target for target in targets if target.follows_id == row.classroom_id]
    chosen = next(iter([one for one in fits if one in follows] + fits), None)
    if chosen is None and not level:
        chosen = next(iter(follows), None)
    return str(chosen.public_id) if chosen else "leaves"
