"""The bank of a cooperative: what the bank says beside what the book says, and what still waits for a word."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance.addresses import in_year
from finance.forms.bank import ids_of, parse_token
from finance.models import BankAccount, BankMatch, Book
from finance.permissions import can_bring_statement, can_keep_accounts, can_read_bank, can_reconcile
from finance.queries.balances import money
from finance.queries.bank import BankSide, account_of, open_lines
from finance.queries.bank_page import desk_of
from finance.services.bank_entries import stale_cheques, write_back
from finance.services.matching import Group, match_all, undo_match
from finance.views.money import book_in_hand, room, with_school
from occe.kit.access import allow
from occe.kit.errors import DomainError

PAGE = 20
MATCHES = 30
DAY = timedelta(days=1)


def bank_room(request: HttpRequest, cooperative: Cooperative) -> tuple[dict, Book, BankAccount | None]:
    """What each page of the bank shows: the room, the account in use (none yet, maybe), and who may do what."""
    book, books = book_in_hand(request, cooperative)
    account = account_of(cooperative)
    mine = books[0].mine_to_record
    context = room(request, cooperative, book, books) | {
        "drawer": "bank",
        "account": account,
        "may_reconcile": mine,
        "may_bring": mine or can_bring_statement(request.actor, cooperative),
        "may_keep": can_keep_accounts(request.actor),
        "begins_here": all(one.is_on_paper for one in books if one.year.ends + DAY == book.year.starts),
    }
    return context, book, account


@allow(can_read_bank, load=with_school)
def bank(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    context, book, account = bank_room(request, cooperative)
    if account is None:
        return render(request, "finance/bank_none.html", context)
    side = BankSide(account)
    since = side.since()
    desk = desk_of(account, book, since)
    proposed = {line.pk for proposal in (*desk.certain, *desk.likely) for line in proposal.lines}
    unseen = open_lines(account, since) if since else []
    on_the_way = [line for line in unseen if line.pk not in proposed]
    context |= {
        "told": side.latest,
        "ledger": money(book).bank,
        "desk": desk,
        "likely": Paginator(desk.likely, PAGE).get_page(request.GET.get("likely")),
        "unknown": Paginator(desk.unknown, PAGE).get_page(request.GET.get("unknown")),
        "on_the_way": on_the_way[:PAGE],
        "on_the_way_count": len(on_the_way),
        "stale": stale_cheques(account, unseen) if context["may_reconcile"] and book.takes_entries else [],
    }
    return render(request, "finance/bank.html", context)


@allow(can_reconcile, load=Cooperative.objects.visible_to)
@require_POST
def accept(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """One proposal, or all the certain ones that the page showed."""
    book, _books = book_in_hand(request, cooperative)
    account = account_of(cooperative)
    tokens = [found for text in request.POST.getlist("pair") if (found := parse_token(text))]
    groups = [Group(frozenset(movements), frozenset(lines)) for movements, lines in tokens]
    if account is None or not groups:
        return redirect(in_year("bank", book))
    try:
        match_all(account, groups=groups, by=request.actor, how=BankMatch.How.PROPOSED)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        count = len(groups)
        messages.success(
            request, ngettext("Un rapprochement fait.", "%(count)s rapprochements faits.", count) % {"count": count}
        )
    return redirect(in_year("bank", book))


@allow(can_reconcile, load=Cooperative.objects.visible_to)
@require_POST
def stale(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """A cheque that nobody cashed comes back to the cooperative."""
    book, _books = book_in_hand(request, cooperative)
    account, lines = account_of(cooperative), ids_of(request.POST.getlist("line"))
    if account is None or not lines:
        return redirect(in_year("bank", book))
    try:
        entry = write_back(account, line=lines[0], by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        words = _("Le chèque périmé est revenu au cahier, au numéro %(number)s.") % {"number": entry.number}
        messages.success(request, words)
    return redirect(in_year("bank", book))


@allow(can_read_bank, load=with_school)
def matched(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """What was matched, the last first, each with its way back."""
    context, _book, account = bank_room(request, cooperative)
    found = BankMatch.objects.filter(account=account).order_by("-matched_at", "-pk")
    shown = found.prefetch_related("transactions__transaction", "lines__line__entry", "items__item")
    context["page"] = Paginator(shown, MATCHES).get_page(request.GET.get("page"))
    return render(request, "finance/bank_matched.html", context)


def _matches_seen_by(actor) -> QuerySet[BankMatch]:
    return BankMatch.objects.visible_to(actor)


@allow(can_reconcile, load=Cooperative.objects.visible_to)
@require_POST
def undo(request: HttpRequest, cooperative: Cooperative, match_id: UUID) -> HttpResponse:
    book, _books = book_in_hand(request, cooperative)
    found = get_object_or_404(_matches_seen_by(request.actor), public_id=match_id, account__cooperative=cooperative)
    try:
        undo_match(found, by=request.actor)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Ces lignes attendent de nouveau."))
    return redirect(in_year("bank-matched", book))
