"""The adult's side of looking back: open the box, see how many have answered, close it, keep sentences."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cooperatives.models import Cooperative, classrooms_led_by
from members.models import ReadingAge
from occe.kit.documents import pdf_response
from occe.kit.errors import DomainError
from projects.looking_back import FACES, MARKS, QUESTIONS, SKILLS, screens_for, worded
from projects.models import Project, Reflection
from projects.queries.reflection import boxes_of, classes_of
from projects.services import reflection as doors
from projects.views.loading import project_act


@project_act
@require_safe
def look_back(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    boxes = boxes_of(project, request.actor)
    context = {"cooperative": cooperative, "tab": "projects", "project": project, "boxes": boxes}
    return render(request, "projects/looking_back/page.html", context)


@project_act
@require_POST
def act(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """Open, close, keep sentences, or tell them in the story: of a class that one leads."""
    led = classes_of(project).filter(pk__in=classrooms_led_by(request.actor).values("pk"))
    classroom = get_object_or_404(led, public_id=request.POST.get("classroom") or None)
    try:
        if request.POST.get("act") == "open":
            doors.open_reflection(project, classroom=classroom, by=request.actor)
            messages.success(request, _("La boîte est ouverte\u00a0: chaque élève y met son papier depuis la classe."))
        else:
            found = get_object_or_404(Reflection, project=project, classroom=classroom)
            messages.success(request, _done(request, found))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("projects:look-back", cooperative.public_id, project.public_id)


def _done(request: HttpRequest, found: Reflection) -> str:
    wanted = request.POST.get("act")
    if wanted == "close":
        doors.close_reflection(found, by=request.actor)
        return _("C’est compté. Les papiers et la liste de qui a répondu sont effacés.")
    if wanted == "keep":
        chosen = [int(place) for place in request.POST.getlist("sentence") if place.isdigit()]
        doors.keep_sentences(found, chosen=chosen, by=request.actor)
        return _("Les phrases choisies sont gardées, les autres sont oubliées.")
    doors.tell_in_story(found, by=request.actor)
    return _("Ces phrases sont dans «\u00a0ce que nous avons appris\u00a0».")


@project_act
@require_safe
def sheet(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """One page for one child, on paper: it stays the child's, nobody types it in."""
    age = int(request.GET["age"]) if request.GET.get("age") in ("6", "12") else ReadingAge.NINE
    screens, questions = screens_for(age), worded(QUESTIONS, age)
    context = {
        "project": project, "marks": MARKS.values(), "faces": list(FACES.items()),
        "skills": worded(SKILLS, age).values(),
        "questions": [questions[one.question] for one in screens if one.question],
        "lines": range(6 if len(screens) == 2 else 2),
    }  # fmt: skip
    return pdf_response(
        request, "projects/pdf/looking_back.html", title=_("Ce que je pense de notre projet"),
        name=_("bilan") + ".pdf", context=context, pictures={f"face-{mark}": printed_face(mark) for mark in FACES},
    )  # fmt: skip


def printed_face(mark: int) -> bytes:
    """One of the three faces, in black lines."""
    mouth = {1: "M22 46q10-10 20 0", 2: "M22 43h20", 3: "M20 39q12 14 24 0"}[mark]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none" stroke="#1d2327" '
        'stroke-width="2.5" stroke-linecap="round"><circle cx="32" cy="32" r="28"/><path d="M23 25v3M41 25v3"/>'
        f'<path d="{mouth}"/></svg>'
    ).encode()
