"""The council of the school: delegates, what the classes ask them to say, what was decided."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cooperatives.models import Classroom, Cooperative
from councils import permissions
from councils.forms.school import MandateForm
from councils.models import AgendaItem, Council
from councils.queries.school import school_council
from councils.services.school import bring_to_class, give_mandate
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.errors import DomainError
from occe.kit.forms import done


@allow(permissions.can_record_decisions, load=Cooperative.objects.visible_to)
@require_safe
def school(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """Who speaks for which class, what will be spoken of, what was decided last."""
    context = _room(cooperative) | {"school": school_council(cooperative, today())}
    return render(request, "councils/school/school.html", context)


@allow(permissions.can_record_decisions, load=Cooperative.objects.visible_to)
@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest, cooperative: Cooperative, item_id: UUID) -> HttpResponse:
    """What a class asks its delegates to say on one item."""
    items = AgendaItem.objects.filter(council__cooperative=cooperative, council__classroom__isnull=True)
    item = get_object_or_404(items.select_related("council"), public_id=item_id)
    own = Council.objects.run_by(request.actor).filter(cooperative=cooperative, year_id=item.council.year_id)
    classrooms = Classroom.objects.filter(pk__in=own.values("classroom_id")).order_by("pk")
    said = {one.classroom_id: one.words for one in item.mandates.filter(classroom__in=classrooms)}
    first = classrooms.first()
    initial = {"classroom": first, "words": said.get(first.pk, "") if first else ""}
    if request.method == "POST" and "talk" in request.POST:
        return _talk_first(request, item, classrooms)
    form = MandateForm(request.POST if request.method == "POST" else None, initial=initial, classrooms=classrooms)
    if form.is_valid() and done(form, partial(give_mandate, item, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("C’est noté. Les délégués le liront au conseil de l’école."))
        return redirect("councils:school", cooperative.public_id)
    context = _room(cooperative) | {"item": item, "form": form, "classrooms": classrooms}
    return render(request, "councils/school/mandate.html", context, status=422 if form.errors else 200)


def _talk_first(request: HttpRequest, item: AgendaItem, classrooms: QuerySet[Classroom]) -> HttpResponse:
    """The class speaks of it at its own next council, before anybody writes what it asks."""
    classroom = next((one for one in classrooms if str(one.public_id) == request.POST["talk"]), None)
    if classroom is None:
        raise Http404
    try:
        bring_to_class(item, classroom, by=request.actor)
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("La classe en parlera à son prochain conseil."))
    return redirect(request.path)


def _room(cooperative: Cooperative) -> dict:
    return {"cooperative": cooperative, "tab": "council", "drawer": "school"}
