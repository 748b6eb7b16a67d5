"""A child who meets a closed door or a page that is gone: two sentences, one button, and none of the adults' menu."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.finance.pupil_walk import words

ADULT_WORDS = ("Se connecter", "Nous écrire", "Écrire à l’AD", "votre", "Vous")


@pytest.fixture
def lina(world):
    return world.pupil_client(world.lina)


def body(response) -> str:
    return words(response)


def test_a_page_that_is_gone(lina):
    for address in (f"/fr/pupil/money/expenses/{uuid4()}/", "/fr/pupil/nowhere/", "/fr/nowhere/at/all/"):
        response = lina.get(address)

        assert response.status_code == 404, address
        assert "Il n’y a rien ici. Ce n’est pas grave, reviens à ta page." in body(response)
        assert f'href="{reverse("members:pupil-home")}"' in response.content.decode()
        assert [word for word in ADULT_WORDS if word in body(response)] == []


def test_a_door_that_is_closed(lina, world):
    response = lina.get(reverse("finance:money", args=[world.cooperative.public_id]))

    assert response.status_code == 403
    assert "Cette porte est fermée. Ce n’est pas grave, reviens à ta page." in body(response)
    assert [word for word in ADULT_WORDS if word in body(response)] == []


def test_nobody_yet_at_the_door_of_the_class(world):
    client = world.pupil_client()

    response = client.get(reverse("members:class-secret", args=[uuid4()]))

    assert response.status_code == 404
    assert f'href="{reverse("members:class-entry")}"' in response.content.decode()


def test_an_old_form_of_a_child(world):
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.pupil_client(world.lina).cookies

    response = client.post(reverse("members:pupil-adult"))

    assert response.status_code == 403
    assert "Cette page est trop vieille. Reviens à ta page, et recommence." in body(response)


def test_an_adult_and_a_visitor_keep_their_own_pages(world):
    for client in (world.client(world.claire), world.client()):
        response = client.get("/fr/nowhere/at/all/")

        assert response.status_code == 404
        assert "Le chemin s’arrête ici." in body(response)


def test_english(lina):
    assert "There is nothing here. It does not matter, go back to your page." in body(lina.get("/en/pupil/nowhere/"))
