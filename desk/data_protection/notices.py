"""Public pages that the file hands out again, word for word. Their room registers them."""

from collections.abc import Callable

from cooperatives.models import Federation

CHILDREN = "privacy-children"

_texts: dict[str, Callable[[Federation], tuple[str, str]]] = {}


def register_notice(slug: str, function: Callable[[Federation], tuple[str, str]]) -> None:
    """Have `function(federation)` answer the page's title and its Markdown, in the language of the page."""
    _texts[slug] = function


def notice(slug: str, federation: Federation) -> tuple[str, str]:
    """Title and Markdown of a page."""
    return _texts[slug](federation)
