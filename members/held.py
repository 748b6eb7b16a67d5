"""All that is held about one child, for the parents who ask: each room registers what it knows (`AppConfig.ready`).

The page is made when it is asked for, and stored nowhere. A function is given the child and answers the lines that it
holds, always with the same number of queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.data_map import BY_NUMBER, THREE_DAYS, UNTIL_DEPARTURE
from members.models import Enrolment, JobTerm, Pupil, SecretTries, Signal, Turn
from members.templatetags.pupils import picture_and_tint
from occe.kit.data_map import Keeping

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is held: in words, of a day where it has one, and how long it stays."""

    words: str
    kept: Keeping
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one room holds; its title stands though there is nothing, so that "nothing" is said too."""

    title: Words
    lines: list[Line]


_rooms: list[tuple[int, Words, Callable[[Pupil], Iterable[Line]]]] = []


def register_holding(title: Words, function: Callable[[Pupil], Iterable[Line]], *, order: int) -> None:
    """Have `function(pupil)` answer what a room holds about a child, under `title`."""
    _rooms.append((order, title, function))
    _rooms.sort(key=lambda one: one[0])


def held_about(pupil: Pupil) -> list[Part]:
    """Everything, room by room."""
    return [Part(title, list(function(pupil))) for _order, title, function in _rooms]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of a part that stay equally long, as the printed sheet tells them: the latest, and how many more."""

    kept: Words
    lines: list[Line]
    more: int


ON_PAPER = 22
"""So many lines, all rooms together, stand on the one page that parents are given; a child of whom more is held has
each group told by its latest lines and a count."""
LATEST = 2


def for_paper(parts: list[Part]) -> list[tuple[Part, list[Group]]]:
    """The same parts, fit for one page: lines that stay equally long stand together, and are counted when many."""
    most = LATEST if sum(len(part.lines) for part in parts) > ON_PAPER else ON_PAPER
    return [(part, _groups(part.lines, most)) for part in parts]


def _groups(lines: list[Line], most: int) -> list[Group]:
    by_keeping: dict[str, list[Line]] = {}
    for line in lines:
        by_keeping.setdefault(str(line.kept.words), []).append(line)
    latest = {
        kept: sorted(own, key=lambda line: line.day or date.max, reverse=True) if len(own) > most + 1 else own
        for kept, own in by_keeping.items()
    }
    return [
        Group(kept, own, 0) if len(own) <= most + 1 else Group(kept, own[:most], len(own) - most)
        for kept, own in latest.items()
    ]


def counted(words: str, count: int, kept: Keeping) -> Iterable[Line]:
    """One line that counts things (`words` with their `%(count)s`), or none."""
    if count:
        yield Line(words % {"count": count}, kept)


# --- what this room holds --------------------------------------------------------------------------------------------

OURS = gettext_lazy("L’élève, sa carte, ses métiers")


def of_members(pupil: Pupil) -> Iterable[Line]:
    """The name, the classes with their pictures, the jobs, and the traces of the last days. Six queries."""
    if pupil.first_name:
        yield Line(_("Son prénom ou son surnom : %(name)s") % {"name": pupil.first_name}, UNTIL_DEPARTURE)
    yield Line(_("Son âge de lecture : %(age)s") % {"age": pupil.get_reading_age_display()}, UNTIL_DEPARTURE)
    yield Line(_("L’empreinte de sa carte et de ses trois images secrètes, que personne ne relit"), UNTIL_DEPARTURE)
    classes = Enrolment.objects.filter(pupil=pupil).select_related("classroom__year")
    for row in classes.order_by("classroom__year__starts", "pk"):
        yield Line(_words_of_class(row), UNTIL_DEPARTURE)
    for term in JobTerm.objects.filter(pupil=pupil).select_related("job").order_by("starts_on", "pk"):
        yield Line(_("Son métier : %(job)s") % {"job": term.job}, BY_NUMBER, term.starts_on)
    traces = (
        Turn.objects.filter(pupil=pupil).count(),
        Signal.objects.filter(pupil=pupil).count(),
        SecretTries.objects.filter(pupil=pupil).count(),
    )
    yield from counted(
        ngettext("%(count)s passage sur une tablette", "%(count)s passages sur une tablette", traces[0]),
        traces[0],
        THREE_DAYS,
    )
    yield from counted(
        ngettext("%(count)s appel à l’adulte", "%(count)s appels à l’adulte", traces[1]), traces[1], THREE_DAYS
    )
    yield from counted(
        ngettext(
            "%(count)s classe où son code a été essayé de travers",
            "%(count)s classes où son code a été essayé de travers",
            traces[2],
        ),
        traces[2],
        THREE_DAYS,
    )


def _words_of_class(row: Enrolment) -> str:
    said = [_("Sa classe : %(name)s, %(year)s") % {"name": row.classroom.name, "year": row.classroom.year.slug}]
    if row.level:
        said.append(_("son niveau : %(level)s") % {"level": row.level})
    if row.picture:
        said.append(_("son image : %(picture)s") % {"picture": picture_and_tint(row.picture, row.tint)})
    if row.guest_number:
        said.append(_("carte invitée n° %(number)s") % {"number": row.guest_number})
    return " · ".join(said)
