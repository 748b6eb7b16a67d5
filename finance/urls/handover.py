"""Addresses of the account of a mandataire who leaves."""

from django.urls import path

from finance.views import handovers

handover_urls = [
    path("cooperatives/<uuid:id>/year/<slug:slug>/handover/", handovers.handover_new, name="handover-new"),
    path("handovers/<uuid:id>/", handovers.handover, name="handover"),
    path("handovers/<uuid:id>/paper.pdf", handovers.handover_paper, name="handover-paper"),
]
