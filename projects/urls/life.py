"""The projects of a cooperative: their list, a new one, one of them, where it is; those of a pupil's class."""

from django.urls import path

from projects.views import life, pupil_life

life_urls = [
    path("cooperatives/<uuid:id>/projects/", life.project_list, name="list"),
    path("cooperatives/<uuid:id>/projects/new/", life.project_new, name="new"),
    path("cooperatives/<uuid:id>/projects/<uuid:project_id>/", life.project_detail, name="detail"),
    path("cooperatives/<uuid:id>/projects/<uuid:project_id>/move/", life.project_move, name="move"),
    path("cooperatives/<uuid:id>/projects/<uuid:project_id>/council/", life.to_council, name="to-council"),
    path("cooperatives/<uuid:id>/projects/<uuid:project_id>/move/days/<int:number>/", life.step_day, name="step-day"),
    path("cooperatives/<uuid:id>/projects/<uuid:project_id>/aside/", life.aside, name="aside"),
    path("cooperatives/<uuid:id>/projects/<uuid:project_id>/aside/back/", life.aside_back, name="aside-back"),
    path("pupil/projects/", pupil_life.projects, name="pupil-projects"),
    path("pupil/projects/new/", pupil_life.idea_new, name="pupil-idea"),
    path("pupil/projects/<uuid:project_id>/", pupil_life.project, name="pupil-project"),
]
