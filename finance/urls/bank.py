"""Addresses of the bank's pages."""

from django.urls import path

from finance.views import bank, bank_account, bank_by_hand, bank_files, bank_lines, bank_months, bank_paper, bank_rules

BANK = "cooperatives/<uuid:id>/money/bank/"
MONTH = BANK + "months/<int:year>-<int:month>/"

bank_urls = [
    path(BANK, bank.bank, name="bank"),
    path(BANK + "accept/", bank.accept, name="bank-accept"),
    path(BANK + "stale/", bank.stale, name="bank-stale"),
    path(BANK + "matched/", bank.matched, name="bank-matched"),
    path(BANK + "matched/<uuid:match_id>/undo/", bank.undo, name="bank-undo"),
    path(BANK + "account/", bank_account.account, name="bank-account"),
    path(BANK + "account/close/", bank_account.close, name="bank-account-close"),
    path(BANK + "file/", bank_files.bring, name="bank-file"),
    path(BANK + "file/<uuid:file_id>/", bank_files.explain, name="bank-file-explain"),
    path(BANK + "statements/", bank_files.statements, name="bank-statements"),
    path(BANK + "statements/<uuid:statement_id>/withdraw/", bank_files.withdraw, name="bank-statement-withdraw"),
    path(BANK + "lines/<uuid:line_id>/", bank_lines.line, name="bank-line"),
    path(BANK + "by-hand/", bank_by_hand.by_hand, name="bank-by-hand"),
    path(BANK + "earlier/", bank_by_hand.earlier, name="bank-earlier"),
    path(BANK + "paper-book/", bank_paper.items, name="bank-paper"),
    path(BANK + "paper-book/<uuid:item_id>/take-back/", bank_paper.take_back, name="bank-paper-take-back"),
    path(BANK + "months/", bank_months.months, name="bank-months"),
    path(MONTH, bank_months.month, name="bank-month"),
    path(MONTH + "pdf/", bank_months.month_pdf, name="bank-month-pdf"),
    path(BANK + "rules/", bank_rules.rules, name="bank-rules"),
    path(BANK + "rules/<uuid:rule_id>/forget/", bank_rules.forget, name="bank-rule-forget"),
]
