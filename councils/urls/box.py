"""The box and the agenda: the pupils' addresses, then the adults'."""

from django.urls import path

from councils.views import agenda, box, pupil_agenda, pupil_box

COUNCIL = "cooperatives/<uuid:id>/council"
MEETING = f"{COUNCIL}/meetings/<uuid:meeting>"
ITEM = f"{COUNCIL}/items/<uuid:item>"

box_urls = [
    path("pupil/box/", pupil_box.box, name="pupil-box"),
    path("pupil/box/mine/", pupil_box.slips, name="pupil-slips"),
    path("pupil/box/new/<slug:kind>/", pupil_box.slip_new, name="pupil-slip-new"),
    path("pupil/box/<uuid:note>/", pupil_box.slip, name="pupil-slip"),
    path("pupil/box/<uuid:note>/take-back/", pupil_box.slip_take_back, name="pupil-slip-take-back"),
    path("pupil/council/agenda/", pupil_agenda.agenda, name="pupil-agenda"),
    path("pupil/council/agenda/<uuid:item>/", pupil_agenda.item, name="pupil-agenda-item"),
    path(f"{COUNCIL}/box/", box.boxes, name="boxes"),
    path(f"{COUNCIL}/<uuid:council>/box/", box.box, name="box"),
    path(f"{COUNCIL}/<uuid:council>/box/open/", box.unseal, name="box-open"),
    path(f"{COUNCIL}/<uuid:council>/box/write/", box.dictate, name="box-write"),
    path(f"{COUNCIL}/<uuid:council>/box/paper/", box.paper, name="box-paper"),
    path(f"{COUNCIL}/<uuid:council>/habits/", box.habits, name="habits"),
    path(f"{COUNCIL}/notes/<uuid:note>/", box.slip_act, name="note-act"),
    path(f"{MEETING}/agenda/", agenda.agenda, name="agenda"),
    path(f"{MEETING}/agenda/day/", agenda.agenda_day, name="agenda-day"),
    path(f"{MEETING}/agenda/paper/", agenda.agenda_paper, name="agenda-paper"),
    path(f"{ITEM}/", agenda.item, name="agenda-item"),
    path(f"{ITEM}/act/", agenda.item_act, name="agenda-item-act"),
]
