"""Looking back on a project: the class's box, its paper, the printed sheet."""

from django.urls import path

from projects.views import pupil_reflection, reflection

_PROJECT = "cooperatives/<uuid:id>/projects/<uuid:project_id>/look-back/"
reflection_urls = [
    path(_PROJECT, reflection.look_back, name="look-back"),
    path(f"{_PROJECT}act/", reflection.act, name="look-back-act"),
    path(f"{_PROJECT}sheet.pdf", reflection.sheet, name="look-back-sheet"),
    path("pupil/projects/<uuid:project_id>/look-back/", pupil_reflection.paper, name="pupil-look-back"),
]
