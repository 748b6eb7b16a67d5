"""The bank's files: brought, explained when no reader knows their columns, listed, taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance.addresses import in_year
from finance.forms.bank import BankFileForm
from finance.forms.bank_mapping import DayOrderForm, MappingForm
from finance.models import BankStatement, PendingFile
from finance.permissions import can_bring_statement, can_read_bank, can_reconcile
from finance.services.bank_import import Brought, bring_file, understand
from finance.services.pending_files import keep_file, save_mapping
from finance.services.reconciling import withdraw_statement
from finance.statements.proposing import propose_mapping
from finance.statements.reading import read
from finance.statements.shapes import ReadFile, StatementLine
from finance.views.bank import bank_room
from finance.views.money import book_in_hand, with_school
from occe.kit.access import allow
from occe.kit.errors import DomainError

PAGE = 30
SHOWN, SHOWN_EACH = 8, 2


@allow(can_bring_statement, load=with_school)
def bring(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """One file of one account: read at once, or kept until its columns are explained."""
    context, book, account = bank_room(request, cooperative)
    if account is None:
        return redirect(in_year("bank", book))
    form = BankFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        data, name = file.read(), file.name or ""
        found = understand(cooperative.federation, data, name=name)
        if found.needs:
            kept = keep_file(cooperative.federation, data=data, name=name, by=request.actor, account=account)
            return redirect("finance:bank-file-explain", id=cooperative.public_id, file_id=kept.public_id)
        try:
            brought = bring_file(account, found, data=data, name=name, by=request.actor)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            tell(request, [brought])
            return redirect(in_year("bank", book))
    return render(request, "finance/bank_file.html", context | {"form": form}, status=422 if form.errors else 200)


@allow(can_bring_statement, load=with_school)
def explain(request: HttpRequest, cooperative: Cooperative, file_id: UUID) -> HttpResponse:
    """Which column is what: what was guessed, and the first lines read so, before anything is kept."""
    context, book, account = bank_room(request, cooperative)
    mine = PendingFile.objects.filter(sent_by=request.actor.user_id, account=account)
    kept = get_object_or_404(mine, public_id=file_id, account__cooperative=cooperative)
    brought, shown = explained(request, kept, partial(bring_file, account), bank=account.bank)
    if brought:
        tell(request, [brought])
        return redirect(in_year("bank", book))
    status = 422 if shown["form"].errors else 200
    return render(request, "finance/bank_file_explain.html", context | shown, status=status)


def explained(
    request: HttpRequest, kept: PendingFile, bring_it: Callable[..., Any], *, bank: str = "", many: bool = False
) -> tuple[Any, dict]:
    """What was brought once somebody said which column is what (then the mapping is kept and the file forgotten), else
    None; and what `finance/_bank_explain.html` shows. `many`: a file in which each row names its account.
    """
    data = bytes(kept.content)
    if read(data, name=kept.name).needs == "date_order":
        form, refused, found = _day_order(request, data)
    else:
        form, refused, found = _columns(request, kept.name, data, bank=bank, many=many)
    if form.is_valid() and found and "keep" in request.POST:
        try:
            brought = bring_it(found, data=data, name=kept.name, by=request.actor)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            if isinstance(form, MappingForm):
                save_mapping(kept.federation, bank=form.cleaned_data["bank"], mapping=form.mapping, by=request.actor)
            kept.delete()
            return brought, {}
    return None, {"form": form, "refused": refused, "kept": kept, "found": found, "shown": _first_lines(found)}


def _columns(
    request: HttpRequest, name: str, data: bytes, *, bank: str, many: bool
) -> tuple[MappingForm, str | None, ReadFile | None]:
    """Which column is what: the form, why there is no table at all, and what would be read so."""
    proposed = propose_mapping(data, name=name)
    form = MappingForm(request.POST or None, proposed=proposed, bank=bank, many=many)
    mapping = proposed.mapping if not form.is_bound else form.mapping if form.is_valid() else None
    return form, proposed.refused, read(data, name=name, mapping=mapping) if mapping else None


def _day_order(request: HttpRequest, data: bytes) -> tuple[DayOrderForm, None, ReadFile | None]:
    """The same for a file that has no columns, and days that read both ways."""
    form = DayOrderForm(request.POST or None)
    order = DayOrderForm.FIRST if not form.is_bound else form.cleaned_data["date_order"] if form.is_valid() else ""
    return form, None, read(data, date_order=order) if order else None


def _first_lines(found: ReadFile | None) -> Sequence[tuple[str, StatementLine]]:
    """The first lines as they would be kept, a few of each account, with the end of its number."""
    statements = found.statements if found else ()
    each = SHOWN if len(statements) < 2 else SHOWN_EACH
    lines = [(one.account[-4:], line) for one in statements[:SHOWN] for line in one.lines[:each]]
    return lines[:SHOWN]


def tell(request: HttpRequest, brought: Sequence[Brought]) -> None:
    """Say what a file brought: what is new, what was known, and what its reader remarked."""
    added, known = sum(one.added for one in brought), sum(one.known for one in brought)
    left_out = sum(one.left_out for one in brought)
    new = ngettext("Une ligne nouvelle.", "%(count)s lignes nouvelles.", added) % {"count": added}
    if not added:
        new = _("Rien de nouveau : ces lignes étaient déjà là.")
    elif known:
        new += " " + ngettext("Une était déjà là.", "%(count)s étaient déjà là.", known) % {"count": known}
    messages.success(request, new)
    if left_out:
        told = ngettext(
            "Une ligne est laissée de côté : ce jour a déjà été pointé sur le papier.",
            "%(count)s lignes sont laissées de côté : ces jours ont déjà été pointés sur le papier.",
            left_out,
        )
        messages.warning(request, told % {"count": left_out})
    for remark in dict.fromkeys(remark for one in brought for remark in one.remarks):
        messages.warning(request, remark)


@allow(can_read_bank, load=with_school)
def statements(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    context, _book, account = bank_room(request, cooperative)
    found = (
        BankStatement.objects.filter(account=account).select_related("photo", "imported_by").order_by("-ends_on", "-pk")
    )
    context["page"] = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "finance/bank_statements.html", context)


@allow(can_reconcile, load=Cooperative.objects.visible_to)
@require_POST
def withdraw(request: HttpRequest, cooperative: Cooperative, statement_id: UUID) -> HttpResponse:
    book, _books = book_in_hand(request, cooperative)
    seen = BankStatement.objects.visible_to(request.actor).filter(account__cooperative=cooperative)
    found = get_object_or_404(seen, public_id=statement_id)
    try:
        withdraw_statement(found, by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Le relevé est retiré, avec ses lignes."))
    return redirect(in_year("bank-statements", book))
