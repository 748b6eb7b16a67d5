"""The task board of a project, for who leads it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from members.models import Pupil
from members.queries_pupils import face_of_pupil
from occe.kit.forms import done
from projects.forms.tasks import TaskForm
from projects.models import Project, Task
from projects.queries.tasks import board_of, moved_words
from projects.services.tasks import (
    add_task,
    choose_pupils,
    edit_task,
    jobs_near,
    move_task,
    pupils_near,
    remove_task,
)
from projects.views.loading import project_act


@project_act
def tasks(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """The whole board, and one task more."""
    sent = request.POST if request.method == "POST" else None
    form = TaskForm(sent, jobs=jobs_near(project), verb=_("Ajouter la tâche"))
    if form.is_valid() and done(form, lambda: add_task(project, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("La tâche est sur le tableau."))
        return _board(cooperative, project)
    context = {
        "cooperative": cooperative, "tab": "projects", "project": project, "form": form,
        "columns": board_of(project, request.actor),
    }  # fmt: skip
    return render(request, "projects/tasks.html", context, status=422 if form.errors else 200)


@project_act
@require_POST
def task_act(request: HttpRequest, cooperative: Cooperative, project: Project, task_id) -> HttpResponse:
    """To another column, or off the board."""
    task = get_object_or_404(Task, project=project, public_id=task_id)
    if "remove" in request.POST:
        remove_task(task, by=request.actor)
        messages.success(request, _("La tâche est retirée."))
    elif request.POST.get("state") in Task.State.values:
        messages.success(request, moved_words(move_task(task, state=request.POST["state"], by=request.actor)))
    else:
        raise Http404
    return _board(cooperative, project)


@project_act
def task(request: HttpRequest, cooperative: Cooperative, project: Project, task_id) -> HttpResponse:
    """One task: its words, its day, and who does it, by picture."""
    one = get_object_or_404(Task.objects.select_related("job"), project=project, public_id=task_id)
    near = Pupil.objects.visible_to(request.actor).filter(pk__in=pupils_near(project)).faced().order_by("first_name")
    children = list(near)
    sent = request.POST if request.method == "POST" else None
    initial = {"title": one.title, "due_on": one.due_on, "job": one.job.public_id if one.job else None}
    form = TaskForm(sent, initial=initial, jobs=jobs_near(project, keep=one.job_id), verb=_("Enregistrer"))
    chosen = (
        set(sent.getlist("pupils")) if sent else {str(key) for key in one.pupils.values_list("public_id", flat=True)}
    )
    if form.is_valid() and done(form, lambda: edit_task(one, by=request.actor, **form.cleaned_data)):
        takers = [child for child in children if str(child.public_id) in chosen and not form.cleaned_data["job"]]
        choose_pupils(one, pupils=takers, among=children, by=request.actor)
        return _board(cooperative, project)
    faces = [(face_of_pupil(child), str(child.public_id) in chosen) for child in children]
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "task": one, "form": form}
    return render(request, "projects/task.html", context | {"faces": faces}, status=422 if form.errors else 200)


def _board(cooperative: Cooperative, project: Project) -> HttpResponse:
    return redirect("projects:tasks", id=cooperative.public_id, project_id=project.public_id)
