"""All books of a year as files: for the auditor, the accountant, the board."""

from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cooperatives.models import ExportJob
from cooperatives.services.exports import AT_WORK
from desk.forms.books import BooksForm
from desk.frame import desk_page
from desk.permissions import can_enter
from desk.reports.books import BROKEN, KIND, NO_SIRET, TOO_LONG, label_of
from desk.services.books import order_books
from desk.views.acting import data_of
from desk.views.year import year_in_hand
from occe.kit.access import allow

SHOWN = 12


@allow(can_enter)
@never_cache
def books(request):
    """The year in hand: ask for a file, and one's own files."""
    year = year_in_hand(request)
    if year is None:
        return redirect("desk:combined")
    form = BooksForm(data_of(request))
    if form.is_valid():
        order_books(year, by=request.actor, language=get_language() or "fr", **form.cleaned_data)
        return redirect("desk:combined-books")
    own = ExportJob.objects.visible_to(request.actor).filter(kind=KIND, parameters__year=year.slug)
    jobs = list(own.select_related("file").order_by("-created_at", "-id")[:SHOWN])
    files = [{"job": job, "label": label_of(job), "why": _why(job)} for job in jobs]
    context = {"year": year, "form": form, "files": files, "at_work": any(job.state in AT_WORK for job in jobs)}
    return desk_page(request, "desk/combined_books.html", context, 422 if form.errors else 200)


def _why(job: ExportJob) -> str:
    sentences = {
        NO_SIRET: _("Le fichier porte le SIREN de l’association : écrivez d’abord son SIRET dans ses réglages."),
        TOO_LONG: _("C’est trop de lignes pour un tableur : prenez le CSV."),
        BROKEN: _("La préparation s’est arrêtée. Rien n’est perdu : recommencez."),
    }
    return sentences.get(job.failure, sentences[BROKEN]) if job.state == ExportJob.State.FAILED else ""
