"""An adult's own paper: money that went out, or came in. Photo, amount, what for; the rest is guessed."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.forms.other_view import as_simple, has_further_lines
from finance.forms.receipts import ExpenseForm, IncomeForm, PaperForm
from finance.models import Account, Book, Entry, EntryLine, ExpenseClaim, Memo
from finance.queries.cheques import doubts_about_entry
from finance.queries.doubles import Written
from finance.queries.limits import limit_for
from finance.queries.signals import signals_of_entry
from finance.services.direct_entries import record_entry
from finance.services.receipts import keep_receipt
from finance.services.writing_views import choose_writing_view
from finance.views.advised import advice_to_read, draft_asked, finished, left_alone
from finance.views.decided import decision_asked, of_decision
from finance.views.doubling import GO_BACK, same_twice
from finance.views.memos import memo_asked, settled
from finance.views.money import book_in_hand, kept_on_paper, room
from finance.views.onward import after_posting
from finance.views.reading import keeps_photo, only_reads
from finance.views.record import is_carried, other_view, prefers_expert
from finance.views.tray import paper_asked, taken_up, where_from
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.euros import format_euros
from occe.kit.forms import show_refusal

Kept = TypeVar("Kept", bound=Entry | ExpenseClaim)
LAST = 20  # of so many lines the last three purposes are taken


@allow(permissions.can_bring_receipt, load=Cooperative.objects.visible_to)
def expense_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """An own receipt: recorded at once, or sent to the adult who agrees."""
    book, books = book_in_hand(request, cooperative)
    if book.is_on_paper:
        return kept_on_paper(request, cooperative, book, books)
    alone = permissions.can_record_money(request.actor, cooperative)
    classes = None if alone else permissions.taught_classes(request.actor, cooperative).filter(year=book.year)
    if alone and request.method == "GET" and "draft" not in request.GET and prefers_expert(request.actor):
        return redirect(other_view(request, book, "expense", expert=True))
    memo = memo_asked(request, cooperative, Memo.Kind.TO_PAY) if alone else None
    said = of_memo(memo) | of_decision(decision_asked(request, cooperative))
    known = _known(request, book, ExpenseForm) | {"initial": said, "classrooms": classes}
    if alone:
        known |= {"last": _last_place(book), "limit": limit_for(request.actor.user_id, cooperative)}
    if bounced := _too_much_for_here(request, book, "expense"):
        return bounced
    form = ExpenseForm(*_posted(request, book), **known)
    context = room(request, cooperative, book, books) | {"form": form, "alone": alone, "memo": memo}
    context["other_view"] = other_view(request, book, "expense", expert=True)
    paper = paper_asked(request, cooperative, form)
    context["draft"] = draft = draft_asked(request, cooperative, form)
    if draft and "leave" in request.POST:
        return left_alone(request, book, draft)
    keep = taken_up(paper, partial(keep_receipt, book))
    whole = _whole(request, form, book) and GO_BACK not in request.POST
    if only_reads(request, form):
        return render(request, "finance/expense_new.html", context, status=422 if form.errors else 200)
    context["advice"] = advice_to_read(request, form) if whole else None
    whole = whole and context["advice"] is None
    if whole and (asked := same_twice(request, context, _written(form), form.data.get("kept", ""))):
        return asked
    if whole and (kept := _tried(form, partial(keep, by=request.actor))):
        settled(request, memo, kept)
        messages.success(request, _told(kept))
        tell_what_is_odd(request, kept)
        finished(request, draft)
        if isinstance(kept, Entry):
            return redirect(after_posting(kept, otherwise=where_from(book, paper)))
        if paper:
            return redirect(where_from(book, paper))
        return redirect("finance:claim", id=cooperative.public_id, claim_id=kept.public_id)
    return render(request, "finance/expense_new.html", context, status=422 if form.errors else 200)


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def income_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Money that came; a sum above the threshold is shown once more, large, before it is kept."""
    book, books = book_in_hand(request, cooperative)
    if book.is_on_paper:
        return kept_on_paper(request, cooperative, book, books)
    if request.method == "GET" and prefers_expert(request.actor):
        return redirect(other_view(request, book, "income", expert=True))
    memo = memo_asked(request, cooperative, Memo.Kind.TO_RECEIVE)
    if bounced := _too_much_for_here(request, book, "income"):
        return bounced
    form = IncomeForm(*_posted(request, book), **_known(request, book, IncomeForm), initial=of_memo(memo))
    context = room(request, cooperative, book, books) | {"form": form, "memo": memo}
    context["other_view"] = other_view(request, book, "income", expert=True)
    paper = paper_asked(request, cooperative, form)
    keep = taken_up(paper, partial(record_entry, book))
    whole = _whole(request, form, book) and GO_BACK not in request.POST
    if only_reads(request, form):
        return render(request, "finance/income_new.html", context, status=422 if form.errors else 200)
    if whole and (asked := same_twice(request, context, _written(form), form.data.get("kept", ""))):
        return asked
    if whole and _to_read_again(book, form):
        return render(request, "finance/income_confirm.html", context)
    if whole and (entry := _tried(form, partial(keep, by=request.actor))):
        settled(request, memo, entry)
        messages.success(request, posted_words(entry))
        return redirect(where_from(book, paper))
    return render(request, "finance/income_new.html", context, status=422 if form.errors else 200)


def _written(form: PaperForm) -> Written:
    """What a whole form is about to write."""
    said = form.cleaned_data
    return Written(
        form.kind, (said["account"],), said["amount"], said["date"], said["caption"], form.photo, said["request_id"]
    )


def of_memo(memo: Memo | None) -> dict[str, Any]:
    """What a memo says already, for the form that settles it."""
    return {"amount": memo.amount, "caption": memo.what} if memo else {}


def tell_what_is_odd(request: HttpRequest, kept: Entry | ExpenseClaim) -> None:
    """Say what the portal notices in what was just posted: the cheque's number, the signals. It stands all the same,
    and within the hour the page of the entry offers its correction first.
    """
    if isinstance(kept, Entry):
        for sentence in (*doubts_about_entry(kept), *(signal.sentence for signal in signals_of_entry(kept))):
            messages.warning(request, sentence)


def _posted(request: HttpRequest, book: Book) -> tuple:
    if request.method != "POST":
        return ()
    return as_simple(request.POST, book) if is_carried(request) else request.POST, request.FILES


def _too_much_for_here(request: HttpRequest, book: Book, kind: str) -> HttpResponse | None:
    """Keep the choice of the simple view; a form with several lines goes back as it is: it has no place here."""
    if not is_carried(request):
        return None
    choose_writing_view(expert=False, by=request.actor)
    if not has_further_lines(request.POST):
        return None
    words = _("Ce papier a plusieurs lignes\u00a0: il reste en vue détaillée. Le prochain s’ouvrira en vue simple.")
    messages.info(request, words)
    return redirect(other_view(request, book, kind, expert=True), preserve_request=True)


def _known(request: HttpRequest, book: Book, form: type[PaperForm]) -> dict[str, Any]:
    return {"book": book, "recent": _recent(book, form.kind), "writer": request.actor.user_id}


def _whole(request: HttpRequest, form: PaperForm, book: Book) -> bool:
    """Whether what was sent can be kept. The photo that came with it is stored, whatever else is missing."""
    whole = form.is_valid()
    return keeps_photo(request, form, book.cooperative) and whole


def _tried(form: PaperForm, service: Callable[..., Kept]) -> Kept | None:
    """What the service kept of a whole form, or nothing: then the form says why."""
    values = {name: value for name, value in form.cleaned_data.items() if name not in ("kept", "confirmed")}
    try:
        return service(**(values | {"file": form.photo}))
    except DomainError as error:
        show_refusal(form, error)
        return None


def _to_read_again(book: Book, form: IncomeForm) -> bool:
    amount = form.cleaned_data["amount"]
    return amount > book.federation.two_adults_threshold and form.cleaned_data["confirmed"] != amount


def _recent(book: Book, kind: str) -> list[int]:
    """The accounts chosen last in this book, the newest first."""
    lines = EntryLine.objects.filter(entry__book=book, account__kind=kind, account__by_mandate=False)
    lines = lines.order_by("-entry__number")
    return list(dict.fromkeys(lines.values_list("account_id", flat=True)[:LAST]))


def _last_place(book: Book) -> str:
    """Where the last expense that one adult recorded was paid from: bank or cash."""
    paid = EntryLine.objects.filter(entry__book=book, entry__direct=True, entry__kind=Entry.Kind.EXPENSE, credit__gt=0)
    found = paid.order_by("-entry__number").values_list("account__treasury", flat=True).first()
    return found if found in (Account.Treasury.BANK, Account.Treasury.CASH) else ""


def posted_words(entry: Entry) -> str:
    """What the page says once an entry stands."""
    if entry.voucher:
        return _("C’est au cahier. Écrivez %(number)s sur le papier.") % {"number": entry.voucher.number}
    return _("C’est au cahier, au numéro %(number)s. Cela ne changera plus.") % {"number": entry.number}


def _told(kept: Entry | ExpenseClaim) -> str:
    if isinstance(kept, Entry):
        return posted_words(kept)
    if kept.amount > kept.cooperative.federation.two_adults_threshold:
        threshold = format_euros(kept.cooperative.federation.two_adults_threshold)
        return _("C’est noté. Au-dessus de %(threshold)s, un autre adulte donne son accord : c’est chez lui.") % {
            "threshold": threshold
        }
    return _("C’est noté. Un autre adulte donne son accord, puis la dépense va au cahier.")
