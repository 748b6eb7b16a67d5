"""The activity reports of a year: who has sent, what they say together, and giving one back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from desk.forms.activity import ReturnForm
from desk.frame import desk_page
from desk.permissions import can_enter, can_handle
from desk.queries.activity import due_to_remind, is_due, reminders
from desk.services.reminders import remind_of_reports
from desk.views.acting import data_of
from desk.views.years import year_or_404
from occe.kit.access import allow
from occe.kit.dates import today
from occe.kit.errors import DomainError
from occe.kit.forms import done
from projects.kinds import kinds_of, named
from projects.models import ActivityReport, Partner
from projects.queries.department import RULE, department_of, reports_by_cooperative
from projects.services.reports import return_report

A_PAGE = 50
SENT = ActivityReport.State.SENT


def may_remind(request, year) -> bool:
    return can_handle(request.actor) and is_due(year, on=today())


@allow(can_enter)
@require_safe
def activity_reports(request, slug):
    """One line a cooperative, and above it the department's year."""
    year = year_or_404(request, slug)
    kinds, found = kinds_of(year.federation_id), department_of(year)
    waited = request.GET.get("show") == "waited"
    rows = [row for row in reports_by_cooperative(year) if not (waited and row[1] and row[1].state == SENT)]
    page, last = Paginator(rows, A_PAGE).get_page(request.GET.get("page")), reminders(year)
    page.object_list = [(one, report, last.get(one.public_id)) for one, report in page.object_list]
    context = {
        "year": year, "department": found, "rule": RULE,
        "kinds": [(named(kinds, key).label, count) for key, count in found.kinds.items()],
        "partners": [(Partner.Kind(key).label, count) for key, count in found.partners.items()],
        "page": page, "waited": waited, "reminded": len(last),
        "to_remind": len(due_to_remind(year, on=today())) if may_remind(request, year) else 0,
    }  # fmt: skip
    return desk_page(request, "desk/activity/list.html", context)


@allow(can_handle, load=ActivityReport.objects.visible_to)
def activity_return(request, report):
    """Give a report that was sent back, with a sentence."""
    form = ReturnForm(data_of(request))
    if form.is_valid() and done(form, lambda: return_report(report, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Le compte rendu est rendu à la coopérative, avec votre phrase."))
        return redirect("desk:activity-reports", report.year.slug)
    context = {"report": report, "form": form}
    return desk_page(request, "desk/activity/return.html", context, 422 if form.errors else 200)


@allow(can_handle)
@require_POST
def activity_remind(request, slug):
    """Remind all who have not sent, in one tap."""
    year = year_or_404(request, slug)
    try:
        told = remind_of_reports(year, by=request.actor)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        sentence = ngettext("%(n)s coopérative est rappelée.", "%(n)s coopératives sont rappelées.", told.count)
        messages.success(request, sentence % {"n": told.count})
        if told.nobody:
            numbers = ", ".join(f"n°\u00a0{one.number}" for one in told.nobody)
            messages.warning(request, _("Sans mandataire à qui le dire\u00a0: %(numbers)s.") % {"numbers": numbers})
    return redirect("desk:activity-reports", slug)
