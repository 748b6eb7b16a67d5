"""The year of a cooperative: its book, its totals by account, its affiliation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cooperatives.models import Affiliation, Cooperative
from finance import permissions
from finance.closing_steps import june_of, readiness
from finance.exports_ledgers import title_of
from finance.models import Account, YearEnd
from finance.permissions import can_keep_paper_book
from finance.queries import balances
from finance.queries.figures import result, totals_by_account
from finance.queries.ledgers import Reading
from finance.queries.remarks import remarks_of
from finance.views.money import book_in_hand, room
from occe.kit.access import allow
from occe.kit.dates import today


@allow(permissions.can_read_money_as_adult, load=Cooperative.objects.visible_to)
def year(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    book, books = book_in_hand(request, cooperative)
    totals = totals_by_account([book])
    opening = sum(balances.carried_into(book).values())
    context = room(request, cooperative, book, books) | {
        "tab": "year",
        "readings": [(reading, title_of(reading)) for reading in Reading],
        "expenses": [total for total in totals if total.account.kind == Account.Kind.EXPENSE],
        "incomes": [total for total in totals if total.account.kind == Account.Kind.INCOME],
        "opening": opening,
        "result": result(book),
        "money": balances.money(book),
        "affiliation": Affiliation.objects.filter(cooperative=cooperative, year=book.year).first(),
        "classrooms": cooperative.classrooms.filter(year=book.year),
        "readiness": readiness(book),
        "end": YearEnd.objects.filter(book=book).first(),
        "remarks": remarks_of(book),
        "is_over": book.year.ends < today(),
        "may_finish": today() >= june_of(book),
        "may_paper": book.takes_entries
        and can_keep_paper_book(request.actor, cooperative)
        and (book.is_on_paper or book.last_number <= 1),
        "handovers": list(book.handovers.select_related("mandate__user", "taken_by_mandate__user")),
        "may_decide": permissions.can_decide_books(request.actor, cooperative),
    }
    return render(request, "finance/year.html", context)
