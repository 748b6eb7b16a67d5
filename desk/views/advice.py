"""« Peut-on acheter cela ? »: the association's advice on purchases."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.advice import AdviceForm, TryForm
from desk.frame import desk_page
from desk.permissions import can_change_settings, can_enter
from desk.views.acting import act, data_of
from finance.models import PurchaseAdvice
from finance.queries.advice import opinions_on
from finance.services.advice import add_advice, change_advice, give_advice_again, retire_advice
from occe.kit.access import allow
from occe.kit.errors import DomainError


@allow(can_enter)
def advice_list(request):
    """All of them by opinion, with their words; a sentence may be tried on them."""
    rows = list(PurchaseAdvice.objects.visible_to(request.actor))
    form = TryForm(request.GET or None)
    sentence = form.cleaned_data["sentence"] if form.is_valid() else ""
    context = {
        "kinds": [
            (state, [row for row in rows if row.state == state and not row.retired_at])
            for state in reversed(PurchaseAdvice.State)
        ],
        "retired": [row for row in rows if row.retired_at],
        "form": form,
        "sentence": sentence,
        "opinions": opinions_on(request.federation.pk, sentence) if sentence else [],
        "may_change": can_change_settings(request.actor),
    }
    return desk_page(request, "desk/advice.html", context)


@allow(can_change_settings)
def advice_add(request):
    return act(
        request,
        AdviceForm(data_of(request)),
        lambda **values: add_advice(request.federation, by=request.actor, **values),
        template="desk/advice_edit.html",
        context={"advice": None},
        done=lambda added: (_("Le conseil est ajouté."), reverse("desk:advice")),
    )


@allow(can_change_settings, load=PurchaseAdvice.objects.visible_to)
def advice_edit(request, advice):
    return act(
        request,
        AdviceForm(data_of(request), instance=advice),
        lambda **values: change_advice(advice, by=request.actor, **values),
        template="desk/advice_edit.html",
        context={"advice": advice},
        done=lambda changed: (_("Le conseil est à jour."), reverse("desk:advice")),
    )


@allow(can_change_settings, load=PurchaseAdvice.objects.visible_to)
@require_POST
def advice_retire(request, advice):
    """Take it out of what is given, or give it again."""
    try:
        (give_advice_again if advice.retired_at else retire_advice)(advice, by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("C’est fait."))
    return redirect("desk:advice")
