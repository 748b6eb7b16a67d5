"""Addresses of the year's end."""

from django.urls import path

from finance.views import year_end

BOOK = "cooperatives/<uuid:id>/year/<slug:slug>/"

year_urls = [
    path(BOOK + "steps/", year_end.steps, name="year-steps"),
    path(BOOK + "steps/<slug:key>/", year_end.step, name="year-step"),
]
