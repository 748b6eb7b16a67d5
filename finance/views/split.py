"""The expert view: one paper over several accounts, classes and projects, paid from several places."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cooperatives.models import Cooperative
from finance import permissions
from finance.forms.other_view import as_split, has_further_lines
from finance.forms.split import SplitForm
from finance.models import Account, Activity, Book, Entry, Memo
from finance.services.direct_entries import record_split
from finance.services.writing_views import choose_writing_view
from finance.views.advised import advice_to_read
from finance.views.decided import decision_asked, of_decision
from finance.views.doubling import GO_BACK, same_twice
from finance.views.memos import memo_asked, settled
from finance.views.money import book_in_hand, kept_on_paper, room
from finance.views.onward import after_posting
from finance.views.reading import keeps_photo, only_reads
from finance.views.receipts import of_memo, posted_words, tell_what_is_odd
from finance.views.record import is_carried, other_view
from finance.views.tray import paper_asked, taken_up, where_from
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.folded import clean_text
from occe.kit.forms import show_refusal

KINDS = {Account.Kind.EXPENSE: Memo.Kind.TO_PAY, Account.Kind.INCOME: Memo.Kind.TO_RECEIVE}


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def split_new(request: HttpRequest, cooperative: Cooperative, kind: str) -> HttpResponse:
    """Lines of what for, lines of where; "recalculer" shows what is left to allocate and keeps all that was typed."""
    if kind not in KINDS:
        raise Http404
    book, books = book_in_hand(request, cooperative)
    if book.is_on_paper:
        return kept_on_paper(request, cooperative, book, books)
    memo = memo_asked(request, cooperative, KINDS[Account.Kind(kind)])
    known = {"book": book, "kind": kind, "writer": request.actor.user_id, "first": _first(request, book, memo)}
    form = SplitForm(*_posted(request, book), **known)
    paper = paper_asked(request, cooperative, form)
    stored = keeps_photo(request, form, cooperative)
    context = room(request, cooperative, book, books)
    told = {"form": form, "kind": kind, "other_view": other_view(request, book, kind, expert=False)}
    shown = partial(_shown, request, context | told)
    if only_reads(request, form) or not _is_to_keep(request):
        return shown(status=200 if stored else 422)
    if not (form.is_valid() and stored):
        return shown(refused=True)
    if kind == Account.Kind.EXPENSE and (advice := advice_to_read(request, form)):
        return shown(advice=advice)
    if asked := same_twice(request, context, form.written(), form.data.get("kept", "")):
        return asked
    entry = _tried(form, partial(taken_up(paper, partial(record_split, book)), by=request.actor))
    if entry is None:
        return shown(refused=True)
    settled(request, memo, entry)
    messages.success(request, posted_words(entry))
    tell_what_is_odd(request, entry)
    return redirect(after_posting(entry, otherwise=where_from(book, paper)))


def _shown(request: HttpRequest, context: dict[str, Any], *, status: int = 200, refused: bool = False, advice=None):
    """The form as it was typed; with what was refused, or with the advice that is to be read first."""
    context |= {"refused": refused, "advice": advice}
    return render(request, "finance/split_new.html", context, status=422 if refused else status)


def _posted(request: HttpRequest, book: Book) -> tuple:
    """What was sent; from the simple view in its own fields. Whoever comes from there likes this view from now on."""
    if request.method != "POST":
        return ()
    if not is_carried(request):
        return request.POST, request.FILES
    if not has_further_lines(request.POST):
        choose_writing_view(expert=True, by=request.actor)
    return as_split(request.POST, book), request.FILES


def _is_to_keep(request: HttpRequest) -> bool:
    """Whether the form was sent to be kept, and not to be shown once more with another line or sum."""
    return request.method == "POST" and request.POST.get("act", "keep") == "keep" and GO_BACK not in request.POST


def _first(request: HttpRequest, book: Book, memo: Memo | None) -> dict[str, Any]:
    """What the address or a memo says already: its sum, word, account (by its code), activity, decision."""
    part: dict[str, Any] = {}
    if code := clean_text(request.GET.get("account", "")):
        account = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id, code=code).first()
        part["account"] = account.pk if account else None
    if title := clean_text(request.GET.get("activity", "")):
        activity = Activity.objects.filter(cooperative=book.cooperative, year=book.year, title=title).first()
        part["activity"] = activity.pk if activity else None
    part |= of_decision(decision_asked(request, book.cooperative))
    return of_memo(memo) | {"part": part}


def _tried(form: SplitForm, service: Callable[..., Entry]) -> Entry | None:
    """The entry, or nothing: then the form says why."""
    values = {
        name: form.cleaned_data[name] for name in ("date", "request_id", "caption", "voucher_number", "found_later")
    }
    try:
        return service(file=form.photo, **form.split, **values)
    except DomainError as error:
        show_refusal(form, error)
        return None
