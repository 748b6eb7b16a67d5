"""Who may be shown: the families' sheets, their grids, and the child's own no."""

from django.urls import path

from projects.views import consent, pupil_consent

SHEETS = "cooperatives/<uuid:id>/consents"
SHEET = f"{SHEETS}/<uuid:sheet>"

consent_urls = [
    path("pupil/seen/", pupil_consent.own_no, name="pupil-own-no"),
    path("pupil/seen/say/", pupil_consent.own_no_say, name="pupil-own-no-say"),
    path(f"{SHEETS}/", consent.sheets, name="consents"),
    path(f"{SHEETS}/new/", consent.sheet_new, name="consent-new"),
    path(f"{SHEET}/", consent.sheet, name="consent"),
    path(f"{SHEET}/answer/", consent.answer, name="consent-answer"),
    path(f"{SHEET}/withdraw/", consent.withdraw, name="consent-withdraw"),
    path(f"{SHEET}/paper/", consent.paper, name="consent-paper"),
    path(f"{SHEET}/remove/", consent.remove, name="consent-remove"),
]
