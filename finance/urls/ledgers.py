"""Addresses of a book as the profession reads it."""

from django.urls import path

from finance.views import ledgers

LEDGER = "cooperatives/<uuid:id>/year/<slug:slug>/books/<slug:reading>"

ledger_urls = [
    path(f"{LEDGER}.csv", ledgers.ledger, {"form": "csv"}, name="ledger-csv"),
    path(f"{LEDGER}.xlsx", ledgers.ledger, {"form": "xlsx"}, name="ledger-xlsx"),
    path(f"{LEDGER}.pdf", ledgers.ledger, {"form": "pdf"}, name="ledger-pdf"),
]
