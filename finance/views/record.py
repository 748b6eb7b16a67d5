"""The kind first: we paid, we received, the money changes place. And which view of the forms a person likes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance import permissions
from finance.addresses import in_year
from finance.models import Book, WritingView
from finance.services.writing_views import choose_writing_view
from finance.views.money import book_in_hand, kept_on_paper, room
from occe.kit.access import allow
from occe.kit.actors import Actor, Adult

CARRY = "carry"
"""The button that takes a form to the other view."""


def prefers_expert(actor: Actor) -> bool:
    """Whether this person chose the expert view."""
    return isinstance(actor, Adult) and WritingView.objects.filter(user_id=actor.user_id, expert=True).exists()


def split_address(book: Book, kind: str) -> str:
    """The expert form of an expense or an income, at the year of the book."""
    assert book.cooperative is not None  # the room is a cooperative's
    address = reverse("finance:split-new", kwargs={"id": book.cooperative.public_id, "kind": kind})
    return f"{address}?year={book.year.slug}"


def other_view(request: HttpRequest, book: Book, kind: str, *, expert: bool) -> str:
    """The address of the form in the view asked for, with what the address of this one says already."""
    address = split_address(book, kind) if expert else in_year(f"{kind}-new", book)
    known = request.GET.copy()
    known.pop("year", None)
    return f"{address}&{known.urlencode()}" if known else address


def is_carried(request: HttpRequest) -> bool:
    """Whether the form comes from the other view, with what was typed there; the choice of view is kept then."""
    return request.method == "POST" and request.POST.get("act") == CARRY


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
def record(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Three doors, each with what it needs and no more."""
    book, books = book_in_hand(request, cooperative)
    if book.is_on_paper:
        return kept_on_paper(request, cooperative, book, books)
    context = room(request, cooperative, book, books) | {"expert": prefers_expert(request.actor)}
    return render(request, "finance/record.html", context)


@allow(permissions.can_record_money, load=Cooperative.objects.visible_to)
@require_POST
def choose_view(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Keep the person's choice of view, and go back to where it was asked."""
    book, _books = book_in_hand(request, cooperative)
    choose_writing_view(expert=request.POST.get("expert") == "1", by=request.actor)
    return redirect(in_year("record", book))
