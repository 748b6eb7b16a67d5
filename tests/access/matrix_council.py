"""Who gets what at each address of the council's room: see `matrix.py`."""

from tests.access.profiles import HELD, KEEPS_DECISION, LISTS, OWN_DRAFT, PUPIL, ROOM, Row, acts

COUNCIL: dict[str, Row] = {
    "councils:adult-meeting": ROOM,
    "councils:adult-meeting-cancel": acts(LISTS),
    "councils:adult-meeting-new": LISTS,
    "councils:adult-meeting-paper": ROOM,
    "councils:adult-meetings": ROOM,
    "councils:decision": ROOM,
    "councils:decision-correct": KEEPS_DECISION,
    "councils:decision-new": LISTS,
    "councils:decision-reword": KEEPS_DECISION,
    "councils:decisions": ROOM,
    "councils:help": LISTS,
    "councils:home": ROOM,
    "councils:poster": HELD,
    "councils:poster-paper": HELD,
    "councils:poster-usual": acts(HELD),
    "councils:posters": LISTS | {"paul": 302, "bruno": 302},  # who holds one council sees it at once
    "councils:pupil-box": PUPIL,
    "councils:pupil-rules": PUPIL,
    "councils:pupil-slip": OWN_DRAFT,
    "councils:pupil-slip-new": PUPIL,
    "councils:pupil-slip-take-back": acts(OWN_DRAFT),
    "councils:pupil-slips": PUPIL,
    "councils:role-cards": LISTS,
    "councils:rule-end": HELD,
}
