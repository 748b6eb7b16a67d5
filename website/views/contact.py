"""The contact form: no cookie, no script, no third party."""

from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from occe.kit.access import public
from occe.kit.errors import DomainError
from website import queries
from website.cache import open_page
from website.forms import ContactForm
from website.models import Page
from website.reading import read
from website.services.contact import new_stamp, receive_message, stamp_holds
from website.views.pages import federation_of


@public
@never_cache
@csrf_exempt  # the visitor has no cookie to check a token against: where the form comes from is checked instead
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    federation = federation_of(request)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not from_our_own_page(request):
        raise PermissionDenied
    if form.is_valid() and (form.is_trapped or _received(form, federation, request)):
        return redirect("website:contact-sent")
    posted = request.POST.get("stamp", "")
    context = {
        "page": read(queries.page_text(federation, Page.Slug.CONTACT)),
        "form": form,
        "stamp": posted if stamp_holds(posted) else new_stamp(),
    }
    return render(request, "website/contact.html", context, status=422 if form.errors else 200)


@open_page
def contact_sent(request):
    federation_of(request)
    return render(request, "website/contact_sent.html")


def from_our_own_page(request) -> bool:
    """Whether a form was sent from a page of ours: browsers say so in a header that pages cannot forge."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    if origin := request.headers.get("Origin"):
        return urlsplit(origin).netloc == request.get_host()
    return True  # an old browser says nothing; the trap, the clock and the limit remain


def _received(form, federation, request) -> bool:
    try:
        receive_message(
            federation,
            sender=get_adapter(request).get_client_ip(request) or "",
            language=queries.language(),
            **form.message_values(),
        )
    except DomainError as refusal:
        form.add_error(refusal.field, str(refusal))
    return not form.errors
