"""The staff add pictures for their texts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.frame import desk_page
from occe.kit.access import allow
from occe.kit.errors import DomainError
from website.forms_desk import PictureForm
from website.models import SitePicture
from website.permissions import can_edit_site
from website.services import pictures as services

A_PAGE = 24


@allow(can_edit_site)
def picture_list(request):
    own = SitePicture.objects.visible_to(request.actor).select_related("file")
    pages = Paginator(own, A_PAGE)
    return desk_page(request, "website/desk/pictures.html", {"pictures": pages.get_page(request.GET.get("page"))})


@allow(can_edit_site)
@require_http_methods(["GET", "HEAD", "POST"])
def picture_add(request):
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        services.add_picture(request.federation, by=request.actor, **form.cleaned_data)
        messages.success(request, _("L’image est prête : copiez sa ligne dans votre texte."))
        return redirect("site:pictures")
    context = {"form": form, "thing": None, "back": "site:pictures"}
    return desk_page(request, "website/desk/picture.html", context, status=422 if form.errors else 200)


@allow(can_edit_site, load=SitePicture.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def picture_remove(request, picture):
    context = {"name": picture.alt_fr, "back": "site:pictures"}
    if request.method != "POST":
        return desk_page(request, "website/desk/remove.html", context)
    try:
        services.remove_picture(picture, by=request.actor)
    except DomainError as refusal:
        return desk_page(request, "website/desk/remove.html", context | {"refusal": str(refusal)}, status=422)
    messages.success(request, _("L’image n’est plus sur le site."))
    return redirect("site:pictures")
