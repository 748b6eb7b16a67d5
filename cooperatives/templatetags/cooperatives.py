"""The frame of a cooperative's rooms: its name in the bar, its tabs."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives.models import Cooperative

register = template.Library()

# key, title, URL name. Rooms of higher apps are named by URL, never imported.
TABS = [
    ("home", gettext_lazy("Accueil"), "cooperatives:home"),
    ("roster", gettext_lazy("Élèves"), "members:roster"),
    ("council", gettext_lazy("Conseil"), "councils:home"),
    ("projects", gettext_lazy("Projets"), "projects:list"),
    ("money", gettext_lazy("Argent"), "finance:money"),
    ("year", gettext_lazy("Année"), "finance:year"),
]


@register.inclusion_tag("components/_tabs.html", takes_context=True)
def cooperative_tabs(context: Context, cooperative: Cooperative, current: str) -> dict:
    """The tabs of a cooperative; `current` is a key of TABS. Staff see no list of pupils: they need no child's name."""
    actor = context["actor"]
    tabs = [
        {"title": title, "href": reverse(name, kwargs={"id": cooperative.public_id}), "current": key == current}
        for key, title, name in TABS
        if not (key == "roster" and getattr(actor, "is_staff", False))
    ]
    return {"tabs": tabs, "label": _("Les pièces de la coopérative")}
