"""A deposit that a class counted, before its mandataire: completed with its cheques, recorded, given back, refused."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.forms.slips import (
    ChequeForm,
    DropChequeForm,
    GatherSlipForm,
    RecordSlipForm,
    SlipAnswerForm,
    SlipRefusalForm,
)
from finance.models import DepositSlip, Entry
from finance.queries.doubles import Double, Written, doubles_of
from finance.queries.pupils import with_counts
from finance.queries.stories import looks_since_sent
from finance.services.cheques import add_cheque, take_off_cheque
from finance.services.recording import record_slip, refuse_slip, return_slip
from finance.services.slips import update_slip
from finance.views.money import book_in_hand, room
from occe.kit.access import allow
from occe.kit.forms import done


class Act(NamedTuple):
    """What one button does: its form (shown again when refused, under `shown`), its service, what is told."""

    form: type[forms.Form]
    service: Callable[..., DepositSlip]
    told: str | Promise
    shown: str = ""


ACTS = {
    "": Act(RecordSlipForm, record_slip, _("L’argent est au cahier.")),
    "return": Act(SlipAnswerForm, return_slip, _("Le bordereau est renvoyé."), "return_form"),
    "refuse": Act(SlipRefusalForm, refuse_slip, _("Le bordereau est refusé."), "refusal_form"),
    "cheque": Act(ChequeForm, add_cheque, _("Le chèque est noté."), "cheque_form"),
    "gather": Act(GatherSlipForm, update_slip, _("C’est noté sur le bordereau."), "gather_form"),
    "drop": Act(DropChequeForm, take_off_cheque, _("Le chèque est retiré.")),
}


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def slip(request: HttpRequest, cooperative: Cooperative, slip_id: UUID) -> HttpResponse:
    """The deposit with its coins and cheques, and what one may do with it."""
    slips = DepositSlip.objects.visible_to(request.actor).filter(cooperative=cooperative)
    slips = with_counts(slips.with_sums())
    found = get_object_or_404(
        slips.select_related("account", "classroom", "entry", "cooperative", "activity", "grant"), public_id=slip_id
    )
    shown = {"return_form": SlipAnswerForm(), "refusal_form": SlipRefusalForm(), "cheque_form": ChequeForm(slip=found)}
    shown["gather_form"] = GatherSlipForm(slip=found)
    refused = None
    if request.method == "POST":
        if (act := ACTS.get(request.POST.get("act", ""))) is None:
            raise Http404
        refused = _done(request, act, found)
        if refused is None or not act.shown:
            return redirect("finance:slip", id=cooperative.public_id, slip_id=found.public_id)
        shown[act.shown] = refused
    context = room(request, cooperative, *book_in_hand(request, cooperative)) | shown
    context |= {
        "slip": found,
        "pieces": found.pieces.order_by("-cents"),
        "cheques": found.cheques.all(),
        "doubles": _doubles_of(found),
        "recount": looks_since_sent(found).order_by("pk").last(),
    }
    return render(request, "finance/slip.html", context, status=422 if refused else 200)


def _doubles_of(slip: DepositSlip) -> list[Double]:
    """What stands already and looks like this deposit, while it waits; nothing of a practice."""
    if slip.practice_id or slip.state != DepositSlip.State.SENT or slip.account is None or slip.collected_on is None:
        return []
    amount = slip.amount  # type: ignore[attr-defined]
    written = Written(Entry.Kind.INCOME, (slip.account,), amount, slip.collected_on, slip.label, slip=slip)
    return doubles_of(slip.cooperative, written)


def _done(request: HttpRequest, act: Act, slip: DepositSlip) -> forms.Form | None:
    """Do it and tell; the form that says why not, when it is refused."""
    form = act.form(request.POST, **({"slip": slip} if act.form in (ChequeForm, GatherSlipForm) else {}))
    if form.is_valid() and done(form, partial(act.service, slip, by=request.actor, **form.cleaned_data)):
        practised = act.service is record_slip and slip.practice_id
        messages.success(request, _("L’argent est compté, pour de faux.") if practised else act.told)
        return None
    if not act.shown:
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
    return form
