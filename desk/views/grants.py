"""Grants seen by the association: what it is asked for, public money of the year, what is still to be spent."""

from decimal import Decimal

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperatives.models import SchoolYear
from desk.frame import desk_page
from desk.permissions import can_enter
from desk.views.year import year_in_hand
from finance.models import Grant, money_rules
from finance.queries.grants import GrantMoney, public_money, unspent
from occe.kit.access import allow
from occe.kit.csvfiles import csv_response

ZERO = Decimal(0)
PER_PAGE = 30


@allow(can_enter)
@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """What is asked of the association; « Subventions restant à employer », with the total; the sum of public money."""
    year = year_in_hand(request)
    waiting = Grant.objects.visible_to(request.actor).asked_of_association()
    waiting = waiting.select_related("cooperative__school", "decision__council__cooperative")
    asked = Paginator(waiting.order_by("asked_on", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"year": year, "asked": asked}
    if year:
        rules = money_rules(year)
        received, rows = public_money(request.federation, year), _unspent(request, year)
        context |= {
            "received": received,
            "threshold": rules.public_money_threshold,
            "is_over": received >= rules.public_money_threshold,
            "share": min(int(received * 100 / rules.public_money_threshold), 100),
            "rows": rows,
            "total": sum((row.left for row in rows), ZERO),
        }
    return desk_page(request, "desk/grants.html", context)


@allow(can_enter)
@require_safe
def grants_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same lines for the auditor's pack."""
    year = year_in_hand(request)
    if year is None:
        raise Http404
    header = [
        _("Coopérative"),
        _("Nom"),
        _("Qui aide"),
        _("Pour quoi"),
        _("Accordé"),
        _("Reçu"),
        _("Employé"),
        _("Reste"),
    ]
    rows = (
        [
            row.grant.cooperative.number, row.grant.cooperative.name, row.grant.funder, row.grant.purpose,
            row.grant.amount, row.received, row.used, row.left,
        ]
        for row in _unspent(request, year)
    )  # fmt: skip
    return csv_response(_("subventions-a-employer-%(year)s.csv") % {"year": year.slug}, header, rows)


def _unspent(request: HttpRequest, year: SchoolYear) -> list[GrantMoney]:
    return unspent(Grant.objects.visible_to(request.actor), year)
