"""The tabs of one cooperative's rooms, the same on each of its pages."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

TABS = [
    ("home", gettext_lazy("Accueil"), "cooperatives:home"),
    ("roster", gettext_lazy("Élèves"), "members:roster"),
    ("council", gettext_lazy("Conseil"), "councils:home"),
    ("projects", gettext_lazy("Projets"), "projects:list"),
    ("money", gettext_lazy("Argent"), "finance:money"),
    ("year", gettext_lazy("Année"), "finance:year"),
]


@register.inclusion_tag("components/_tabs.html", takes_context=True)
def cooperative_tabs(context: Context) -> dict[str, Any]:
    """`{% cooperative_tabs %}`: expects `cooperative` and `tab` (home, roster, council, projects, money, year)."""
    cooperative, current = context["cooperative"], context.get("tab", "")
    tabs = [
        {"title": title, "href": address, "current": key == current}
        for key, title, url_name in TABS
        if (address := _address(url_name, cooperative.public_id))
    ]
    return {"tabs": tabs, "label": _("Les pages de %(cooperative)s") % {"cooperative": cooperative.name}}


def _address(url_name: str, public_id: Any) -> str:
    """A room that is not there has no tab."""
    try:
        return reverse(url_name, args=[public_id])
    except NoReverseMatch:
        return ""
