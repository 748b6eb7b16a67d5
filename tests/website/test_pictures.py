"""Pictures inside the texts of the site: through the pipeline, described in both languages, the site's own only."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image

from tests.website.test_desk import news_fields
from website.errors import PictureInUse
from website.models import NewsItem, Page, SitePicture
from website.services.pictures import remove_picture

VISION = "/fr/desk/site/pages/vision/"
ADD = "/fr/desk/site/pictures/new/"


def photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#256a3d").save(out, "JPEG")
    return SimpleUploadedFile("pré.jpg", out.getvalue(), "image/jpeg")


@pytest.fixture
def martine(world):
    return world.client(world.martine)


@pytest.fixture
def picture(martine) -> SitePicture:
    words = {"alt_fr": "Un pré [vert]", "alt_en": "A green meadow"}
    assert martine.post(ADD, {"picture": photo(), **words}).status_code == 302
    return SitePicture.objects.get()


def page_fields(body_fr: str) -> dict:
    return {"title_fr": "Demain.", "title_en": "Tomorrow.", "body_fr": body_fr, "body_en": "Text."}


def test_a_picture_that_was_added_shows_in_a_page_with_its_description(martine, picture):
    response = martine.post(VISION, page_fields(f"Bonjour.\n\n## Un pré\n\n{picture.in_french}"))

    html = Client().get("/fr/vision/").content.decode()
    shown = re.search(r"<img [^>]*src=\"/pictures/[^>]*>", html)[0]
    assert (response.status_code, picture.alt_fr) == (302, "Un pré vert")
    assert f'src="{picture.path}"' in shown
    assert 'alt="Un pré vert"' in shown
    assert 'width="640" height="480"' in shown
    answer = Client().get(picture.path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("![]({path})", "dites ce que l’on y voit"),
        ("![Un pré](https://elsewhere.example/a.png)", "n’est pas parmi celles du site"),
        ("![Un pré](/pictures/00000000-0000-4000-8000-000000000000.webp)", "n’est pas parmi celles du site"),
    ],
)
def test_a_picture_without_words_or_from_elsewhere_is_refused_and_nothing_is_lost(martine, picture, body, sentence):
    body = body.format(path=picture.path)

    for path, fields in ((VISION, page_fields(body)), ("/fr/desk/site/news/new/", news_fields(body_fr=body))):
        response = martine.post(path, fields)

        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert body in response.content.decode()
    assert (Page.objects.count(), NewsItem.objects.count()) == (0, 0)


def test_what_is_no_picture_or_has_no_description_is_refused(martine):
    words = {"alt_fr": "Un pré", "alt_en": "A meadow"}
    wrong = SimpleUploadedFile("a.jpg", b"<html></html>", "image/jpeg")

    answers = [
        martine.post(ADD, {"picture": wrong, **words}),
        martine.post(ADD, words),
        martine.post(ADD, {"picture": photo(), "alt_fr": "[]", "alt_en": "A meadow"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert not SitePicture.objects.exists()


def test_the_list_gives_the_line_to_copy_in_each_language(martine, picture):
    html = martine.get("/fr/desk/site/pictures/").content.decode()

    assert f'value="![Un pré vert]({picture.path})"' in html
    assert f'value="![A green meadow]({picture.path})"' in html


def test_a_picture_that_a_text_shows_stays_and_another_goes(world, martine, picture):
    martine.post(VISION, page_fields(picture.in_french))
    removal = f"/fr/desk/site/pictures/{picture.public_id}/removal/"

    refused = martine.post(removal)
    assert (refused.status_code, "encore dans\u00a0: Vision" in refused.content.decode()) == (422, True)
    with pytest.raises(PictureInUse):
        remove_picture(picture, by=world.actor(world.martine))

    martine.post(VISION, page_fields("Sans image."))
    assert martine.post(removal).status_code == 302
    assert Client().get(picture.path).status_code == 404


def test_the_picture_of_another_association_is_not_shown_nor_used(world, martine, picture):
    SitePicture.objects.update(federation=world.other_federation)

    assert Client().get(picture.path).status_code == 404
    assert martine.post(VISION, page_fields(picture.in_french)).status_code == 422


def test_the_database_refuses_a_picture_without_words(world, picture):
    with pytest.raises(IntegrityError), transaction.atomic():
        SitePicture.objects.update(alt_en="")
