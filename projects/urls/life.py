"""The projects of a cooperative: their list, a new one, one of them."""

from django.urls import path

from projects.views import life

life_urls = [
    path("cooperatives/<uuid:id>/projects/", life.project_list, name="list"),
    path("cooperatives/<uuid:id>/projects/new/", life.project_new, name="new"),
    path("cooperatives/<uuid:id>/projects/<uuid:project_id>/", life.project_detail, name="detail"),
]
