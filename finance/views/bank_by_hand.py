"""Without a file: the paper statement in front of oneself. Its balance typed, the lines ticked, a photo of it kept."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative
from cooperatives.services.files import store_file
from finance.addresses import in_year
from finance.forms.bank import PaperStatementForm, ids_of
from finance.models import BankAccount, Book, EarlierItem
from finance.permissions import can_reconcile
from finance.queries.balances import money
from finance.queries.bank import BankSide, BookLine, as_book_lines, book_lines, open_lines
from finance.services.reconciling import say_earlier, tick_by_hand
from finance.views.bank import bank_room
from finance.views.money import with_school
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.euros import format_euros
from occe.kit.forms import show_refusal
from occe.kit.uploads.pipeline import clean_upload

EARLIER = 60


@allow(can_reconcile, load=with_school)
def by_hand(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Ticks and what they leave: counted again as often as one likes, kept when it is right."""
    context, book, account = bank_room(request, cooperative)
    if account is None:
        return redirect(in_year("bank", book))
    form = PaperStatementForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    since = BankSide(account).since() or book.year.starts
    lines = open_lines(account, since)
    ticked = set(ids_of(request.POST.getlist("line")))
    if form.is_valid() and request.POST.get("act") == "keep" and _kept(request, form, account, book, ticked):
        count = len(ticked)
        words = ngettext("Relevé gardé, une ligne pointée.", "Relevé gardé, %(count)s lignes pointées.", count)
        messages.success(request, words % {"count": count})
        if gap := _count(book, form.cleaned_data, lines, ticked)["difference"]:
            told = _("Il reste un écart de %(gap)s : relisez le solde et les coches. Un relevé se retire et se refait.")
            messages.warning(request, told % {"gap": format_euros(gap)})
        return redirect(in_year("bank-months", book))
    context |= {"form": form, "lines": lines, "ticked": ticked}
    if form.is_bound and not form.errors:
        context["count"] = _count(book, form.cleaned_data, lines, ticked)
    return render(request, "finance/bank_by_hand.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, form: PaperStatementForm, account: BankAccount, book: Book, ticked: set[int]) -> bool:
    values, upload = form.cleaned_data, form.cleaned_data["file"]
    try:
        photo = None
        if upload is not None:
            clean = clean_upload(upload, name=upload.name or "", declared_type=upload.content_type or "")
            photo = store_file(clean, federation=account.federation, by=request.actor, cooperative=book.cooperative)
        tick_by_hand(
            account,
            book,
            ends_on=values["ends_on"],
            end_balance=values["end_balance"],
            ticked=sorted(ticked),
            photo=photo,
            by=request.actor,
        )
    except DomainError as error:
        show_refusal(form, error)
        return False
    return True


def _count(book: Book, values: dict, lines: list[BookLine], ticked: set[int]) -> dict[str, Decimal]:
    """What the statement says, what the book said that evening, what stays on its way, and what is unexplained."""
    day = values["ends_on"]
    left = sum((line.amount for line in lines if line.date <= day and line.pk not in ticked), Decimal(0))
    ledger = money(book, as_of=day).bank
    return {
        "told": values["end_balance"],
        "ledger": ledger,
        "left": left,
        "difference": values["end_balance"] + left - ledger,
    }


@allow(can_reconcile, load=with_school)
def earlier(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Which lines of before the first statement were still on their way then."""
    context, book, account = bank_room(request, cooperative)
    since = BankSide(account).since() if account else None
    if account is None or since is None:
        return redirect(in_year("bank", book))
    if request.method == "POST":
        try:
            say_earlier(account, lines=ids_of(request.POST.getlist("line")), by=request.actor)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(in_year("bank-earlier", book))
        messages.success(request, _("C’est noté."))
        return redirect(in_year("bank-months", book))
    before = book_lines(account).filter(entry__date__lt=since, bank_matched__isnull=True)
    latest = before.order_by("-entry__date", "-pk").values_list("pk", flat=True)[:EARLIER]
    said = set(EarlierItem.objects.filter(account=account).values_list("line", flat=True))
    lines = as_book_lines(book_lines(account).filter(pk__in={*latest, *said}))
    context |= {"lines": lines, "said": said, "since": since}
    return render(request, "finance/bank_earlier.html", context)
