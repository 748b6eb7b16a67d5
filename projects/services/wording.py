"""Words of a project that stay and may be published: on one line, and without any child's first name."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from members.models import Pupil
from members.naming import first_name_in
from projects.errors import PlanRefused
from projects.models import Project


def children_near(project: Project) -> QuerySet[Pupil]:
    """The children whom the words of a project may name: of its cooperative, and of all the classes that take part."""
    elsewhere = project.classrooms.values("cooperative_id")
    return Pupil.objects.here().filter(Q(cooperative_id=project.cooperative_id) | Q(cooperative__in=elsewhere))


def children_of(cooperative: Cooperative | int) -> QuerySet[Pupil]:
    """The children of a cooperative, whom a project that is not yet there may name."""
    return Pupil.objects.here().filter(cooperative=cooperative)


def tidy_line(words: str, children: QuerySet[Pupil], *, field: str, missing: str = "") -> str:
    """The words on one line. Raises PlanRefused at `field` when they name a child, or are missing and must not be
    (`missing` is the sentence). One query."""
    said = " ".join(words.split())
    if not said and missing:
        raise PlanRefused(missing, field=field)
    refuse_names(said, children, field=field)
    return said


def tidy_text(words: str, children: QuerySet[Pupil], *, field: str) -> str:
    """The same for a text that keeps its lines."""
    said = "\n".join(" ".join(line.split()) for line in words.strip().splitlines())
    refuse_names(said, children, field=field)
    return said


def refuse_names(words: str, children: QuerySet[Pupil], *, field: str) -> None:
    """Raise PlanRefused when `words` name one of the children."""
    name = first_name_in(words, children)
    if name:
        raise PlanRefused(
            _("Il y a un prénom, %(name)s. Un projet se raconte sans prénom\u00a0: il sera peut-être publié.")
            % {"name": name},
            field=field,
        )
