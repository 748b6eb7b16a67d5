"""The adults' council of a cooperative."""

from django.urls import path

from councils.views import adults

ADULTS = "cooperatives/<uuid:id>/council/adults"

adult_urls = [
    path(f"{ADULTS}/", adults.meetings, name="adult-meetings"),
    path(f"{ADULTS}/new/", adults.call, name="adult-meeting-new"),
    path(f"{ADULTS}/<uuid:meeting_id>/", adults.meeting, name="adult-meeting"),
    path(f"{ADULTS}/<uuid:meeting_id>/cancel/", adults.cancel, name="adult-meeting-cancel"),
    path(f"{ADULTS}/<uuid:meeting_id>/paper/", adults.paper, name="adult-meeting-paper"),
]
