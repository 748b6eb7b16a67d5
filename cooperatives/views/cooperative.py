"""One cooperative's front room, and the switch of its public page."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cooperatives.forms.people import PublicFiguresForm, PublicPageForm
from cooperatives.home_cards import cards_for
from cooperatives.models import Cooperative
from cooperatives.permissions import can_enter_cooperative, can_manage_people, can_open_public_page
from cooperatives.queries.rooms import classes_of, mandates_shown, open_years, year_shown
from cooperatives.services.people import show_public_page
from cooperatives.views.answers import accepted
from occe.kit.access import allow


@allow(can_enter_cooperative, load=Cooperative.objects.visible_to)
def home(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    year = year_shown(cooperative, request.GET.get("year", ""))
    classes = classes_of(cooperative, year)
    context = {
        "cooperative": cooperative,
        "tab": "home",
        "year": year,
        "years": open_years(cooperative),
        "classes": classes,
        "pupils": sum(room.pupil_count for room in classes),
        "adults": sum(room.adult_count for room in classes),
        "mandates": mandates_shown(cooperative),
        "cards": cards_for(request.actor, cooperative, year),
        "may_manage": can_manage_people(request.actor, cooperative),
        "may_open": can_open_public_page(request.actor, cooperative),
    }
    return render(request, "cooperatives/home.html", context)


@allow(can_open_public_page, load=Cooperative.objects.visible_to)
def public_page(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Opening asks three questions first; an open page changes its figures, and closes by one press."""
    opening = not cooperative.public_page
    closing = not opening and "close" in request.POST
    form = (PublicPageForm if opening else PublicFiguresForm)(
        request.POST if request.method == "POST" else None, initial={"figures": cooperative.public_figures}
    )

    def act(form: forms.Form) -> None:
        show_public_page(cooperative, by=request.actor, shown=not closing, figures=form.cleaned_data["figures"])

    if request.method == "POST" and accepted(form, act):
        return redirect("cooperatives:home", cooperative.public_id)
    context = {"cooperative": cooperative, "tab": "home", "form": form, "opening": opening}
    return render(request, "cooperatives/public_page.html", context, status=422 if form.errors else 200)
