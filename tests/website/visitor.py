"""What a visitor does: ask for an address, read what comes."""

from django.test import Client
from django.urls import reverse
from django.utils import translation

from website.views.machines import PAGE_NAMES


def addresses(world) -> list[str]:
    """Every public page, once in each language."""
    pages = [(name, []) for name in PAGE_NAMES.values()]
    pages += [("website:project", [world.garden.public_id]), ("website:news-item", [world.news.slug])]
    pages += [("website:cooperative", [world.cooperative.public_id]), ("website:contact-sent", [])]
    found = []
    for code in ("fr", "en"):
        with translation.override(code):
            found += [reverse(name, args=args) for name, args in pages]
    return found


def text_of(response) -> str:
    return response.content.decode()


def get(path: str, **headers) -> str:
    response = Client().get(path, headers=headers)
    assert response.status_code == 200, path
    return text_of(response)
