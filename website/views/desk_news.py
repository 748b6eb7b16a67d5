"""The staff write news."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.frame import desk_page
from occe.kit.access import allow
from occe.kit.errors import DomainError
from website.forms_desk import NewsForm
from website.models import NewsItem
from website.permissions import can_edit_site
from website.services import news as services

A_PAGE = 30


@allow(can_edit_site)
def news_list(request):
    pages = Paginator(NewsItem.objects.visible_to(request.actor).order_by("-updated_at"), A_PAGE)
    return desk_page(request, "website/desk/news.html", {"news": pages.get_page(request.GET.get("page"))})


@allow(can_edit_site)
@require_http_methods(["GET", "HEAD", "POST"])
def news_write(request):
    return _written(request, None)


@allow(can_edit_site, load=NewsItem.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def news_change(request, item):
    return _written(request, item)


@allow(can_edit_site, load=NewsItem.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def news_remove(request, item):
    if request.method == "POST":
        services.remove_news(item, by=request.actor)
        messages.success(request, _("L’actualité est retirée."))
        return redirect("site:news")
    return desk_page(request, "website/desk/remove.html", {"name": item.title_fr, "back": "site:news"})


def _written(request, item: NewsItem | None):
    form = NewsForm(request.POST or None, request.FILES or None, instance=item, federation=request.federation)
    if request.method == "POST" and form.is_valid():
        try:
            if item is None:
                services.write_news(request.federation, by=request.actor, **form.values())
            else:
                services.change_news(item, by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("L’actualité est enregistrée."))
            return redirect("site:news")
    context = {"form": form, "item": item}
    return desk_page(request, "website/desk/news_write.html", context, status=422 if form.errors else 200)
