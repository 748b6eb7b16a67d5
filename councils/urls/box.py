"""The box and the agenda: the pupils' addresses, then the adults'."""

from django.urls import path

from councils.views import pupil_box

box_urls = [
    path("pupil/box/", pupil_box.box, name="pupil-box"),
    path("pupil/box/mine/", pupil_box.slips, name="pupil-slips"),
    path("pupil/box/new/<slug:kind>/", pupil_box.slip_new, name="pupil-slip-new"),
    path("pupil/box/<uuid:note>/", pupil_box.slip, name="pupil-slip"),
    path("pupil/box/<uuid:note>/take-back/", pupil_box.slip_take_back, name="pupil-slip-take-back"),
]
