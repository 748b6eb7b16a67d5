"""The review at the school: who reviews, the sample, the ticks, the quitus; and the links that read from afar."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperatives.models import Cooperative
from finance import permissions
from finance.documents import pdf_response
from finance.forms.reviews import AskForm, LookForm, MeetingForm, QuitusForm, ReviewerForm
from finance.models import AccountReview, Reviewer, money_rules
from finance.queries.reviews import decisions_of, not_yet_sampled, paper_of, reviewers_of, sample_of, views_of
from finance.services import remote_reviews, reviews
from finance.views.year_end import sent_file, year_frame
from finance.views.year_papers import file_name, with_places
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.errors import DomainError
from occe.kit.forms import done
from occe.kit.qr import qr_svg

FORMS: dict[str, type[forms.Form]] = {
    "reviewer": ReviewerForm, "meeting": MeetingForm, "ask": AskForm, "quitus": QuitusForm
}  # fmt: skip


def _address(review: AccountReview, name: str = "review", **kwargs: object) -> str:
    cooperative = review.book.cooperative
    return reverse(f"finance:{name}", kwargs={"id": cooperative.public_id, "slug": review.book.year.slug, **kwargs})


def _review_of(frame: dict) -> AccountReview:
    """The review of the year that the address names, 404 before it was begun."""
    review = get_object_or_404(AccountReview, book=frame["book"])
    review.book = frame["book"]
    return review


@allow(permissions.can_keep_review, load=with_places)
def review(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """The whole review on one page; four small forms, each sent by itself."""
    frame = year_frame(request, cooperative, slug)
    found = AccountReview.objects.filter(book=frame["book"]).first()
    if found is None:
        return _begin(request, frame)
    found.book = frame["book"]
    asked = request.POST.get("form", "") if request.method == "POST" else ""
    if asked == "again" and _tried(request, partial(reviews.take_up_again, found, by=request.actor)):
        return redirect(_address(found))
    if asked == "rest" and _tried(request, partial(reviews.draw_the_rest, found, by=request.actor)):
        return redirect(_address(found) + "#sample")
    shown = {name: _form(request, name, found, asked) for name in FORMS}
    form = shown.get(asked)
    if form is not None and form.is_valid() and done(form, _act(request, found, asked, form)):
        messages.success(request, _("C’est gardé."))
        return redirect(_address(found))
    context = frame | _shown(found) | {f"{name}_form": form for name, form in shown.items()}
    return render(request, "finance/review.html", context, status=422 if form is not None and form.errors else 200)


def _begin(request: HttpRequest, frame: dict) -> HttpResponse:
    if request.method == "POST" and _tried(request, partial(reviews.begin_review, frame["book"], by=request.actor)):
        return redirect(request.path)
    return render(request, "finance/review_begin.html", frame | {"rules": money_rules(frame["book"].year)})


def _form(request: HttpRequest, name: str, found: AccountReview, asked: str) -> forms.Form:
    sent = (request.POST, request.FILES) if name == asked else ()
    if name == "ask":
        return AskForm(*sent, rows=not_yet_sampled(found))
    return MeetingForm(*sent, review=found) if name == "meeting" else FORMS[name](*sent)


def _act(request: HttpRequest, found: AccountReview, asked: str, form: forms.Form) -> Callable[[], object]:
    by, values = request.actor, form.cleaned_data
    if asked == "meeting":
        return partial(reviews.note_meeting, found, **form.said, by=by)
    if asked == "quitus":
        return lambda: reviews.close_review(
            found, outcome=values["outcome"], by=by,
            sheet=sent_file(request, found.book) if values.get("file") else None,
        )  # fmt: skip
    door = {"reviewer": reviews.name_reviewer, "ask": reviews.ask_for}[asked]
    return partial(door, found, **values, by=by)


def _shown(found: AccountReview) -> dict:
    rules = money_rules(found.book.year)
    sample = sample_of(found)
    return {
        "review": found,
        "rules": rules,
        "reviewers": reviewers_of(found),
        "sample": sample,
        "seen": sum(one.is_seen for one in sample),
        "missing": [] if found.is_closed else reviews.missing_for_quitus(found, rules),
        "first_looks": list(found.first_looks.select_related("handover").order_by("number")),
        "rest": not found.is_closed and reviews.look_before(found) is not None,
        "views": views_of(found),
    }


def _tried(request: HttpRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except DomainError as error:
        messages.error(request, str(error))
        return False
    return True


@allow(permissions.can_keep_review, load=with_places)
def review_look(request: HttpRequest, cooperative: Cooperative, slug: str, rank: int) -> HttpResponse:
    """One sampled paper, as the reviewers see it at the meeting."""
    frame = year_frame(request, cooperative, slug)
    found = _review_of(frame)
    sampled = get_object_or_404(found.sample.select_related("entry__voucher__file", "review"), rank=rank)
    form = LookForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, partial(look_at, sampled, form, by=request.actor)):
        return redirect(_address(found) + "#sample")
    [row] = [one for one in sample_of(found) if one.sampled.pk == sampled.pk]
    context = frame | {"review": found, "sampled": sampled, "row": row, "paper": paper_of(sampled), "form": form}
    return render(request, "finance/review_look.html", context, status=422 if form.errors else 200)


def look_at(sampled, form: LookForm, **who):
    """Keep what a look says."""
    values = form.cleaned_data
    reviews.look(sampled, is_right=values["verdict"] == "right", remark=values["remark"], **who)


@allow(permissions.can_keep_review, load=with_places)
@require_POST
def reviewer_act(
    request: HttpRequest, cooperative: Cooperative, slug: str, reviewer_id: UUID, act: str
) -> HttpResponse:
    """Invite by a link that is shown once, close it, or take the name back."""
    frame = year_frame(request, cooperative, slug)
    found = _review_of(frame)
    reviewer = get_object_or_404(Reviewer.objects.select_related("review"), public_id=reviewer_id, review=found)
    if act == "invite":
        try:
            token = remote_reviews.invite(reviewer, by=request.actor)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(_address(found))
        link = request.build_absolute_uri(reverse("cooperatives_bare:guest", args=[token]))
        context = frame | {"reviewer": reviewer, "link": link, "qr": qr_svg(link), "days": remote_reviews.DAYS}
        return render(request, "finance/reviewer_link.html", context)
    door = {"end": remote_reviews.end_invitation, "withdraw": reviews.withdraw_reviewer}[act]
    _tried(request, partial(door, reviewer, by=request.actor))
    return redirect(_address(found))


@allow(permissions.can_keep_review, load=with_places)
def review_sheet(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """The sheet of the meeting: what to tick, the sample, where to sign."""
    frame = year_frame(request, cooperative, slug)
    found = _review_of(frame)
    title = _("Vérification des comptes %(year)s") % {"year": slug}
    ticks = list(AccountReview.tick_words().values())
    reviewers = reviewers_of(found)
    blank = range(max(money_rules(found.book.year).min_reviewers - len(reviewers), 0))
    context = frame | {
        "review": found, "ticks": ticks, "sample": sample_of(found), "reviewers": reviewers, "blank": blank,
        "day": today(), "decisions": len(decisions_of(found)),
    }  # fmt: skip
    name = file_name("verification", found.book)
    return pdf_response(request, "review_sheet", title=title, name=name, context=context)


@allow(permissions.can_read_year_end, load=with_places)
def originals_label(request: HttpRequest, cooperative: Cooperative, slug: str) -> HttpResponse:
    """The label of the box in which the paper vouchers stay for ten years."""
    frame = year_frame(request, cooperative, slug)
    book = frame["book"]
    numbers = list(book.vouchers.in_order().filter(void_at__isnull=True).values_list("number", flat=True))
    context = frame | {
        "first": numbers[0] if numbers else "", "last": numbers[-1] if numbers else "", "count": len(numbers),
        "until": book.year.ends.replace(year=book.year.ends.year + 10), "end": getattr(book, "year_end", None),
    }  # fmt: skip
    title = _("Pièces de %(year)s") % {"year": slug}
    return pdf_response(request, "originals_label", title=title, name=file_name("boite", book), context=context)
