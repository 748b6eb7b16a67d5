"""The pages of a reviewer's link: read only, one cooperative, each opening written down."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperatives.views.files import deliver
from councils.queries.thread import thread_of
from finance import permissions
from finance.documents import pdf_response
from finance.forms.reviews import AskForm, CodeForm, LookForm, SignForm
from finance.models import AccountReview, Reviewer, money_rules
from finance.queries.report import financial_report
from finance.queries.reviews import decisions_of, not_yet_sampled, paper_of, sample_of
from finance.services import remote_reviews, reviews
from finance.views.goods import register_in_hand
from finance.views.reviews import look_at
from finance.views.year_papers import file_name, report_context
from occe.kit.access import allow
from occe.kit.forms import done


def _reviewer(request: HttpRequest, page: str) -> Reviewer:
    """Who reads, by the link; the opening of a page is written down, a sending is an act of its own."""
    rows = Reviewer.objects.filter(link=request.actor.link_id, withdrawn_at__isnull=True)
    place = ("review__book__year", "review__book__cooperative__school", "review__book__federation")
    reviewer = get_object_or_404(rows.select_related(*place))
    if request.method == "GET":
        remote_reviews.record_view(reviewer, page)
    return reviewer


@allow(permissions.can_review, sign_in="guest")
def home(request: HttpRequest) -> HttpResponse:
    """The report, the sample, the decisions, the inventory, what the pupils think; and where one signs."""
    reviewer = _reviewer(request, "home")
    review = reviewer.review
    form = AskForm(request.POST if request.method == "POST" else None, rows=not_yet_sampled(review))
    if form.is_valid() and done(form, partial(reviews.ask_for, review, **form.cleaned_data, by=request.actor)):
        return redirect("finance:guest-review")
    context = _frame(reviewer) | {
        "report": financial_report(review.book),
        "sample": sample_of(review),
        "decisions": decisions_of(review),
        "register": register_in_hand(review.book),
        "form": form,
        "may_sign": _may_sign(review),
    }
    return render(request, "finance/guest_review.html", context, status=422 if form.errors else 200)


@allow(permissions.can_review, sign_in="guest")
def look(request: HttpRequest, rank: int) -> HttpResponse:
    """One paper: its photo, what it says in the book, and a look."""
    reviewer = _reviewer(request, f"sample {rank}")
    review = reviewer.review
    sampled = get_object_or_404(review.sample.select_related("entry__voucher__file", "review"), rank=rank)
    form = LookForm(request.POST if request.method == "POST" else None)
    act = partial(look_at, sampled, form, by=request.actor, reviewer=reviewer)
    if form.is_valid() and done(form, act):
        return redirect("finance:guest-review")
    [row] = [one for one in sample_of(review) if one.sampled.pk == sampled.pk]
    context = _frame(reviewer) | {"sampled": sampled, "row": row, "paper": paper_of(sampled), "form": form}
    return render(request, "finance/guest_look.html", context, status=422 if form.errors else 200)


@allow(permissions.can_review, sign_in="guest")
@require_safe
def decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """The whole story of one of the year's decisions, with what was paid for it."""
    reviewer = _reviewer(request, "decision")
    found = next((one for one in decisions_of(reviewer.review) if one.public_id == decision_id), None)
    if found is None:
        raise Http404
    context = _frame(reviewer) | {"decision": found, "events": thread_of(found, request.actor)}
    return render(request, "finance/guest_decision.html", context)


@allow(permissions.can_review, sign_in="guest")
def photo(request: HttpRequest, rank: int) -> HttpResponseBase:
    """A picture of a sampled paper, and of no other: the first, or the one whose place `paper` gives."""
    reviewer = _reviewer(request, f"photo {rank}")
    sampled = get_object_or_404(reviewer.review.sample.select_related("entry__voucher__file"), rank=rank)
    files, asked = paper_of(sampled).files, request.GET.get("paper", "1")
    file = next((file for place, file in enumerate(files, start=1) if str(place) == asked), None)
    if file is None:
        raise Http404
    return deliver(request, file.path, file.content_type, name=file.shown_name, inline=file.is_picture)


@allow(permissions.can_review, sign_in="guest")
def report(request: HttpRequest) -> HttpResponse:
    """The financial report, as the association gets it."""
    reviewer = _reviewer(request, "report")
    book = reviewer.review.book
    title = _("Compte rendu financier %(year)s, %(name)s") % {"year": book.year.slug, "name": book.cooperative.name}
    context = report_context(book, _frame(reviewer))
    return pdf_response(request, "financial_report", title=title, name=file_name("crf", book), context=context)


@allow(permissions.can_review, sign_in="guest")
def sign(request: HttpRequest) -> HttpResponse:
    """Sign from afar where the association allows it: an address for the code, then name and code.

    Elsewhere the review's page says where one signs.
    """
    reviewer = _reviewer(request, "sign")
    if request.method == "GET" and (reviewer.signed_how or not _may_sign(reviewer.review)):
        return redirect("finance:guest-review")
    asks_code = request.POST.get("form") == "code"
    posted = request.method == "POST"
    code_form = CodeForm(request.POST if posted and asks_code else None)
    form = SignForm(request.POST if posted and not asks_code else None)
    if code_form.is_valid():
        act = partial(remote_reviews.send_code, reviewer, email=code_form.cleaned_data["email"], by=request.actor)
        if done(code_form, act):
            messages.success(request, _("Le code est parti. Il vaut vingt minutes."))
            return redirect("finance:guest-sign")
    if form.is_valid() and done(form, lambda: _sign(request, reviewer, form)):
        messages.success(request, _("Merci : votre signature est inscrite."))
        return redirect("finance:guest-review")
    refused = code_form.errors or form.errors
    context = _frame(reviewer) | {"form": form, "code_form": code_form}
    return render(request, "finance/guest_sign.html", context, status=422 if refused else 200)


def _may_sign(review: AccountReview) -> bool:
    return money_rules(review.book.year).remote_review and not review.is_closed


def _sign(request: HttpRequest, reviewer: Reviewer, form: SignForm) -> None:
    remote_reviews.sign_with_code(reviewer, **form.cleaned_data, by=request.actor)


def _frame(reviewer: Reviewer) -> dict:
    review = reviewer.review
    return {
        "reviewer": reviewer,
        "review": review,
        "book": review.book,
        "cooperative": review.book.cooperative,
        "place": {"title": _("Vérifier les comptes"), "detail": review.book.cooperative.name},
    }
