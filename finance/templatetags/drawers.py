"""The second row of links in the money room."""

from collections.abc import Sequence

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance.drawers import drawers_of
from finance.models import Book

register = template.Library()


@register.inclusion_tag("components/_drawers.html")
def money_drawers(cooperative: Cooperative, book: Book, shelf: Sequence[Book], current: str) -> dict:
    """The drawers with the one in hand marked; none when there is nothing to choose. They keep the chosen year."""
    links = [
        {
            "title": drawer.title,
            "href": f"{reverse(drawer.url_name, kwargs={'id': cooperative.public_id})}?year={book.year.slug}",
            "current": drawer.key == current,
        }
        for drawer in drawers_of(shelf)
    ]
    return {"links": links if len(links) > 1 else [], "label": _("Les tiroirs de l’argent")}
