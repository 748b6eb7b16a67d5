"""Around the forms of an expense: the association's advice, read once, and a draft that waits for an answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance.addresses import in_year
from finance.forms.receipts import ExpenseForm
from finance.forms.split import SplitForm
from finance.models import Book, ExpenseClaim, PurchaseAdvice
from finance.queries.advice import warning_on
from finance.services.claims import discard_draft


def advice_to_read(request: HttpRequest, form: ExpenseForm | SplitForm) -> PurchaseAdvice | None:
    """What the association advises about this purchase, shown once before it is kept; never a second time."""
    advice = warning_on(request.federation.pk, form.cleaned_data["caption"])
    return None if advice and str(advice.public_id) == request.POST.get("advice_read") else advice


def draft_asked(request: HttpRequest, cooperative: Cooperative, form: ExpenseForm) -> ExpenseClaim | None:
    """The own draft that the address names (`?draft=`), about which the association was asked; the form that is shown
    for the first time begins with what it says.
    """
    try:
        asked = UUID(request.GET.get("draft", ""))
    except ValueError:
        return None
    mine = ExpenseClaim.objects.filter(cooperative=cooperative, drafted_by_user=request.actor.user_id)
    draft = mine.filter(public_id=asked, state=ExpenseClaim.State.DRAFT).select_related("photo").first()
    if draft and not form.is_bound:
        known = {"amount": draft.amount, "caption": draft.what, "date": draft.issued_on, "account": draft.account_id}
        known |= {"project": draft.project_id, "decision": draft.decision_id, "classroom": draft.classroom_id}
        form.initial |= {name: value for name, value in known.items() if value}
        if draft.photo:
            form.keep(draft.photo)
    return draft


def finished(request: HttpRequest, draft: ExpenseClaim | None) -> None:
    """What it said was kept: the draft has done its work."""
    if draft:
        discard_draft(draft, by=request.actor)


def left_alone(request: HttpRequest, book: Book, draft: ExpenseClaim) -> HttpResponse:
    """The purchase is not made: the draft goes, a question about it stays."""
    discard_draft(draft, by=request.actor)
    messages.success(request, _("Cet achat est laissé. Rien n’est allé au cahier."))
    return redirect(in_year("money", book))
