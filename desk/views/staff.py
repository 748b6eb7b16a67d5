"""The association's staff: who holds which role, since when. Granting one asks again who one is."""

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperatives.models import StaffRole
from desk.errors import InvitationClosed
from desk.forms.staff import EndRoleForm, GrantForm, InviteForm
from desk.frame import desk_page
from desk.models import StaffInvitation
from desk.permissions import can_change_staff, can_enter
from desk.services import staff as services
from desk.views.acting import act, data_of
from members.models import User
from members.reauthentication import ask_again
from occe.kit.access import allow
from occe.kit.actors import Actor


def staff_of(actor: Actor) -> QuerySet[User]:
    """Everybody who holds or held a role in the association, with the roles."""
    roles = StaffRole.objects.visible_to(actor).order_by("starts_on")
    return (
        User.objects.filter(pk__in=roles.values("user"))
        .prefetch_related(Prefetch("staff_roles", roles, to_attr="roles_here"))
        .order_by("last_name", "first_name")
    )


@allow(can_enter)
def staff(request):
    """The list, and the letters that were not answered yet."""
    context = {
        "people": staff_of(request.actor),
        "invitations": StaffInvitation.objects.visible_to(request.actor).open().select_related("invited_by"),
        "may_change_staff": can_change_staff(request.actor),
    }
    return desk_page(request, "desk/staff.html", context)


@allow(can_change_staff)
@ask_again
def staff_invite(request):
    """Invite an address to a role."""
    return _staff_act(request, InviteForm(data_of(request)), _invite(request), "desk/staff_invite.html",
                      _("L’invitation est partie."))  # fmt: skip


@allow(can_change_staff, load=staff_of)
@ask_again
def role_grant(request, person):
    """One more role."""
    return _staff_act(
        request,
        GrantForm(data_of(request)),
        lambda **values: services.grant_role(request.federation, user=person, by=request.actor, **values),
        "desk/role_grant.html",
        _("Le rôle est donné."),
        {"person": person},
    )


@allow(can_change_staff, load=StaffRole.objects.visible_to)
def role_end(request, role):
    """End a role; the last administrator stays."""
    return _staff_act(
        request,
        EndRoleForm(data_of(request)),
        lambda **values: services.end_role(role, by=request.actor, **values),
        "desk/role_end.html",
        _("La fin du rôle est notée."),
        {"role": role},
    )


@allow(can_change_staff, load=StaffInvitation.objects.visible_to)
@require_POST
def invitation_revoke(request, invitation):
    """Take an invitation back."""
    try:
        services.revoke_invitation(invitation, by=request.actor)
    except InvitationClosed as closed:
        messages.warning(request, str(closed))
    else:
        messages.success(request, _("L’invitation est retirée : la lettre ne sert plus."))
    return redirect("desk:staff")


def _invite(request):
    def invite(**values):
        invitation, token = services.invite_staff(request.federation, by=request.actor, **values)
        services.mail_invitation(invitation, token=token)

    return invite


def _staff_act(request, form, perform, template, sentence, context=None):
    return act(
        request,
        form,
        perform,
        template=template,
        context=context or {},
        done=lambda _result: (sentence, reverse("desk:staff")),
    )
