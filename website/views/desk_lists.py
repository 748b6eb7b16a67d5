"""The staff write partners and steps of the journey, and read what visitors wrote."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.frame import desk_page
from occe.kit.access import allow
from website import queries
from website.forms_desk import PartnerForm, StepForm
from website.models import ContactMessage, Partner, TimelineEntry
from website.permissions import can_edit_site
from website.services import contact, partners

A_PAGE = 30


@allow(can_edit_site)
def partner_list(request):
    return desk_page(request, "website/desk/partners.html", {"partners": Partner.objects.visible_to(request.actor)})


@allow(can_edit_site)
@require_http_methods(["GET", "HEAD", "POST"])
def partner_add(request):
    return _partner(request, None)


@allow(can_edit_site, load=Partner.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def partner_change(request, partner):
    return _partner(request, partner)


@allow(can_edit_site, load=Partner.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def partner_remove(request, partner):
    if request.method == "POST":
        partners.remove_partner(partner, by=request.actor)
        messages.success(request, _("Le partenaire n’est plus sur le site."))
        return redirect("site:partners")
    return desk_page(request, "website/desk/remove.html", {"name": partner.name, "back": "site:partners"})


@allow(can_edit_site)
def journey(request):
    own = TimelineEntry.objects.visible_to(request.actor)
    defaults = [] if own else queries.timeline(request.federation)
    return desk_page(request, "website/desk/journey.html", {"steps": own, "defaults": defaults})


@allow(can_edit_site)
@require_http_methods(["GET", "HEAD", "POST"])
def step_add(request):
    return _step(request, None)


@allow(can_edit_site, load=TimelineEntry.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def step_change(request, step):
    return _step(request, step)


@allow(can_edit_site, load=TimelineEntry.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def step_remove(request, step):
    if request.method == "POST":
        partners.remove_step(step, by=request.actor)
        messages.success(request, _("L’étape est retirée."))
        return redirect("site:journey")
    return desk_page(request, "website/desk/remove.html", {"name": step.text_fr, "back": "site:journey"})


@allow(can_edit_site)
def message_list(request):
    found = ContactMessage.objects.visible_to(request.actor).select_related("answered_by")
    pages = Paginator(found, A_PAGE)
    return desk_page(request, "website/desk/messages.html", {"found": pages.get_page(request.GET.get("page"))})


@allow(can_edit_site, load=ContactMessage.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def message(request, found):
    if request.method == "POST":
        contact.mark_answered(found, by=request.actor)
        messages.success(request, _("C’est noté : ce message a sa réponse."))
        return redirect("site:messages")
    return desk_page(request, "website/desk/message.html", {"found": found})


def _partner(request, partner: Partner | None):
    others = Partner.objects.visible_to(request.actor)
    form = PartnerForm(request.POST or None, request.FILES or None, instance=partner, others=others)
    if request.method == "POST" and form.is_valid():
        partners.save_partner(request.federation, partner, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Le partenaire est sur le site."))
        return redirect("site:partners")
    context = {"form": form, "thing": partner, "back": "site:partners", "files": True}
    return desk_page(request, "website/desk/partner.html", context, status=422 if form.errors else 200)


def _step(request, step: TimelineEntry | None):
    form = StepForm(request.POST or None, instance=step)
    if request.method == "POST" and form.is_valid():
        partners.save_step(request.federation, step, by=request.actor, **form.cleaned_data)
        messages.success(request, _("L’étape est sur le site."))
        return redirect("site:journey")
    context = {"form": form, "thing": step, "back": "site:journey"}
    return desk_page(request, "website/desk/step.html", context, status=422 if form.errors else 200)
