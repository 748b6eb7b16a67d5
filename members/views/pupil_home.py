"""A pupil's own pages, inside a turn: home, jobs, "Au revoir", "J'ai besoin d'un adulte"."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import presence
from members.job_pages import PAGES, for_age, name_of
from members.permissions_pupils import can_use_pupil_pages
from members.pupil_doors import Today, doors_for, todays_for, waits_for
from members.queries_pupils import badges_of, jobs_of
from members.services import pupil_sign_in
from members.views.pupils import call_context
from occe.kit.access import allow
from occe.kit.dates import today


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I can do, my jobs."""
    actor = request.actor
    badges = badges_of(actor.pupil_id, actor.classroom_id, on=today())
    context = {
        "waits": waits_for(actor),
        "doors": doors_for(actor),
        "jobs": [(one.job, name_of(one.job), PAGES[one.job.kind].picture) for one in badges if one.now],
        "badges": [(name_of(one.job), PAGES[one.job.kind].picture) for one in badges if not one.now],
    }
    return render(request, "members/pupils/home.html", context)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_safe
def job(request: HttpRequest, id: UUID) -> HttpResponse:
    """One of the class's jobs; who does not do it may read what it is."""
    turn = presence.turn_of(request)
    held = next((row for row in jobs_of(turn.session.classroom, on=today()) if row.job.public_id == id), None)
    if held is None:
        raise Http404
    page, age = PAGES[held.job.kind], turn.pupil.reading_age
    context = {
        "held": held,
        "name": name_of(held.job),
        "picture": page.picture,
        "does": for_age(page.does, age),
        # What waits comes first; what the job does every day makes it two.
        "today": [*todays_for(held.job.kind, request.actor), *(Today(for_age(one, age)) for one in page.today)][:2],
        "hand_over": for_age(page.hand_over, age),
    }
    return render(request, "members/pupils/job.html", context)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def need_adult(request: HttpRequest) -> HttpResponse:
    """A call that names the child to the adult, and to nobody else."""
    turn = presence.turn_of(request)
    if request.method == "POST":
        pupil_sign_in.call_adult(turn.device, kind="adult", pupil=turn.pupil)
        return redirect("members:pupil-adult")
    context = call_context(presence.presence_of(request), "adult", turn.pupil)
    return render(request, "members/pupils/need_adult.html", context)


@allow(can_use_pupil_pages, sign_in="pupil")
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Au revoir: the turn is over, the board comes back."""
    token = pupil_sign_in.end_turn(presence.turn_of(request))
    response = redirect("members:class-board")
    presence.start_afresh(request, response, token)
    return response
