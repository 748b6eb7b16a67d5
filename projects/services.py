"""What changes a project. For now its state; plan, tasks and story come with their own issue."""

from datetime import date

from django.db import transaction

from occe.kit.actors import Actor
from projects.models import Project, ProjectStep


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
