"""Remarks by entry: said by the association about a book that was sent, answered by who completes it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from finance import permissions
from finance.forms.books import WordsForm
from finance.models import Entry, EntryRemark
from finance.queries.entries import rows_of
from finance.queries.remarks import remarks_on
from finance.queries.shelf import shelf
from finance.services.remarks import answer_remark, remark
from finance.views.money import room
from occe.kit.access import allow
from occe.kit.actors import Actor
from occe.kit.forms import done


def entries_seen(actor: Actor):
    """The entries that the actor sees, with their book."""
    return Entry.objects.visible_to(actor).select_related("book__year", "book__cooperative__school", "voucher")


@allow(permissions.can_remark, load=entries_seen, key="entry_id")
def entry_remark(request: HttpRequest, found: Entry, id: UUID) -> HttpResponse:
    """Say something about one entry."""
    verb = _("Garder cette remarque")
    form = WordsForm(request.POST if request.method == "POST" else None, label=_("Votre remarque"), verb=verb)
    if form.is_valid() and done(form, lambda: remark(found, text=form.cleaned_data["words"], by=request.actor)):
        messages.success(request, _("La remarque est gardée à côté de l’écriture."))
        return redirect("finance:entry", id=id, entry_id=found.public_id)
    return _page(request, found, id, form)


@allow(permissions.can_answer_remark, load=entries_seen, key="entry_id")
def remark_answer(request: HttpRequest, found: Entry, id: UUID, remark_id: UUID) -> HttpResponse:
    """Say what was done about a remark."""
    said = get_object_or_404(EntryRemark, public_id=remark_id, entry=found)
    form = WordsForm(request.POST if request.method == "POST" else None, label=_("Votre réponse"), verb=_("Répondre"))
    if form.is_valid() and done(form, lambda: answer_remark(said, answer=form.cleaned_data["words"], by=request.actor)):
        messages.success(request, _("Votre réponse est gardée à côté de l’écriture."))
        return redirect("finance:entry", id=id, entry_id=found.public_id)
    return _page(request, found, id, form)


def _page(request: HttpRequest, found: Entry, id: UUID, form: WordsForm) -> HttpResponse:
    cooperative = found.book.cooperative
    if cooperative is None or cooperative.public_id != id:
        raise Http404
    [row] = rows_of(found.book, Entry.objects.filter(pk=found.pk))
    context = room(request, cooperative, found.book, shelf(cooperative, request.actor))
    context |= {"row": row, "form": form, "remarks": remarks_on(found)}
    return render(request, "finance/entry_remark.html", context, status=422 if form.errors else 200)
