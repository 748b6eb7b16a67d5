"""The association's staff: invited by mail, with roles that have dates. The last administrator always stays."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Federation, StaffRole
from desk.errors import InvitationClosed, RoleRefused
from desk.models import StaffInvitation
from members.models import User
from occe.kit.actors import Actor, Role
from occe.kit.mail import page_address
from occe.kit.tokens import hash_token, new_token

VALID_FOR = timedelta(days=14)


@transaction.atomic
def invite_staff(
    federation: Federation, *, email: str, role: Role, by: Actor, lasts: timedelta = VALID_FOR
) -> tuple[StaffInvitation, str]:
    """Invite an address to a role. Returns the invitation and its token, which is kept nowhere.

    Inviting the same address to the same role again renews the token and the delay: the former letter no longer works.
    Raises RoleRefused when the address already holds the role.
    """
    email = email.strip().lower()
    Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    held = StaffRole.objects.filter(federation=federation, user__email=email, role=role, ends_on__isnull=True)
    if held.exists():
        raise RoleRefused(_("Cette personne tient déjà ce rôle."), field="email")
    token, now = new_token(), timezone.now()
    invitation, _created = StaffInvitation.objects.open().update_or_create(
        federation=federation,
        email=email,
        role=role,
        defaults={
            "token_hash": hash_token(token),
            "invited_by_id": getattr(by, "user_id", None),
            "created_at": now,
            "expires_at": now + lasts,
        },
    )
    return invitation, token


def mail_invitation(invitation: StaffInvitation, *, token: str) -> None:
    """Write to the invited address. The letter alone holds the token; it leaves through the queue."""
    federation = invitation.federation
    context = {
        "federation": federation,
        "invitation": invitation,
        "inviter": invitation.invited_by,
        "address": invitation_address(invitation, token=token),
    }
    subject = _("%(association)s vous invite dans son espace") % {"association": federation.short_name}
    send_mail(subject, render_to_string("desk/emails/invitation.txt", context), None, [invitation.email])


def invitation_address(invitation: StaffInvitation, *, token: str) -> str:
    """The whole address of the page where the invitation is accepted."""
    return page_address(invitation.federation.hosts, reverse("desk:invitation", args=[token]))


def invitation_of(token: str, *, federation: Federation) -> StaffInvitation:
    """The invitation that a token opens. Raises InvitationClosed when it is unknown here, used, taken back, too old."""
    found = StaffInvitation.objects.filter(federation=federation, token_hash=hash_token(token)).first()
    if found is None or not found.is_open:
        raise InvitationClosed(
            _("Il a été utilisé, remplacé, ou il est trop ancien. Demandez-en un autre à l’association.")
        )
    return found


@transaction.atomic
def accept_invitation(invitation: StaffInvitation, *, user: User) -> list[StaffRole]:
    """Give the role to the account of the invited address, from today, with any other role that waits for that address.

    Accepting twice is accepting once. Raises InvitationClosed when it no longer works, or for another address.
    """
    Federation.objects.select_for_update(of=("self",)).get(pk=invitation.federation_id)
    if user.email != invitation.email:
        raise InvitationClosed(_("Cette invitation s’adresse à une autre adresse e-mail que la vôtre."))
    letters = StaffInvitation.objects.select_for_update(of=("self",)).filter(
        federation=invitation.federation_id, email=invitation.email
    )
    waiting = [letter for letter in letters if letter.is_open]
    if invitation.pk not in [letter.pk for letter in waiting]:
        return _roles_already_taken(invitation, user)
    for letter in waiting:
        letter.accepted_at, letter.accepted_by = timezone.now(), user
        letter.save(update_fields=["accepted_at", "accepted_by"])
    today = timezone.localdate()
    return [_role(invitation.federation, user, Role(letter.role), starts_on=today) for letter in waiting]


def _roles_already_taken(invitation: StaffInvitation, user: User) -> list[StaffRole]:
    """What an invitation that this person accepted before has given."""
    if not StaffInvitation.objects.filter(pk=invitation.pk, accepted_by=user).exists():
        raise InvitationClosed(_("Cette invitation ne sert plus. Demandez-en une autre à l’association."))
    return list(StaffRole.objects.filter(federation=invitation.federation_id, user=user, role=invitation.role))


@transaction.atomic
def join_staff(invitation: StaffInvitation, *, first_name: str, last_name: str, password: str, language: str) -> User:
    """Make the account of an invited person and give the role. The letter came to the address, which proves it.

    Raises InvitationClosed when the invitation no longer works or the address has an account (then one signs in).
    """
    Federation.objects.select_for_update(of=("self",)).get(pk=invitation.federation_id)
    locked = StaffInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not locked.is_open or User.objects.filter(email=locked.email).exists():
        raise InvitationClosed(_("Cette invitation ne sert plus. Si vous avez déjà un compte, entrez avec lui."))
    user = User.objects.create_user(
        locked.email, password, first_name=first_name, last_name=last_name, language=language
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    accept_invitation(locked, user=user)
    return user


@transaction.atomic
def revoke_invitation(invitation: StaffInvitation, *, by: Actor) -> StaffInvitation:
    """Take an invitation back: its letter no longer works. Raises InvitationClosed once it was accepted."""
    locked = StaffInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.accepted_at:
        raise InvitationClosed(_("Cette invitation a été acceptée : mettez plutôt fin au rôle."))
    if locked.revoked_at is None:
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
    return locked


@transaction.atomic
def grant_role(federation: Federation, *, user: User, role: Role, starts_on: date, by: Actor) -> StaffRole:
    """Give one more role to a member of the staff, from a day that may be to come.

    Granting a role that is held returns it. Raises RoleRefused for somebody who is not of the staff: people come in by
    an invitation, which proves their address.
    """
    Federation.objects.select_for_update(of=("self",)).get(pk=federation.pk)
    if not StaffRole.objects.filter(federation=federation, user=user).exists():
        raise RoleRefused(_("Cette personne n’est pas de l’équipe : invitez-la d’abord."), field="user")
    return _role(federation, user, role, starts_on=starts_on)


@transaction.atomic
def end_role(role: StaffRole, *, ends_on: date, by: Actor) -> StaffRole:
    """End a role: `ends_on` is the first day without it. Ending an ended role returns it as it is.

    Raises RoleRefused when nobody would be left to administer the association: the federation's row is locked, so that
    two administrators cannot end each other's role at the same moment.
    """
    Federation.objects.select_for_update(of=("self",)).get(pk=role.federation_id)
    locked = StaffRole.objects.select_for_update(of=("self",)).get(pk=role.pk)
    if locked.ends_on is not None:
        return locked
    if ends_on < locked.starts_on:
        raise RoleRefused(_("La fin du rôle vient après son début."), field="ends_on")
    if locked.role == Role.ADMINISTRATOR and not _lasting_administrators(locked, ends_on).exists():
        raise RoleRefused(_("Personne d’autre n’administre l’association : nommez d’abord quelqu’un."))
    locked.ends_on = ends_on
    locked.save(update_fields=["ends_on"])
    return locked


def _lasting_administrators(leaving: StaffRole, on: date):
    """The other administrators who hold their role on that day without a known end, and who can sign in."""
    return StaffRole.objects.filter(
        Q(federation=leaving.federation_id, role=Role.ADMINISTRATOR, user__is_active=True),
        starts_on__lte=on,
        ends_on__isnull=True,
    ).exclude(pk=leaving.pk)


def _role(federation: Federation, user: User, role: Role, *, starts_on: date) -> StaffRole:
    standing, _created = StaffRole.objects.get_or_create(
        federation=federation, user=user, role=role, ends_on=None, defaults={"starts_on": starts_on}
    )
    return standing
