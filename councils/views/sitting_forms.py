"""The pages of a sitting on which the adult writes or chooses: roll, roles, a pause, a note, the end of an item."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from councils import permissions
from councils.errors import SittingRefused
from councils.forms.sitting import AdultsForm, EndForm, NoteForm, PauseForm, RolesForm, VetoForm
from councils.models import AgendaItem, Attendance, Ballot, CouncilMeeting, MeetingRole
from councils.queries.agenda import title_of
from councils.queries.outcomes import heard, told
from councils.queries.school import listed_in
from councils.queries.sitting import faces_of, items_held_by, meetings_held_by, sitting_of, who_is_here
from councils.services import guarantor, meetings, rolls, speaking
from councils.services.ending import end_with
from councils.views.sitting import back_to, frame, meeting_of, of_cooperative, to_roll
from councils.views.sitting_acts import named_pupil, uuid_or_none
from members.models import Pupil
from members.queries_pupils import face_of
from occe.kit.access import allow
from occe.kit.actors import Adult
from occe.kit.forms import done

GET_POST = ["GET", "HEAD", "POST"]


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_http_methods(GET_POST)
def call_roll(request: HttpRequest, meeting: CouncilMeeting, id: UUID, classroom: UUID) -> HttpResponse:
    """Everybody's picture: who is absent is touched off. Called again, it shows what was called."""
    of_cooperative(meeting, id)
    one = get_object_or_404(meeting.rolls.select_related("classroom"), classroom__public_id=classroom)
    rows = listed_in(meeting.council, one.classroom, meeting.held_on)
    form = AdultsForm(request.POST if request.method == "POST" else None, initial={"adults": one.adults or 1})
    here = _touched(request) if form.is_bound else _called(one, rows)
    if form.is_valid():
        present = [row.pupil for row in rows if str(row.pupil.public_id) in here]
        adults = form.cleaned_data["adults"] or 0
        if done(
            form, lambda: rolls.call_roll(meeting, one.classroom, present=present, adults=adults, by=request.actor)
        ):
            return to_roll(meeting)
    faces = [(face, str(face.public_id) in here) for face in map(face_of, rows)]
    return _page(request, meeting, "roll", form=form, roll=one, faces=faces)


def _touched(request: HttpRequest) -> set[str]:
    return set(request.POST.getlist("present"))


def _called(one: Any, rows: list) -> set[str]:
    """Who was there at the last call; everybody when none was made."""
    absent = set(Attendance.objects.filter(roll=one, here=False).values_list("pupil_id", flat=True))
    return {str(row.pupil.public_id) for row in rows if row.pupil_id not in absent}


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_http_methods(GET_POST)
def roles(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    of_cooperative(meeting, id)
    faces = faces_of(meeting)
    given = {
        role: str(faces[pupil].public_id)
        for role, pupil in meeting.roles.values_list("role", "pupil_id")
        if pupil in faces
    }
    form = RolesForm(
        request.POST if request.method == "POST" else None, faces=who_is_here(meeting), given=given
    )  # fmt: skip
    if form.is_valid() and done(form, lambda: _give(request, meeting, form.cleaned_data, given)):
        return back_to(request, meeting)
    return _page(request, meeting, "roles", form=form)


def _give(request: HttpRequest, meeting: CouncilMeeting, chosen: dict[str, str], given: dict[str, str]) -> None:
    for role in MeetingRole.Role.values:
        if chosen[role] != given.get(role, ""):
            pupil = Pupil.objects.filter(public_id=uuid_or_none(chosen[role])).first() if chosen[role] else None
            rolls.give_role(meeting, role=role, pupil=pupil, by=request.actor)


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_http_methods(GET_POST)
def hands(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """Who raises a hand in the room, without a screen of its own: the adult touches the picture."""
    of_cooperative(meeting, id)
    refused = None
    if request.method == "POST":
        pupil = named_pupil(request, meeting)
        try:
            speaking.ask_to_speak(meeting, pupil=pupil, by=request.actor)
        except SittingRefused as error:
            refused = str(error)
        else:
            return redirect("councils:meeting-hands", id, meeting.public_id)
    context = {"faces": who_is_here(meeting), "sitting": sitting_of(meeting), "refused": refused}
    return _page(request, meeting, "hands", status=422 if refused else 200, **context)


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_http_methods(GET_POST)
def pause(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    of_cooperative(meeting, id)
    form = PauseForm(request.POST if request.method == "POST" else None, keeps=isinstance(request.actor, Adult))
    if form.is_valid() and done(form, lambda: guarantor.pause(meeting, by=request.actor, **form.cleaned_data)):
        return back_to(request, meeting)
    return _page(request, meeting, "pause", form=form)


@allow(permissions.can_hold_council, load=meetings_held_by, key="meeting")
@require_http_methods(GET_POST)
def close(request: HttpRequest, meeting: CouncilMeeting, id: UUID) -> HttpResponse:
    """Once asked: what is not seen yet waits for the next council."""
    of_cooperative(meeting, id)
    sitting = sitting_of(meeting)
    if request.method == "POST":
        try:
            meetings.close_meeting(meeting, by=request.actor)
        except SittingRefused as error:
            return _page(request, meeting, "close", status=422, sitting=sitting, refused=str(error))
        return back_to(request, meeting)
    return _page(request, meeting, "close", sitting=sitting)


@allow(permissions.can_hold_council, load=items_held_by, key="item")
@require_http_methods(GET_POST)
def stop(request: HttpRequest, item: AgendaItem, id: UUID, meeting: UUID) -> HttpResponse:
    """The guarantor's veto, with its two reasons."""
    held = meeting_of(item, id, meeting)
    form = VetoForm(request.POST if request.method == "POST" else None, keeps=isinstance(request.actor, Adult))
    if form.is_valid() and done(form, lambda: guarantor.veto(item, by=request.actor, **form.cleaned_data)):
        return back_to(request, held)
    voting = item.ballots.filter(state__in=[Ballot.State.OPEN, Ballot.State.FINISHED]).exists()
    return _page(request, held, "stop", form=form, item=item, voting=voting, title=title_of(item))


@allow(permissions.can_hold_council, load=items_held_by, key="item")
@require_http_methods(GET_POST)
def note(request: HttpRequest, item: AgendaItem, id: UUID, meeting: UUID) -> HttpResponse:
    """What law, safety or money say of a proposal, before the class votes."""
    held = meeting_of(item, id, meeting)
    last = item.notes.last()
    can = "yes" if last is None or last.can_be_done else "no"
    known = {"ground": last.ground, "words": last.words, "can_be_done": can} if last else None
    form = NoteForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid() and done(form, lambda: guarantor.note_feasibility(item, by=request.actor, **form.cleaned_data)):
        return back_to(request, held)
    return _page(request, held, "note", form=form, item=item, title=title_of(item))


@allow(permissions.can_hold_council, load=items_held_by, key="item")
@require_http_methods(GET_POST)
def end(request: HttpRequest, item: AgendaItem, id: UUID, meeting: UUID) -> HttpResponse:
    """The secretary's sentence and who does it: kept as a decision, or as what was said."""
    held = meeting_of(item, id, meeting)
    form = EndForm(request.POST if request.method == "POST" else None, faces=who_is_here(held), about=item.about)
    decided = "decided" in request.POST
    if form.is_valid() and done(form, lambda: end_with(item, decided=decided, by=request.actor, **form.cleaned_data)):
        return back_to(request, held)
    ballot = item.ballots.filter(state=Ballot.State.SHOWN).order_by("-pk").first()
    voted = f"{ballot.question} {told(ballot, names=True) or heard(ballot)}" if ballot else ""
    shown = {"title": title_of(item), "voted": voted, "stopped": guarantor.is_stopped(item)}
    return _page(request, held, "end", form=form, item=item, **shown)


def _page(request: HttpRequest, meeting: CouncilMeeting, name: str, *, status: int = 0, **context: Any) -> HttpResponse:
    form = context.get("form")
    found = status or (422 if form is not None and form.errors else 200)
    return render(request, f"councils/sitting/{name}.html", frame(request, meeting) | context, status=found)
