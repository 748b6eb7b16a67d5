"""Staff come by a letter, hold roles with dates, and the last administrator stays."""

import re
from datetime import timedelta
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from cooperatives.models import StaffRole
from desk.errors import InvitationClosed, RoleRefused
from desk.models import StaffInvitation
from desk.services import staff as services
from members.models import User
from occe.kit.actors import Role
from occe.kit.tokens import hash_token
from tests.members.account_walk import confirm_password
from tests.together import at_once
from tests.world import make_user

TODAY = timezone.localdate()


def signed_in(world, user):
    """A browser in which the password was typed again a moment ago: what the granting of roles asks for."""
    client = world.client(user)
    confirm_password(client)
    return client


def invite(world, email="nora@ecole.example", role=Role.ANIMATOR):
    return services.invite_staff(world.federation, email=email, role=role, by=world.actor(world.martine))


def roles(user):
    return set(StaffRole.objects.filter(user=user, ends_on__isnull=True).values_list("role", flat=True))


# --- inviting --------------------------------------------------------------------------------------------------------


def test_an_invitation_is_a_letter_and_no_account(world):
    answer = signed_in(world, world.martine).post(
        "/fr/desk/settings/staff/invite/", {"email": "Nora@Ecole.example", "role": "animator"}
    )

    invitation = StaffInvitation.objects.get()
    assert answer.url == "/fr/desk/settings/staff/"
    assert (invitation.email, invitation.role, invitation.invited_by) == (
        "nora@ecole.example",
        "animator",
        world.martine,
    )
    assert [message.to for message in mail.outbox] == [["nora@ecole.example"]]
    assert not User.objects.filter(email="nora@ecole.example").exists()


def test_only_the_letter_holds_the_token(world):
    invitation, token = invite(world)
    services.mail_invitation(invitation, token=token)

    assert f"/fr/desk/invitation/{token}/" in mail.outbox[0].body
    assert invitation.token_hash == hash_token(token) != token


def test_granting_a_role_asks_again_who_one_is(world):
    """Signed in some time ago, without the password typed since."""
    client = world.client(world.martine)

    answers = [
        client.post("/fr/desk/settings/staff/invite/", {"email": "nora@ecole.example", "role": "animator"}),
        client.post(f"/fr/desk/settings/staff/{world.rita.public_id}/role/", {"role": "animator", "starts_on": TODAY}),
    ]

    assert [answer.url.split("?")[0] for answer in answers] == ["/fr/accounts/reauthenticate/"] * 2
    assert (StaffInvitation.objects.count(), roles(world.rita)) == (0, {"reader"})


def test_inviting_the_same_person_again_makes_the_first_letter_useless(world):
    _, first = invite(world)
    invitation, second = invite(world)

    assert StaffInvitation.objects.get() == invitation
    assert services.invitation_of(second, federation=world.federation) == invitation
    with pytest.raises(InvitationClosed):
        services.invitation_of(first, federation=world.federation)


def test_the_database_keeps_one_open_invitation_an_address_and_role(world):
    invitation, _ = invite(world)

    with pytest.raises(IntegrityError, match="desk_staffinvitation_open_once"), transaction.atomic():
        StaffInvitation.objects.create(
            federation=world.federation,
            email=invitation.email,
            role=invitation.role,
            token_hash="another",
            expires_at=timezone.now() + timedelta(days=1),
        )


def test_whoever_holds_the_role_is_not_invited_to_it(world):
    world.rita

    with pytest.raises(RoleRefused, match=r"^Cette personne tient déjà ce rôle"):
        invite(world, world.rita.email, Role.READER)


# --- accepting -------------------------------------------------------------------------------------------------------


def test_a_newcomer_opens_an_account_by_the_letter(world):
    _, token = invite(world)
    client = world.client()

    first = client.get(f"/fr/desk/invitation/{token}/")
    page = client.get(first.url)
    answer = client.post(
        first.url, {"first_name": "Nora", "last_name": "Vidal", "password": "une longue phrase de mai"}
    )

    nora = User.objects.get(email="nora@ecole.example")
    assert (first.status_code, first.url, token in page.content.decode()) == (302, "/fr/desk/invitation/", False)
    assert (answer.status_code, answer.url) == (302, "/fr/accounts/login/")
    assert (nora.get_full_name(), nora.check_password("une longue phrase de mai")) == ("Nora Vidal", True)
    assert (roles(nora), EmailAddress.objects.get(user=nora).verified) == ({"animator"}, True)


def test_a_letter_serves_once(world):
    _, token = invite(world)
    client = world.client()
    client.get(f"/fr/desk/invitation/{token}/")
    data = {"first_name": "Nora", "last_name": "Vidal", "password": "une longue phrase de mai"}
    client.post("/fr/desk/invitation/", data)

    again = world.client()
    again.get(f"/fr/desk/invitation/{token}/")

    assert again.get("/fr/desk/invitation/").status_code == 410
    assert StaffRole.objects.filter(user__email="nora@ecole.example").count() == 1


def test_a_weak_password_is_refused_at_the_field_and_the_names_stay(world):
    _, token = invite(world)
    client = world.client()
    client.get(f"/fr/desk/invitation/{token}/")

    answer = client.post("/fr/desk/invitation/", {"first_name": "Nora", "last_name": "Vidal", "password": "court"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["password"])
    assert 'value="Vidal"' in answer.content.decode()
    assert not User.objects.filter(email="nora@ecole.example").exists()


def test_an_account_that_stands_signs_in_and_takes_the_role(world):
    _, token = invite(world, world.nina.email)
    visitor, nina = world.client(), world.client(world.nina)
    visitor.get(f"/fr/desk/invitation/{token}/")
    nina.get(f"/fr/desk/invitation/{token}/")

    asked = visitor.post("/fr/desk/invitation/")
    answer = nina.post("/fr/desk/invitation/")

    assert (asked.status_code, "Vous avez déjà un compte." in asked.content.decode()) == (200, True)
    assert (answer.status_code, roles(world.nina)) == (302, {"animator"})


def test_another_account_does_not_take_the_role(world):
    invitation, token = invite(world, world.nina.email)
    claire = world.client(world.claire)
    claire.get(f"/fr/desk/invitation/{token}/")

    claire.post("/fr/desk/invitation/")

    assert (roles(world.claire), roles(world.nina)) == (set(), set())
    with pytest.raises(InvitationClosed, match=r"^Cette invitation s’adresse à une autre"):
        services.accept_invitation(invitation, user=world.claire)


def test_one_letter_brings_all_the_roles_that_wait_for_the_address(world):
    invite(world, role=Role.TREASURER)
    invitation, _ = invite(world, role=Role.ADMINISTRATOR)

    nora = services.join_staff(
        invitation, first_name="Nora", last_name="Vidal", password="une longue phrase", language="fr"
    )

    assert roles(nora) == {"treasurer", "administrator"}


def test_accepting_twice_is_accepting_once(world):
    invitation, _ = invite(world, world.nina.email)

    first = services.accept_invitation(invitation, user=world.nina)

    assert services.accept_invitation(invitation, user=world.nina) == first


@pytest.mark.parametrize(
    "change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(hours=1)}]
)
def test_a_letter_taken_back_or_too_old_opens_nothing(world, change):
    invitation, token = invite(world)
    change = {"created_at": timezone.now() - timedelta(days=20), **change}
    StaffInvitation.objects.filter(pk=invitation.pk).update(**change)
    client = world.client()
    client.get(f"/fr/desk/invitation/{token}/")

    answer = client.get("/fr/desk/invitation/")

    assert (answer.status_code, "Ce lien ne sert plus." in answer.content.decode()) == (410, True)


def test_a_letter_of_another_association_opens_nothing_here(world):
    _, token = services.invite_staff(
        world.other_federation, email="nora@ecole.example", role=Role.READER, by=world.actor(world.martine)
    )
    client = world.client()
    client.get(f"/fr/desk/invitation/{token}/")

    assert client.get("/fr/desk/invitation/").status_code == 410


def test_an_invitation_is_taken_back(world):
    invitation, _ = invite(world)

    world.client(world.martine).post(f"/fr/desk/settings/invitations/{invitation.public_id}/withdrawal/")

    invitation.refresh_from_db()
    assert invitation.revoked_at is not None


# --- roles -----------------------------------------------------------------------------------------------------------


def test_a_role_is_granted_from_a_day(world):
    later = TODAY + timedelta(days=10)

    signed_in(world, world.martine).post(
        f"/fr/desk/settings/staff/{world.rita.public_id}/role/", {"role": "animator", "starts_on": later.isoformat()}
    )

    held = world.rita.staff_roles.get(role="animator")
    assert (held.starts_on, world.actor(world.rita).roles) == (later, {Role.READER})


def test_a_role_is_given_to_staff_only(world):
    with pytest.raises(RoleRefused, match=r"^Cette personne n’est pas de l’équipe"):
        services.grant_role(
            world.federation, user=world.claire, role=Role.READER, starts_on=TODAY, by=world.actor(world.martine)
        )
    page = signed_in(world, world.martine).get(f"/fr/desk/settings/staff/{world.claire.public_id}/role/")

    assert page.status_code == 404


def test_a_role_ends(world):
    role = world.rita.staff_roles.get()

    signed_in(world, world.martine).post(
        f"/fr/desk/settings/roles/{role.public_id}/end/", {"ends_on": TODAY.isoformat()}
    )

    role.refresh_from_db()
    assert (role.ends_on, world.actor(world.rita).roles) == (TODAY, frozenset())


def test_the_last_administrator_stays(world):
    role = world.martine.staff_roles.get()

    answer = signed_in(world, world.martine).post(
        f"/fr/desk/settings/roles/{role.public_id}/end/", {"ends_on": TODAY.isoformat()}
    )

    role.refresh_from_db()
    assert (answer.status_code, role.ends_on) == (422, None)
    assert "Personne d’autre n’administre l’association" in answer.content.decode()


def test_an_administrator_of_another_association_or_a_passing_one_does_not_count(world):
    world.felix
    StaffRole.objects.create(
        federation=world.federation,
        user=world.tristan,
        role=Role.ADMINISTRATOR,
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=30),
    )

    with pytest.raises(RoleRefused, match=r"^Personne d’autre n’administre"):
        services.end_role(world.martine.staff_roles.get(), ends_on=TODAY, by=world.actor(world.martine))


def test_two_administrators_ending_each_other_leave_one(real_world):
    first = real_world.martine.staff_roles.get()
    second = StaffRole.objects.create(
        federation=real_world.federation, user=make_user("Maud"), role=Role.ADMINISTRATOR, starts_on=first.starts_on
    )
    by = real_world.actor(real_world.martine)

    outcomes = at_once(*[partial(services.end_role, role, ends_on=TODAY, by=by) for role in (first, second)])

    assert [isinstance(outcome, RoleRefused) for outcome in outcomes].count(True) == 1
    assert StaffRole.objects.filter(role=Role.ADMINISTRATOR, ends_on__isnull=True).count() == 1


def test_only_the_administration_changes_the_staff(world):
    world.martine
    address = f"/fr/desk/settings/roles/{world.rita.staff_roles.get().public_id}/end/"

    answers = {
        name: signed_in(world, getattr(world, name)).post(address, {"ends_on": TODAY.isoformat()}).status_code
        for name in ("tristan", "rita", "claire")
    }

    assert answers == {"tristan": 403, "rita": 403, "claire": 404}
    assert roles(world.rita) == {"reader"}


def test_a_role_of_another_association_does_not_exist(world):
    role = world.felix.staff_roles.get()

    answer = signed_in(world, world.martine).post(
        f"/fr/desk/settings/roles/{role.public_id}/end/", {"ends_on": TODAY.isoformat()}
    )

    assert answer.status_code == 404


def test_the_list_holds_the_staff_of_the_association_and_no_other(world):
    world.martine, world.tristan, world.rita, world.felix, world.claire
    world.rita.staff_roles.update(ends_on=TODAY)

    page = world.client(world.martine).get("/fr/desk/settings/staff/")

    assert {person.email for person in page.context["people"]} == {
        world.martine.email,
        world.tristan.email,
        world.rita.email,
    }
    assert re.findall(r"settings/roles/", page.content.decode()).__len__() == 2
