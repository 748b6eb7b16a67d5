"""The cooperatives: their list, one of them, its bank account, its school."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, Registration, SchoolYear
from desk.exports import cooperatives_file
from desk.forms.cooperatives import AccountOpenForm, AccountStepForm, ConfirmForm, FilterForm
from desk.forms.registrations import SchoolForm
from desk.frame import desk_page
from desk.permissions import can_enter, can_handle
from desk.queries.cooperatives import classes_by_year, cooperatives_of, mandate_history
from desk.queries.standing import Standing, with_standing
from desk.services import accounts
from desk.views.acting import act, data_of
from desk.views.registrations import schools_found
from desk.views.year import year_in_hand
from finance.closing_steps import readiness_of
from finance.models import Book
from finance.permissions import can_merge, can_name_neighbour
from finance.queries.handovers import handovers_of
from finance.queries.merging import mergers_of
from members.reauthentication import ask_again_to_take_out
from occe.kit.access import allow
from occe.kit.actors import Actor

PAGE = 20
FORMATS = ("csv", "xlsx")


def cooperatives(actor: Actor) -> QuerySet[Cooperative]:
    """The association's cooperatives, with how they stand."""
    return with_standing(Cooperative.objects.visible_to(actor)).select_related("school", "federation")


@allow(can_enter)
def cooperative_list(request):
    """Search, filters, twenty a page."""
    form, year = FilterForm(request.GET), year_in_hand(request)
    found = cooperatives_of(request.actor, year, form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.standing = Standing(row.standing)
    _with_accounts(page.object_list, year)
    query = request.GET.copy()
    query.pop("page", None)
    context = {"filter_form": form, "page": page, "year": year, "query": query.urlencode(), "formats": FORMATS}
    return desk_page(request, "desk/cooperative_list.html", context)


def _with_accounts(rows: Sequence[Cooperative], year: SchoolYear | None) -> None:
    """Give each row the `book` of the year and how `ready` it is; None where there is no book, or it was sent."""
    books = {book.cooperative_id: book for book in Book.objects.filter(cooperative__in=rows, year=year)}
    for row in rows:
        row.book, row.ready = books.get(row.pk), None
        if row.book:
            row.book.cooperative, row.book.year = row, year
    open_books = [row.book for row in rows if row.book and row.book.takes_entries]
    ready = readiness_of(open_books)
    for book in open_books:
        book.cooperative.ready = ready[book.pk]


@allow(can_enter)
@ask_again_to_take_out("desk:cooperatives")
def cooperative_export(request, kind):
    """The same list as a file, which holds the mandataires' names."""
    if kind not in FORMATS:
        raise Http404
    filters, year = FilterForm(request.GET).filters(), year_in_hand(request)
    return cooperatives_file(request.actor, year, filters, kind=kind, language=get_language() or "fr")


@allow(can_enter, load=cooperatives)
def cooperative(request, cooperative):
    """Identity, classes by year, mandates and their history."""
    context = {
        "cooperative": cooperative,
        "standing": Standing(cooperative.standing),
        "years": classes_by_year(cooperative),
        "mandates": cooperative.mandates.select_related("user").order_by("rank", "-starts_on"),
        "handovers": handovers_of(cooperative),
        "history": mandate_history(cooperative),
        "founding": Registration.objects.filter(cooperative=cooperative).first(),
        "may_handle": can_handle(request.actor),
        "may_merge": can_merge(request.actor, cooperative),
        "mergers": mergers_of(cooperative),
        "may_name_neighbour": can_name_neighbour(request.actor, cooperative),
    }
    return desk_page(request, "desk/cooperative.html", context)


@allow(can_handle, load=cooperatives)
def cooperative_account(request, cooperative):
    """The steps of the bank account: who holds the papers, then the day it opened; the signatures beside."""
    opening = request.POST.get("step") == "open"
    step = AccountStepForm(None if opening else data_of(request), initial=_step_of(cooperative))
    opened = AccountOpenForm(
        data_of(request) if opening else None, initial={"opened_on": cooperative.account_opened_on}
    )
    service, sentence = (
        (accounts.record_account_open, _("Le compte est ouvert : la coopérative peut payer depuis la banque."))
        if opening
        else (accounts.pass_account_step, _("L’étape est notée. L’école la voit."))
    )
    return act(
        request,
        opened if opening else step,
        lambda **values: service(cooperative, by=request.actor, **values),
        template="desk/cooperative_account.html",
        context={"cooperative": cooperative, "step": step, "opened": opened, "mandates": _signing(cooperative)},
        done=lambda _result: (sentence, reverse("desk:cooperative-account", args=[cooperative.public_id])),
    )


@allow(can_handle, load=cooperatives)
def cooperative_suspend(request, cooperative):
    """Suspend, after a page that says what it means."""
    sentence = _("La coopérative est suspendue : on y lit, on n’y inscrit plus rien.")
    return _confirm(request, cooperative, accounts.suspend_cooperative, "desk/cooperative_suspend.html", sentence)


@allow(can_handle, load=cooperatives)
def cooperative_reactivate(request, cooperative):
    """End the suspension."""
    sentence = _("La coopérative est de nouveau active.")
    return _confirm(request, cooperative, accounts.reactivate_cooperative, "desk/cooperative_reactivate.html", sentence)


@allow(can_handle, load=cooperatives)
def cooperative_school(request, cooperative):
    """Replace a described school by the directory's."""
    text = request.GET.get("q", f"{cooperative.school.name} {cooperative.school.commune}").strip()
    found = schools_found(request, text)
    return act(
        request,
        SchoolForm(data_of(request), federation=request.federation, found=found),
        lambda school: accounts.link_cooperative_to_school(cooperative, school=school, by=request.actor),
        template="desk/cooperative_school.html",
        context={"cooperative": cooperative, "text": text, "found": found},
        done=lambda _result: (_("L’école est reliée à l’annuaire."), _page(cooperative)),
    )


def _confirm(request, cooperative, service, template, sentence):
    return act(
        request,
        ConfirmForm(data_of(request)),
        lambda: service(cooperative, by=request.actor),
        template=template,
        context={"cooperative": cooperative},
        done=lambda _result: (sentence, _page(cooperative)),
    )


def _page(cooperative):
    return reverse("desk:cooperative", args=[cooperative.public_id])


def _step_of(cooperative):
    return {"holder": cooperative.account_step_holder, "since": cooperative.account_step_since}


def _signing(cooperative):
    return cooperative.mandates.filter(state__in=["approved", "active"]).select_related("user").order_by("rank")
