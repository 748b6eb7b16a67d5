"""What changes a project. For now its state; plan, tasks and story come with their own issue."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from councils.models import Council, Decision
from councils.services.wording import names_a_child
from occe.kit.actors import Actor
from projects.errors import ProjectRefused
from projects.models import Project, ProjectStep


@transaction.atomic
def start_project(decision: Decision, *, title: str, kind: str, by: Actor, summary: str = "") -> Project:
    """Begin the project that a council decided, on the day of its decision and for its class (or the whole school).

    The same title for the same decision is one project. Raises ProjectRefused when a title or a summary names a child:
    both may be published one day.
    """
    council = Council.objects.select_for_update(of=("self",)).get(pk=decision.council_id)
    told = {"title": " ".join(title.split()), "summary": " ".join(summary.split())}
    for field, words in told.items():
        if names_a_child(council, words):
            raise ProjectRefused(_("Un projet se raconte sans prénom : il sera peut-être publié."), field=field)
    standing = Project.objects.filter(decision=decision, title=told["title"]).first()
    if standing:
        return standing
    slug = _free_slug(decision, told["title"])
    place = {"cooperative_id": council.cooperative_id, "decision": decision, "slug": slug}
    project = Project.objects.create(kind=kind, **told, **place)
    if council.classroom_id:
        project.classrooms.add(council.classroom_id)
    return move_project(project, state=Project.State.DECIDED, on=decision.date, by=by)


def _free_slug(decision: Decision, title: str) -> str:
    """A slug that no project of the cooperative has."""
    base = slugify(title)[:130] or "projet"
    taken = set(
        Project.objects.filter(cooperative_id=decision.council.cooperative_id, slug__startswith=base)
        .values_list("slug", flat=True)
    )  # fmt: skip
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 1000))) if slug not in taken)


@transaction.atomic
def move_project(project: Project, *, state: Project.State, on: date, by: Actor, reason: str = "") -> Project:
    """Bring a project into a state, from a day. A state is entered once: again, nothing changes."""
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    _step, entered = ProjectStep.objects.get_or_create(
        project=locked, state=state, defaults={"on": on, "reason": reason}
    )
    if entered:
        locked.state = state
        locked.save(update_fields=["state"])
    return locked
