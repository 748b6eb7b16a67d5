"""A child's paper on a project, alone with the tablet: one question a screen, and nothing is kept before the last."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members import presence
from members.models import Turn
from members.permissions_pupils import can_use_pupil_pages
from members.services import pupil_sign_in
from occe.kit.access import allow
from occe.kit.audit import nameless
from projects.errors import ReflectionRefused
from projects.looking_back import DRAWN, FACES, ICONS, MARKS, QUESTIONS, SKILLS, Screen, screens_for, worded
from projects.models import Reflection
from projects.queries.reflection import FEWEST, has_answered, summary_shown
from projects.services.reflection import put_in_paper, tidy


@nameless
@allow(can_use_pupil_pages, sign_in="pupil")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, project_id) -> HttpResponse:
    """The next screen, the last one's sending, or what the class said when the box is closed."""
    turn = presence.turn_of(request)
    mine = Reflection.objects.filter(classroom_id=turn.session.classroom_id).select_related("project", "classroom")
    box = get_object_or_404(mine, project__public_id=project_id)
    if box.state == Reflection.State.CLOSED or has_answered(box, turn.pupil):
        return render(request, "projects/pupils/looked_back.html", {"project": box.project, "it": summary_shown(box)})
    screens = screens_for(turn.pupil.reading_age)
    place = _place(request, len(screens))
    if request.method != "POST":
        return _screen(request, box, screens, 0)
    if "back" in request.POST:
        return _screen(request, box, screens, max(place - 1, 0))
    try:
        tidy(_words(request), classroom=box.classroom)
        if place + 1 < len(screens):
            return _screen(request, box, screens, place + 1)
        put_in_paper(box, pupil=turn.pupil, session=turn.session, **_answers(request))
    except ReflectionRefused as refusal:
        asked = [one.question for one in screens]
        place = asked.index(refusal.field) if refusal.field in asked else place
        return _screen(request, box, screens, place, refused=str(refusal))
    return _passed_on(request, turn)


def _place(request: HttpRequest, screens: int) -> int:
    told = request.POST.get("screen", "0")
    return min(int(told), screens - 1) if told.isdigit() and len(told) < 3 else 0


def _words(request: HttpRequest) -> dict[str, str]:
    return {key: request.POST.get(f"words_{key}", "") for key in QUESTIONS}


def _marks(request: HttpRequest) -> dict[str, int]:
    marks = {key: request.POST.get(f"skill_{key}", "") for key in SKILLS}
    return {key: int(mark) for key, mark in marks.items() if mark in ("1", "2", "3")}


def _answers(request: HttpRequest) -> dict:
    face = request.POST.get("face", "")
    return {"face": int(face) if face in ("1", "2", "3") else None, "words": _words(request), "skills": _marks(request)}


def _screen(
    request: HttpRequest, box: Reflection, screens: tuple[Screen, ...], place: int, refused: str = ""
) -> HttpResponse:
    screen, answers = screens[place], _answers(request)
    age = presence.turn_of(request).pupil.reading_age
    marks = answers["skills"]
    context = {
        "project": box.project, "screen": screen, "place": place, "step": place + 1, "steps": len(screens),
        "last": place + 1 == len(screens), "refused": refused, "answers": answers,
        "question": worded(QUESTIONS, age).get(screen.question, ""), "said": answers["words"].get(screen.question, ""),
        "faces": [(mark, DRAWN[mark], words) for mark, words in FACES.items()],
        "skills": [(key, words, ICONS[key], marks.get(key)) for key, words in worded(SKILLS, age).items()],
        "marks": [(mark, DRAWN[mark], words) for mark, words in MARKS.items()],
        "kept_words": [(key, text) for key, text in answers["words"].items() if text and key != screen.question],
        "kept_marks": [] if screen.skills else list(marks.items()),
        "kept_face": "" if screen.faces else answers["face"] or "",
        "few": box.classroom.pupil_count < FEWEST,
    }  # fmt: skip
    return render(request, "projects/pupils/look_back.html", context, status=422 if refused else 200)


def _passed_on(request: HttpRequest, turn: Turn) -> HttpResponse:
    """On the shared tablet the turn ends with the paper; on a device of one's own one goes home."""
    if not turn.device.is_shared:
        messages.success(request, _("Ton papier est gardé, sans ton nom."))
        return redirect("members:pupil-home")
    token = pupil_sign_in.end_turn(turn)
    response = redirect("members:class-board")
    presence.start_afresh(request, response, token)
    messages.success(request, _("Ton papier est gardé, sans ton nom. Passe la tablette."))
    return response
