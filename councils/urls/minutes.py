"""The minutes of the sittings."""

from django.urls import path

from councils.views import minutes

COUNCIL = "cooperatives/<uuid:id>/council/"
MEETING = COUNCIL + "meetings/<uuid:meeting>/"

minutes_urls = [
    path(COUNCIL + "minutes/", minutes.minutes_list, name="minutes-list"),
    path(MEETING + "minutes/", minutes.minutes, name="minutes"),
    path(MEETING + "minutes.pdf", minutes.paper, {"kind": "minutes"}, name="minutes-pdf"),
    path(MEETING + "minutes-poster.pdf", minutes.paper, {"kind": "decisions_poster"}, name="minutes-poster"),
]
