"""Addresses of the cash drawer: boxes and counts, deposits, advances to the classes."""

from django.urls import path

from finance.views import boxes, cash, deposits, pupils_box

COOPERATIVE = "cooperatives/<uuid:id>/money/"
DEPOSIT = COOPERATIVE + "cash/cheques/<uuid:deposit_id>/"
COUNT = COOPERATIVE + "cash/counts/<uuid:count_id>/"

cash_urls = [
    path(COOPERATIVE + "cash/", cash.cash, name="cash"),
    path(COOPERATIVE + "cash/counts/new/", cash.count_new, name="cash-count-new"),
    path(COUNT, cash.count, name="cash-count"),
    path(COUNT + "proof.pdf", cash.count_pdf, name="cash-count-pdf"),
    path(COOPERATIVE + "cash/cheques/", deposits.deposits, name="cheque-deposits"),
    path(DEPOSIT, deposits.deposit, name="cheque-deposit"),
    path(DEPOSIT + "list.pdf", deposits.deposit_pdf, name="cheque-deposit-pdf"),
    path(COOPERATIVE + "cash/empty/", boxes.empty, name="boxes-empty"),
    path(COOPERATIVE + "classes/<uuid:classroom>/box/", boxes.box, name="class-box"),
    path(COOPERATIVE + "advances/<uuid:advance_id>/slip.pdf", boxes.advance_pdf, name="advance-pdf"),
    path("pupil/money/box/", pupils_box.box, name="pupil-box"),
    path("pupil/money/box/count/", pupils_box.count, name="pupil-box-count"),
]
