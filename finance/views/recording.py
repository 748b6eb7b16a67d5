"""What a mandataire records alone: an own paper, money that changes place, a deposit that the class counted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from cooperatives.services.files import store_file
from finance import permissions
from finance.forms.claims import SlipAnswerForm
from finance.forms.money import MovementForm, TransferForm
from finance.models import Account, Book, DepositSlip, Entry, EntryLine
from finance.services.direct_entries import record_entry
from finance.services.recording import record_slip, return_slip
from finance.services.transfers import advance_to_class, move_money, take_back_advance
from finance.views.money import book_in_hand, room
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.uploads.pipeline import clean_upload

Kind, Treasury = Account.Kind, Account.Treasury
LAST_CHOICES = 3
KINDS = {"expense": Kind.EXPENSE, "income": Kind.INCOME}


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def movement_new(request: HttpRequest, cooperative: Cooperative, kind: str) -> HttpResponse:
    """An own paper receipt, or money that came: photo, amount, what for; the rest is guessed."""
    book = book_in_hand(request, cooperative)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = MovementForm(*posted, book=book, kind=KINDS[kind], recent=_recent(book, KINDS[kind]))
    if form.is_valid():
        try:
            entry = _record(request, book, form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _posted(entry))
            return redirect("finance:money", id=cooperative.public_id)
    context = room(request, cooperative, book) | {"form": form, "kind": kind}
    return render(request, "finance/movement_new.html", context, status=422 if form.errors else 200)


def _record(request: HttpRequest, book: Book, values: dict) -> Entry:
    upload = values.pop("file")
    if upload:
        clean = clean_upload(upload, name=upload.name, declared_type=upload.content_type or "")
        values["file"] = store_file(clean, federation=request.federation, by=request.actor)
    return record_entry(book, by=request.actor, **values)


def _recent(book: Book, kind: str) -> list[int]:
    """The accounts chosen last in this book, the newest first."""
    lines = EntryLine.objects.filter(entry__book=book, account__kind=kind).order_by("-entry__number")
    return list(dict.fromkeys(lines.values_list("account_id", flat=True)[:20]))[:LAST_CHOICES]


def _posted(entry: Entry) -> str:
    if entry.voucher:
        return _("C’est au cahier. Écrivez %(number)s sur le papier.") % {"number": entry.voucher.number}
    return _("C’est au cahier, au numéro %(number)s. Cela ne changera plus.") % {"number": entry.number}


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def transfer_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Money that changes place is neither income nor expense."""
    book = book_in_hand(request, cooperative)
    form = TransferForm(request.POST if request.method == "POST" else None, book=book)
    if form.is_valid():
        try:
            entry = _move(request, book, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _posted(entry))
            return redirect("finance:money", id=cooperative.public_id)
    context = room(request, cooperative, book) | {"form": form}
    return render(request, "finance/transfer_new.html", context, status=422 if form.errors else 200)


def _move(request: HttpRequest, book: Book, *, way: str, classroom, **values) -> Entry:
    places = {a.treasury: a for a in Account.objects.filter(year_id=book.year_id, kind=Kind.TREASURY)}
    bank, cash = places[Treasury.BANK], places[Treasury.CASH]
    values["by"] = request.actor
    if way == "back_cash":
        return take_back_advance(book, classroom, target=cash, **values)
    if way.startswith("advance"):
        return advance_to_class(book, classroom, source=bank if way == "advance_bank" else cash, **values)
    source, target = (bank, cash) if way == "bank_cash" else (cash, bank)
    return move_money(book, source=source, target=target, **values)


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def slip(request: HttpRequest, cooperative: Cooperative, slip_id: UUID) -> HttpResponse:
    """A deposit that a class counted: the coins, the cheques, one button; or given back with a reason."""
    slips = DepositSlip.objects.visible_to(request.actor).filter(cooperative=cooperative).with_sums()
    found = get_object_or_404(slips.select_related("account", "classroom", "entry"), public_id=slip_id)
    returning = request.POST.get("act") == "return"
    form = SlipAnswerForm(request.POST if returning else None)
    if request.method == "POST" and (not returning or form.is_valid()):
        try:
            if returning:
                return_slip(found, by=request.actor, **form.cleaned_data)
            else:
                version = request.POST.get("version", "")
                record_slip(found, by=request.actor, version=int(version) if version.isdigit() else None)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _answered(found, returning=returning))
        return redirect("finance:slip", id=cooperative.public_id, slip_id=found.public_id)
    context = room(request, cooperative, book_in_hand(request, cooperative)) | {
        "slip": found,
        "pieces": found.pieces.order_by("-cents"),
        "cheques": found.cheques.all(),
        "form": form,
    }
    return render(request, "finance/slip.html", context, status=422 if form.is_bound and form.errors else 200)


def _answered(slip: DepositSlip, *, returning: bool) -> str:
    if returning:
        return _("Le bordereau est renvoyé.")
    return _("L’argent est compté, pour de faux.") if slip.practice_id else _("L’argent est au cahier.")
