"""Addresses of a year that was kept elsewhere."""

from django.urls import path

from finance.views import taking_over

IMPORT = "cooperatives/<uuid:id>/money/import/"

taking_over_urls = [
    path(IMPORT, taking_over.import_new, name="import-new"),
    path(IMPORT + "<uuid:import_id>/", taking_over.import_read, name="import-read"),
    path(IMPORT + "<uuid:import_id>/post/", taking_over.import_post, name="import-post"),
    path(IMPORT + "<uuid:import_id>/drop/", taking_over.import_drop, name="import-drop"),
]
