"""The staff write the pages of the site: both languages side by side, preview, history, restore."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.frame import desk_page
from occe.kit.access import allow
from website.forms_desk import PageForm
from website.models import ContactMessage, NewsItem, Page, PageVersion, Partner
from website.permissions import can_edit_site
from website.queries import with_newer_text
from website.reading import read
from website.services import pages as services
from website.texts import LANGUAGES, Text, default_text, default_words
from website.views.machines import PAGE_NAMES


@allow(can_edit_site)
def overview(request):
    """Each page with who wrote it last; what waits beside."""
    actor = request.actor
    own = {page.slug: page for page in Page.objects.visible_to(actor)}
    last = PageVersion.objects.filter(page__in=own.values()).order_by("page_id", "-number").distinct("page_id")
    versions = {version.page_id: version for version in last.select_related("saved_by")}
    newer = with_newer_text(request.federation, own.values())
    rows = [
        {
            "slug": slug,
            "name": Page.Slug(slug).label,
            "url_name": PAGE_NAMES[slug],
            "newer": slug in newer,
            "version": versions.get(own[slug].pk) if slug in own else None,
        }
        for slug in Page.Slug.values
    ]
    counts = {
        "unanswered": ContactMessage.objects.visible_to(actor).filter(answered_at__isnull=True).count(),
        "drafts": NewsItem.objects.visible_to(actor).filter(published_at__isnull=True).count(),
        "partners": Partner.objects.visible_to(actor).count(),
    }
    return desk_page(request, "website/desk/overview.html", {"rows": rows, **counts})


@allow(can_edit_site)
@require_http_methods(["GET", "HEAD", "POST"])
def page_edit(request, slug):
    """Write a page. `Voir avant` shows it without saving; nothing typed is lost."""
    page = _page_or_default(request, slug)
    if page.pk and request.POST.get("delivered") in ("take", "keep"):
        services.answer_delivered_text(page, take=request.POST["delivered"] == "take", by=request.actor)
        messages.success(request, _("C’est noté. Les deux textes restent dans les versions."))
        return redirect("site:page-edit", slug)
    form = PageForm(request.POST if request.method == "POST" else None, instance=page, federation=request.federation)
    valid = form.is_valid()
    if valid and "preview" not in request.POST:
        services.save_page(request.federation, slug, by=request.actor, **form.cleaned_data)
        messages.success(request, _("La page est à jour sur le site, dans les deux langues."))
        return redirect("site:page-edit", slug)
    words = form.cleaned_data if valid else {}
    preview = (
        [(code, read(Text(words[f"title_{code}"], words[f"body_{code}"]))) for code in LANGUAGES] if valid else None
    )
    context = {
        "form": form,
        "slug": slug,
        "name": Page.Slug(slug).label,
        "url_name": PAGE_NAMES[slug],
        "preview": preview,
        "delivered": [(code, read(default_text(slug, code, request.federation))) for code in LANGUAGES]
        if page.pk and with_newer_text(request.federation, [page])
        else None,
    }
    return desk_page(request, "website/desk/page_edit.html", context, status=422 if form.errors else 200)


@allow(can_edit_site)
def page_history(request, slug):
    """Every version of a page, the latest first."""
    page = get_object_or_404(Page.objects.visible_to(request.actor), slug=slug)
    versions = page.versions.select_related("saved_by")
    context = {"page": page, "name": page.get_slug_display(), "versions": versions[:200], "slug": slug}
    return desk_page(request, "website/desk/page_history.html", context)


@allow(can_edit_site)
@require_http_methods(["GET", "HEAD", "POST"])
def version_restore(request, slug, number):
    """Read an older version; publish it again."""
    page = get_object_or_404(Page.objects.visible_to(request.actor), slug=slug)
    version = get_object_or_404(page.versions.select_related("saved_by"), number=number)
    if request.method == "POST":
        services.restore_version(version, by=request.actor)
        messages.success(request, _("La version %(number)s est de nouveau sur le site.") % {"number": number})
        return redirect("site:page-history", slug)
    texts = [
        (code, read(Text(getattr(version, f"title_{code}"), getattr(version, f"body_{code}")))) for code in LANGUAGES
    ]
    context = {"page": page, "name": page.get_slug_display(), "version": version, "texts": texts, "slug": slug}
    return desk_page(request, "website/desk/version.html", context)


def _page_or_default(request, slug: str) -> Page:
    """The page's row, or one that is not saved and holds our words: reading never writes."""
    if slug not in Page.Slug.values:
        raise Http404
    page = Page.objects.visible_to(request.actor).filter(slug=slug).first()
    page = page or Page(federation=request.federation, slug=slug, as_delivered=True)
    if page.as_delivered:
        for field, words in default_words(slug, request.federation).items():
            setattr(page, field, words)
    return page
