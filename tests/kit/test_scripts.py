"""Every script of a page names the hash of what is served."""

import base64
import hashlib
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.template import Context, Template

from occe.kit.templatetags import scripts

HOUSE = settings.CHECKOUT / "static" / "js" / "house.js"


def digest(content: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def test_a_script_is_named_with_its_hash():
    tag = Template('{% script "js/house.js" %}').render(Context())

    assert tag == f'<script src="/static/js/house.js" integrity="{digest(HOUSE.read_bytes())}" defer></script>'


def test_a_collected_script_is_hashed_as_it_is_served(tmp_path, monkeypatch):
    served = b"/* not quite the source */"
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "house.0123.js").write_bytes(served)
    collected = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    collected.hashed_files = {"js/house.js": "js/house.0123.js"}
    monkeypatch.setattr(scripts, "staticfiles_storage", collected)

    assert scripts.integrity("js/house.js", "/static/js/house.0123.js") == digest(served)


def test_a_script_that_does_not_exist_is_a_fault():
    with pytest.raises(ValueError, match=r"no static file js/nothing\.js"):
        scripts.integrity("js/nothing.js", "/static/js/nothing.js")


def test_no_template_names_a_script_without_its_hash():
    templates = (settings.CHECKOUT / "templates").rglob("*.html")

    assert [path.name for path in templates if re.search(r"<script[^>]*\ssrc=", path.read_text())] == []
