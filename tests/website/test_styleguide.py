"""The style guide: in the demonstration only, whole, and no name given twice on a page."""

import re

import pytest
from django.test import Client
from django.urls import path

from occe import urls
from website.views.styleguide import AGES, SCREENS, styleguide

urlpatterns = [path("fr/styleguide/", styleguide), *urls.urlpatterns]
GUIDE = "/fr/styleguide/"


def test_no_other_mode_has_it(world):
    assert Client().get(GUIDE).status_code == 404


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("query", ["", *(f"?screen={screen}&age={age}" for screen in SCREENS for age in AGES)])
def test_each_page_has_one_heading_and_no_id_twice(world, query):
    response = Client().get(GUIDE + query)
    html = response.content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)

    assert (response.status_code, html.count("<h1")) == (200, 1)
    assert [name for name in set(ids) if ids.count(name) > 1] == []


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("query", ["?screen=nothing", "?screen=check&age=7"])
def test_an_unknown_screen_or_age_is_no_page(world, query):
    assert Client().get(GUIDE + query).status_code == 404
