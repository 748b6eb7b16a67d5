"""The papers of a year: the financial report, a page for the school board, a page for the pupils."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative
from finance import permissions
from finance.attachments import attachments
from finance.documents import pdf_response
from finance.models import Book, Reviewer, money_rules
from finance.queries.report import financial_report, projects_of
from finance.templatetags.pupil_money import account_picture
from finance.views.year_end import year_frame
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.drawing.paint import painted

MOST_PROJECTS = 6
MOST_PURPOSES = 6


def with_places(actor):
    """The cooperatives that the actor sees, with what the head of a paper names."""
    return Cooperative.objects.visible_to(actor).select_related("school", "federation")


def file_name(what: str, book: Book) -> str:
    """`crf-18-2025-2026.pdf`: what it is, the cooperative's number, the year; no name of a person or a school."""
    return f"{what}-{book.cooperative.number}-{book.year.slug}.pdf" if book.cooperative else f"{what}.pdf"


def report_context(book: Book, frame: dict) -> dict:
    """What the financial report prints; blank lines for reviewers whom nobody has named yet."""
    reviewers = list(Reviewer.objects.filter(review__book=book, withdrawn_at__isnull=True))
    blank = range(max(money_rules(book.year).min_reviewers - len(reviewers), 0))
    report = financial_report(book)
    return frame | {
        "report": report, "reviewers": reviewers, "blank_reviewers": blank, "attachments": attachments(report),
        "day": today(),
    }  # fmt: skip


@allow(permissions.can_read_year_end, load=with_places)
def report(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """The financial report as a tagged PDF."""
    frame = year_frame(request, cooperative, slug)
    title = _("Compte rendu financier %(year)s, %(name)s") % {"year": slug, "name": cooperative.name}
    context = report_context(frame["book"], frame)
    return pdf_response(request, "financial_report", title=title, name=file_name("crf", frame["book"]), context=context)


@allow(permissions.can_read_year_end, load=with_places)
def board_page(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """One page for the school board, in words that a parent reads."""
    frame = year_frame(request, cooperative, slug)
    book = frame["book"]
    title = _("L’argent de la coopérative en %(year)s") % {"year": slug}
    pupils = sum(cooperative.classrooms.filter(year=book.year).values_list("pupil_count", flat=True))
    context = frame | {
        "report": financial_report(book), "projects": projects_of(book)[:MOST_PROJECTS], "pupils": pupils,
        "day": today(),
    }  # fmt: skip
    return pdf_response(request, "board_page", title=title, name=file_name("ecole", book), context=context)


@allow(permissions.can_read_year_end, load=with_places)
def pupils_page(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """The year in pictures, on the classroom's screen."""
    return render(request, "finance/year_pupils.html", in_pictures(year_frame(request, cooperative, slug)))


@allow(permissions.can_read_year_end, load=with_places)
def pupils_paper(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """The same on one sheet, to pin up."""
    context = in_pictures(year_frame(request, cooperative, slug))
    shown = [*context["came"], *context["went"]]
    pictures = {f"account{total.account.pk}": painted(str(account_picture(total.account))) for total in shown}
    title = _("Notre argent en %(year)s") % {"year": slug}
    name = file_name("eleves", context["book"])
    return pdf_response(request, "pupils_page", title=title, name=name, context=context, pictures=pictures)


def in_pictures(frame: dict) -> dict:
    """The largest things first: a child reads six pictures, not a chart of accounts."""
    found = financial_report(frame["book"])
    came, went = (
        sorted(totals, key=lambda total: -total.amount)[:MOST_PURPOSES] for totals in (found.incomes, found.expenses)
    )
    return frame | {"report": found, "came": came, "went": went}
