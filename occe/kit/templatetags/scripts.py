"""Scripts of our own, each with the hash of what is served: a browser runs no other. Built in: no template loads it."""

import base64
import hashlib
from functools import cache

from django import template
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def script(path: str) -> SafeString:
    """`{% script "js/house.js" %}`: a script that runs once the page is read, with its `integrity`."""
    address = static(path)
    return format_html('<script src="{}" integrity="{}" defer></script>', address, integrity(path, address))


@cache
def integrity(path: str, address: str) -> str:
    """The hash of a static file as it is served at `address`; read once in the life of a process.

    Collected files are read under the name that the manifest gave them, which may differ from the source in content
    too; where nothing is collected (the tests), the source itself is what is served.
    """
    name = getattr(staticfiles_storage, "stored_name", str)(path)
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as collected:
            content = collected.read()
    else:
        found = finders.find(path)
        if not isinstance(found, str):
            raise ValueError(f"There is no static file {path}.")
        with open(found, "rb") as source:
            content = source.read()
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()
