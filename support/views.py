"""« Demander à l’association »: a question about an expense or anything, and its answer."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance.forms.receipts import ExpenseForm
from finance.forms.split import SplitForm
from finance.models import Account, ExpenseClaim
from finance.permissions import can_record_money, taught_classes
from finance.services.claims import draft_claim
from finance.views.money import book_in_hand, with_school
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.errors import DomainError
from occe.kit.euros import format_euros
from occe.kit.forms import show_refusal
from support.forms import AskForm
from support.models import HelpTicket
from support.permissions import can_ask, can_read_ticket
from support.services import ask as ask_association

PAGE = 20


@allow(can_ask, load=with_school)
def tickets(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """One's own questions in this cooperative, the latest first."""
    asked = HelpTicket.objects.visible_to(request.actor).filter(cooperative=cooperative)
    page = Paginator(asked, PAGE).get_page(request.GET.get("page"))
    return render(request, "support/tickets.html", {"cooperative": cooperative, "tab": "home", "page": page})


@allow(can_ask, load=with_school)
def ask(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Ask; `?claim=` names the expense that it is about."""
    claim = _claim_asked(request, cooperative)
    known = {"subject": subject_of(claim)} if claim else {}
    form = AskForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        try:
            ticket = ask_association(cooperative, claim=claim, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Votre question est partie. Rien n’attend la réponse : vous pouvez continuer."))
            return redirect("support:ticket", id=ticket.public_id)
    context = {"cooperative": cooperative, "tab": "home", "form": form, "claim": claim}
    return render(request, "support/ask.html", context, status=422 if form.errors else 200)


def _claim_asked(request: HttpRequest, cooperative: Cooperative) -> ExpenseClaim | None:
    asked = request.GET.get("claim", "")
    if not asked:
        return None
    claims = ExpenseClaim.objects.visible_to(request.actor).real().filter(cooperative=cooperative)
    try:
        return get_object_or_404(claims.select_related("account"), public_id=UUID(asked))
    except ValueError:
        return None


def subject_of(claim: ExpenseClaim) -> str:
    """What an expense is, in one line that stays when a draft is thrown away; an adult's words, never a child's."""
    own = claim.what if claim.drafted_by_user_id else ""
    what = own or (claim.account.label if claim.account else "") or _("un achat")
    return f"{what}, {format_euros(claim.amount)}"[:120] if claim.amount else what[:120]


@allow(can_ask, load=with_school)
@require_POST
def ask_about_paper(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """From the form of an own paper: what was typed is kept as a draft, and the question is about it."""
    form = _form_sent(request, cooperative)
    form.is_valid()
    typed = form.cleaned_data
    facts = {"what": typed.get("caption", ""), "issued_on": typed.get("date"), "photo": form.photo} | form.as_draft()
    try:
        claim = draft_claim(cooperative, by=request.actor, request_id=typed.get("request_id"), **facts)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("finance:expense-new", id=cooperative.public_id)
    return redirect(reverse("support:ask", kwargs={"id": cooperative.public_id}) + f"?claim={claim.public_id}")


def _form_sent(request: HttpRequest, cooperative: Cooperative) -> ExpenseForm | SplitForm:
    """The form that the question was asked from: the simple one, or the expert's, which counts its lines."""
    book, _books = book_in_hand(request, cooperative)
    known = {"book": book, "writer": request.actor.user_id}
    alone = can_record_money(request.actor, cooperative)
    if alone and "parts" in request.POST:
        return SplitForm(request.POST, kind=Account.Kind.EXPENSE, first={}, **known)
    classes = None if alone else taught_classes(request.actor, cooperative).filter(year=book.year)
    return ExpenseForm(request.POST, recent=[], classrooms=classes, **known)


def _tickets_seen_by(actor: Actor) -> QuerySet[HelpTicket]:
    return HelpTicket.objects.visible_to(actor).select_related("cooperative__school", "claim", "answered_by")


@allow(can_read_ticket, load=_tickets_seen_by)
def ticket(request: HttpRequest, found: HelpTicket) -> HttpResponse:
    """A question and its answer; the expense that it is about goes on from here."""
    draft = found.claim if found.claim and found.claim.state == ExpenseClaim.State.DRAFT else None
    context = {"cooperative": found.cooperative, "tab": "home", "ticket": found, "draft": draft}
    return render(request, "support/ticket.html", context)
