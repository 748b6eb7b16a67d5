"""The task board on the class's tablet: take a task, leave it, move it, write one more."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.permissions_pupils import can_use_pupil_pages
from members.presence import turn_of
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import done
from projects.forms.tasks import PupilTaskForm
from projects.models import Project, Task
from projects.queries.tasks import board_of, moved_words
from projects.services.tasks import add_task, leave_task, move_task, take_task


@allow(can_use_pupil_pages, load=Project.objects.of_class, key="project_id", sign_in="pupil")
@require_safe
def tasks(request: HttpRequest, project: Project) -> HttpResponse:
    """The three columns; a button moves a card to the next one."""
    context = {"project": project, "columns": board_of(project, request.actor)}
    return render(request, "projects/pupils/tasks.html", context)


@allow(can_use_pupil_pages, load=Project.objects.of_class, key="project_id", sign_in="pupil")
def task_new(request: HttpRequest, project: Project) -> HttpResponse:
    """Something more to do."""
    form = PupilTaskForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: add_task(project, by=request.actor, **form.cleaned_data)):
        return redirect("projects:pupil-tasks", project_id=project.public_id)
    context = {"project": project, "form": form}
    return render(request, "projects/pupils/task_new.html", context, status=422 if form.errors else 200)


@allow(can_use_pupil_pages, load=Project.objects.of_class, key="project_id", sign_in="pupil")
@require_POST
def task_act(request: HttpRequest, project: Project, task_id) -> HttpResponse:
    """Take it, leave it, or move it."""
    task = get_object_or_404(Task, project=project, public_id=task_id)
    try:
        _act(request, task)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    board = reverse("projects:pupil-tasks", kwargs={"project_id": project.public_id})
    return redirect(f"{board}#task-{task.public_id}")


def _act(request: HttpRequest, task: Task) -> None:
    me = turn_of(request).pupil
    if "take" in request.POST:
        take_task(task, pupil=me, by=request.actor)
    elif "leave" in request.POST:
        leave_task(task, pupil=me, by=request.actor)
    elif request.POST.get("state") in Task.State.values:
        moved = move_task(task, state=request.POST["state"], by=request.actor)
        if task.state != Task.State.DONE and moved.state == Task.State.DONE:
            messages.success(request, _("C’est fait. Bravo !"))
        else:
            messages.success(request, moved_words(moved))
    else:
        raise Http404
