"""After an upgrade: a page that nobody edited follows our new text; an edited one stays, and the staff are told."""

import pytest
from django.test import Client

from website import texts
from website.models import Page, PageVersion
from website.services.pages import ensure_pages

VISION = "/fr/desk/site/pages/vision/"
OVERVIEW = "/fr/desk/site/"
WORDS = {"title_fr": "Nous voyons loin", "title_en": "Far", "body_fr": "Tout droit.", "body_en": "Straight on."}
TOLD = "Notre texte a changé"


@pytest.fixture
def martine(world):
    return world.client(world.martine)


@pytest.fixture
def upgrade(monkeypatch):
    """A new version of the portal, with another text for the page « vision »."""
    before = texts._read

    def do():
        new = {"fr": "# Un nouveau titre\n\nUn mot de plus.", "en": "# A new title\n\nOne more word."}
        monkeypatch.setattr(texts, "_read", lambda slug, code: new[code] if slug == "vision" else before(slug, code))

    return do


def site() -> str:
    return Client().get("/fr/vision/").content.decode()


def test_a_page_that_nobody_edited_follows_the_new_text_even_with_a_row(world, martine, upgrade):
    ensure_pages(world.federation)
    upgrade()

    assert "Un mot de plus." in site()
    assert "Un mot de plus." in martine.get(VISION).content.decode()
    assert TOLD not in martine.get(OVERVIEW).content.decode()


def test_an_edited_page_is_never_overwritten_and_the_staff_see_that_ours_is_newer(world, martine, upgrade):
    martine.post(VISION, WORDS)
    quiet = martine.get(OVERVIEW).content.decode()
    upgrade()

    assert TOLD not in quiet
    assert "Tout droit." in site()
    assert TOLD in martine.get(OVERVIEW).content.decode()
    assert "Un mot de plus." in martine.get(VISION).content.decode()


@pytest.mark.parametrize(("answer", "shown"), [("keep", "Tout droit."), ("take", "Un mot de plus.")])
def test_the_staff_keep_their_words_or_take_ours_and_are_not_asked_again(world, martine, upgrade, answer, shown):
    martine.post(VISION, WORDS)
    upgrade()
    martine.post(VISION, {"delivered": answer})
    versions = PageVersion.objects.count()
    again = martine.post(VISION, {"delivered": answer})

    assert again.status_code == 302
    assert shown in site()
    assert TOLD not in martine.get(OVERVIEW).content.decode()
    assert Page.objects.get(slug="vision").versions.filter(title_fr="Nous voyons loin").exists()
    assert PageVersion.objects.count() == versions


def test_our_new_text_is_the_one_that_is_kept_when_a_page_is_first_edited(world, martine, upgrade):
    ensure_pages(world.federation)
    upgrade()
    martine.post(VISION, WORDS)

    told = Page.objects.get(slug="vision").versions.order_by("number").values_list("title_fr", flat=True)
    assert list(told)[-2:] == ["Un nouveau titre", "Nous voyons loin"]
    assert TOLD not in martine.get(OVERVIEW).content.decode()
