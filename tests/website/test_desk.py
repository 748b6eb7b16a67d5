"""Staff write the site: pages with their versions, news, partners, the journey; others do not."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.website.rows import make_news
from website.models import ContactMessage, NewsItem, Page, PageVersion, Partner, TimelineEntry
from website.services.pages import save_page

VISION = "/fr/desk/site/pages/vision/"
WORDS = {"title_fr": "Nous voyons loin", "title_en": "Far", "body_fr": "Tout droit.", "body_en": "Straight on."}


def photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "PNG")
    return SimpleUploadedFile("vert.png", out.getvalue(), "image/png")


@pytest.fixture
def martine(world):
    return world.client(world.martine)


@pytest.mark.parametrize("path", ["", "pages/vision/", "news/", "news/new/", "partners/", "journey/", "messages/"])
def test_only_administration_and_animation_enter(world, path):
    answers = {
        name: world.client(getattr(world, name)).get(f"/fr/desk/site/{path}").status_code
        for name in ("martine", "tristan", "rita", "claire")
    }

    assert answers == {"martine": 200, "tristan": 403, "rita": 403, "claire": 403}
    assert world.client().get(f"/fr/desk/site/{path}").status_code == 302


def test_a_page_is_published_in_both_languages_and_shows_at_once(world, martine):
    assert "Que coopérer devienne" in Client().get("/fr/vision/").content.decode()

    response = martine.post(VISION, WORDS)

    assert (response.status_code, response.headers["Location"]) == (302, VISION)
    assert "Nous voyons loin" in Client().get("/fr/vision/").content.decode()
    assert "Straight on." in Client().get("/en/vision/").content.decode()


def test_the_preview_shows_the_words_and_saves_nothing(world, martine):
    response = martine.post(VISION, WORDS | {"body_fr": "## Un **aperçu**", "preview": "1"})

    assert response.status_code == 200
    assert "rien n’est encore enregistré" in response.content.decode()
    assert not Page.objects.filter(slug="vision").exists()


def test_a_page_without_a_title_is_refused_and_nothing_is_lost(world, martine):
    response = martine.post(VISION, WORDS | {"title_fr": ""})

    assert response.status_code == 422
    assert "Tout droit." in response.content.decode()
    assert Page.objects.count() == 0


def test_every_save_is_kept_and_a_version_comes_back(world, martine):
    martine.post(VISION, WORDS)
    martine.post(VISION, WORDS | {"title_fr": "Plus loin"})
    martine.post(VISION, WORDS | {"title_fr": "Plus loin"})

    page = Page.objects.get(slug="vision")
    versions = page.versions.order_by("number").values_list("number", "title_fr", "saved_by")
    assert list(versions) == [
        (1, "Que coopérer devienne l’ordinaire de l’école.", None),
        (2, "Nous voyons loin", world.martine.pk),
        (3, "Plus loin", world.martine.pk),
    ]

    assert martine.get(f"{VISION}history/1/").status_code == 200
    assert martine.post(f"{VISION}history/1/").status_code == 302

    restored = PageVersion.objects.get(page=page, number=4)
    assert (restored.restores, restored.title_fr) == (1, "Que coopérer devienne l’ordinaire de l’école.")
    assert "Que coopérer devienne" in Client().get("/fr/vision/").content.decode()


def test_the_ends_of_lines_that_a_browser_sends_make_no_new_version(world, martine):
    martine.post(VISION, WORDS | {"body_fr": "Un.\n\nDeux.\n\n## Trois"})
    martine.post(VISION, WORDS | {"body_fr": "Un.\r\n\r\nDeux.\r\n\r\n## Trois\r\n"})

    assert Page.objects.get(slug="vision").version == 2
    assert '<p class="lead">Un.</p>' in Client().get("/fr/vision/").content.decode()


def test_a_version_of_another_federation_is_not_found(world, martine):
    save_page(world.other_federation, "vision", **WORDS, by=world.actor(world.felix))

    assert martine.get(f"{VISION}history/").status_code == 404
    assert martine.get(f"{VISION}history/2/").status_code == 404
    assert "Nous voyons loin" not in martine.get(VISION).content.decode()


def test_an_unknown_page_is_not_found(world, martine):
    assert martine.get("/fr/desk/site/pages/nothing/").status_code == 404


def news_fields(**fields):
    return {
        "kind": "news", "title_fr": "Une malle part", "title_en": "A trunk leaves", "body_fr": "Elle part.",
        "body_en": "It leaves.", "show": "now", "picture_alt_fr": "", "picture_alt_en": "",
    } | fields  # fmt: skip


def test_news_with_a_picture_come_out_and_the_picture_is_public(world, martine):
    alt = {"picture_alt_fr": "Un carré vert", "picture_alt_en": "A green square"}

    response = martine.post("/fr/desk/site/news/new/", news_fields(picture=photo(), **alt))

    assert response.status_code == 302
    item = NewsItem.objects.get()
    html = Client().get("/fr/news/une-malle-part/").content.decode()
    assert f'src="/pictures/{item.picture.public_id}.webp" alt="Un carré vert"' in html
    picture = Client().get(f"/pictures/{item.picture.public_id}.webp")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/webp")
    assert "immutable" in picture.headers["Cache-Control"]


def test_a_picture_of_a_draft_is_not_public(world, martine):
    alt = {"picture_alt_fr": "Un carré vert", "picture_alt_en": "A green square"}
    martine.post("/fr/desk/site/news/new/", news_fields(picture=photo(), show="draft", **alt))

    assert Client().get(f"/pictures/{NewsItem.objects.get().picture.public_id}.webp").status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "workshop"}, "Une formation a une date"),
        ({"title_fr": ""}, "title_fr"),
        ({"title_fr": "La malle part"}, "Changez un mot"),
    ],
)
def test_news_that_lack_something_are_refused_with_a_sentence(world, martine, fields, sentence):
    make_news(world.federation)

    response = martine.post("/fr/desk/site/news/new/", news_fields(**fields))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert NewsItem.objects.count() == 1


def test_a_picture_must_be_described(world, martine):
    response = martine.post("/fr/desk/site/news/new/", news_fields(picture=photo()))

    assert response.status_code == 422
    assert "Dites en quelques mots ce que montre l’image." in response.content.decode()


def test_a_file_that_is_no_picture_is_refused(world, martine):
    page = SimpleUploadedFile("photo.jpg", b"<html><script>1</script></html>", "image/jpeg")

    response = martine.post(
        "/fr/desk/site/news/new/", news_fields(picture=page, picture_alt_fr="x", picture_alt_en="x")
    )

    assert response.status_code == 422
    assert NewsItem.objects.count() == 0


def test_news_are_changed_and_removed_and_their_address_stays(world, martine):
    item = make_news(world.federation)
    path = f"/fr/desk/site/news/{item.public_id}/"

    assert martine.post(path, news_fields(title_fr="Autre titre")).status_code == 302
    assert "Autre titre" in Client().get("/fr/news/la-malle-part/").content.decode()
    assert martine.get(f"{path}removal/").status_code == 200
    assert NewsItem.objects.exists()
    assert martine.post(f"{path}removal/").status_code == 302
    assert not NewsItem.objects.exists()


def test_what_belongs_to_another_federation_is_not_found(world, martine):
    news = make_news(world.other_federation)
    partner = Partner.objects.create(federation=world.other_federation, name="Ailleurs")
    step = TimelineEntry.objects.create(federation=world.other_federation, text_fr="x", text_en="x")
    message = ContactMessage.objects.create(
        federation=world.other_federation, name="x", email="x@x.example", message="x", language="fr"
    )

    for path in (f"news/{news.public_id}/", f"partners/{partner.public_id}/", f"journey/{step.public_id}/"):
        assert martine.get(f"/fr/desk/site/{path}").status_code == 404
        assert martine.post(f"/fr/desk/site/{path}removal/").status_code == 404
    assert martine.get(f"/fr/desk/site/messages/{message.public_id}/").status_code == 404


def test_a_partner_is_named_on_the_site_once(world, martine):
    fields = {
        "name": "Les Amis du livre",
        "url": "livre.example",
        "text_fr": "Ils lisent.",
        "text_en": "",
        "position": "1",
    }

    assert martine.post("/fr/desk/site/partners/new/", fields).status_code == 302
    assert martine.post("/fr/desk/site/partners/new/", fields).status_code == 422

    assert 'href="https://livre.example"' in Client().get("/fr/").content.decode()


def test_the_journey_is_ours_until_staff_write_theirs(world, martine):
    assert "Le mouvement s’étend" in Client().get("/fr/mission/").content.decode()

    fields = {"text_fr": "Un premier jardin.", "text_en": "A first garden.", "date": "14/03/2019", "position": "1"}
    assert martine.post("/fr/desk/site/journey/new/", fields).status_code == 302

    html = Client().get("/fr/mission/").content.decode()
    assert "Un premier jardin." in html
    assert ">2019<" in html
    assert "Le mouvement s’étend" not in html


def test_messages_wait_for_an_answer(world, martine):
    message = ContactMessage.objects.create(
        federation=world.federation, name="Marie", email="m@x.example", message="Bonjour", language="fr"
    )

    assert "attend votre réponse" in martine.get("/fr/desk/site/messages/").content.decode()
    assert martine.post(f"/fr/desk/site/messages/{message.public_id}/").status_code == 302
    message.refresh_from_db()
    assert message.answered_by == world.martine


@pytest.mark.parametrize("path", ["pages/vision/", "news/new/", "partners/new/", "journey/new/"])
def test_what_is_missing_is_named_in_the_summary(martine, path):
    html = martine.post(f"/fr/desk/site/{path}", {"title_fr": ""}).content.decode()
    said = re.findall(r"<li><a href=[^>]+>(.*?)</a></li>", re.search(r'error-summary".*?</ul>', html, re.S)[0])

    assert said == list(dict.fromkeys(said))
    assert [sentence for sentence in said if not sentence.startswith(("Écrivez ", "Dites "))] == []
