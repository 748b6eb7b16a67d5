"""Addresses of papers: those that are missing, the tray."""

from django.urls import path

from finance.views import papers, tray

PAPERS = "cooperatives/<uuid:id>/money/papers/"
PAPER = PAPERS + "tray/<uuid:paper_id>/"

paper_urls = [
    path(PAPERS, papers.papers, name="papers"),
    path(PAPERS + "internal/<uuid:internal_id>/", papers.internal_slip, name="internal-slip"),
    path(PAPERS + "tray/", tray.tray, name="tray"),
    path(PAPER, tray.tray_paper, name="tray-paper"),
    path(PAPER + "back/", tray.tray_paper_back, name="tray-paper-back"),
    path("cooperatives/<uuid:id>/money/entries/<uuid:entry_id>/paper/", papers.entry_paper, name="entry-paper"),
]
