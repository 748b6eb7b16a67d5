"""Addresses of the year's end."""

from django.urls import path

from finance.views import paper_books, pupils_year, remarks, review_guest, reviews, year_end, year_papers

BOOK = "cooperatives/<uuid:id>/year/<slug:slug>/"
ANSWER = "cooperatives/<uuid:id>/money/entries/<uuid:entry_id>/remarks/<uuid:remark_id>/answer/"
REVIEWER = BOOK + "review/<uuid:reviewer_id>/"

year_urls = [
    path(BOOK + "steps/", year_end.steps, name="year-steps"),
    path(BOOK + "steps/<slug:key>/", year_end.step, name="year-step"),
    path(BOOK + "report.pdf", year_papers.report, name="financial-report"),
    path(BOOK + "school-board.pdf", year_papers.board_page, name="board-page"),
    path(BOOK + "pupils/", year_papers.pupils_page, name="year-pupils"),
    path(BOOK + "pupils.pdf", year_papers.pupils_paper, name="year-pupils-paper"),
    path(BOOK + "on-paper/", paper_books.paper_book, name="paper-book"),
    path(BOOK + "review/", reviews.review, name="review"),
    path(BOOK + "review/sheet.pdf", reviews.review_sheet, name="review-sheet"),
    path(BOOK + "review/sample/<int:rank>/", reviews.review_look, name="review-look"),
    path(REVIEWER + "invite/", reviews.reviewer_act, {"act": "invite"}, name="reviewer-invite"),
    path(REVIEWER + "end/", reviews.reviewer_act, {"act": "end"}, name="reviewer-end"),
    path(REVIEWER + "withdraw/", reviews.reviewer_act, {"act": "withdraw"}, name="reviewer-withdraw"),
    path(BOOK + "originals.pdf", reviews.originals_label, name="originals-label"),
    path("cooperatives/<uuid:id>/money/entries/<uuid:entry_id>/remark/", remarks.entry_remark, name="entry-remark"),
    path(ANSWER, remarks.remark_answer, name="remark-answer"),
    path("pupil/money/year/", pupils_year.year, name="pupil-year"),
    path("pupil/money/year/<slug:slug>/", pupils_year.year, name="pupil-year-of"),
    path("review/", review_guest.home, name="guest-review"),
    path("review/report.pdf", review_guest.report, name="guest-report"),
    path("review/decisions/<uuid:decision_id>/", review_guest.decision, name="guest-decision"),
    path("review/sample/<int:rank>/", review_guest.look, name="guest-look"),
    path("review/sample/<int:rank>/photo/", review_guest.photo, name="guest-photo"),
    path("review/sign/", review_guest.sign, name="guest-sign"),
]
