"""Addresses of the pupils' money pages. They pass `members.presence.gate`: on a shared tablet each carries its turn."""

from django.urls import path

from finance.views import pupils, pupils_check, pupils_deposit, pupils_expense, pupils_recount

EXPENSE = "pupil/money/expenses/<uuid:id>/"
DEPOSIT = "pupil/money/deposits/<uuid:id>/"

pupil_urls = [
    path("pupil/money/", pupils.money, name="pupil-money"),
    path("pupil/money/paper/<slug:kind>/", pupils.paper, name="pupil-paper"),
    path("pupil/money/expenses/", pupils.expenses, name="pupil-expenses"),
    path("pupil/money/expenses/new/", pupils_expense.begin, name="pupil-expense-new"),
    path(EXPENSE, pupils.expense, name="pupil-expense"),
    path(EXPENSE + "ask/<slug:step>/", pupils_expense.ask, name="pupil-expense-step"),
    path(EXPENSE + "read/", pupils_expense.read, name="pupil-expense-read"),
    path(EXPENSE + "send/", pupils_expense.send, name="pupil-expense-send"),
    path(EXPENSE + "throw-away/", pupils_expense.throw_away, name="pupil-expense-throw-away"),
    path("pupil/money/checks/", pupils_check.waiting, name="pupil-checks"),
    path(EXPENSE + "check/", pupils_check.check, name="pupil-check"),
    path(EXPENSE + "check/agree/", pupils_check.agree, name="pupil-check-agree"),
    path(EXPENSE + "check/again/", pupils_check.again, name="pupil-check-again"),
    path(EXPENSE + "check/thanks/", pupils_check.thanks, name="pupil-check-thanks"),
    path("pupil/money/deposits/", pupils_deposit.deposits, name="pupil-deposits"),
    path("pupil/money/deposits/new/", pupils_deposit.begin, name="pupil-deposit-new"),
    path(DEPOSIT, pupils_deposit.deposit, name="pupil-deposit"),
    path(DEPOSIT + "ask/<slug:step>/", pupils_deposit.ask, name="pupil-deposit-step"),
    path(DEPOSIT + "read/", pupils_deposit.read, name="pupil-deposit-read"),
    path(DEPOSIT + "send/", pupils_deposit.send, name="pupil-deposit-send"),
    path(DEPOSIT + "throw-away/", pupils_deposit.throw_away, name="pupil-deposit-throw-away"),
    path(DEPOSIT + "recount/", pupils_recount.recount, name="pupil-recount"),
    path(DEPOSIT + "recount/answer/", pupils_recount.answer, name="pupil-recount-answer"),
    path(DEPOSIT + "recount/thanks/", pupils_recount.thanks, name="pupil-recount-thanks"),
]
