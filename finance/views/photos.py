"""School photos, the one thing that may be bought and sold again: two cases, each gross."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from cooperatives.models import Cooperative
from finance import permissions
from finance.addresses import in_year
from finance.chart_of_accounts import GOODS_FOR_SALE, SALES
from finance.models import Account, Activity, Book, money_rules
from finance.queries.grants import activities_with_money
from finance.services.grants import open_activity
from finance.views.money import book_in_hand, room
from finance.views.record import split_address
from occe.kit.access import allow

Kind = Account.Kind
PHOTO_SALE = "Photos de classe"
"""The activity of a sale: a name in the accounts, French whatever the language of the page."""


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def photos(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """We buy and sell: both sums under one activity, never the difference. He sells and pays us a share: one income."""
    book, books = book_in_hand(request, cooperative)
    if request.method == "POST":
        open_activity(book, title=PHOTO_SALE, kind=Activity.Kind.SALE, by=request.actor)
        return redirect(in_year("photos", book))
    found = Activity.objects.filter(cooperative=cooperative, year=book.year, title=PHOTO_SALE).first()
    share = money_rules(book.year).photo_share_code
    context = room(request, cooperative, book, books) | {
        "sale": activities_with_money([found])[0] if found else None,
        "bought": _address(book, Kind.EXPENSE, GOODS_FOR_SALE, PHOTO_SALE),
        "sold": _address(book, Kind.INCOME, SALES, PHOTO_SALE),
        "share": _address(book, Kind.INCOME, share, ""),
        "share_account": Account.objects.incomes().filter(year_id=book.year_id, code=share).first(),
    }
    return render(request, "finance/photos.html", context)


def _address(book: Book, kind: str, code: str, activity: str) -> str:
    """The form of one side, its account and its activity chosen."""
    return f"{split_address(book, kind)}&{urlencode({'account': code, 'activity': activity})}"
