"""The activity report of a year."""

from django.urls import path

from projects.views import reports

_REPORT = "cooperatives/<uuid:id>/year/<slug:slug>/activity/"
report_urls = [
    path(_REPORT, reports.report, name="report"),
    path(f"{_REPORT}words/", reports.words, name="report-words"),
    path(f"{_REPORT}lines/new/", reports.line, name="report-line"),
    path(f"{_REPORT}pictures/", reports.pictures, name="report-pictures"),
    path(f"{_REPORT}approve/", reports.approve, name="report-approve"),
    path(f"{_REPORT}act/", reports.act, name="report-act"),
    path(f"{_REPORT}report.pdf", reports.paper, name="report-paper"),
    path(f"{_REPORT}report.json", reports.data, name="report-data"),
]
