"""Who gets what at each address of stories and of consents: see `matrix.py`."""

from tests.access.profiles import DESK_REQUEST, KEEPS_DECISION, OPEN, Row, acts

STORIES: dict[str, Row] = {
    "story-cover-jpeg": OPEN,
    "story-piece": OPEN,
    "website:project-leaflet": OPEN,
    "website:project-poster": OPEN,
    "website:project-report": OPEN,
    "website:project-reported": OPEN,
}
STORY: dict[str, Row] = {
    "projects:story": KEEPS_DECISION,
    "projects:story-leaflet": KEEPS_DECISION,
    "projects:story-piece": acts(KEEPS_DECISION),
    "projects:story-poster": KEEPS_DECISION,
    "projects:story-preview": KEEPS_DECISION,
    "projects:story-withdraw": acts(KEEPS_DECISION),
    "desk:story-report": DESK_REQUEST,
}
