"""The tabs of the association's space. A room registers its own in its `apps.ready`; every page shows them.

A page of the space renders with `desk.frame.desk_page` and extends `desk/base.html`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from occe.kit.actors import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its word, its first page, and the names of views (whole, or ending with `*`) that belong to it."""

    title: "StrOrPromise"
    url_name: str
    names: tuple[str, ...]
    order: int
    shown: Callable[[Actor], bool]


_tabs: list[Tab] = []


def register_tab(
    title: "StrOrPromise", url_name: str, *names: str, order: int, shown: Callable[[Actor], bool] = lambda actor: True
) -> None:
    """Add a tab; the lower `order` stands first. `names` are the views that it holds, beside its first page."""
    _tabs.append(Tab(title, url_name, (url_name, *names), order, shown))
    _tabs.sort(key=lambda tab: tab.order)


def tabs_for(actor: Actor, view_name: str) -> list[dict]:
    """The tabs as `components/_tabs.html` wants them; the one that holds the page is current."""
    return [
        {"title": tab.title, "href": reverse(tab.url_name), "current": _holds(tab, view_name)}
        for tab in _tabs
        if tab.shown(actor)
    ]


def _holds(tab: Tab, view_name: str) -> bool:
    return any(view_name.startswith(name[:-1]) if name.endswith("*") else view_name == name for name in tab.names)
