"""Who gets what at each address of the council's room: see `matrix.py`."""

from tests.access.profiles import LISTS, ROOM, Row, acts

COUNCIL: dict[str, Row] = {
    "councils:adult-meeting": ROOM,
    "councils:adult-meeting-cancel": acts(LISTS),
    "councils:adult-meeting-new": LISTS,
    "councils:adult-meeting-paper": ROOM,
    "councils:adult-meetings": ROOM,
    "councils:decision-new": LISTS,
    "councils:decisions": ROOM,
    "councils:home": ROOM,
}
