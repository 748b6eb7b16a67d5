"""The file for the data-protection officer: seven documents, on pages and on paper, and the facts it cannot guess."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desk.data_protection.documents import DOCUMENTS, Document, contents, document_of
from desk.forms.privacy import PrivacyFactsForm
from desk.frame import desk_page
from desk.permissions import can_change_settings, can_enter
from desk.queries.privacy import facts_of
from desk.services.privacy import save_privacy_facts
from desk.views.acting import act, data_of
from occe.kit.access import allow
from occe.kit.documents import pdf_response

WHOLE = "dossier"
PAPER = "desk/pdf/data_protection.html"


@allow(can_enter)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What there is, for whom, and what is still missing."""
    context = contents(request.federation) | {"may_change": can_change_settings(request.actor)}
    return desk_page(request, "desk/privacy/overview.html", context)


@allow(can_enter)
@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    found = _found(slug)
    return desk_page(request, "desk/privacy/document.html", contents(request.federation) | {"document": found})


@allow(can_enter)
@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """One document to send, or all seven in one."""
    whole = slug == WHOLE
    found = list(DOCUMENTS) if whole else [_found(slug)]
    title = _("Dossier de protection des données") if whole else str(found[0].title)
    name = _("donnees-%(slug)s.pdf") % {"slug": slug}
    context = contents(request.federation) | {"printed": found, "whole": whole}
    return pdf_response(request, PAPER, title=title, name=name, context=context)


@allow(can_change_settings)
def facts(request: HttpRequest) -> HttpResponse:
    """Who hosts the portal, who answers for it."""
    form = PrivacyFactsForm(data_of(request), instance=facts_of(request.federation))
    return act(
        request,
        form,
        lambda **values: save_privacy_facts(request.federation, by=request.actor, **values),
        template="desk/privacy/facts.html",
        context={},
        done=lambda _row: (_("C’est noté. Les documents le disent dès maintenant."), reverse("desk:privacy")),
    )


def _found(slug: str) -> Document:
    document = document_of(slug)
    if document is None:
        raise Http404
    return document
