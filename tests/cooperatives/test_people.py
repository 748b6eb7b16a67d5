"""Class teachers, the substitute's day, a mandate that was proposed, the public page."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cooperatives.errors import MandateRefused, PeopleRefused
from cooperatives.models import Classroom, Cooperative, Mandate
from cooperatives.permissions import can_manage_people, can_open_public_page, can_prepare_passes
from cooperatives.queries.rooms import rooms_to_hand_over
from cooperatives.services.guests import cookie_value, guest_of_cookie
from cooperatives.services.people import (
    accept_own_mandate,
    decline_own_mandate,
    end_teacher,
    invite_teacher,
    make_day_pass,
    revoke_day_pass,
    show_public_page,
    use_day_pass,
)
from occe.kit.dates import today
from tests.cooperatives.drafts import letters_to, year_of_today
from tests.members.traces import found_anywhere
from tests.world import make_classroom, make_mandate, make_user


@pytest.fixture
def room(world) -> Classroom:
    """A class of Claire's cooperative in the year of today."""
    world.claire
    return make_classroom(world.cooperative, year_of_today(world), "CM1-CM2")


# --- class teachers --------------------------------------------------------------------------------------------------


def test_a_colleague_without_account_is_invited_and_told_how_to_come(world, room):
    teacher = invite_teacher(
        room,
        by=world.actor(world.claire),
        email="Paul@ecole.example",
        starts_on=today(),
        first_name="Paul",
        last_name="Roche",
    )

    assert (teacher.user.email, teacher.user.get_full_name()) == ("paul@ecole.example", "Paul Roche")
    assert not teacher.user.has_usable_password()
    assert letters_to("paul@ecole.example") == ["On vous attend dans la classe CM1-CM2"]
    assert reverse("account_reset_password") in mail.outbox[-1].body
    assert set(Cooperative.objects.visible_to(world.actor(teacher.user))) == {world.cooperative}


def test_a_colleague_with_an_account_keeps_the_own_name(world, room):
    nina = world.nina

    teacher = invite_teacher(
        room, by=world.actor(world.claire), email=nina.email, starts_on=today(), first_name="Autre"
    )

    assert (teacher.user, teacher.user.first_name) == (nina, "Nina")
    assert reverse("account_reset_password") not in mail.outbox[-1].body


def test_nobody_is_invited_twice_into_one_class(world, room):
    claire = world.actor(world.claire)
    invite_teacher(room, by=claire, email="paul@ecole.example", starts_on=today())

    with pytest.raises(PeopleRefused, match="déjà dans la classe") as refusal:
        invite_teacher(room, by=claire, email="paul@ecole.example", starts_on=today())

    assert refusal.value.field == "email"


def test_the_end_comes_after_the_beginning(world, room):
    with pytest.raises(PeopleRefused, match="vient après"):
        invite_teacher(
            room, by=world.actor(world.claire), email="paul@ecole.example", starts_on=today(), ends_on=today()
        )


def test_who_left_the_class_sees_nothing_of_it_at_once(world, room):
    claire = world.actor(world.claire)
    teacher = invite_teacher(room, by=claire, email="paul@ecole.example", starts_on=today() - timedelta(days=3))

    end_teacher(teacher, by=claire)
    end_teacher(teacher, by=claire)

    teacher.refresh_from_db()
    assert teacher.ends_on == today()
    assert set(Cooperative.objects.visible_to(world.actor(teacher.user))) == set()


def test_only_mandataires_in_office_and_staff_who_write_invite(world, room):
    paul = make_user("Paul")
    invite_teacher(room, by=world.actor(world.claire), email=paul.email, starts_on=today())
    may = {
        user.first_name: can_manage_people(world.actor(user), world.cooperative)
        for user in (world.claire, world.martine, world.tristan, world.rita, paul, world.sonia, world.nina)
    }

    assert may == {
        "Claire": True,
        "Martine": True,
        "Tristan": True,
        "Rita": False,
        "Paul": False,
        "Sonia": False,
        "Nina": False,
    }


# --- a substitute for a day ------------------------------------------------------------------------------------------


def test_a_pass_opens_one_class_for_one_day(world, room):
    claire, visitor = world.actor(world.claire), world.actor(None)
    day_pass, code = make_day_pass(room, by=claire, day=today())

    used = use_day_pass(code.lower().replace("-", " "), federation=world.federation, holder="Mme Bru", by=visitor)

    assert used == day_pass
    assert (used.holder, used.classroom) == ("Mme Bru", room)
    midnight = timezone.make_aware(datetime.combine(today() + timedelta(days=1), time.min))
    used.link.refresh_from_db()
    assert used.link.expires_at == midnight
    assert guest_of_cookie(cookie_value(used.link), federation=world.federation).purpose == "pass"


def test_the_code_of_a_pass_is_stored_nowhere(world, room):
    _pass, code = make_day_pass(room, by=world.actor(world.claire), day=today())

    assert found_anywhere(code) == found_anywhere(code.replace("-", "")) == []


def test_a_pass_used_again_the_same_day_keeps_its_first_name(world, room):
    _pass, code = make_day_pass(room, by=world.actor(world.claire), day=today())
    first = use_day_pass(code, federation=world.federation, holder="Mme Bru", by=world.actor(None))

    again = use_day_pass(code, federation=world.federation, holder="Mme Brun", by=world.actor(None))

    assert (again.holder, again.link) == ("Mme Bru", first.link)


@pytest.mark.parametrize("code", ["AAA-AAA-AAA", "", "0O1I"])
def test_a_wrong_code_opens_nothing(world, room, code):
    make_day_pass(room, by=world.actor(world.claire), day=today())

    with pytest.raises(PeopleRefused, match="n’ouvre rien"):
        use_day_pass(code, federation=world.federation, holder="X", by=world.actor(None))


def test_a_pass_of_tomorrow_does_not_open_today(world, room):
    _pass, code = make_day_pass(room, by=world.actor(world.claire), day=today() + timedelta(days=1))

    with pytest.raises(PeopleRefused, match="un autre jour"):
        use_day_pass(code, federation=world.federation, holder="X", by=world.actor(None))


def test_a_pass_opens_nothing_in_another_federation(world, room):
    _pass, code = make_day_pass(room, by=world.actor(world.claire), day=today())

    with pytest.raises(PeopleRefused, match="n’ouvre rien"):
        use_day_pass(code, federation=world.other_federation, holder="X", by=world.actor(None))


def test_a_revoked_pass_shuts_its_holder_out(world, room):
    claire = world.actor(world.claire)
    day_pass, code = make_day_pass(room, by=claire, day=today())
    used = use_day_pass(code, federation=world.federation, holder="Mme Bru", by=world.actor(None))
    cookie = cookie_value(used.link)

    revoke_day_pass(day_pass, by=claire)

    assert guest_of_cookie(cookie, federation=world.federation) is None
    with pytest.raises(PeopleRefused, match="n’ouvre rien"):
        use_day_pass(code, federation=world.federation, holder="Mme Bru", by=world.actor(None))


@pytest.mark.parametrize(("days", "sentence"), [(-1, "Ce jour est passé"), (61, "trop loin")])
def test_a_pass_is_made_for_a_day_to_come(world, room, days, sentence):
    with pytest.raises(PeopleRefused, match=sentence):
        make_day_pass(room, by=world.actor(world.claire), day=today() + timedelta(days=days))


def test_a_class_teacher_prepares_a_pass_for_the_own_class_alone(world, room):
    other = make_classroom(world.cooperative, room.year, "CP")
    paul = make_user("Paul")
    invite_teacher(room, by=world.actor(world.claire), email=paul.email, starts_on=today())
    actor = world.actor(paul)

    rooms = rooms_to_hand_over(world.cooperative, actor, all_of_them=False)
    assert (set(rooms), other in rooms) == ({room}, False)
    assert {
        user.first_name: can_prepare_passes(world.actor(user), world.cooperative)
        for user in (paul, world.claire, world.martine, world.rita, world.sonia)
    } == {"Paul": True, "Claire": True, "Martine": True, "Rita": False, "Sonia": False}


# --- a mandate that was proposed -------------------------------------------------------------------------------------


def test_who_was_proposed_accepts_and_waits_for_the_board(world):
    mandate = proposed(world)

    accept_own_mandate(mandate, by=world.actor(world.nina))

    mandate.refresh_from_db()
    assert (mandate.state, mandate.accepted_on) == (Mandate.State.ACCEPTED, today())


def test_who_was_proposed_may_decline(world):
    mandate = proposed(world)

    decline_own_mandate(mandate, by=world.actor(world.nina))

    mandate.refresh_from_db()
    assert mandate.state == Mandate.State.WITHDRAWN
    with pytest.raises(MandateRefused):
        accept_own_mandate(mandate, by=world.actor(world.nina))


def proposed(world) -> Mandate:
    return make_mandate(world.cooperative, world.nina, rank=2, state=Mandate.State.PROPOSED, approved_on=None)


def test_the_page_of_a_mandate_asks_for_the_commitment_first(world):
    mandate = proposed(world)
    client, path = world.client(world.nina), reverse("cooperatives:mandate", args=[mandate.public_id])

    page = client.get(path).content.decode()
    refused = client.post(path, {})
    accepted = client.post(path, {"accepted": "on"}, follow=True)

    assert "Je m’engage." in page
    assert refused.status_code == 422
    assert "Votre accord est noté." in accepted.content.decode()
    assert world.client(world.claire).get(path).status_code == 404


def test_a_mandate_is_declined_on_its_page(world):
    mandate = proposed(world)
    path = reverse("cooperatives:mandate", args=[mandate.public_id])

    page = world.client(world.nina).post(path, {"decline": "1"}, follow=True)

    assert "Ce mandat est terminé." in page.content.decode()


# --- the public page -------------------------------------------------------------------------------------------------


def test_the_public_page_is_closed_until_the_mandataire_opens_it(world):
    claire = world.actor(world.claire)
    assert not world.cooperative.public_page

    show_public_page(world.cooperative, by=claire, shown=True)

    world.cooperative.refresh_from_db()
    assert world.cooperative.public_page
    assert {
        user.first_name: can_open_public_page(world.actor(user), world.cooperative)
        for user in (world.claire, world.martine, world.sonia)
    } == {"Claire": True, "Martine": False, "Sonia": False}


def test_a_closing_cooperative_opens_no_page(world):
    Cooperative.objects.filter(pk=world.cooperative.pk).update(state=Cooperative.State.CLOSING)

    with pytest.raises(PeopleRefused):
        show_public_page(world.cooperative, by=world.actor(world.claire), shown=True)


def test_a_letter_leads_to_a_password_and_into_the_class(world, room):
    invite_teacher(room, by=world.actor(world.claire), email="paul@ecole.example", starts_on=today())

    addresses = [line for line in mail.outbox[-1].body.splitlines() if line.startswith("https://")]

    assert addresses == [
        f"https://testserver{reverse('account_reset_password')}",
        f"https://testserver/fr/cooperatives/{world.cooperative.public_id}/",
    ]


def test_only_our_own_addresses_can_be_pressed_in_a_letter(world, room):
    room.name = "www.piege.example"
    invite_teacher(room, by=world.actor(world.claire), email="paul@ecole.example", starts_on=today())

    page = mail.outbox[-1].alternatives[0].content

    assert "www.piege.example" in page
    assert page.count("<a href=") == 2
