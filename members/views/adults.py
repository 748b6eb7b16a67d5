"""An adult's own pages: what waits, where one belongs, what one was told, who one is."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import friday, sitting
from members.forms import ProfileForm
from members.models import Notification
from members.notifications import address_of, sentence_of
from members.permissions import can_open_notification, can_use_own_space
from members.queries import has_second_factor, places_of, proposed_mandates, requests_to_read, unfinished_registrations
from members.services import adults, notifications
from occe.kit.access import allow

A_PAGE = 30


@allow(can_use_own_space)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    places = places_of(request.actor)
    present = [place.cooperative for place in places if not place.is_over]
    context = {
        "places": places,
        "has_present_places": bool(present),
        "belongs": bool(places) or request.actor.is_staff,
        "proposals": proposed_mandates(request.actor),
        "to_read": requests_to_read(request.actor),
        "registrations": unfinished_registrations(request.actor),
    }
    return render(request, "members/home.html", context | friday.page_of(request.actor, present))


@allow(can_use_own_space)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    known = {name: getattr(request.user, name) for name in ("first_name", "last_name", "called", "language")}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        user = adults.change_profile(by=request.actor, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("C’est enregistré."))
            return redirect("members:profile")
    context = {"form": form, "has_second_factor": has_second_factor(request.actor)}
    return render(request, "members/profile.html", context, status=422 if form.errors else 200)


@allow(can_use_own_space)
@require_safe
def notification_list(request: HttpRequest) -> HttpResponse:
    told = Notification.objects.visible_to(request.actor).unread_first()
    page = Paginator(told, A_PAGE).get_page(request.GET.get("page"))
    items = [{"notification": item, "sentence": sentence_of(item), "address": address_of(item)} for item in page]
    return render(request, "members/notification_list.html", {"page": page, "items": items})


@allow(can_open_notification, load=Notification.objects.visible_to)
@require_POST
def notification_open(request: HttpRequest, notification: Notification) -> HttpResponse:
    notifications.mark_read(notification, by=request.actor)
    return redirect(address_of(notification) or "members:notifications")


@allow(can_use_own_space)
@require_POST
def notification_read_all(request: HttpRequest) -> HttpResponse:
    notifications.mark_all_read(by=request.actor)
    return redirect("members:notifications")


@allow(can_use_own_space)
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """The form that was sent after the session had ended: its author sends it again, or drops it."""
    held = sitting.held_form(request)
    if held is None or request.method == "POST":
        sitting.let_go(request.session)
        return redirect("members:home")
    return render(request, "members/resume.html", {"held": held})
