"""The life of a project: an idea, decided, running, finished, told. Each change says who and why."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from councils.models import Council, Decision
from members.models import Pupil
from members.naming import first_name_in
from occe.kit.actors import Actor, Adult, PupilActor
from projects.errors import ProjectRefused
from projects.models import Project, ProjectStep

ORDER: list[str] = list(Project.State.values)


@transaction.atomic
def start_project(decision: Decision, *, title: str, kind: str, by: Actor, summary: str = "") -> Project:
    """Begin the project that a council decided, on the day of its decision and for its class (or the whole school).

    The same title for the same decision is one project. Raises ProjectRefused when a title or a summary names a child:
    both may be published one day.
    """
    council = Council.objects.select_for_update(of=("self",)).get(pk=decision.council_id)
    told = {"title": " ".join(title.split()), "summary": " ".join(summary.split())}
    children = Pupil.objects.here().filter(cooperative_id=council.cooperative_id)
    for field, words in told.items():
        refuse_first_names(words, children, field=field)
    standing = Project.objects.filter(decision=decision, title=told["title"]).first()
    if standing:
        return standing
    place = {"cooperative_id": council.cooperative_id, "decision": decision}
    project = Project.objects.create(kind=kind, slug=free_slug(council.cooperative_id, told["title"]), **told, **place)
    if council.classroom_id:
        project.classrooms.add(council.classroom_id)
    return move_project(project, state=Project.State.DECIDED, on=decision.date, by=by)


def refuse_first_names(words: str, children, *, field: str) -> None:
    """Raise ProjectRefused at `field` when `words` name one of `children`: a project may be published one day."""
    name = first_name_in(words, children)
    if name:
        raise ProjectRefused(
            _("Il y a un prénom, %(name)s. Un projet se raconte sans prénom\u00a0: il sera peut-être publié.")
            % {"name": name},
            field=field,
        )


def free_slug(cooperative_id: int, title: str) -> str:
    """A slug that no project of the cooperative has."""
    base = slugify(title.replace("’", " "))[:130] or "projet"
    taken = set(
        Project.objects.filter(cooperative_id=cooperative_id, slug__startswith=base).values_list("slug", flat=True)
    )
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 1000))) if slug not in taken)


@transaction.atomic
def move_project(project: Project, *, state: Project.State, on: date, by: Actor, reason: str = "") -> Project:
    """Bring a project into a state, from a day.

    A state that it is in already changes nothing. Forward it goes to any later state; back, with a reason, as when it
    was finished too early; the figures count the first time only. Raises ProjectRefused for a way back without one.
    """
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    known = set(locked.steps.values_list("state", flat=True))
    if locked.state == state and (state in known):
        return locked
    back = ORDER.index(state) < ORDER.index(locked.state)
    reason = " ".join(reason.split())
    if back and not reason:
        raise ProjectRefused(_("Dites pourquoi le projet revient en arrière."), field="reason")
    ProjectStep.objects.create(
        project=locked, state=state, on=on, reason=reason, returns=state in known,
        by_user_id=by.user_id if isinstance(by, Adult) else None,
        by_pupil_id=by.pupil_id if isinstance(by, PupilActor) else None,
    )  # fmt: skip
    locked.state = state
    locked.save(update_fields=["state"])
    return locked
