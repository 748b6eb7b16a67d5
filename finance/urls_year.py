"""Addresses of the year's end."""

from django.urls import path

from finance.views import year_end, year_papers

BOOK = "cooperatives/<uuid:id>/year/<slug:slug>/"

year_urls = [
    path(BOOK + "steps/", year_end.steps, name="year-steps"),
    path(BOOK + "steps/<slug:key>/", year_end.step, name="year-step"),
    path(BOOK + "report.pdf", year_papers.report, name="financial-report"),
    path(BOOK + "school-board.pdf", year_papers.board_page, name="board-page"),
    path(BOOK + "pupils/", year_papers.pupils_page, name="year-pupils"),
    path(BOOK + "pupils.pdf", year_papers.pupils_paper, name="year-pupils-paper"),
]
