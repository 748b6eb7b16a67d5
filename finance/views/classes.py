"""How the classes work with money, and their practice with false money."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cooperatives.models import Classroom, Cooperative
from finance import permissions
from finance.forms.classes import ClassRulesForm
from finance.models import ClassRules
from finance.queries.classes import classes_at_work
from finance.services.class_rules import set_class_rules
from finance.services.practice import start_practice, throw_away_practice
from finance.views.money import book_in_hand, room
from members.permissions_pupils import can_see_roster
from occe.kit.access import allow
from occe.kit.actors import Actor


def seen_by(actor: Actor) -> QuerySet[Classroom]:
    """The classes that the actor sees, with what the frame of their pages names."""
    return Classroom.objects.visible_to(actor).select_related("cooperative__school", "year")


@allow(can_see_roster, load=Cooperative.objects.visible_to)
@require_safe
def classes(request: HttpRequest, cooperative: Cooperative) -> HttpResponse:
    """One card a class: who writes, who looks again, and the practice."""
    cards = [(at_work, ClassRulesForm(rules=at_work.rules)) for at_work in classes_at_work(request.actor, cooperative)]
    context = room(request, cooperative, *book_in_hand(request, cooperative)) | {"drawer": "classes", "cards": cards}
    return render(request, "finance/classes.html", context)


def of_class(view: Callable[[HttpRequest, Classroom], None]) -> Callable[..., HttpResponse]:
    """Wrap an act on one class of the cooperative: a POST of whoever leads it, then back to the classes."""

    @require_POST
    def acted(request: HttpRequest, classroom: Classroom, id: UUID) -> HttpResponse:
        if classroom.cooperative.public_id != id:
            raise Http404
        view(request, classroom)
        return redirect("finance:classes", id=id)

    return allow(permissions.can_lead_money_of_class, load=seen_by, key="classroom")(acted)


@of_class
def rules(request: HttpRequest, classroom: Classroom) -> None:
    form = ClassRulesForm(request.POST, rules=ClassRules(classroom=classroom))
    if form.is_valid():  # two boxes: always
        set_class_rules(classroom, by=request.actor, **form.cleaned_data)
        messages.success(request, _("%(name)s\u00a0: c’est noté.") % {"name": classroom.name})


@of_class
def practice_start(request: HttpRequest, classroom: Classroom) -> None:
    start_practice(classroom, by=request.actor)
    told = _("%(name)s s’entraîne. Rien de ce que la classe écrit maintenant n’ira au cahier.")
    messages.success(request, told % {"name": classroom.name})


@of_class
def practice_end(request: HttpRequest, classroom: Classroom) -> None:
    throw_away_practice(classroom, by=request.actor)
    told = _("L’entraînement est jeté. %(name)s retrouve son vrai argent.")
    messages.success(request, told % {"name": classroom.name})
