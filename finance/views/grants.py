"""The grants drawer: what is asked for, granted, received, used, and the report of use."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from cooperatives.models import Cooperative
from councils.models import Decision
from finance import permissions
from finance.documents import pdf_response
from finance.forms.cash import SheetForm
from finance.forms.grants import AnswerForm, GrantForm, ReportedForm, UseForm
from finance.models import Account, Book, Grant
from finance.queries.grants import GrantMoney, lines_of, unspent_of, with_money
from finance.queries.shelf import shelf
from finance.services import grants
from finance.views.decided import asks_association, decision_asked
from finance.views.money import book_in_hand, room, with_school
from finance.views.sheets import keep_sheet
from occe.kit.access import allow
from occe.kit.errors import DomainError
from occe.kit.forms import show_refusal

PER_PAGE = 30


def posted(request: HttpRequest, form: forms.Form, service: Callable[..., object]) -> object | None:
    """What the service made of a posted form; None when the form says why not."""
    if not form.is_valid():
        return None
    try:
        return service(by=request.actor, **form.cleaned_data)
    except DomainError as error:
        show_refusal(form, error)
        return None


@allow(permissions.can_read_money_as_adult, load=with_school)
@require_safe
def grant_list(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """The grants of the year, and those of earlier years whose use is not told yet."""
    book, books = book_in_hand(request, cooperative)
    known = Grant.objects.visible_to(request.actor).filter(cooperative=cooperative)
    shown = known.filter(year=book.year) | known.filter(
        year__starts__lt=book.year.starts, amount__isnull=False, reported_on__isnull=True
    )
    page = Paginator(shown.order_by("-year__starts", "funder", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = with_money(page.object_list)
    context = room(request, cooperative, book, books) | {"drawer": "grants", "page": page, "unspent": unspent_of(book)}
    return render(request, "finance/grant_list.html", context)


@allow(permissions.can_record_money, load=with_school)
def grant_new(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Write down a request, or a grant that has come."""
    book, books = book_in_hand(request, cooperative)
    told = asks_association(decision_asked(request, cooperative))
    form = GrantForm(request.POST if request.method == "POST" else None, book=book, told=told)
    if made := posted(request, form, partial(grants.open_grant, book)):
        messages.success(request, _("L’aide est notée."))
        return redirect("finance:grant", id=cooperative.public_id, grant_id=made.public_id)
    context = room(request, cooperative, book, books) | {"drawer": "grants", "form": form}
    return render(request, "finance/grant_new.html", context, status=422 if form.errors else 200)


@allow(permissions.can_read_money_as_adult, load=with_school)
def grant(request: HttpRequest, cooperative: Cooperative, grant_id: UUID) -> HttpResponse:
    """One grant: where it stands, with dates and who; its lines; what one may do with it."""
    found, book, books = _grant(request, cooperative, grant_id)
    mine = permissions.is_mandataire(request.actor, cooperative)
    answers = permissions.can_answer_grant(request.actor, found)
    shown = {
        "answer_form": AnswerForm(),
        "letter_form": SheetForm(auto_id="id_letter_%s"),
        "use_form": UseForm(grant=found),
        "reported_form": ReportedForm(),
    }
    if request.method == "POST":
        name = request.POST.get("act", "")
        may = answers if name == "answer" else mine
        if name not in ACTS or not may:
            raise Http404
        refused = ACTS[name](request, found)
        if refused is None:
            return redirect(request.path)
        shown[f"{name}_form"] = refused
    [money] = with_money([found])
    context = room(request, cooperative, book, books) | shown | _told(money)
    context["decision"] = Decision.objects.visible_to(request.actor).filter(pk=found.decision_id).first()
    context |= {"drawer": "grants", "mine": mine, "may_answer": answers}
    return render(request, "finance/grant.html", context, status=422 if request.method == "POST" else 200)


def _grant(request: HttpRequest, cooperative: Cooperative, grant_id: UUID) -> tuple[Grant, Book, list[Book]]:
    rows = Grant.objects.visible_to(request.actor).filter(cooperative=cooperative)
    rows = rows.select_related("year", "project", "asked_by", "answer_by", "reported_by", "letter")
    found = get_object_or_404(rows, public_id=grant_id)
    found.cooperative = cooperative
    books = shelf(cooperative, request.actor)
    book = next((one for one in books if one.year_id == found.year_id), None)
    if book is None:
        raise Http404
    return found, book, books


def _told(money: GrantMoney) -> dict:
    lines = list(lines_of(money.grant))
    costs = [line for line in lines if line.account.kind == Account.Kind.EXPENSE]
    return {
        "money": money,
        "grant": money.grant,
        "incomes": [line for line in lines if line.account.kind == Account.Kind.INCOME],
        "costs": costs,
    }


def _act(make: Callable[..., forms.Form], service: Callable[..., object], told: str | Promise):
    def act(request: HttpRequest, grant: Grant) -> forms.Form | None:
        form = make(request.POST)
        if posted(request, form, partial(service, grant)) is None:
            return form
        messages.success(request, told)
        return None

    return act


def _letter(request: HttpRequest, grant: Grant) -> forms.Form | None:
    form = SheetForm(request.POST, request.FILES, auto_id="id_letter_%s")
    keep = lambda letter: grants.keep_letter(grant, letter=letter, by=request.actor)  # noqa: E731
    if not keep_sheet(request, form, grant.cooperative, keep):
        return form
    messages.success(request, _("La lettre est gardée avec cette aide."))
    return None


ACTS = {
    "answer": _act(AnswerForm, grants.answer_grant, lazy("La réponse est notée.")),
    "use": _act(UseForm, grants.write_use, lazy("Ces phrases seront dans le bilan.")),
    "reported": _act(ReportedForm, grants.report_grant, lazy("Le bilan est envoyé.")),
    "letter": _letter,
}


@allow(permissions.can_read_money_as_adult, load=with_school)
@require_safe
def grant_report(request: HttpRequest, cooperative: Cooperative, grant_id: UUID) -> HttpResponse:
    """The report of use for whoever gave it, fed by the entries."""
    found, book, _books = _grant(request, cooperative, grant_id)
    if found.amount is None:
        raise Http404
    [money] = with_money([found])
    title = _("Bilan d’emploi, %(purpose)s") % {"purpose": found.purpose}
    context = _told(money) | {"cooperative": cooperative, "book": book}
    return pdf_response(request, "grant_report", title=title, name="bilan-emploi.pdf", context=context)
