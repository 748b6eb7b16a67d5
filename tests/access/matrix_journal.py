"""Who gets what at each address of the journals: see `matrix.py`. Lina’s page, of a project of the whole school."""

from tests.access.profiles import LISTS, OWN_DRAFT, PUPIL, TRAY, Row, acts

RUN = TRAY | {"bruno": 200}  # the adults who lead the project; staff see neither a child's page nor a picture
OURS = OWN_DRAFT | {"tom": 200}  # the pupils of the classes that take part

JOURNAL: dict[str, Row] = {
    "projects:journal": RUN,
    "projects:journal-new": RUN,
    "projects:journal-page": RUN,
    "projects:journal-page-act": acts(RUN),
    "projects:journal-piece": RUN,
    "projects:journal-piece-act": acts(RUN),
    "projects:journal-piece-change": RUN,
    "projects:journal-piece-file": RUN,
    "projects:journal-piece-new": RUN,
    "projects:journal-piece-small": RUN,
    "projects:journal-waiting": LISTS,
    "projects:pupil-journal": PUPIL,
    "projects:pupil-page": OWN_DRAFT,
    "projects:pupil-page-new": OURS,
    "projects:pupil-page-send": acts(OWN_DRAFT),
    "projects:pupil-piece": OWN_DRAFT,
    "projects:pupil-piece-authors": OWN_DRAFT,
    "projects:pupil-piece-change": OWN_DRAFT,
    "projects:pupil-piece-file": OWN_DRAFT,
    "projects:pupil-piece-move": acts(OWN_DRAFT),
    "projects:pupil-piece-new": OWN_DRAFT,
    "projects:pupil-piece-people": OWN_DRAFT,
    "projects:pupil-piece-remove": acts(OWN_DRAFT),
    "projects:pupil-piece-small": OWN_DRAFT,
    "projects:pupil-piece-words": OWN_DRAFT,
    "projects:pupil-project-journal": OURS,
}
