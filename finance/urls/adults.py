"""Addresses of the adults' money pages."""

from django.urls import path

from finance.views import (
    books,
    claims,
    classes,
    corrections,
    money,
    neighbours,
    receipts,
    recording,
    slips,
    to_vote,
    week,
    year,
)

COOPERATIVE = "cooperatives/<uuid:id>/"
CLAIM = COOPERATIVE + "money/claims/<uuid:claim_id>/"
BOOK = COOPERATIVE + "year/<slug:slug>/"
CLASSROOM = COOPERATIVE + "money/classes/<uuid:classroom>/"

adult_urls = [
    path(COOPERATIVE + "money/", money.money, name="money"),
    path(COOPERATIVE + "money/entries.csv", money.entries_file, {"form": "csv"}, name="entries-csv"),
    path(COOPERATIVE + "money/entries.xlsx", money.entries_file, {"form": "xlsx"}, name="entries-xlsx"),
    path(COOPERATIVE + "money/entries/<uuid:entry_id>/", money.entry, name="entry"),
    path(COOPERATIVE + "money/entries/<uuid:entry_id>/correct/", corrections.entry_correct, name="entry-correct"),
    path(COOPERATIVE + "money/expense/", receipts.expense_new, name="expense-new"),
    path(COOPERATIVE + "money/income/", receipts.income_new, name="income-new"),
    path(COOPERATIVE + "money/transfer/", recording.transfer_new, name="transfer-new"),
    path(COOPERATIVE + "money/slips/<uuid:slip_id>/", slips.slip, name="slip"),
    path(COOPERATIVE + "money/opening/", recording.opening, name="opening"),
    path(COOPERATIVE + "money/neighbours/", neighbours.neighbours, name="neighbours"),
    path(COOPERATIVE + "money/neighbours/<uuid:neighbour_id>/end/", neighbours.neighbour_end, name="neighbour-end"),
    path(COOPERATIVE + "year/", year.year, name="year"),
    path(BOOK + "send/", books.send, name="book-send"),
    path(BOOK + "accept/", books.accept, name="book-accept"),
    path(BOOK + "return/", books.give_back, name="book-return"),
    path(BOOK + "unused-number/", books.unused_number, name="unused-number"),
    path(COOPERATIVE + "money/week/", week.week, name="week"),
    path(COOPERATIVE + "money/classes/", classes.classes, name="classes"),
    path(CLASSROOM + "rules/", classes.rules, name="class-rules"),
    path(CLASSROOM + "practice/start/", classes.practice_start, name="practice-start"),
    path(CLASSROOM + "practice/throw-away/", classes.practice_end, name="practice-end"),
    path(COOPERATIVE + "money/claims/", claims.claim_list, name="claims"),
    path("money/asked/<uuid:id>/", claims.asked, name="claim-asked"),
    path(CLAIM, claims.claim, name="claim"),
    path(CLAIM + "correct/", claims.correct, name="claim-correct"),
    path(CLAIM + "return/", claims.give_back, name="claim-return"),
    path(CLAIM + "refuse/", claims.refuse, name="claim-refuse"),
    path(CLAIM + "to-vote/", to_vote.to_vote, name="claim-to-vote"),
    path(CLAIM + "pay/", claims.pay, name="claim-pay"),
]
