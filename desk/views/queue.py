"""The first page: what waits, and the wall of the cooperatives."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.frame import desk_page
from desk.permissions import can_enter, can_handle
from desk.queries.lines import count_sentence, line_of, oldest_sentence
from desk.queries.queue import Group, queue_of, users_to_verify, with_subjects
from desk.queries.safekeeping import safekeeping
from desk.queries.standing import wall_of
from desk.services.reminders import write_again
from members.models import User
from occe.kit.access import allow

PAGE = 20


@allow(can_enter)
def queue(request):
    """« À traiter »."""
    found = queue_of(request.actor)
    show = request.GET.get("show", "")
    show = show if show in Group.values else ""
    page = Paginator(found.of(show), PAGE).get_page(request.GET.get("page"))
    waiting = found.waiting
    context = {
        "sentence": count_sentence(len(waiting)),
        "oldest": oldest_sentence(waiting.oldest),
        "page": page,
        "lines": [line_of(thing) for thing in with_subjects(page.object_list)],
        "groups": found.counts(),
        "show": show,
        "wall": wall_of(request.actor),
        "may_handle": can_handle(request.actor),
        "safekeeping": safekeeping(),
    }
    return desk_page(request, "desk/queue.html", context)


@allow(can_handle, load=users_to_verify)
@require_POST
def address_verify(request, user: User):
    """Write again to somebody whose address was never proved."""
    if not write_again(user, federation=request.federation, by=request.actor):
        address, _made = EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
        address.send_confirmation(request)
    messages.success(request, _("Une nouvelle lettre part pour %(email)s.") % {"email": user.email})
    return redirect("desk:queue")
