"""The expert view: one paper over several accounts, classes and projects, paid from several places."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cooperatives.models import Cooperative
from cooperatives.services.files import store_file
from finance import permissions
from finance.addresses import in_year
from finance.forms.split import SplitForm
from finance.models import Account, Activity, Book, Memo
from finance.services.direct_entries import record_split
from finance.views.doubling import GO_BACK, same_twice
from finance.views.memos import memo_asked, settled
from finance.views.money import book_in_hand, kept_on_paper, room
from finance.views.receipts import of_memo, posted_words, tell_cheque
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.uploads.pipeline import clean_upload

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
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, refused = SplitForm(*sent, **known), False
    context = room(request, cooperative, book, books) | {"form": form, "kind": kind}
    if sent:
        stored = _store(request, form, book)
        if request.POST.get("act", "keep") == "keep" and GO_BACK not in request.POST:
            whole = form.is_valid() and stored
            if whole and (asked := same_twice(request, context, form.written(), form.data.get("kept", ""))):
                return asked
            if whole and (entry := _tried(form, book, request)):
                settled(request, memo, entry)
                messages.success(request, posted_words(entry))
                tell_cheque(request, entry)
                return redirect(in_year("money", book))
            refused = True
    context["refused"] = refused
    return render(request, "finance/split_new.html", context, status=422 if refused else 200)


def _first(request: HttpRequest, book: Book, memo: Memo | None) -> dict[str, Any]:
    """What the address or a memo says already: the sum, the word, the account (by its code), the activity."""
    part: dict[str, Any] = {}
    if code := request.GET.get("account", ""):
        account = Account.objects.filter(federation_id=book.federation_id, year_id=book.year_id, code=code).first()
        part["account"] = account.pk if account else None
    if title := request.GET.get("activity", ""):
        activity = Activity.objects.filter(cooperative=book.cooperative, year=book.year, title=title).first()
        part["activity"] = activity.pk if activity else None
    return of_memo(memo) | {"part": part}


def _store(request: HttpRequest, form: SplitForm, book: Book) -> bool:
    """Keep the photo that came with the form, whatever else it says; whether nothing is wrong with it."""
    upload = request.FILES.get("file")
    if upload is None:
        return True
    try:
        clean = clean_upload(upload, name=upload.name or "", declared_type=upload.content_type or "")
        sent = {"federation": request.federation, "cooperative": book.cooperative, "shown_name": upload.name or ""}
        form.keep(store_file(clean, by=request.actor, **sent))
    except DomainError as error:
        form.add_error("file", str(error))
        return False
    return True


def _tried(form: SplitForm, book: Book, request: HttpRequest):
    """The entry, or nothing: then the form says why."""
    values = {
        name: form.cleaned_data[name] for name in ("date", "request_id", "caption", "voucher_number", "found_later")
    }
    try:
        return record_split(book, by=request.actor, file=form.photo, **form.split, **values)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None
