"""The inventory: the register, a thing that comes, what becomes of it, and its files."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative
from finance import exports_goods, permissions
from finance.addresses import in_year
from finance.documents import pdf_response
from finance.forms.goods import GoodForm, GoodsListForm, LeaveForm, PhotoForm
from finance.models import Book, Entry, EntryLine, InventoryItem
from finance.permissions import can_change_good, can_read_good
from finance.queries.goods import Register, lines_to_enter, register_of
from finance.services.goods import change_item, enter_item, enter_list, picture_item, take_out
from finance.views.money import book_in_hand, room, with_school
from finance.views.onward import after_posting
from finance.views.sending import stored_upload
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.dates import today
from occe.kit.errors import DomainError
from occe.kit.forms import done, show_refusal

PAGE = 50


@allow(permissions.can_read_money_as_adult, load=with_school)
def goods(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The register on the last day of the year in hand, or today; what was bought to last and is not in it yet."""
    book, books = book_in_hand(request, cooperative)
    register = register_in_hand(book)
    context = room(request, cooperative, book, books) | {
        "drawer": "goods",
        "register": register,
        "page": Paginator(register.own, PAGE).get_page(request.GET.get("page")),
        "query": f"year={book.year.slug}&",
        "to_enter": lines_to_enter(cooperative)[:PAGE],
        "may_write": permissions.can_record_money(request.actor, cooperative),
    }
    return render(request, "finance/goods.html", context)


def register_in_hand(book: Book) -> Register:
    """The register of a book: on the last day of its year, today while the year runs."""
    assert book.cooperative is not None  # the association's own book has no page here
    return register_of(book.cooperative, min(today(), book.year.ends), since=book.year.starts)


@allow(permissions.can_read_money_as_adult, load=with_school)
def goods_file(request: HttpRequest, cooperative: Cooperative, form: str) -> HttpResponse:
    """The register as CSV or XLSX, or as a tagged PDF to print and sign."""
    book, _books = book_in_hand(request, cooperative)
    register = register_in_hand(book)
    if form != "pdf":
        return (exports_goods.goods_csv if form == "csv" else exports_goods.goods_xlsx)(cooperative, register)
    title = _("Inventaire, %(name)s") % {"name": cooperative.name}
    context = {"cooperative": cooperative, "book": book, "register": register}
    name = f"{exports_goods.file_name(cooperative, register)}.pdf"
    return pdf_response(request, "goods", title=title, name=name, context=context)


@allow(permissions.can_record_money, load=with_school)
def good_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """A thing that the ledger does not know: it was there before, was given, or is the commune's."""
    return _enter(request, cooperative, None)


def _entries_seen_by(actor: Actor) -> QuerySet[Entry]:
    return Entry.objects.visible_to(actor).select_related("book__year", "book__cooperative__school")


@allow(can_change_good, load=_entries_seen_by, key="entry_id")
def good_of_entry(request: HttpRequest, entry: Entry, id: UUID) -> HttpResponse:
    """« Cet achat dure : où sera-t-il ? », right after the posting or whenever somebody has the time."""
    cooperative = entry.book.cooperative
    if cooperative is None or cooperative.public_id != id:
        raise Http404
    line = lines_to_enter(cooperative).filter(entry=entry).first()
    if line is None and "again" not in request.GET:
        messages.info(request, _("Cet achat est déjà à l’inventaire."))
        return redirect(in_year("goods", entry.book))
    return _enter(request, cooperative, line or _durable(entry))


def _durable(entry: Entry) -> EntryLine:
    """The line of an entry that pays for something that lasts, for one more thing of the same purchase."""
    lines = entry.lines.filter(account__requires="inventory_item", debit__gt=0)
    return get_object_or_404(lines.select_related("account", "entry__voucher", "entry__claim"))


def _enter(request: HttpRequest, cooperative: Cooperative, line: EntryLine | None) -> HttpResponse:
    book, books = book_in_hand(request, cooperative)
    form = GoodForm(request.POST if request.method == "POST" else None, line=line)
    if form.is_valid():
        try:
            item = enter_item(cooperative, line=line, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("C’est à l’inventaire : %(label)s.") % {"label": item.label})
            return redirect(_next(request, cooperative, book, line))
    context = room(request, cooperative, book, books) | {"drawer": "goods", "form": form, "line": line}
    return render(request, "finance/good_new.html", context, status=422 if form.errors else 200)


def _next(request: HttpRequest, cooperative: Cooperative, book: Book, line: EntryLine | None) -> str:
    """One more of the same purchase when asked, else what still waits of this entry, else the register."""
    if line is None:
        return in_year("goods", book)
    if "again" in request.POST:
        kwargs = {"id": cooperative.public_id, "entry_id": line.entry.public_id}
        return reverse("finance:good-of-entry", kwargs=kwargs) + "?again=1"
    entry = Entry.objects.select_related("book__cooperative", "book__year").get(pk=line.entry_id)
    return after_posting(entry, otherwise=in_year("goods", entry.book))


@allow(permissions.can_record_money, load=with_school)
def goods_import(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """A list typed or from a spreadsheet: shown as it was understood, then written in whole."""
    book, books = book_in_hand(request, cooperative)
    form = GoodsListForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    understood = form.is_valid()
    if understood and "confirmed" in request.POST:
        values = {"rows": form.cleaned_data["rows"], "request_id": form.cleaned_data["request_id"]}
        try:
            items = enter_list(cooperative, by=request.actor, **values)
        except DomainError as error:
            form.add_error("text", str(error))
            understood = False
        else:
            count = len(items)
            told = ngettext("%(count)s bien est à l’inventaire.", "%(count)s biens sont à l’inventaire.", count)
            messages.success(request, told % {"count": count})
            return redirect(in_year("goods", book))
    context = room(request, cooperative, book, books) | {
        "drawer": "goods", "form": form, "rows": form.cleaned_data["rows"] if understood else [],
    }  # fmt: skip
    return render(request, "finance/goods_import.html", context, status=422 if form.errors else 200)


def _items_seen_by(actor: Actor) -> QuerySet[InventoryItem]:
    return InventoryItem.objects.visible_to(actor).whole().select_related("cooperative__school")


@allow(can_read_good, load=_items_seen_by, key="item_id")
def good(request: HttpRequest, item: InventoryItem, id: UUID) -> HttpResponse:
    """One thing: what is said of it, its paper, its picture; whoever keeps the inventory says it better here."""
    book, books = _room_of(request, item, id)
    may_write = item.is_here and can_change_good(request.actor, item)
    form = GoodForm(request.POST if request.method == "POST" and may_write else None, item=item)
    if form.is_valid() and done(form, lambda: change_item(item, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("C’est noté."))
        return redirect("finance:good", id=id, item_id=item.public_id)
    return _show(request, item, book, books, form=form, may_write=may_write)


@allow(can_change_good, load=_items_seen_by, key="item_id")
def good_photo(request: HttpRequest, item: InventoryItem, id: UUID) -> HttpResponse:
    """Its picture, sent by itself."""
    book, books = _room_of(request, item, id)
    form = PhotoForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and done(form, lambda: _keep_photo(request, item, form.cleaned_data["file"])):
        messages.success(request, _("La photo est gardée."))
        return redirect("finance:good", id=id, item_id=item.public_id)
    return _show(request, item, book, books, photo_form=form, may_write=item.is_here)


def _keep_photo(request: HttpRequest, item: InventoryItem, upload) -> InventoryItem:
    photo = stored_upload(request, item.cooperative, upload, shown_name=item.label)
    return picture_item(item, photo=photo, by=request.actor)


@allow(can_change_good, load=_items_seen_by, key="item_id")
def good_leave(request: HttpRequest, item: InventoryItem, id: UUID) -> HttpResponse:
    """It is no longer here: since when, and why. A theft is told to the association within two days."""
    book, books = _room_of(request, item, id)
    if not item.is_here:
        messages.info(request, _("Il est déjà parti de l’inventaire."))
        return redirect("finance:good", id=id, item_id=item.public_id)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: take_out(item, by=request.actor, **form.cleaned_data)):
        if form.cleaned_data["why"] == InventoryItem.Exit.STOLEN:
            messages.warning(request, _("Un vol se déclare à l’AD dans les 48 heures : écrivez-lui maintenant."))
        messages.success(request, _("Il n’est plus à l’inventaire : la ligne reste, avec sa raison."))
        return redirect(in_year("goods", book))
    context = room(request, item.cooperative, book, books) | {"drawer": "goods", "form": form, "item": item}
    return render(request, "finance/good_leave.html", context, status=422 if form.errors else 200)


def _room_of(request: HttpRequest, item: InventoryItem, id: UUID):
    if item.cooperative.public_id != id:
        raise Http404
    return book_in_hand(request, item.cooperative)


def _show(request: HttpRequest, item: InventoryItem, book: Book, books, *, may_write: bool, form=None, photo_form=None):
    context = room(request, item.cooperative, book, books) | {
        "drawer": "goods",
        "item": item,
        "form": form or GoodForm(item=item),
        "photo_form": photo_form or PhotoForm(),
        "may_write": may_write,
    }
    refused = any(one is not None and one.errors for one in (form, photo_form))
    return render(request, "finance/good.html", context, status=422 if refused else 200)
