"""Who gets what at each address of the life and the plan of projects: see `matrix.py`.

The project is of the whole school: the teacher of the class next door leads it too, and its children work on it.
"""

from tests.access.profiles import DESK, KEEPERS, KEEPS_DECISION, PUPIL, TRAY, Row, acts, row

LEADS = KEEPS_DECISION
OF_THE_SCHOOL = row("class code", 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404)

PLAN: dict[str, Row] = {
    "desk:project-kind": KEEPERS,
    "desk:project-kind-act": acts(KEEPERS),
    "desk:project-kind-add": KEEPERS,
    "desk:project-rules": KEEPERS,
    "desk:projects": DESK,
    "desk:skill": KEEPERS,
    "desk:skill-act": acts(KEEPERS),
    "desk:skill-add": KEEPERS,
    "projects:aside": LEADS,
    "projects:aside-back": acts(LEADS),
    "projects:budget": LEADS,
    "projects:classes": LEADS,
    "projects:edit": LEADS,
    "projects:invitation": TRAY,
    "projects:move": LEADS,
    "projects:plan": LEADS,
    "projects:pupil-idea": PUPIL,
    "projects:pupil-project": OF_THE_SCHOOL,
    "projects:pupil-projects": PUPIL,
    "projects:pupil-task-act": acts(OF_THE_SCHOOL),
    "projects:pupil-task-new": OF_THE_SCHOOL,
    "projects:pupil-tasks": OF_THE_SCHOOL,
    "projects:step-day": LEADS,
    "projects:task": LEADS,
    "projects:task-act": acts(LEADS),
    "projects:tasks": LEADS,
    "projects:to-council": acts(LEADS),
}
