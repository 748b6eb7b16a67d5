"""The lists of a cooperative's classes: who is in them, cards and secrets, who moves up and who leaves."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperatives.models import Classroom, Cooperative
from members.errors_pupils import RosterRefused
from members.exports import cards_pdf, file_name, secrets_pdf
from members.forms_pupils import (
    GuestCardsForm,
    MovesForm,
    NamesForm,
    NewPupilFormSet,
    PictureForm,
    PupilForm,
)
from members.models import Enrolment, Pupil
from members.names import ReadName
from members.permissions_pupils import can_change_pupil, can_lead_class, can_move_pupils, can_see_roster
from members.queries_pupils import face_of, led_classrooms, moves_proposed, roll, years_after
from members.services import cards, roster
from members.services.picture_codes import shown_secret
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.drawing.picturenames import PICTURES, TINTS
from occe.kit.pdf import PdfUnavailable


@allow(can_see_roster, load=Cooperative.objects.visible_to)
@require_safe
def lists(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """One class at a time; the others are a tab away."""
    classrooms = led_classrooms(request.actor, cooperative)
    asked = request.GET.get("class", "")
    classroom = next((one for one in classrooms if str(one.public_id) == asked), next(iter(classrooms), None))
    rows = roll(classroom) if classroom else []
    context = {
        "cooperative": cooperative,
        "tab": "roster",
        "classrooms": classrooms,
        "classroom": classroom,
        "rows": [(row, face_of(row)) for row in rows],
        "pupil_count": sum(not row.pupil.is_guest for row in rows),
        "guest_count": sum(row.pupil.is_guest for row in rows),
        "guest_form": GuestCardsForm(initial={"up_to": sum(row.pupil.is_guest for row in rows)}),
        "may_move": can_move_pupils(request.actor, cooperative) and years_after(cooperative),
    }
    return render(request, "members/roster/lists.html", context)


# --- coming in -------------------------------------------------------------------------------------------------------


@allow(can_lead_class, load=Classroom.objects.visible_to, key="classroom")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, classroom: Classroom, id: UUID) -> HttpResponse:
    """Paste, read what was understood, save. What is pasted is stored nowhere: the proposal answers the form itself."""
    _of_cooperative(classroom.cooperative, id)
    if request.method == "POST" and "form-TOTAL_FORMS" in request.POST:
        return _save(request, classroom)
    form = NamesForm(request.POST if request.method == "POST" else None, classroom=classroom)
    if request.method == "POST" and form.is_valid():
        proposal = NewPupilFormSet(initial=form.rows(), form_kwargs={"classroom": classroom})
        return _proposal(request, classroom, proposal, dropped=form.dropped, names_form=form)
    context = _page(classroom) | {"form": form}
    return render(request, "members/roster/add.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, classroom: Classroom) -> HttpResponse:
    proposal = NewPupilFormSet(request.POST, form_kwargs={"classroom": classroom})
    if proposal.is_valid():
        try:
            added = roster.add_pupils(classroom, pupils=proposal.new_pupils(), by=request.actor)
        except RosterRefused as refused:
            proposal.non_form_errors().append(str(refused))
        else:
            told = ngettext("%(count)s élève ajouté à la liste.", "%(count)s élèves ajoutés à la liste.", len(added))
            messages.success(request, told % {"count": len(added)})
            return _back(classroom)
    return _proposal(request, classroom, proposal, status=422)


def _proposal(
    request: HttpRequest,
    classroom: Classroom,
    proposal: BaseFormSet,
    *,
    dropped: Sequence[ReadName] = (),
    names_form: NamesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    listed = sum(row.pupil.kind == Pupil.Kind.CHILD for row in roll(classroom)) + len(proposal.forms)
    context = _page(classroom) | {
        "formset": proposal,
        "dropped": dropped,
        "names_form": names_form,
        "listed": listed,
        "too_many": listed > classroom.pupil_count,
    }
    return render(request, "members/roster/proposal.html", context, status=status)


@allow(can_lead_class, load=Classroom.objects.visible_to, key="classroom")
@require_POST
def guests(request: HttpRequest, classroom: Classroom, id: UUID) -> HttpResponse:
    _of_cooperative(classroom.cooperative, id)
    form = GuestCardsForm(request.POST)
    if form.is_valid():
        roster.add_guest_cards(classroom, up_to=form.cleaned_data["up_to"], by=request.actor)
    else:
        messages.error(request, _("Douze cartes invitées au plus, par classe."))
    return _back(classroom)


# --- one pupil -------------------------------------------------------------------------------------------------------


@allow(can_change_pupil, load=lambda actor: Pupil.objects.visible_to(actor).here(), key="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def pupil(request: HttpRequest, pupil: Pupil, id: UUID) -> HttpResponse:
    enrolment = enrolment_of(pupil, id)
    initial = {"first_name": pupil.first_name, "level": enrolment.level, "reading_age": pupil.reading_age}
    form = PupilForm(request.POST if request.method == "POST" else None, initial=initial, enrolment=enrolment)
    if request.method == "POST" and form.is_valid():
        try:
            roster.change_pupil(enrolment, by=request.actor, **form.cleaned_data)
        except RosterRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("C’est noté."))
            return _back(enrolment.classroom)
    context = _page(enrolment.classroom) | {
        "form": form,
        "enrolment": enrolment,
        "face": face_of(enrolment),
        "secret": shown_secret(pupil),
    }
    return render(request, "members/roster/pupil.html", context, status=422 if form.errors else 200)


@allow(can_change_pupil, load=lambda actor: Pupil.objects.visible_to(actor).here(), key="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest, pupil: Pupil, id: UUID) -> HttpResponse:
    """The whole board of pictures in one tint at a time; those of other pupils are shown and cannot be taken."""
    enrolment = enrolment_of(pupil, id)
    if enrolment.picture is None:
        raise Http404  # a guest card has no picture to change
    form = PictureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            roster.change_picture(enrolment, picture=form.cleaned_data["picture"], by=request.actor)
        except RosterRefused as refused:
            form.add_error("picture", str(refused))
        else:
            return redirect("members:pupil", id, pupil.public_id)
    asked = request.GET.get("tint", "")
    tint = int(asked) if asked.isdecimal() and int(asked) in TINTS else (enrolment.tint or 0)
    taken = roster.pictures_taken(enrolment.classroom) - {(enrolment.picture, enrolment.tint)}
    context = _page(enrolment.classroom) | {
        "form": form,
        "enrolment": enrolment,
        "face": face_of(enrolment),
        "tint": tint,
        "tints": TINTS,
        "pictures": [
            (key, (key, tint) in taken, key == enrolment.picture and tint == enrolment.tint) for key in PICTURES
        ],
    }
    return render(request, "members/roster/picture.html", context, status=422 if form.errors else 200)


@allow(can_change_pupil, load=lambda actor: Pupil.objects.visible_to(actor).here(), key="pupil")
@require_POST
def new_card(request: HttpRequest, pupil: Pupil, id: UUID) -> HttpResponse:
    """The lost card is worth nothing from now on."""
    enrolment = enrolment_of(pupil, id)
    cards.renew_card(pupil, seen_version=_version(request), by=request.actor)
    messages.success(request, _("L’ancienne carte n’ouvre plus rien. Imprimez la nouvelle."))
    return redirect("members:pupil", id, enrolment.pupil.public_id)


@allow(can_change_pupil, load=lambda actor: Pupil.objects.visible_to(actor).here(), key="pupil")
@require_POST
def new_secret(request: HttpRequest, pupil: Pupil, id: UUID) -> HttpResponse:
    enrolment = enrolment_of(pupil, id)
    roster.reset_secret(pupil, seen_version=_version(request), by=request.actor)
    messages.success(request, _("Voici trois nouvelles images. Les anciennes n’ouvrent plus rien."))
    return redirect("members:pupil", id, enrolment.pupil.public_id)


@allow(can_change_pupil, load=lambda actor: Pupil.objects.visible_to(actor).here(), key="pupil")
@require_http_methods(["GET", "HEAD", "POST"])
def depart(request: HttpRequest, pupil: Pupil, id: UUID) -> HttpResponse:
    """What cannot be undone is asked once. The message after it names nobody: it would outlive the name."""
    enrolment = enrolment_of(pupil, id)
    if request.method == "POST":
        roster.depart(pupil, on=today(), by=request.actor)
        messages.success(request, _("C’est fait : le prénom est effacé partout."))
        return _back(enrolment.classroom)
    context = _page(enrolment.classroom) | {"enrolment": enrolment, "face": face_of(enrolment)}
    return render(request, "members/roster/depart.html", context)


# --- paper -----------------------------------------------------------------------------------------------------------


@allow(can_lead_class, load=Classroom.objects.visible_to, key="classroom")
@require_safe
def print_cards(request: HttpRequest, classroom: Classroom, id: UUID) -> HttpResponse:
    """The cards of the class, or of one pupil (`?pupil=`). Printing changes nothing: those on the tables stay good."""
    _of_cooperative(classroom.cooperative, id)
    return _pdf(request, classroom, cards_pdf, _("cartes"))


@allow(can_lead_class, load=Classroom.objects.visible_to, key="classroom")
@require_safe
def print_secrets(request: HttpRequest, classroom: Classroom, id: UUID) -> HttpResponse:
    """The slips with the three pictures of each, to cut out and to give by hand."""
    _of_cooperative(classroom.cooperative, id)
    return _pdf(request, classroom, secrets_pdf, _("images-secretes"))


def _pdf(request: HttpRequest, classroom: Classroom, make: Callable[..., bytes], name: str) -> HttpResponse:
    asked = request.GET.get("pupil", "")
    rows = [row for row in roll(classroom) if not asked or str(row.pupil.public_id) == asked]
    if not rows:
        raise Http404
    try:
        content = make(classroom, rows, address=request.build_absolute_uri("/"))
    except PdfUnavailable as missing:
        messages.error(request, str(missing))
        return _back(classroom)
    headers = {"Content-Disposition": f'inline; filename="{file_name(name, classroom)}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


# --- summer ----------------------------------------------------------------------------------------------------------


@allow(can_move_pupils, load=Cooperative.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The pupils of one year into the classes of the next, in one act; each proposal can be changed."""
    proposal = moves_proposed(cooperative)
    if proposal is None:
        return render(request, "members/roster/move_none.html", {"cooperative": cooperative, "tab": "roster"})
    form = MovesForm(
        request.POST if request.method == "POST" else None,
        initial={f"pupil-{row.pupil.public_id}": key for row, key in proposal.rows},
        rows=[row for row, _key in proposal.rows],
        targets=proposal.targets,
    )
    if request.method == "POST" and form.is_valid():
        try:
            roster.move_up(cooperative, moves=form.moves(), on=today(), by=request.actor)
        except RosterRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("C’est fait. Les élèves sont dans leur nouvelle classe."))
            return redirect("members:roster", cooperative.public_id)
    context = {"cooperative": cooperative, "tab": "roster", "form": form, "proposal": proposal}
    return render(request, "members/roster/move.html", context, status=422 if form.errors else 200)


# --- common ----------------------------------------------------------------------------------------------------------


def _page(classroom: Classroom) -> dict:
    return {"cooperative": classroom.cooperative, "tab": "roster", "classroom": classroom}


def _back(classroom: Classroom) -> HttpResponse:
    address = redirect("members:roster", classroom.cooperative.public_id)
    address["Location"] += f"?class={classroom.public_id}"
    return address


def _of_cooperative(cooperative: Cooperative, id: UUID) -> None:
    """The address names the cooperative that the object belongs to, or there is no such page."""
    if cooperative.public_id != id:
        raise Http404


def enrolment_of(pupil: Pupil, id: UUID) -> Enrolment:
    """The pupil's row in the latest class, which is the one that this page is about."""
    rows = Enrolment.objects.select_related("pupil", "classroom__cooperative__school", "classroom__year")
    enrolment = rows.filter(pupil=pupil).order_by("-classroom__year__starts", "-pk").first()
    if enrolment is None or pupil.is_whole_class:
        raise Http404
    _of_cooperative(enrolment.classroom.cooperative, id)
    return enrolment


def _version(request: HttpRequest) -> int:
    asked = request.POST.get("version", "")
    return int(asked) if asked.isdecimal() and len(asked) < 5 else 0
