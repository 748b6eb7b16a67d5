"""Addresses without a language: they stand in letters, and lead to a page in the reader's own."""

from django.urls import path

from cooperatives.views import guests

app_name = "cooperatives_bare"
urlpatterns = [
    path("guest/closed/", guests.closed, name="guest-closed"),
    path("guest/<str:token>/", guests.enter, name="guest"),
]
