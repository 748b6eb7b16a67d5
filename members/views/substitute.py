"""A substitute comes in with the sealed code of a day pass."""

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cooperatives.errors import PeopleRefused
from cooperatives.models import DayPass
from cooperatives.services.people import use_day_pass
from cooperatives.views.guests import with_guest_cookie
from members import presence
from members.errors_pupils import WaitBeforeNextCode
from members.forms_pupils import SubstituteForm
from members.services import pupil_sign_in
from occe.kit.access import public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest) -> HttpResponse:
    """The code and the own name; the class opens on the next page. Wrong codes are counted like a class's."""
    form = SubstituteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            day_pass = _use(request, form)
        except (PeopleRefused, WaitBeforeNextCode) as refused:
            form.add_error("code", str(refused))
        else:
            classroom = day_pass.classroom
            response = redirect("members:session-open", classroom.cooperative.public_id, classroom.public_id)
            assert day_pass.link is not None  # a pass that was used has its link
            return with_guest_cookie(response, day_pass.link)
    page = render(request, "members/session/substitute.html", {"form": form}, status=422 if form.errors else 200)
    presence.keep_browser_key(request, page)
    return page


def _use(request: HttpRequest, form: SubstituteForm) -> DayPass:
    if request.federation is None:
        raise Http404
    keys = pupil_sign_in.tries_of(presence.browser_key(request), get_adapter().get_client_ip(request))
    pupil_sign_in.refuse_while_waiting(keys)
    try:
        return use_day_pass(by=request.actor, federation=request.federation, **form.cleaned_data)
    except PeopleRefused:
        pupil_sign_in.count_wrong_code(keys)
        raise
