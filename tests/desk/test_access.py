"""Who enters the association's space: visitors sign in, adults without a role get 403, the read-only never write."""

import pytest
from django.urls import reverse

from cooperatives.models import Registration
from tests.desk.rows import make_request
from tests.world import make_mandate, make_school, make_user, make_year

READ = [
    "desk:queue",
    "desk:registrations",
    "desk:cooperatives",
    "desk:settings",
    "desk:staff",
    "desk:years",
    "desk:chart",
]
WRITE = [
    "desk:settings-identity",
    "desk:settings-limits",
    "desk:settings-commitment",
    "desk:staff-invite",
    "desk:year-open",
]
OF_A_REGISTRATION = [
    "desk:registration-approve",
    "desk:registration-correct",
    "desk:registration-refuse",
    "desk:registration-school",
]
OF_A_COOPERATIVE = [
    "desk:cooperative-account",
    "desk:cooperative-school",
    "desk:cooperative-suspend",
    "desk:cooperative-reactivate",
    "desk:mandate-propose",
]


def addresses(names, *args):
    return [reverse(name, args=args) for name in names]


def everything(world, request_sent):
    """Every address that leads to our own objects."""
    mandate = world.claire.mandates.get()
    return [
        *addresses(READ),
        *addresses(WRITE),
        *addresses(["desk:registration", *OF_A_REGISTRATION], request_sent.public_id),
        *addresses(["desk:cooperative", *OF_A_COOPERATIVE], world.cooperative.public_id),
        reverse("desk:mandate-act", args=[mandate.public_id, "suspension"]),
        reverse("desk:cooperatives-export", args=["csv"]),
    ]


def test_a_visitor_is_sent_to_sign_in(world, request_sent):
    client = world.client()

    answers = {address: client.get(address) for address in everything(world, request_sent)}

    assert {
        address: (a.status_code, a.headers.get("Location", "").split("?")[0]) for address, a in answers.items()
    } == dict.fromkeys(answers, (302, "/fr/accounts/login/"))


@pytest.mark.parametrize("name", ["claire", "nina", "felix"])
def test_an_adult_without_a_role_here_gets_403_or_finds_nothing(world, request_sent, name):
    client = world.client(getattr(world, name))

    statuses = {client.get(address).status_code for address in everything(world, request_sent)}

    assert statuses <= {403, 404}


def test_the_read_only_read_all_and_write_nothing(world, request_sent):
    client = world.client(world.rita)
    readable = [
        *addresses(READ),
        reverse("desk:registration", args=[request_sent.public_id]),
        reverse("desk:cooperative", args=[world.cooperative.public_id]),
    ]
    writable = [
        *addresses(WRITE),
        *addresses(OF_A_REGISTRATION, request_sent.public_id),
        *addresses(OF_A_COOPERATIVE, world.cooperative.public_id),
    ]

    assert [client.get(address).status_code for address in readable] == [200] * len(readable)
    assert [client.post(address).status_code for address in writable] == [403] * len(writable)
    request_sent.refresh_from_db()
    assert request_sent.state == Registration.State.SENT


def test_another_associations_objects_do_not_exist(world):
    year = make_year(world.other_federation)
    foreign = make_request(
        world.other_federation, year, make_user("Flora"), make_school("0480003C", department="048", commune="Mende")
    )
    mandate = make_mandate(world.foreign_cooperative, make_user("Faustine"))
    client = world.client(world.martine)
    found = [
        *addresses(["desk:registration", *OF_A_REGISTRATION], foreign.public_id),
        *addresses(["desk:cooperative", *OF_A_COOPERATIVE], world.foreign_cooperative.public_id),
        reverse("desk:mandate-act", args=[mandate.public_id, "end"]),
        reverse("desk:address-verify", args=[world.felix.public_id]),
    ]

    assert [client.get(address).status_code for address in found] == [404] * len(found)


@pytest.mark.parametrize("name", ["martine", "tristan"])
def test_the_writing_staff_open_every_page(world, request_sent, name):
    world.year, world.classroom
    client = world.client(getattr(world, name))
    pages = [
        *addresses(READ),
        *addresses(["desk:registration", *OF_A_REGISTRATION], request_sent.public_id),
        *addresses(["desk:cooperative", *OF_A_COOPERATIVE], world.cooperative.public_id),
    ]

    assert [client.get(address).status_code for address in pages] == [200] * len(pages)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_page_has_one_h1_and_names_itself_in_both_languages(world, request_sent, language):
    world.year, world.classroom
    client = world.client(world.martine)
    readable = [
        address.replace("/fr/", f"/{language}/")
        for address in (
            *addresses(READ),
            *addresses(["desk:registration", *OF_A_REGISTRATION], request_sent.public_id),
            *addresses(["desk:cooperative", *OF_A_COOPERATIVE], world.cooperative.public_id),
        )
    ]

    pages = {address: client.get(address).content.decode() for address in readable}

    assert {address: page.count("<h1") for address, page in pages.items()} == dict.fromkeys(pages, 1)
    assert all(f'<html lang="{language}"' in page for page in pages.values())
