"""Two pupils count the hands that are raised, each alone: neither reads the other's figures before both are in."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from councils.errors import BallotRefused
from councils.forms.voices import HandCountForm
from councils.models import Ballot, HandCount
from councils.queries.ballots import choices, hands_to_count
from councils.queries.sitting import open_meeting_of
from councils.services.hand_counts import column_of, count_as_pupil
from members.permissions_pupils import can_use_pupil_pages
from members.presence import turn_of
from occe.kit.access import allow

HOME, HERE = "councils:pupil-council", "councils:pupil-council-count"
MOST = 999


@allow(can_use_pupil_pages, sign_in="pupil")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest) -> HttpResponse:
    """The figures, big, with plus and minus; then what both counted, to be read aloud or counted again."""
    meeting, turn = open_meeting_of(request.actor), turn_of(request)
    ballot = hands_to_count(meeting) if meeting else None
    if ballot is None:
        return redirect(HOME)
    mine = ballot.hand_counts.filter(pupil=turn.pupil_id).first()
    is_free = column_of(ballot, turn.pupil_id) is not None
    if request.method == "POST" and is_free:
        return _figures(request, ballot) if _step(request.POST) else _counted(request, ballot)
    if is_free and (mine is None or "again" in request.GET):
        return _page(request, ballot, _form(ballot))
    return render(request, "councils/pupils/counted.html", {"ballot": ballot, "mine": mine} | _both(ballot))


def _form(ballot: Ballot, data: QueryDict | None = None) -> HandCountForm:
    return HandCountForm(data, ballot=ballot, choices=choices(ballot), counters=1, blind=True)


def _counted(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    form = _form(ballot, request.POST)
    if not form.is_valid():
        return _page(request, ballot, form)
    counts, blank = form.counts(1)
    try:
        count_as_pupil(ballot, pupil=turn_of(request).pupil, counts=counts, blank=blank)
    except BallotRefused as refusal:
        return _page(request, ballot, form, str(refusal))
    return redirect(HERE)


def _page(request: HttpRequest, ballot: Ballot, form: HandCountForm, refused: str = "") -> HttpResponse:
    status = 422 if refused or form.errors else 200
    typed = sum(int(value) for cell in form.table() if (value := str(cell["cells"][0].value() or "")).isdecimal())
    context = {"ballot": ballot, "form": form, "refused": refused, "typed": typed}
    return render(request, "councils/pupils/count.html", context, status=status)


# --- plus and minus without a script ---------------------------------------------------------------------------------


def _step(sent: QueryDict) -> tuple[str, int] | None:
    """The figure whose plus or minus was touched, and by how much."""
    return next(((sent[name], by) for name, by in (("more", 1), ("less", -1)) if sent.get(name)), None)


def _figures(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    """The same page with one more, or one less."""
    sent = request.POST.copy()
    name, by = _step(sent) or ("", 0)
    if name in _form(ballot).fields:
        now = sent.get(name, "")
        sent[name] = str(min(MOST, max(0, (int(now) if now.isdecimal() and len(now) < 4 else 0) + by)))
    typed = {key: sent.get(key, "") for key in _form(ballot).fields}
    form = HandCountForm(initial=typed, ballot=ballot, choices=choices(ballot), counters=1, blind=True)
    return _page(request, ballot, form)


# --- both -------------------------------------------------------------------------------------------------------------


def _both(ballot: Ballot) -> dict:
    """What the two counted, a row a choice, once both are in; before that nothing."""
    counts = list(ballot.hand_counts.all())
    if len(counts) < 2:
        return {"rows": [], "agree": False}
    labels = [(row["words"], row["cells"][0].html_name) for row in _form(ballot).table()]
    rows = [(words, [_figure(one, name) for one in counts]) for words, name in labels]
    return {"rows": rows, "agree": all(len(set(told)) == 1 for _words, told in rows)}


def _figure(counted: HandCount, name: str) -> int:
    """The figure of a field of the form (`c1_2`, `c1_2_4` with faces, `c1_blank`) in a count."""
    _counter, position, *mark = name.split("_")
    if position == "blank":
        return counted.blank
    kept = counted.counts[position]
    return kept[int(mark[0])] if mark else kept
