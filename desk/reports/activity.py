"""The table of the activity reports in the annual report: what those that were sent say together."""

from typing import Any

from django.utils.translation import gettext as _

from occe.kit.workbooks import Column
from projects.kinds import Kind, named
from projects.models import Partner
from projects.queries.department import FIGURES, RULE, Department


def activity_table(department: Department, domains: dict[str, Kind]) -> dict[str, Any]:
    """What `desk.reports.tables.Table` is made of: one line a figure, then one a kind and one a kind of partner."""
    rows: list[tuple[str, str, int]] = [
        (_("Comptes rendus reçus"), _("sur %(n)s coopératives") % {"n": department.awaited}, department.sent),
        *((_("Toutes les coopératives"), str(one.name), round(department.totals[one.key])) for one in FIGURES),
        (_("Toutes les coopératives"), _("images à montrer"), department.pictures),
        *((_("Projets par domaine"), named(domains, key).label, n) for key, n in department.kinds.items()),
        *((_("Partenaires"), str(Partner.Kind(key).label), n) for key, n in department.partners.items()),
    ]
    columns = [Column(_("Chiffre")), Column(_("Sorte")), Column(_("Nombre"), "whole")]
    rounded = _("Les heures sont arrondies.")
    return {
        "key": "activite", "title": _("Ce que les classes ont fait"), "columns": columns, "rows": rows, "head": 1,
        "about": f"{RULE} {rounded}",
    }  # fmt: skip
