"""The federation's side of money: its rules, the accounts of a year added up."""

from django.urls import path

from desk.views import combined, grants, merging, money_rules, year_money

urlpatterns = [
    path("desk/accounts/", combined.combined, name="combined"),
    path("desk/accounts/<slug:slug>/<slug:kind>/", combined.combined_file, name="combined-file"),
    path("desk/cooperatives/<uuid:id>/merge/", merging.merge, name="cooperative-merge"),
    path("desk/cooperatives/<uuid:id>/close/", merging.close, name="cooperative-close"),
    path("desk/grants/", grants.grants, name="grants"),
    path("desk/grants/to-spend.csv", grants.grants_csv, name="grants-csv"),
    path("desk/settings/money/", money_rules.rules, name="settings-money"),
    path("desk/settings/money/change/", money_rules.rules_edit, name="settings-money-edit"),
    path("desk/settings/years/<slug:slug>/fee-accounts/", year_money.fee_accounts, name="year-fee-accounts"),
    path("desk/settings/years/<slug:slug>/vouchers/", year_money.vouchers, name="year-vouchers"),
]
