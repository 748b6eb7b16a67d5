"""Addresses of grants and activities."""

from django.urls import path

from finance.views import activities, grants, pupils_activities

COOPERATIVE = "cooperatives/<uuid:id>/money/"
GRANT = COOPERATIVE + "grants/<uuid:grant_id>/"
ACTIVITY = COOPERATIVE + "activities/<uuid:activity_id>/"
GATHERED = COOPERATIVE + "gather/<slug:what>/<uuid:gathered_id>/"

grant_urls = [
    path(COOPERATIVE + "grants/", grants.grant_list, name="grants"),
    path(COOPERATIVE + "grants/new/", grants.grant_new, name="grant-new"),
    path(GRANT, grants.grant, name="grant"),
    path(GRANT + "report.pdf", grants.grant_report, name="grant-report"),
    path(COOPERATIVE + "activities/", activities.activity_list, name="activities"),
    path(COOPERATIVE + "activities/new/", activities.activity_new, name="activity-new"),
    path(ACTIVITY, activities.activity, name="activity"),
    path(ACTIVITY + "sheet.pdf", activities.trip_sheet, name="activity-sheet"),
    path(GATHERED, activities.gather, name="gather"),
    path(GATHERED + "let-go/", activities.let_go, name="gather-let-go"),
    path("pupil/money/activities/", pupils_activities.activities, name="pupil-activities"),
]
