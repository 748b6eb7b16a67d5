"""Mandates from the association's space: proposed, approved, signed, suspended, ended, withdrawn."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cooperatives.models import Mandate
from members.models import User
from tests.world import make_mandate, make_user

TODAY = timezone.localdate()
State = Mandate.State


def url(mandate, act):
    return f"/fr/desk/mandates/{mandate.public_id}/{act}/"


def test_somebody_without_an_account_is_proposed_and_written_to(world):
    data = {
        "email": "Paul@Ecole.example",
        "first_name": "Paul",
        "last_name": "Vidal",
        "rank": "2",
        "starts_on": TODAY.isoformat(),
    }

    answer = world.client(world.martine).post(
        f"/fr/desk/cooperatives/{world.cooperative.public_id}/mandates/new/", data
    )

    mandate = world.cooperative.mandates.get(rank=2)
    assert (answer.status_code, mandate.state, mandate.user.email) == (302, State.PROPOSED, "paul@ecole.example")
    assert not mandate.user.has_usable_password()
    assert [message.to for message in mail.outbox] == [["paul@ecole.example"]]


def test_proposing_a_mandataire_in_office_says_so_at_the_address_and_loses_nothing(world):
    data = {"email": world.claire.email, "first_name": "Claire", "last_name": "Test", "rank": "2", "starts_on": TODAY}

    answer = world.client(world.martine).post(
        f"/fr/desk/cooperatives/{world.cooperative.public_id}/mandates/new/", data
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["email"] == ["Claire Test a déjà un mandat dans cette coopérative."]
    assert f'value="{world.claire.email}"' in answer.content.decode()
    assert (User.objects.count(), mail.outbox) == (2, [])


def test_an_accepted_mandate_is_approved_with_the_boards_day(world):
    mandate = make_mandate(
        world.cooperative, make_user("Paul"), rank=2, state=State.ACCEPTED, approved_on=None, accepted_on=TODAY
    )

    answer = world.client(world.martine).post(url(mandate, "approval"), {"approved_on": TODAY.isoformat()})

    mandate.refresh_from_db()
    assert (answer.status_code, mandate.state, mandate.approved_on) == (302, State.APPROVED, TODAY)


def test_a_proposed_mandate_asks_for_the_paper_acceptance(world):
    mandate = make_mandate(world.cooperative, make_user("Paul"), rank=2, state=State.PROPOSED, approved_on=None)
    client = world.client(world.martine)

    without = client.post(url(mandate, "approval"), {"approved_on": TODAY.isoformat()})
    client.post(url(mandate, "approval"), {"approved_on": TODAY.isoformat(), "accepted_on": TODAY.isoformat()})

    mandate.refresh_from_db()
    assert without.context["form"].errors["accepted_on"][0].startswith("Sans acceptation")
    assert mandate.state == State.APPROVED


@pytest.mark.parametrize(
    ("act", "data", "state"),
    [
        ("signature", {"active_on": TODAY.isoformat()}, State.ACTIVE),
        ("suspension", {"reason": "congé"}, State.SUSPENDED),
        ("end", {"ends_on": TODAY.isoformat(), "reason": "mutation"}, State.ENDED),
        ("withdrawal", {"ends_on": TODAY.isoformat(), "reason": "décision du conseil"}, State.WITHDRAWN),
    ],
)
def test_each_act_on_a_mandate_in_office(world, act, data, state):
    mandate = world.claire.mandates.get()

    answer = world.client(world.martine).post(url(mandate, act), data)

    mandate.refresh_from_db()
    assert (answer.url, mandate.state) == (f"/fr/desk/cooperatives/{world.cooperative.public_id}/", state)


def test_the_history_keeps_why_a_mandate_was_suspended(world):
    mandate, client = world.claire.mandates.get(), world.client(world.martine)

    refused = client.post(url(mandate, "suspension"), {"reason": ""})
    client.post(url(mandate, "suspension"), {"reason": "Congé de maternité"})
    client.post(url(mandate, "return"))

    history = client.get(f"/fr/desk/cooperatives/{world.cooperative.public_id}/").context["history"]
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
    assert [past.reason for past in history] == ["", "Congé de maternité", ""]


def test_a_suspended_mandate_resumes(world):
    mandate = make_mandate(world.cooperative, make_user("Paul"), state=State.SUSPENDED)

    world.client(world.martine).post(url(mandate, "return"))

    mandate.refresh_from_db()
    assert mandate.state == State.ACTIVE


def test_an_end_without_a_reason_is_refused_at_the_field(world):
    answer = world.client(world.martine).post(url(world.claire.mandates.get(), "end"), {"ends_on": TODAY.isoformat()})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])


def test_a_mandate_does_not_end_tomorrow(world):
    tomorrow = (TODAY + timedelta(days=1)).isoformat()

    answer = world.client(world.martine).post(
        url(world.claire.mandates.get(), "end"), {"ends_on": tomorrow, "reason": "mutation"}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["ends_on"])


def test_the_second_person_sees_what_the_first_did(world):
    mandate = world.claire.mandates.get()
    end = {"ends_on": TODAY.isoformat(), "reason": "mutation"}
    world.client(world.martine).post(url(mandate, "end"), end)

    answer = world.client(world.tristan).post(url(mandate, "suspension"), {"reason": "congé"})

    assert answer.status_code == 422
    assert "Le mandat de Claire Test est « terminé »" in answer.content.decode()


def test_an_act_that_does_not_exist(world):
    assert world.client(world.martine).get(url(world.claire.mandates.get(), "promotion")).status_code == 404


def test_a_mandate_of_another_association_does_not_exist(world):
    mandate = make_mandate(world.foreign_cooperative, make_user("Faustine"), starts_on=date(2020, 9, 1))

    assert world.client(world.martine).post(url(mandate, "suspension")).status_code == 404
    mandate.refresh_from_db()
    assert mandate.state == State.ACTIVE


def test_the_read_only_change_no_mandate(world):
    mandate = world.claire.mandates.get()

    assert world.client(world.rita).post(url(mandate, "suspension")).status_code == 403
    mandate.refresh_from_db()
    assert mandate.state == State.ACTIVE
