"""Who gets what at each address of the families' sheets and of the child's own no: see `matrix.py`."""

from tests.access.profiles import LISTS, PUPIL, TRAY, Row, acts

CONSENTS: dict[str, Row] = {
    "projects:consent": TRAY,
    "projects:consent-answer": acts(TRAY),
    "projects:consent-new": LISTS,
    "projects:consent-paper": TRAY,
    "projects:consent-remove": acts(TRAY),
    "projects:consent-withdraw": acts(TRAY),
    "projects:consents": LISTS,
    "projects:pupil-own-no": PUPIL,
    "projects:pupil-own-no-say": acts(PUPIL),
}
