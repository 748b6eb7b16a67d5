"""An entry is corrected as a guided act: what is wrong, then its mirror beside the right entry, then both at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from finance import permissions
from finance.forms.money import CorrectionForm
from finance.forms.redoing import RightForm, RightMoveForm, RightSplitForm, right_form
from finance.forms.split import SplitForm
from finance.models import Entry
from finance.queries.entries import rows_of
from finance.queries.shelf import shelf
from finance.services.corrections import correct_and_redo, correct_entry, redoable
from finance.views.money import entries_seen_by, may_correct, room, with_payment
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal

Reason = Entry.Reason
KEEP = "keep"
DONE_AGAIN = (Reason.WRONG_AMOUNT, Reason.WRONG_ACCOUNT, Reason.WRONG_DATE)
"""What is wrong in these is put right by another entry; the others only never were."""


@allow(permissions.can_correct_entry, load=entries_seen_by, key="entry_id")
def entry_correct(request: HttpRequest, found: Entry, id: UUID) -> HttpResponse:
    """First what is wrong (`?reason=`); then the mirror, and where it applies the right entry, filled in, beside it."""
    cooperative = found.book.cooperative
    if cooperative is None or cooperative.public_id != id:
        raise Http404
    if found.reverses_id or (request.method != "POST" and not may_correct(request, found)):
        messages.error(request, _("Cette écriture est déjà corrigée, ou est elle-même une correction."))
        return redirect("finance:entry", id=id, entry_id=found.public_id)
    sent = request.POST if request.method == "POST" else None
    reason = (sent or request.GET).get("reason", "")
    right = _right_form(request, found, reason)
    shown_again = right is not None and "act" in request.POST and request.POST["act"] != KEEP
    form = CorrectionForm(sent)
    whole = form.is_valid() if sent and not shown_again else False
    if sent and right is not None and not shown_again:
        whole = right.is_valid() and whole
    if whole and (posted := _tried(request, found, form, right)):
        messages.success(request, _told(found, right))
        return redirect("finance:entry", id=id, entry_id=posted.public_id)
    [row] = rows_of(found.book, Entry.objects.filter(pk=found.pk))
    context = room(request, cooperative, found.book, shelf(cooperative, request.actor)) | {
        "row": row,
        "form": form,
        "reason": Reason(reason) if reason in Reason.values[1:] else "",
        "reasons": Entry.reasons_to_correct(),
        "lines": with_payment(found.lines).order_by("position"),
        "right": right,
        "split": isinstance(right, SplitForm),
        "refused": bool(sent) and not shown_again,
        "back_to": hasattr(found, "claim") or hasattr(found, "slip"),
    }
    return render(request, "finance/entry_correct.html", context, status=422 if context["refused"] else 200)


def _right_form(request: HttpRequest, found: Entry, reason: str) -> RightForm | RightSplitForm | RightMoveForm | None:
    """The right entry beside the mirror: for what is done again, by who may post it. A form that was sent without it
    cancels only.
    """
    mine = found.book.cooperative is not None and permissions.can_record_money(request.actor, found.book.cooperative)
    if reason not in DONE_AGAIN or not mine or (request.method == "POST" and "redo" not in request.POST):
        return None
    now = redoable(found)
    return right_form(found, now, request.POST if request.method == "POST" else None) if now else None


def _tried(request: HttpRequest, found: Entry, form: CorrectionForm, right: Any) -> Entry | None:
    """What was posted last, the right entry or the mirror; nothing when the services refuse: then a form says why."""
    try:
        if right is None:
            return correct_entry(found, by=request.actor, **form.cleaned_data)
        return correct_and_redo(found, right=right.right(), by=request.actor, **form.cleaned_data)
    except DomainError as error:
        if right is not None and error.field in right.fields:
            right.add_error(error.field, str(error))
        else:
            show_refusal(form, error)
        return None


def _told(found: Entry, right: Any) -> str:
    if right is None:
        return _("L’écriture n° %(number)s est annulée par son inverse.") % {"number": found.number}
    return _("L’écriture n° %(number)s est annulée, et refaite comme il faut.") % {"number": found.number}
