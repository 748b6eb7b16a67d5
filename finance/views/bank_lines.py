"""One movement of the bank that waits: the lines of the book that it is, or a new entry that says what it was."""

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance.addresses import in_year
from finance.forms.bank import RecordForm, ids_of
from finance.models import BankTransaction
from finance.permissions import can_reconcile
from finance.queries.bank import candidates, known_since, waiting
from finance.queries.bank_page import Habits
from finance.services.bank_entries import record_movement, rule_words
from finance.services.matching import match
from finance.views.bank import bank_room
from finance.views.money import with_school
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal

SHOWN = 40


@allow(can_reconcile, load=with_school)
def line(request: HttpRequest, cooperative: Cooperative, line_id: UUID) -> HttpResponse:
    """Ticks on both sides, with what they add up to; or the entry that the book lacks."""
    seen = BankTransaction.objects.visible_to(request.actor).filter(account__cooperative=cooperative)
    movement = get_object_or_404(seen.select_related("account__cooperative"), public_id=line_id)
    context, book, _account = bank_room(request, cooperative)
    if hasattr(movement, "matched"):
        messages.info(request, _("Cette ligne de la banque est déjà rapprochée."))
        return redirect(in_year("bank", book))
    act = request.POST.get("act", "")
    habit = Habits(cooperative, book).of(movement)
    form = RecordForm(
        request.POST if act == "record" else None,
        movement=movement, book=book, words=rule_words(movement.label), code=habit.code if habit else "",
    )  # fmt: skip
    refusal = ""
    try:
        if act == "match":
            _match(request, movement)
        elif act == "record" and form.is_valid():
            record_movement(
                movement,
                code=form.cleaned_data["code"],
                caption=form.cleaned_data["caption"],
                rule=form.rule,
                by=request.actor,
            )
    except DomainError as error:
        if act == "record":
            show_refusal(form, error)
        refusal = str(error)
    else:
        if act in ("match", "record") and not form.errors:
            messages.success(request, _("C’est rapproché."))
            return redirect(in_year("bank", book))
    context |= _choice(request, movement) | {
        "movement": movement,
        "form": form,
        "refusal": refusal if act == "match" else "",
    }
    return render(request, "finance/bank_line.html", context, status=422 if refusal or form.errors else 200)


def _match(request: HttpRequest, movement: BankTransaction) -> None:
    match(
        movement.account,
        transactions=[movement.pk, *_ticked(request, "movement")],
        lines=_ticked(request, "line"),
        by=request.actor,
    )


def _choice(request: HttpRequest, movement: BankTransaction) -> dict:
    """Both lists, nearest days first, what is ticked in them, and what that adds up to."""
    ticked_lines, ticked_moves = _ticked(request, "line"), _ticked(request, "movement")

    def nearest(one) -> tuple:
        ticked = one.pk in ticked_lines or one.pk in ticked_moves
        return not ticked, one.amount != movement.amount, abs((one.date - movement.date).days), one.pk

    everything = sorted(candidates(movement.account, known_since(movement.account)), key=nearest)
    others = sorted(waiting(movement.account).exclude(pk=movement.pk), key=nearest)
    chosen = sum((one.amount for one in everything if one.pk in ticked_lines), Decimal(0))
    beside = sum((one.amount for one in others if one.pk in ticked_moves), movement.amount)
    page = Paginator(everything, SHOWN).get_page(request.GET.get("page"))
    return {
        "page": page,
        "others": others[:SHOWN],
        "ticked_lines": ticked_lines,
        "ticked_moves": ticked_moves,
        "at_the_bank": _told(beside),
        "in_the_book": _told(chosen),
        "difference": abs(beside - chosen),
        "agrees": bool(ticked_lines or ticked_moves) and beside == chosen,
    }


def _told(amount: Decimal) -> dict:
    """A sum as the pages draw it: how much, and whether it comes in or goes out."""
    return {"sum": abs(amount), "way": "in" if amount > 0 else "out"}


def _ticked(request: HttpRequest, name: str) -> list[int]:
    return ids_of(request.POST.getlist(name))
