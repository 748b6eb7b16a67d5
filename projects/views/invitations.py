"""Which classes take part: the school's own, and those of other cooperatives that are invited and answer."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, Cooperative
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import done
from projects import permissions
from projects.forms.plan import ClassesForm, InviteForm
from projects.models import Invitation, Project
from projects.queries.plan import current_rooms
from projects.services.invitations import answer_invitation, choose_classes, invite_class, withdraw_invitation
from projects.views.loading import project_act

MOST_FOUND = 20


@project_act
def classes(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    """The own classes, those invited, and a search for one more; who was invited does not invite."""
    mine = project.cooperative_id == cooperative.pk
    act = request.POST.get("act", "") if request.method == "POST" else ""
    rooms = project.classrooms.filter(cooperative=cooperative)
    own = ClassesForm(
        request.POST if act == "own" else None, classrooms=_own_rooms(cooperative, project),
        initial={"classrooms": [room.public_id for room in rooms]},
    )  # fmt: skip
    words = InviteForm(request.POST if act == "invite" else None)
    if act and not mine:
        raise Http404
    if act == "own" and own.is_valid() and done(own, lambda: _choose(request, project, own)):
        return _back(request, cooperative, project)
    if act == "invite" and words.is_valid() and done(words, lambda: _invite(request, project, words)):
        return _back(request, cooperative, project)
    if act == "withdraw":
        _withdraw(request, project)
        return _back(request, cooperative, project)
    asked = (request.POST or request.GET).get("q", "").strip()[:60]
    context = {
        "cooperative": cooperative, "tab": "projects", "project": project, "own": own if mine else None, "asked": asked,
        "invitations": project.invitations.select_related("classroom__cooperative__school"),
        "found": list(_to_invite(project, asked)[:MOST_FOUND]) if asked and mine else [], "words_form": words,
    }  # fmt: skip
    return render(request, "projects/classes.html", context, status=422 if own.errors or words.errors else 200)


def _own_rooms(cooperative: Cooperative, project: Project) -> QuerySet[Classroom]:
    """Those of this year, and those that take part already."""
    now = current_rooms(cooperative.federation_id).values("pk")
    rooms = Classroom.objects.filter(Q(pk__in=now) | Q(projects=project), cooperative=cooperative)
    return rooms.distinct().order_by("-year__starts", "name")


def _to_invite(project: Project, asked: str) -> QuerySet[Classroom]:
    """Classes of this year of other cooperatives of the association, by commune or school."""
    rooms = current_rooms(project.cooperative.federation_id).exclude(cooperative=project.cooperative_id)
    near = Q(cooperative__school__commune__icontains=asked) | Q(cooperative__school__name__icontains=asked)
    rooms = rooms.filter(near).exclude(projects=project)
    return rooms.select_related("cooperative__school", "year").order_by("cooperative__school__commune", "name")


def _choose(request: HttpRequest, project: Project, form: ClassesForm) -> None:
    choose_classes(project, classrooms=list(form.cleaned_data["classrooms"]), by=request.actor)
    messages.success(request, _("C’est enregistré."))


def _invite(request: HttpRequest, project: Project, form: InviteForm) -> None:
    rooms = Classroom.objects.select_related("cooperative", "year")
    room = get_object_or_404(rooms, public_id=form.cleaned_data["classroom"])
    invite_class(project, classroom=room, words=form.cleaned_data["words"], by=request.actor)
    messages.success(request, _("L’invitation est partie."))


def _withdraw(request: HttpRequest, project: Project) -> None:
    invitation = get_object_or_404(project.invitations, public_id=request.POST.get("which"))
    try:
        withdraw_invitation(invitation, by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))


def _back(request: HttpRequest, cooperative: Cooperative, project: Project) -> HttpResponse:
    return redirect("projects:classes", id=cooperative.public_id, project_id=project.public_id)


@allow(permissions.can_lead_project, load=Invitation.objects.answered_by, key="invitation_id")
def invitation(request: HttpRequest, invitation: Invitation, id) -> HttpResponse:
    """Read an invitation of one's class, and answer it."""
    own = get_object_or_404(
        Invitation.objects.select_related("project__cooperative__school", "classroom", "invited_by"),
        pk=invitation.pk, classroom__cooperative__public_id=id,
    )  # fmt: skip
    cooperative = get_object_or_404(Cooperative.objects.visible_to(request.actor), public_id=id)
    if request.method == "POST":
        try:
            answer_invitation(own, accept=request.POST.get("answer") == "yes", by=request.actor)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        return redirect("projects:invitation", id=id, invitation_id=own.public_id)
    context = {"cooperative": cooperative, "tab": "projects", "invitation": own}
    return render(request, "projects/invitation.html", context)
