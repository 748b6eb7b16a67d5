"""What every template may use about the page itself."""

import re

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

THEMES = ("light", "dark")


def page(request: HttpRequest) -> dict:
    """`demo`, `language`, `other_language`, `other_language_url`, and the chosen `theme` ("" follows the system)."""
    language = (get_language() or "fr")[:2]
    other = "en" if language == "fr" else "fr"
    path = request.get_full_path()
    return {
        "demo": settings.DEMO,
        "language": language,
        "other_language": other,
        "other_language_url": re.sub(r"^/(fr|en)/", f"/{other}/", path),
        "theme": chosen_theme(request),
    }


def chosen_theme(request: HttpRequest) -> str:
    """What the reader chose, light or dark; "" follows the system."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else ""
