"""Addresses of what stands beside the book: chequebooks, the memo list, the expert view, absences, limits."""

from django.urls import path

from finance.views import absences, chequebooks, limits, memos, payments, photos, record, split

MONEY = "cooperatives/<uuid:id>/money/"

writing_urls = [
    path(MONEY + "record/", record.record, name="record"),
    path(MONEY + "record/view/", record.choose_view, name="record-view"),
    path(MONEY + "record/photos/", photos.photos, name="photos"),
    path(MONEY + "record/split/<slug:kind>/", split.split_new, name="split-new"),
    path(MONEY + "entries/<uuid:entry_id>/payment/", payments.how_paid, name="entry-payment"),
    path(MONEY + "cheques/", chequebooks.chequebooks, name="chequebooks"),
    path(MONEY + "cheques/<uuid:chequebook_id>/", chequebooks.chequebook, name="chequebook"),
    path(MONEY + "memos/", memos.memos, name="memos"),
    path(MONEY + "memos/<uuid:memo_id>/drop/", memos.memo_drop, name="memo-drop"),
    path(MONEY + "absences/", absences.absences, name="absences"),
    path(MONEY + "absences/<uuid:stand_in_id>/confirm/", absences.confirm, name="absence-confirm"),
    path(MONEY + "limits/", limits.limits, name="limits"),
]
