"""The council's home, and the sitting: on the adult's phone, on the wall, on the tablet."""

from django.urls import path

from councils.views import home, pupil_sitting, sitting, sitting_acts, sitting_forms

COUNCIL = "cooperatives/<uuid:id>/council"
MEETING = f"{COUNCIL}/meetings/<uuid:meeting>"
ITEM = f"{MEETING}/items/<uuid:item>"

sitting_urls = [
    path(f"{COUNCIL}/", home.home, name="home"),
    path(f"{COUNCIL}/<uuid:council>/prepare/", home.prepare, name="prepare"),
    path(f"{MEETING}/", sitting.meeting, name="meeting"),
    path(f"{MEETING}/projector/", sitting.projector, name="meeting-projector"),
    path(f"{MEETING}/open/", sitting_acts.open_meeting, name="meeting-open"),
    path(f"{MEETING}/next/", sitting_acts.next_item, name="meeting-next"),
    path(f"{MEETING}/floor/", sitting_acts.floor, name="meeting-floor"),
    path(f"{MEETING}/presence/", sitting_acts.presence, name="meeting-presence"),
    path(f"{MEETING}/resume/", sitting_acts.resume, name="meeting-resume"),
    path(f"{MEETING}/roll/<uuid:classroom>/", sitting_forms.call_roll, name="meeting-roll"),
    path(f"{MEETING}/roles/", sitting_forms.roles, name="meeting-roles"),
    path(f"{MEETING}/hands/", sitting_forms.hands, name="meeting-hands"),
    path(f"{MEETING}/pause/", sitting_forms.pause, name="meeting-pause"),
    path(f"{MEETING}/close/", sitting_forms.close, name="meeting-close"),
    path(f"{ITEM}/begin/", sitting_acts.begin_item, name="item-begin"),
    path(f"{ITEM}/later/", sitting_acts.later, name="item-later"),
    path(f"{ITEM}/end/", sitting_forms.end, name="item-end"),
    path(f"{ITEM}/note/", sitting_forms.note, name="item-note"),
    path(f"{ITEM}/stop/", sitting_forms.stop, name="item-stop"),
    path("pupil/council/", pupil_sitting.council, name="pupil-council"),
    path("pupil/council/next/", pupil_sitting.next_item, name="pupil-council-next"),
    path("pupil/council/later/", pupil_sitting.later, name="pupil-council-later"),
    path("pupil/council/close/", pupil_sitting.close, name="pupil-council-close"),
    path("pupil/council/floor/", pupil_sitting.floor, name="pupil-council-floor"),
    path("pupil/council/speak/", pupil_sitting.speak, name="pupil-council-speak"),
    path("pupil/council/hands/", pupil_sitting.hands, name="pupil-council-hands"),
    path("pupil/council/write/", pupil_sitting.write, name="pupil-council-write"),
    path("pupil/council/missed/", pupil_sitting.missed, name="pupil-council-missed"),
]
