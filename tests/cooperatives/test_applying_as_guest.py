"""A request begun without an account: the link by mail, the letters, and the account that the sending makes."""

import pytest
from django.core import mail

from cooperatives.errors import RegistrationRefused
from cooperatives.models import GuestLink, Registration
from cooperatives.services import applying
from cooperatives.services.guests import link_of_token
from cooperatives.services.registration import ask_for_correction
from tests.cooperatives.drafts import (
    begin_as_guest,
    fill,
    letters_to,
    link_in,
    send,
)


def test_a_guest_gets_a_link_whose_token_is_stored_nowhere(world):
    registration, _guest = begin_as_guest(world)

    token = link_in(mail.outbox[0]).split("/")[2]

    assert link_of_token(token, federation=world.federation) == registration.link
    assert token not in str(GuestLink.objects.values())


def test_an_address_gets_five_letters_an_hour(world):
    for _turn in range(5):
        begin_as_guest(world)

    with pytest.raises(RegistrationRefused, match="déjà partis à cette adresse"):
        begin_as_guest(world)
    begin_as_guest(world, "autre@ecole.example")


def test_a_changed_address_gets_a_new_link_and_the_old_one_closes(world):
    registration, guest = begin_as_guest(world)
    old = link_in(mail.outbox[0]).split("/")[2]

    applying.describe_applicant(
        registration, by=guest, first_name="Jeanne", last_name="Vidal", email="jeanne.vidal@ecole.example"
    )

    new = link_in(mail.outbox[1]).split("/")[2]
    assert mail.outbox[1].to == ["jeanne.vidal@ecole.example"]
    assert link_of_token(old, federation=world.federation) is None
    assert link_of_token(new, federation=world.federation) == registration.link


def test_sending_as_a_guest_makes_the_account_and_closes_the_link(world):
    registration, guest = begin_as_guest(world)
    fill(registration, guest)

    user = applying.send_as_guest(registration, by=guest, password="correct horse battery")

    registration.refresh_from_db()
    assert (registration.state, registration.applicant) == (Registration.State.SENT, user)
    assert not user.emailaddress_set.get().verified
    assert user.check_password("correct horse battery")
    assert not registration.link.is_open
    assert registration.events.get().by == user


def test_an_address_that_has_an_account_is_invited_to_sign_in(world):
    world.nina
    registration, guest = begin_as_guest(world, "nina@ecole.example")
    fill(registration, guest)

    assert applying.send_as_guest(registration, by=guest, password="correct horse battery") is None

    registration.refresh_from_db()
    assert (registration.state, registration.applicant) == (Registration.State.DRAFT, None)
    assert not registration.link.is_open
    assert letters_to("nina@ecole.example") == [
        "Votre demande de coopérative\u00a0: le lien pour la reprendre",
        "Votre demande de coopérative\u00a0: il reste à l’envoyer",
    ]


def test_letters_speak_the_applicants_language(world):
    registration = send(world, world.nina)
    world.nina.language = "en"
    world.nina.save()

    ask_for_correction(registration, by=world.actor(world.martine), message="La date manque.")

    assert "/en/start/register/" in mail.outbox[-1].body
