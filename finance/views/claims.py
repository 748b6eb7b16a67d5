"""One expense, seen by an adult: look, correct, agree, give back, refuse, pay."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.forms.claims import AgreeForm, AnswerForm, CorrectForm, PayForm
from finance.models import Book, Entry, ExpenseClaim
from finance.permissions import can_read_signals
from finance.queries.advice import Doubt, advices_for, doubts_about
from finance.queries.claims import absences_now, next_to_act, proposed_payment, who_may_agree, with_checks
from finance.queries.doubles import Double, Written, doubles_of
from finance.queries.signals import signals_for
from finance.queries.stories import looks_since_sent
from finance.services import agreeing, paying
from finance.services.to_vote import item_of
from finance.views.onward import after_agreeing
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.errors import DomainError
from occe.kit.forms import done, show_refusal

PAGE = 50


def visible_claim(request: HttpRequest, cooperative_id: UUID, claim_id: UUID) -> ExpenseClaim:
    """The expense of this cooperative that the actor may see, with all that its page shows; 404 otherwise."""
    claims = with_checks(ExpenseClaim.objects.visible_to(request.actor).whole())
    return get_object_or_404(claims, public_id=claim_id, cooperative__public_id=cooperative_id)


def answering(
    view: Callable[..., HttpResponse], may: Callable[..., bool] = permissions.can_answer_claim
) -> Callable[..., HttpResponse]:
    """Wrap a view of an expense that an adult answers: `view(request, claim)`, for whoever may."""

    def loaded(request: HttpRequest, claim: ExpenseClaim, id: UUID) -> HttpResponse:
        if claim.cooperative.public_id != id:
            raise Http404
        return view(request, claim)

    load = lambda actor: with_checks(ExpenseClaim.objects.visible_to(actor).whole())  # noqa: E731
    return allow(may, load=load, key="claim_id")(loaded)


@allow(permissions.can_read_money_as_adult, load=Cooperative.objects.visible_to)
def claim_list(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Every expense that was sent, the newest first."""
    claims = ExpenseClaim.objects.visible_to(request.actor).real().filter(cooperative=cooperative)
    claims = with_checks(claims.exclude(state=ExpenseClaim.State.DRAFT).whole()).order_by("-sent_at", "-pk")
    page = Paginator(claims, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "finance/claim_list.html",
        {
            "cooperative": cooperative,
            "tab": "money",
            "page": page,
            "may_bring": permissions.can_bring_receipt(request.actor, cooperative),
        },
    )


@allow(permissions.can_read_claim, load=ExpenseClaim.objects.visible_to)
def asked(request: HttpRequest, found: ExpenseClaim) -> HttpResponse:
    """The short address that a notification gives to somebody outside the school."""
    return redirect("finance:claim", id=found.cooperative.public_id, claim_id=found.public_id)


def _with_cooperative(actor: Actor) -> QuerySet[ExpenseClaim]:
    claims = ExpenseClaim.objects.visible_to(actor).select_related("cooperative")
    return claims.only("public_id", "version", "classroom", "practice", "agreed_by", "cooperative__public_id")


@allow(permissions.can_read_claim, load=_with_cooperative, key="claim_id")
def claim(request: HttpRequest, found: ExpenseClaim, id: UUID) -> HttpResponse:
    """The expense and the form that agrees to it. What the page shows is read only where it is shown."""
    if found.cooperative.public_id != id:
        raise Http404
    sent = AgreeForm(request.POST, claim=found, by=request.actor) if request.method == "POST" else None
    if sent and sent.is_valid():
        try:
            agreed = agreeing.agree_claim(found, by=request.actor, **sent.cleaned_data)
        except DomainError as error:
            show_refusal(sent, error)
        else:
            messages.success(request, _told(agreed))
            week = reverse("finance:classes" if agreed.practice_id else "finance:week", kwargs={"id": id})
            return redirect(after_agreeing(agreed, otherwise=week))
    claim = visible_claim(request, id, found.public_id)
    may_agree = claim.state == ExpenseClaim.State.SENT and permissions.can_agree_claim(request.actor, claim)
    proposed = {"paid_with": proposed_payment(claim), "advanced_by": claim.advanced_by_id} if may_agree else {}
    form = sent or AgreeForm(claim=claim, by=request.actor, initial=proposed)
    context = _page_of(request, claim) | {"form": form, "may_agree": may_agree}
    return render(request, "finance/claim.html", context, status=422 if form.errors else 200)


def _page_of(request: HttpRequest, claim: ExpenseClaim) -> dict:
    """What every page of one expense shows; what the portal noticed, to who answers for the money."""
    told = can_read_signals(request.actor, claim.cooperative)
    doubts = doubts_about(claim) if told and claim.state == ExpenseClaim.State.SENT else []
    return {
        "cooperative": claim.cooperative,
        "tab": "money",
        "claim": claim,
        "next": next_to_act(claim),
        "may_answer": permissions.can_answer_claim(request.actor, claim),
        "may_pay": permissions.can_pay_claim(request.actor, claim),
        "agreers": who_may_agree(claim) if claim.state == ExpenseClaim.State.SENT else [],
        "absences": absences_now(claim.cooperative) if claim.state == ExpenseClaim.State.SENT else [],
        "advice": advices_for([claim]).get(claim.pk),
        "doubts": doubts,
        "may_ask": not claim.practice_id and permissions.can_bring_receipt(request.actor, claim.cooperative),
        "signals": _signals_of(claim, doubts) if told else [],
        "doubles": _doubles_of(claim) if told and claim.state == ExpenseClaim.State.SENT else [],
        "checks": looks_since_sent(claim).order_by("-at"),
        "asked_of_council": None if claim.decision_id else item_of(claim),
        "events": claim.events.select_related("by_user").order_by("-id"),
    }


def _signals_of(claim: ExpenseClaim, doubts: list[Doubt]) -> list[Doubt]:
    return signals_for([claim], {claim.pk: proposed_payment(claim)}, {claim.pk: doubts})[claim.pk]


def _doubles_of(claim: ExpenseClaim) -> list[Double]:
    """What stands already and looks like this expense; nothing of a practice, where nothing is posted."""
    if claim.practice_id:
        return []
    assert claim.amount is not None
    assert claim.issued_on is not None  # what was sent is whole
    accounts = (claim.account,) if claim.account else ()
    words = f"{claim.what} {claim.shop}"
    written = Written(Entry.Kind.EXPENSE, accounts, claim.amount, claim.issued_on, words, claim.photo, claim=claim)
    return doubles_of(claim.cooperative, written)


def _told(claim: ExpenseClaim) -> str:
    if claim.practice_entry_id:
        return _("C’est payé, pour de faux.")
    if claim.entry:
        return _("C’est au cahier, au numéro %(number)s. Cela ne changera plus.") % {"number": claim.entry.number}
    if claim.half_agreed:
        return _("Votre accord est gardé. Cette somme attend celui d’un deuxième adulte.")
    return _("Votre accord est gardé. La dépense attend d’être payée.")


@answering
def correct(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    form = CorrectForm(request.POST if request.method == "POST" else None, claim=claim)
    return _act(
        request, claim, form, agreeing.correct_claim, "finance/claim_correct.html", _("La correction est gardée.")
    )


@answering
def give_back(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None, claim=claim, refusing=False)
    return _act(request, claim, form, agreeing.return_claim, "finance/claim_return.html", _("La dépense est renvoyée."))


@answering
def refuse(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None, claim=claim, refusing=True)
    return _act(request, claim, form, agreeing.refuse_claim, "finance/claim_refuse.html", _("La dépense est refusée."))


@partial(answering, may=permissions.can_pay_claim)
def pay(request: HttpRequest, claim: ExpenseClaim) -> HttpResponse:
    book = Book.objects.filter(cooperative=claim.cooperative).order_by("-year__starts").first()
    form = PayForm(request.POST if request.method == "POST" else None, book=book)
    return _act(request, claim, form, paying.pay_claim, "finance/claim_pay.html", _("C’est payé, et c’est au cahier."))


def _act(request, claim, form, service, template: str, told: str) -> HttpResponse:
    """Show a form of an expense; when it is whole, call the service, tell, and go back to the expense."""
    if form.is_valid() and done(form, partial(service, claim, by=request.actor, **form.cleaned_data)):
        messages.success(request, told)
        return redirect("finance:claim", id=claim.cooperative.public_id, claim_id=claim.public_id)
    context = _page_of(request, claim) | {"form": form}
    return render(request, template, context, status=422 if form.errors else 200)
