"""Votes, from the adult's side: prepare, open, look, show. The class sees nothing before it is shown."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRefresh

from councils.forms.ballots import BallotForm
from councils.forms.voices import HandCountForm, ObjectionForm, VoteForm
from councils.models import AgendaItem, Ballot, Objection
from councils.papers import HEARD, counters_of
from councils.permissions import can_hold_council
from councils.queries import ballots as read
from councils.queries.agenda import title_of
from councils.queries.school import acts_as_one
from councils.services import ballot_ends, ballots, casting, hand_counts, objections
from councils.services.ballot_drafts import WAYS_FOR
from councils.ways import SUBJECT_ICONS, WORDS
from occe.kit.access import allow
from occe.kit.audit import nameless
from occe.kit.documents import pdf_response
from occe.kit.errors import DomainError
from occe.kit.forms import done, show_refusal

EMPTY_PAPERS, MOST_PAPERS = 30, 300


@allow(can_hold_council, load=AgendaItem.objects.run_by, key="item")
@require_http_methods(["GET", "HEAD", "POST"])
def ballot_new(request: HttpRequest, item: AgendaItem, id: UUID) -> HttpResponse:
    """What is it about, then the ways that fit, then the question: one page each, by links."""
    _of_cooperative(item, id)
    asked = request.POST if request.method == "POST" else request.GET
    subject, way = asked.get("subject", ""), asked.get("way", "")
    if subject not in WAYS_FOR or way not in WAYS_FOR[Ballot.Subject(subject)]:
        return render(request, "councils/ballots/choose.html", _choice(item, subject))
    form = BallotForm(request.POST if request.method == "POST" else None, item=item, subject=subject, way=way)
    if form.is_valid():
        facts = {"draft": form.draft(), "public_id": form.cleaned_data["public_id"], "by": request.actor}
        try:
            ballot = ballots.prepare_ballot(item, **facts)
        except DomainError as refusal:
            refusal.field = form.refused_at(refusal.field)
            show_refusal(form, refusal)
        else:
            return _to(ballot)
    context = _choice(item, subject) | {"form": form, "way": way, "words": WORDS[Ballot.Way(way)]}
    context |= {"way_title": Ballot.Way(way).label, "subject_title": Ballot.Subject(subject).label}
    return render(request, "councils/ballots/form.html", context, status=422 if form.errors else 200)


@allow(can_hold_council, load=Ballot.objects.run_by, key="ballot")
@require_http_methods(["GET", "HEAD", "POST"])
def ballot_change(request: HttpRequest, ballot: Ballot, id: UUID) -> HttpResponse:
    """Write a prepared vote anew. What was promised secret stays so."""
    _of_cooperative(ballot, id)
    if ballot.state != Ballot.State.PREPARED:
        return _to(ballot)
    form = BallotForm.of(ballot, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            ballots.change_ballot(ballot, draft=form.draft(), by=request.actor)
        except DomainError as refusal:
            refusal.field = form.refused_at(refusal.field)
            show_refusal(form, refusal)
        else:
            return _to(ballot)
    context = _choice(ballot.item, ballot.subject) | {"form": form, "way": ballot.way, "ballot": ballot}
    context |= {"words": WORDS[Ballot.Way(ballot.way)], "way_title": ballot.get_way_display()}
    return render(request, "councils/ballots/form.html", context, status=422 if form.errors else 200)


def _choice(item: AgendaItem, subject: str) -> dict:
    """The two pages before the question: subjects with their pictures, ways with their rules."""
    fitting = WAYS_FOR.get(subject, ())  # type: ignore[call-overload]
    return _room(item) | {
        "item": item,
        "title": title_of(item),
        "subject": subject,
        "subject_title": Ballot.Subject(subject).label if fitting else "",
        "subjects": [(one, one.label, SUBJECT_ICONS[one]) for one in WAYS_FOR],
        "ways": [(one, one.label, WORDS[one]) for one in fitting],
        "as_one": acts_as_one(item.council),
    }


@allow(can_hold_council, load=Ballot.objects.run_by, key="ballot")
@never_cache
@vary_on_headers("HX-Request")
@require_safe
def ballot(request: HttpRequest, ballot: Ballot, id: UUID) -> HttpResponse:
    """One vote, wherever it stands; its live part is asked every two seconds and answers 304 while nothing changed."""
    _of_cooperative(ballot, id)
    etag = f'"{ballot.pk}-{ballot.meeting.tick}-{request.LANGUAGE_CODE}"'  # type: ignore[attr-defined]
    live = bool(request.headers.get("HX-Request"))
    if live and request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    if live and ballot.state != Ballot.State.OPEN:
        return HttpResponseClientRefresh()
    part = "_live" if ballot.collected == Ballot.Collected.TABLET else "_counters"
    page = f"councils/ballots/{part if live else 'ballot'}.html"
    response = render(request, page, _shown(ballot) | {"etag": etag, "live": live})
    response["ETag"] = etag
    return response


def _shown(ballot: Ballot, **forms: object) -> dict:
    """Everything the page shows of a vote; `forms` replaces those that were refused."""
    is_open, choices = ballot.state == Ballot.State.OPEN, read.choices(ballot)
    on_tablet = ballot.collected == Ballot.Collected.TABLET
    seat = read.free_seat(ballot) if is_open and on_tablet else None
    by_hand = is_open and ballot.is_counted and not on_tablet
    context = _room(ballot) | {
        "ballot": ballot,
        "item": ballot.item,
        "words": WORDS[Ballot.Way(ballot.way)],
        "choices": choices,
        "heard": ballot.way in HEARD,
        "voices": read.voices(ballot) if on_tablet and ballot.voters else None,
        "is_few": read.is_few(ballot),
        "same_for_all": ballot.state == Ballot.State.FINISHED and read.is_same_for_all(ballot),
        "result": read.result_for_adult(ballot),
        "seat": seat,
        "vote": VoteForm(ballot=ballot, choices=choices) if seat else None,
        "count": HandCountForm(ballot=ballot, choices=choices, counters=counters_of(ballot)) if by_hand else None,
        "counted": ballot.hand_counts.count() if by_hand else 0,
        "counts_agree": by_hand and read.counts_agree(ballot),
        "objections": list(ballot.objections.all()),
        "objection": ObjectionForm() if is_open and ballot.way == Ballot.Way.CONSENT else None,
        "papers_live": on_tablet and not is_open and ballot.papers.exists(),
        "following": ballot.followed_by.exclude(state=Ballot.State.DROPPED).first(),
        "may_open": ballot.state == Ballot.State.PREPARED and ballot.meeting.is_open,
    }
    return context | forms


def _refused(request: HttpRequest, ballot: Ballot, **forms: object) -> HttpResponse:
    return render(request, "councils/ballots/ballot.html", _shown(ballot, **forms) | {"etag": ""}, status=422)


@allow(can_hold_council, load=Ballot.objects.run_by, key="ballot")
@require_safe
def ballot_paper(request: HttpRequest, ballot: Ballot, id: UUID, which: str) -> HttpResponse:
    """Paper slips to cut: empty ones to vote with (`blank`), or those in the box, to be counted again (`cast`)."""
    _of_cooperative(ballot, id)
    if which == "cast" and ballot.state not in (Ballot.State.FINISHED, Ballot.State.SHOWN, Ballot.State.KEPT):
        raise Http404
    empty = [None] * min(ballot.voters or EMPTY_PAPERS, MOST_PAPERS)
    context = {
        "ballot": ballot,
        "choices": read.choices(ballot),
        "papers": read.papers_of(ballot) if which == "cast" else empty,
        "several": ballot.way in (Ballot.Way.APPROVAL, Ballot.Way.BUDGET) or ballot.seats > 1,
        "is_cast": which == "cast",
    }
    title = _("Bulletins\u00a0: %(question)s") % {"question": ballot.question}
    template = "councils/pdf/ballot_papers.html"
    return pdf_response(request, template, title=title, name="bulletins.pdf", context=context)


# --- acts ------------------------------------------------------------------------------------------------------------

ACTS: dict[str, Callable[..., Ballot]] = {
    "open": ballots.open_ballot,
    "show": ballots.show_ballot,
    "drop": ballot_ends.drop_ballot,
    "again": ballots.second_round,
}


@allow(can_hold_council, load=Ballot.objects.run_by, key="ballot")
@require_POST
def ballot_act(request: HttpRequest, ballot: Ballot, id: UUID, act: str) -> HttpResponse:
    """Open it, finish it, show it, leave it, vote again."""
    _of_cooperative(ballot, id)
    try:
        if act == "finish":
            agreed, incomplete = "agreed" in request.POST, "incomplete" in request.POST
            standing = ballots.finish_ballot(ballot, by=request.actor, agreed=agreed, incomplete=incomplete)
        elif act in ACTS:
            standing = ACTS[act](ballot, by=request.actor)
        else:
            raise Http404
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return _to(ballot)
    return _to(standing)


@allow(can_hold_council, load=Ballot.objects.run_by, key="ballot")
@require_POST
def ballot_count(request: HttpRequest, ballot: Ballot, id: UUID) -> HttpResponse:
    """What was counted by hand; refused where it does not add up to those who are there."""
    _of_cooperative(ballot, id)
    form = HandCountForm(request.POST, ballot=ballot, choices=read.choices(ballot), counters=counters_of(ballot))
    if not form.is_valid() or not done(form, lambda: _write_counts(ballot, form, request)):
        return _refused(request, ballot, count=form)
    if not read.counts_agree(ballot):
        messages.warning(request, _("Vous n’avez pas compté pareil. On recompte ensemble\u00a0?"))
    return _to(ballot)


def _write_counts(ballot: Ballot, form: HandCountForm, request: HttpRequest) -> None:
    for counter in form.counters:
        counts, blank = form.counts(counter)
        try:
            hand_counts.count_hands(ballot, counter=counter, counts=counts, blank=blank, by=request.actor)
        except DomainError as refusal:
            refusal.field = f"c{counter}_blank"
            raise


@nameless
@allow(can_hold_council, load=Ballot.objects.run_by, key="ballot")
@require_POST
def ballot_voice(request: HttpRequest, ballot: Ballot, id: UUID) -> HttpResponse:
    """The adult's own voice, one seat after another: two presses on one page are one voice."""
    _of_cooperative(ballot, id)
    form = VoteForm(request.POST, ballot=ballot, choices=read.choices(ballot))
    if form.says_nothing():
        messages.error(request, _("Touchez un choix, ou «\u00a0Je ne choisis pas\u00a0»."))
        return _refused(request, ballot, vote=form)
    try:
        casting.cast_adult(ballot, seat=form.seat(), marks=form.marks(), by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return _refused(request, ballot, vote=form)
    messages.success(request, _("Cette voix est dans la boîte."))
    return _to(ballot)


@allow(can_hold_council, load=Ballot.objects.run_by, key="ballot")
@require_POST
def ballot_objection(request: HttpRequest, ballot: Ballot, id: UUID) -> HttpResponse:
    """Write an objection, or what answers one (`objection`)."""
    _of_cooperative(ballot, id)
    if "objection" in request.POST:
        return _answer(request, ballot)
    form = ObjectionForm(request.POST)
    said = form.is_valid() and done(
        form, lambda: objections.raise_objection(ballot, words=form.cleaned_data["words"], by=request.actor)
    )
    return _to(ballot) if said else _refused(request, ballot, objection=form)


def _answer(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    number = request.POST["objection"]
    rows = Objection.objects.filter(ballot=ballot).select_related("ballot__meeting")
    one = get_object_or_404(rows, pk=int(number) if number.isdecimal() and len(number) < 15 else 0)
    answer, lifted = request.POST.get("answer", "")[:300], "lifted" in request.POST
    try:
        objections.answer_objection(one, answer=answer, lifted=lifted, by=request.actor)
    except DomainError as refusal:
        return _refused(request, ballot, refused=one, refusal=str(refusal), answer=answer)
    return _to(ballot)


# --- where it stands -------------------------------------------------------------------------------------------------


def _room(subject: AgendaItem | Ballot) -> dict:
    return {
        "cooperative": subject.council.cooperative,
        "council": subject.council,
        "meeting": subject.meeting,
        "tab": "council",
        "drawer": "today",
    }


def _of_cooperative(subject: AgendaItem | Ballot, id: UUID) -> None:
    if subject.council.cooperative.public_id != id or subject.meeting is None:
        raise Http404


def _to(ballot: Ballot) -> HttpResponse:
    return redirect("councils:ballot", ballot.council.cooperative.public_id, ballot.public_id)
