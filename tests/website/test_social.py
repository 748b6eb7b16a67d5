"""The picture of a shared link: an absolute address of ours, of a kind that every network reads."""

import io
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from occe.kit.drawing.projects import SCENES
from tests.website.rows import make_news, make_project
from website import social

TAG = re.compile(r'<meta (?:property|name)="(og:image[\w:]*|twitter:card)" content="([^"]*)">')


def shared(path: str) -> dict[str, str]:
    response = Client().get(path)
    assert response.status_code == 200, path
    return dict(TAG.findall(response.content.decode()))


@pytest.fixture
def stored(world, tmp_path):
    """A picture that went through the pipeline: 1600 × 900, half of it seen through."""
    from cooperatives.services.files import store_file
    from occe.kit.uploads.pipeline import clean_upload

    out = io.BytesIO()
    Image.new("RGB", (1600, 900), "#256a3d").save(out, "PNG")
    clean = clean_upload(SimpleUploadedFile("pré.png", out.getvalue()), name="pré.png", declared_type="image/png")
    return store_file(clean, federation=world.federation, by=world.actor(world.martine))


def test_a_page_shows_the_country_under_an_absolute_address(world):
    assert world.federation
    tags = shared("/fr/mission/")

    assert tags["og:image"] == f"http://testserver{settings.STATIC_URL}social/site.png"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert (tags["og:image:alt"], tags["twitter:card"]) == (
        "Un puy, des prés et des vaches rouges",
        "summary_large_image",
    )


def test_a_story_shows_the_drawing_that_its_class_chose_else_that_of_its_kind(world):
    chosen = make_project(world.cooperative, "Une radio", kind="culture", picture="radio")
    plain = make_project(world.cooperative, "Un jeu", kind="social_life")

    assert [shared(f"/fr/projects/{p.public_id}/")["og:image"].rsplit("/", 1)[1] for p in (chosen, plain)] == [
        "radio.png",
        "social.png",
    ]


def test_news_show_their_own_picture_as_a_jpeg_no_wider_than_networks_show_it(world, stored):
    item = make_news(world.federation, picture=stored, picture_alt_fr="Un pré vert", picture_alt_en="A green meadow")

    tags = shared(f"/fr/news/{item.slug}/")
    answer = Client().get(tags["og:image"].removeprefix("http://testserver"))
    picture = Image.open(io.BytesIO(answer.content))

    assert tags["og:image:alt"] == "Un pré vert"
    assert (answer.headers["Content-Type"], picture.format, picture.size) == ("image/jpeg", "JPEG", (1200, 675))
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "675")


def test_the_jpeg_of_a_draft_is_not_public(world, stored):
    make_news(world.federation, picture=stored, picture_alt_fr="Un pré", picture_alt_en="A meadow", published_at=None)

    assert Client().get(f"/pictures/{stored.public_id}.jpg").status_code == 404


@pytest.mark.parametrize("name", [*SCENES, social.SITE])
def test_each_drawing_has_its_picture_of_the_right_size_and_is_light(name):
    path = finders.find(f"social/{name}.png")
    assert path, "run `manage.py social_pictures`"

    with Image.open(path) as picture:
        assert (picture.format, picture.size) == ("PNG", (social.WIDTH, social.HEIGHT))
    with open(path, "rb") as file:
        assert len(file.read()) < 40_000


def test_a_small_picture_is_not_blown_up_and_a_transparent_one_lies_on_white():
    out = io.BytesIO()
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(out, "WEBP", lossless=True)

    picture = Image.open(io.BytesIO(social.as_jpeg(out.getvalue())))

    assert (picture.size, picture.getpixel((10, 10))) == ((300, 200), (255, 255, 255))
