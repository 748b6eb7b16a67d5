"""The journal of a project: the pupils' addresses, then the adults'."""

from django.urls import path

from projects.views import journal, journal_pieces, pupil_journal, pupil_pieces

JOURNAL = "cooperatives/<uuid:id>/projects/<uuid:project_id>/journal"
PAGE = f"{JOURNAL}/<uuid:page_id>"
PIECE = f"{JOURNAL}/pieces/<uuid:piece_id>"
MINE = "pupil/journal/<uuid:page_id>"
OWN = "pupil/journal/pieces/<uuid:piece_id>"

journal_urls = [
    path("pupil/journal/", pupil_journal.journal_home, name="pupil-journal"),
    path("pupil/projects/<uuid:project_id>/journal/", pupil_journal.project_journal, name="pupil-project-journal"),
    path("pupil/projects/<uuid:project_id>/journal/new/", pupil_journal.page_new, name="pupil-page-new"),
    path(f"{MINE}/", pupil_journal.page, name="pupil-page"),
    path(f"{MINE}/send/", pupil_journal.page_send, name="pupil-page-send"),
    path(f"{MINE}/add/<slug:kind>/", pupil_pieces.piece_new, name="pupil-piece-new"),
    path(f"{OWN}/", pupil_pieces.piece, name="pupil-piece"),
    path(f"{OWN}/people/", pupil_pieces.piece_people, name="pupil-piece-people"),
    path(f"{OWN}/authors/", pupil_pieces.piece_authors, name="pupil-piece-authors"),
    path(f"{OWN}/words/", pupil_pieces.piece_words, name="pupil-piece-words"),
    path(f"{OWN}/change/", pupil_pieces.piece_change, name="pupil-piece-change"),
    path(f"{OWN}/move/", pupil_pieces.piece_move, name="pupil-piece-move"),
    path(f"{OWN}/remove/", pupil_pieces.piece_remove, name="pupil-piece-remove"),
    path(f"{OWN}/file/", pupil_pieces.piece_file, name="pupil-piece-file"),
    path(f"{OWN}/small/", pupil_pieces.piece_small, name="pupil-piece-small"),
    path("cooperatives/<uuid:id>/journal/", journal.waiting, name="journal-waiting"),
    path(f"{JOURNAL}/", journal.journal, name="journal"),
    path(f"{JOURNAL}/new/", journal.page_new, name="journal-new"),
    path(f"{PAGE}/", journal.page, name="journal-page"),
    path(f"{PAGE}/act/<slug:act>/", journal.page_act, name="journal-page-act"),
    path(f"{PAGE}/add/<slug:kind>/", journal_pieces.piece_new, name="journal-piece-new"),
    path(f"{PIECE}/", journal_pieces.piece, name="journal-piece"),
    path(f"{PIECE}/change/", journal_pieces.piece_change, name="journal-piece-change"),
    path(f"{PIECE}/act/<slug:act>/", journal_pieces.piece_do, name="journal-piece-act"),
    path(f"{PIECE}/file/", journal_pieces.piece_file, name="journal-piece-file"),
    path(f"{PIECE}/small/", journal_pieces.piece_small, name="journal-piece-small"),
]
