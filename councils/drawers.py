"""The drawers of the council's room: one row a subject, in the order in which the pages show them.

A subject that gets its own page adds its row here, with the view's `drawer` in the page's context; nothing else knows
the list.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative
from councils.permissions import can_read_decisions, can_record_decisions
from occe.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Drawer:
    """A subject of the council's room: its key in the context, its words, its address, and who is shown it."""

    key: str
    title: str | Promise
    url_name: str
    shown: Callable[[Actor, Cooperative], bool] = can_read_decisions


DRAWERS = [
    Drawer("today", _("Aujourd’hui"), "councils:home"),
    Drawer("box", _("La boîte"), "councils:boxes", can_record_decisions),
    Drawer("register", _("Le registre"), "councils:decisions"),
    Drawer("minutes", _("Comptes rendus"), "councils:minutes-list", can_record_decisions),
    Drawer("rules", _("Lois et règles"), "councils:posters", can_record_decisions),
    Drawer("school", _("L’école"), "councils:school", can_record_decisions),
    Drawer("adults", _("Les adultes"), "councils:adult-meetings"),
    Drawer("help", _("Aide"), "councils:help", can_record_decisions),
]


def drawers_of(actor: Actor, cooperative: Cooperative) -> list[Drawer]:
    """Those that this person is shown."""
    return [drawer for drawer in DRAWERS if drawer.shown(actor, cooperative)]
